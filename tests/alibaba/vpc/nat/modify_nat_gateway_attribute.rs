use super::*;

fn modify(nat: &Nat, more: &str) -> Answer {
    nat.call(&format!("ModifyNatGatewayAttribute&NatGatewayId={}{more}", nat.id))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        insta::assert_snapshot!(modify(&Nat::new(""), "&Name=other").ok(), @r#"{"RequestId":"A653BDB7-B084-4E85-A69A-2E3BE3081919"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let nat = Nat::new("&EipBindMode=NAT&Name=same");
        let not_here = |name: &str| refusal(400, "UnsupportedParameter", &format!("The parameter {name} is not implemented by Twinstance."));
        for (more, error) in [
            ("", refusal(400, "InvalidParams.NotNull", "The parameter must not be null, name or description or icmpReplyEnabled")),
            (&format!("&Name={}", "x".repeat(129)), bad_name()),
            ("&Name=http://x", bad_name()),
            ("&Description=http://x", refusal(400, "InvalidParameter.Description.Malformed", "The specified Description is not valid.")),
            ("&EipBindMode=NAT", refusal(400, "OperationDenied.EipBondTypeIsAlreadyNAT", "The EIP bond type is already NAT type.")),
            ("&Name=x&EnableSessionLog=true", not_here("EnableSessionLog")),
            ("&Name=x&LogDelivery=x", not_here("LogDelivery")),
        ] {
            assert_eq!(modify(&nat, more).error(), error, "{more}");
        }
        assert_eq!(modify(&nat, "&EipBindMode=MULTI_BINDED").error().1, "InvalidParameter");
        assert_eq!(nat.call("ModifyNatGatewayAttribute&Name=x").error(), missing("NatGatewayId"));
        assert_eq!(nat.call("ModifyNatGatewayAttribute&NatGatewayId=ngw-no&Name=x").error(), no_gateway());
        assert_eq!(nat.shown()["Name"], "same");
        let private = Nat::new("&NetworkType=intranet");
        assert_eq!(modify(&private, "&EipBindMode=NAT").error().1, "UnsupportedFeature.IndirectConvertForVpcNat");
        let new = Nat::within(slow(), "");
        assert_eq!(modify(&new, "&Name=x").error(), busy());
    }

    #[test]
    fn addresses_need_room() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let call = format!("CreateVSwitch&VpcId={vpc}&ZoneId=cn-hangzhou-h&CidrBlock=10.0.1.0/29&RegionId=cn-hangzhou");
        let v_switch = text(&twin.vpc(&call).json()["VSwitchId"]);
        let make = format!("CreateNatGateway&VpcId={vpc}&VSwitchId={v_switch}&RegionId=cn-hangzhou");
        let id = text(&twin.vpc(&make).json()["NatGatewayId"]);
        for _ in 0..4 {
            let made = twin.vpc("AllocateEipAddress&RegionId=cn-hangzhou").json();
            let eip = text(&made["AllocationId"]);
            twin.vpc(&format!("AssociateEipAddress&AllocationId={eip}&InstanceId={id}&InstanceType=Nat")).ok();
        }
        let modify =
            || twin.vpc(&format!("ModifyNatGatewayAttribute&NatGatewayId={id}&EipBindMode=NAT&RegionId=cn-hangzhou"));
        let full = "The available private Ip number is not enough in your subnet.";
        assert_eq!(modify().error(), refusal(400, "ResourceNotEnough.SwitchAvailableIps", full));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_given_changes() {
        let nat = Nat::new("&Name=one&Description=first");
        modify(&nat, "&Name=two").ok();
        modify(&nat, "&IcmpReplyEnabled=false").ok();
        let shown = nat.shown();
        assert_eq!((&shown["Name"], &shown["Description"]), (&"two".into(), &"first".into()));
        assert_eq!(shown["IcmpReplyEnabled"], false);
    }

    #[test]
    fn addresses_occupy_others_from_then_on() {
        let nat = Nat::new("");
        nat.address();
        modify(&nat, "&EipBindMode=NAT").ok();
        nat.address();
        let shown = nat.shown();
        assert_eq!(shown["EipBindMode"], "NAT");
        let list = shown["IpLists"]["IpList"].as_array().expect("a list");
        assert!(list.iter().all(|one| text(&one["PrivateIpAddress"]).starts_with("10.0.1.")));
    }
}
