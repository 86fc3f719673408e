use super::*;

fn create(nat: &Nat, more: &str) -> Answer {
    nat.call(&format!("CreateNatGateway&VpcId={}{more}", nat.vpc))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_ids_of_its_tables() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let v_switch = make_v_switch(&twin, &vpc, "");
        let make = format!("CreateNatGateway&VpcId={vpc}&VSwitchId={v_switch}");
        insta::assert_snapshot!(call(&twin, &make).ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406","NatGatewayId":"ngw-bpgdc5qms3r9u34bxygn","ForwardTableIds":{"ForwardTableId":["ftb-bpgdc5ynk2p7sbop7uep"]},"SnatTableIds":{"SnatTableId":["stb-bpgdc5wnnia8lf8g0xzj"]},"FullNatTableIds":{"FullNatTableId":[]}}"#);
        insta::assert_snapshot!(twin.vpc_xml(&format!("{make}&RegionId=cn-hangzhou")).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateNatGatewayResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId><NatGatewayId>ngw-bpgdc6097kpl601fwugr</NatGatewayId><ForwardTableIds><ForwardTableId>ftb-bpgdc66ikjvpak4w7ob4</ForwardTableId></ForwardTableIds><SnatTableIds><SnatTableId>stb-bpgdc64h6rxo2e1cq8qf</SnatTableId></SnatTableIds><FullNatTableIds/></CreateNatGatewayResponse>"#);
    }

    #[test]
    fn all_parameters_are_kept() {
        let nat = Nat::new(
            "&Name=out&Description=of+tests&NetworkType=intranet&NatType=Enhanced&InternetChargeType=PayByLcu\
             &InstanceChargeType=PostPaid&IcmpReplyEnabled=false&EipBindMode=NAT&AvailabilityMode=SingleAZ\
             &NatIp=10.0.1.77&Tag.1.Key=stage&Tag.1.Value=test&Spec=Small&AutoPay=true",
        );
        let shown = nat.shown();
        for (name, value) in [
            ("Name", "out"),
            ("Description", "of tests"),
            ("NetworkType", "intranet"),
            ("NatType", "Enhanced"),
            ("InternetChargeType", "PayByLcu"),
            ("InstanceChargeType", "PostPaid"),
            ("EipBindMode", "NAT"),
            ("AvailabilityMode", "SingleAZ"),
            ("VpcId", &nat.vpc),
        ] {
            assert_eq!(shown[name], value, "{name}");
        }
        assert_eq!(shown["IcmpReplyEnabled"], false);
        assert_eq!(shown["NatGatewayPrivateInfo"]["PrivateIpAddress"], "10.0.1.77");
        assert_eq!(shown["NatGatewayPrivateInfo"]["VswitchId"], nat.v_switch);
        assert_eq!(shown["Tags"]["Tag"][0]["TagKey"], "stage");
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let nat = Nat::new("");
        let other_vpc = make_vpc(&nat.twin, "");
        let elsewhere = make_v_switch(&nat.twin, &other_vpc, "");
        let within = format!("&VSwitchId={}", nat.v_switch);
        let not_here = |name: &str| refusal(400, "UnsupportedParameter", &format!("The parameter {name} is not implemented by Twinstance."));
        let no_description = || refusal(400, "InvalidParameter.Description.Malformed", "The specified Description is not valid.");
        let no_longer = "Pay-by-specification NAT is no longer supported. Newly purchased pay-as-you-go NAT gateways only support the pay-by-CU metering method.";
        for (more, error) in [
            ("", refusal(400, "MissingParameter", "Miss mandatory parameter.")),
            ("&VSwitchId=vsw-nowhere", refusal(400, "InvalidVSWITCHID.NotFound", "The specified resource of VSwitch is not found.")),
            (&format!("&VSwitchId={elsewhere}"), refusal(400, "OperationFailed.VswNotBelongToVpc", "Operation failed because the specified VSwitch is not bound to the same VPC with NAT gateway.")),
            (&format!("{within}&Name=x"), bad_name()),
            (&format!("{within}&Name={}", "x".repeat(129)), bad_name()),
            (&format!("{within}&Name=http://x"), bad_name()),
            (&format!("{within}&Description=x"), no_description()),
            (&format!("{within}&Description=https://x"), no_description()),
            (&format!("{within}&NatType=Normal"), refusal(400, "OperationFailed.NormalInventoryNotEnough", "Standard NAT gateways are no longer offered. You can create enhanced NAT gateways and set the correct natType.")),
            (&format!("{within}&InstanceChargeType=PrePaid"), refusal(400, "OperationDenied.PrePaidInstance", "The operation is not allowed because prepaid instance is no longer supported.")),
            (&format!("{within}&InternetChargeType=PayBySpec"), refusal(400, "Forbidden.NatPayBySpec", no_longer)),
            (&format!("{within}&InternetChargeType=x"), refusal(400, "UnsupportedFeature.InternetChargeType", "The feature of InternetChargeType is not supported.")),
            (&format!("{within}&SecurityProtectionEnabled=true"), refusal(400, "UnsupportedFeature.SecurityProtectionEnabled", "The feature of SecurityProtectionEnabled is not supported.")),
            (&format!("{within}&PrivateLinkEnabled=true"), not_here("PrivateLinkEnabled")),
            (&format!("{within}&AccessMode=x"), not_here("AccessMode")),
            (&format!("{within}&Ipv4Prefix=x"), not_here("Ipv4Prefix")),
        ] {
            assert_eq!(create(&nat, more).error(), error, "{more}");
        }
        for (name, value) in [("NetworkType", "x"), ("NatType", "x"), ("EipBindMode", "x"), ("AvailabilityMode", "x"), ("NatIp", "10.0.2.1"), ("NatIp", "x")] {
            let (status, code, _) = create(&nat, &format!("{within}&{name}={value}")).error();
            assert_eq!((status, code.as_str()), (400, "InvalidParameter"), "{name}");
        }
        let unknown = refusal(404, "InvalidVpcId.NotFound", "Specified value of VpcId is not found in our record.");
        assert_eq!(call(&nat.twin, &format!("CreateNatGateway&VpcId=vpc-nowhere{within}")).error(), unknown);
        assert_eq!(call(&nat.twin, "CreateNatGateway").error(), missing("VpcId"));
        let gateways = nat.call("DescribeNatGateways").json();
        assert_eq!(gateways["TotalCount"], 1);
    }

    #[test]
    fn a_vpc_has_five() {
        let nat = Nat::new("");
        let within = format!("&VSwitchId={}", nat.v_switch);
        for _ in 1..5 {
            create(&nat, &within).ok();
        }
        let quota =
            refusal(400, "OperationFailed.EnhancedQuotaExceed", "Enhanced nat gateway per vpc quota is exceeded");
        assert_eq!(create(&nat, &within).error(), quota);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_available_after_a_while() {
        let nat = Nat::within(slow(), "");
        assert_eq!(nat.shown()["Status"], "Creating");
        assert_eq!(nat.create_snat("&SourceCIDR=10.0.0.0/16&SnatIp=1.2.3.4").error(), busy());
        nat.twin.advance("1m");
        assert_eq!(nat.shown()["Status"], "Available");
    }

    #[test]
    fn the_first_one_for_the_internet_comes_with_a_route() {
        let nat = Nat::new("");
        assert_eq!(nat.routes(), [("0.0.0.0/0".to_owned(), format!("NatGateway {}", nat.id))]);
        create(&nat, &format!("&VSwitchId={}", nat.v_switch)).ok();
        assert_eq!(nat.routes().len(), 1);
        assert!(Nat::new("&NetworkType=intranet").routes().is_empty());
    }

    #[test]
    fn other_tables_can_lead_to_it() {
        let nat = Nat::new("");
        let table = nat.call(&format!("CreateRouteTable&VpcId={}", nat.vpc)).json();
        let table = text(&table["RouteTableId"]);
        let to = |id: &str| {
            nat.call(&format!(
                "CreateRouteEntry&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0&NextHopType=NatGateway\
                 &NextHopId={id}"
            ))
        };
        let unknown =
            refusal(404, "InvalidNatGatewayId.NotFound", "Specified value of NatGatewayId is not found in our record.");
        assert_eq!(to("ngw-nowhere").error(), unknown);
        to(&nat.id).ok();
        let answer = nat.call(&format!("DescribeRouteEntryList&RouteTableId={table}&NextHopType=NatGateway")).json();
        assert_eq!(answer["RouteEntrys"]["RouteEntry"][0]["NextHops"]["NextHop"][0]["NextHopId"], nat.id);
        let stays = refusal(
            400,
            "DependencyViolation.RouterEntry",
            "The specified resource of NatGateway depends on RouterEntry, so the operation cannot be completed.",
        );
        assert_eq!(nat.call(&format!("DeleteNatGateway&NatGatewayId={}&Force=true", nat.id)).error(), stays);
    }

    #[test]
    fn its_vpc_shows_it_and_its_v_switch_stays() {
        let nat = Nat::new("");
        let vpcs = nat.call(&format!("DescribeVpcs&VpcId={}", nat.vpc)).json();
        assert_eq!(vpcs["Vpcs"]["Vpc"][0]["NatGatewayIds"]["NatGatewayIds"][0], nat.id);
        let text = "VSwitch cannot be deleted when natgw exist.";
        let stays = refusal(400, "DependencyViolation.EnhancedNatgw", text);
        assert_eq!(nat.call(&format!("DeleteVSwitch&VSwitchId={}", nat.v_switch)).error(), stays);
        let text = "Specified object has dependent resources NatGateway.";
        let stays = refusal(400, "DependencyViolation.NatGateway", text);
        assert_eq!(nat.call(&format!("DeleteVpc&VpcId={}", nat.vpc)).error(), stays);
    }

    #[test]
    fn a_token_makes_one() {
        let nat = Nat::new("");
        let again = || create(&nat, &format!("&VSwitchId={}&ClientToken=T", nat.v_switch)).json();
        assert_eq!(again()["NatGatewayId"], again()["NatGatewayId"]);
    }

    #[test]
    fn it_has_tags() {
        let nat = Nat::new("&Tag.1.Key=a");
        let of_it = format!("&ResourceType=NATGATEWAY&ResourceId.1={}", nat.id);
        nat.call(&format!("TagResources{of_it}&Tag.1.Key=b&Tag.1.Value=2")).ok();
        nat.call(&format!("UnTagResources{of_it}&TagKey.1=a")).ok();
        let listed = nat.call(&format!("ListTagResources{of_it}")).json();
        assert_eq!(listed["TagResources"]["TagResource"][0]["TagKey"], "b");
        assert_eq!(nat.call("DescribeNatGateways&Tag.1.Key=b").json()["TotalCount"], 1);
        assert_eq!(nat.call("DescribeNatGateways&Tag.1.Key=a").json()["TotalCount"], 0);
    }

    #[test]
    fn it_gets_elastic_addresses() {
        let nat = Nat::new("");
        let (id, address) = nat.address();
        let (second, _) = nat.address();
        let eips = nat.call(&format!("DescribeEipAddresses&AssociatedInstanceType=Nat&AllocationId={id}")).json();
        let eip = &eips["EipAddresses"]["EipAddress"][0];
        for (name, value) in [("InstanceType", "Nat"), ("InstanceId", &nat.id), ("Status", "InUse")] {
            assert_eq!(eip[name], value, "{name}");
        }
        let list = nat.shown()["IpLists"]["IpList"].clone();
        assert_eq!(list.as_array().expect("a list").len(), 2);
        let shown = list.as_array().expect("a list").iter().find(|one| one["AllocationId"] == id.as_str());
        let shown = shown.expect("the address");
        assert_eq!((&shown["IpAddress"], &shown["UsingStatus"]), (&address.into(), &"Idle".into()));
        assert_eq!(nat.associate(&id).error().1, "IncorrectEipStatus");
        let take = |more: &str| nat.call(&format!("UnassociateEipAddress&AllocationId={id}{more}"));
        assert_eq!(take("&InstanceType=Nat&InstanceId=ngw-nowhere").error().1, "InvalidInstanceId.NotFound");
        take(&format!("&InstanceType=Nat&InstanceId={}", nat.id)).ok();
        nat.twin
            .ecs(&format!("UnassociateEipAddress&AllocationId={second}&InstanceId={}&InstanceType=Nat", nat.id))
            .ok();
        assert_eq!(nat.shown()["IpLists"]["IpList"].as_array().expect("a list").len(), 0);
        nat.twin.ecs(&format!("AssociateEipAddress&AllocationId={second}&InstanceId={}&InstanceType=Nat", nat.id)).ok();
        let unknown = nat.call(&format!("AssociateEipAddress&AllocationId={id}&InstanceId=ngw-no&InstanceType=Nat"));
        let no_instance = refusal(404, "InvalidInstanId.NotFound", "Specified instance does not exist.");
        assert_eq!(unknown.error(), no_instance);
    }

    #[test]
    fn one_for_private_networks_gets_none() {
        let nat = Nat::new("&NetworkType=intranet");
        let (id, _) = nat.free_address();
        let refused = refusal(400, "UnsupportedFeature.VpcNat", "The feature of VpcNat is not supported.");
        assert_eq!(nat.associate(&id).error(), refused);
    }

    #[test]
    fn addresses_that_occupy_others_are_counted() {
        let nat = Nat::new("&EipBindMode=NAT");
        let free = || {
            let shown = nat.call(&format!("DescribeVSwitchAttributes&VSwitchId={}", nat.v_switch)).json();
            shown["AvailableIpAddressCount"].as_i64().expect("a number")
        };
        let before = free();
        let (id, _) = nat.address();
        assert_eq!(free(), before - 1);
        let private = nat.shown()["IpLists"]["IpList"][0]["PrivateIpAddress"].clone();
        let eips = nat.call(&format!("DescribeEipAddresses&AllocationId={id}")).json();
        assert_eq!(eips["EipAddresses"]["EipAddress"][0]["PrivateIpAddress"], private);
        assert!(text(&private).starts_with("10.0.1."));
        nat.call(&format!("UnassociateEipAddress&AllocationId={id}")).ok();
        assert_eq!(free(), before);
    }
}
