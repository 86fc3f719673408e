use super::*;

fn delete(nat: &Nat, more: &str) -> Answer {
    nat.call(&format!("DeleteNatGateway&NatGatewayId={}{more}", nat.id))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        insta::assert_snapshot!(delete(&Nat::new(""), "").ok(), @r#"{"RequestId":"A653BDB7-B084-4E85-A69A-2E3BE3081919"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn what_it_has_must_be_gone() {
        let nat = Nat::new("");
        assert_eq!(nat.call("DeleteNatGateway").error(), missing("NatGatewayId"));
        assert_eq!(nat.call("DeleteNatGateway&NatGatewayId=ngw-nowhere").error(), no_gateway());
        let (eip, address) = nat.address();
        let snat = nat.snat(&format!("&SourceVSwitchId={}&SnatIp={address}", nat.v_switch));
        let forward = nat.forward(&address, "80");
        let depends = |on: &str| refusal(400, &format!("DependencyViolation.{on}"), &format!("The specified resource of NatGateway depends on {on}, so the operation cannot be completed."));
        assert_eq!(delete(&nat, "").error(), depends("SnatEntry"));
        nat.call(&format!("DeleteSnatEntry&SnatTableId={}&SnatEntryId={snat}", nat.snat_table)).ok();
        assert_eq!(delete(&nat, "&Force=false").error(), depends("ForwardEntry"));
        nat.call(&format!("DeleteForwardEntry&ForwardTableId={}&ForwardEntryId={forward}", nat.forward_table)).ok();
        assert_eq!(delete(&nat, "").error(), refusal(400, "DependencyViolation.EIPS", "There are Eips on specified NatGateway, please unbind it first."));
        nat.call(&format!("UnassociateEipAddress&AllocationId={eip}")).ok();
        assert_eq!(nat.shown()["Status"], "Available");
        delete(&nat, "").ok();
    }

    #[test]
    fn one_that_comes_or_goes_stays() {
        let nat = Nat::within(slow(), "");
        let busy = refusal(404, "IncorrectStatus.NatGateway", "The status of the NAT gateway is incorrect.");
        assert_eq!(delete(&nat, "").error(), busy);
        nat.twin.advance("1m");
        delete(&nat, "").ok();
        let text = "The NatGateway instance is being deleted and needs to wait until the process is complete.";
        assert_eq!(delete(&nat, "").error(), refusal(400, "IncorrectStatus.NatGateway", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_goes_with_its_route_and_frees_its_v_switch() {
        let nat = Nat::within(slow(), "");
        nat.twin.advance("1m");
        delete(&nat, "").ok();
        assert_eq!(nat.shown()["Status"], "Deleting");
        assert!(nat.routes().is_empty());
        let tables = nat.call(&format!("DescribeRouteTableList&VpcId={}", nat.vpc)).json();
        let table = text(&tables["RouterTableList"]["RouterTableListType"][0]["RouteTableId"]);
        let hop = format!("&DestinationCidrBlock=8.8.8.0/24&NextHopType=NatGateway&NextHopId={}", nat.id);
        let route = nat.call(&format!("CreateRouteEntry&RouteTableId={table}{hop}"));
        assert_eq!(route.error().1, "InvalidNatGatewayId.NotFound");
        nat.twin.advance("1m");
        assert_eq!(nat.shown(), Value::Null);
        assert_eq!(delete(&nat, "").error(), no_gateway());
        nat.call(&format!("DeleteVSwitch&VSwitchId={}", nat.v_switch)).ok();
        nat.call(&format!("DeleteVpc&VpcId={}", nat.vpc)).ok();
    }

    #[test]
    fn force_lets_everything_go() {
        let nat = Nat::new("&EipBindMode=NAT");
        let (eip, address) = nat.address();
        nat.snat(&format!("&SourceVSwitchId={}&SnatIp={address}", nat.v_switch));
        nat.forward(&address, "80");
        delete(&nat, "&Force=true").ok();
        let eips = nat.call(&format!("DescribeEipAddresses&AllocationId={eip}")).json();
        assert_eq!(eips["EipAddresses"]["EipAddress"][0]["Status"], "Available");
        nat.twin.advance("1s");
        let shown = nat.call(&format!("DescribeVSwitchAttributes&VSwitchId={}", nat.v_switch)).json();
        assert_eq!(shown["AvailableIpAddressCount"], 252);
    }
}
