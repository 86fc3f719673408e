use super::*;

fn unassociate(acl: &Acl, more: &str) -> Answer {
    acl.of("UnassociateNetworkAcl", more)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let acl = Acl::new("");
        let v_switch = acl.v_switch();
        acl.associate(&v_switch).ok();
        insta::assert_snapshot!(unassociate(&acl, &resource(&v_switch)).ok(), @r#"{"RequestId":"0DF7B107-67F0-4F15-AB60-29CA26CDEB87"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let acl = Acl::new("");
        let v_switch = acl.v_switch();
        let elsewhere = make_v_switch(&acl.twin, &make_vpc(&acl.twin, ""), "");
        let unbound = refusal(400, "InvalidResource.NotBinding", "The resource has not been binded.");
        let not_found = refusal(400, "InvalidResource.NotFound", "The binding instance is not found.");
        let other = refusal(400, "InvalidResource.VpcError", "The network acl and resource not in same vpc.");
        for (more, error) in [
            (String::new(), plain("ParameterMissing.Resources")),
            (resource("vsw-nowhere"), not_found),
            (resource(&elsewhere), other),
            (resource(&v_switch), unbound),
        ] {
            assert_eq!(unassociate(&acl, &more).error(), error, "{more}");
        }
        acl.associate(&v_switch).ok();
        assert_eq!(unassociate(&acl, &format!("{}&DryRun=true", resource(&v_switch))).error(), dry_run());
        let second = acl.call(&format!("CreateNetworkAcl&VpcId={}", acl.vpc)).json();
        let mismatch = "The specified network ACL and vSwitch are not matched.";
        let call = format!("UnassociateNetworkAcl&NetworkAclId={}", text(&second["NetworkAclId"]));
        let answer = acl.call(&format!("{call}{}", resource(&v_switch)));
        assert_eq!(answer.error(), refusal(400, "Mismatch.NetworkAclAndVSwitch", mismatch));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_v_switch_has_none_and_can_go() {
        let acl = Acl::new("");
        let v_switch = acl.v_switch();
        acl.associate(&v_switch).ok();
        unassociate(&acl, &format!("{}&ClientToken=a", resource(&v_switch))).ok();
        let shown = acl.call(&format!("DescribeVSwitchAttributes&VSwitchId={v_switch}")).json();
        assert_eq!(shown["NetworkAclId"], "");
        acl.call(&format!("DeleteVSwitch&VSwitchId={v_switch}")).ok();
        acl.of("DeleteNetworkAcl", "").ok();
    }
}
