use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let acl = Acl::new("");
        insta::assert_snapshot!(acl.associate(&acl.v_switch()).ok(), @r#"{"RequestId":"A653BDB7-B084-4E85-A69A-2E3BE3081919"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let acl = Acl::new("");
        let v_switch = acl.v_switch();
        let elsewhere = make_v_switch(&acl.twin, &make_vpc(&acl.twin, ""), "");
        let kind = refusal(400, "ParameterIllegal.ResourceType", "The specified resource type is illegal.");
        let not_found = refusal(400, "InvalidResource.NotFound", "The binding instance is not found.");
        let other = refusal(400, "InvalidResource.VpcError", "The network acl and resource not in same vpc.");
        let twice = refusal(400, "InvalidResource.BindingExist", "The binding instance has been binded.");
        let again = format!("&Resource.2.ResourceType=VSwitch&Resource.2.ResourceId={v_switch}");
        for (more, error) in [
            (String::new(), plain("ParameterMissing.Resources")),
            ("&Resource.1.ResourceType=VSwitch".to_owned(), plain("ParameterMissing.Resources")),
            (resource(&v_switch).replace("VSwitch&", "Other&"), kind),
            (resource("vsw-nowhere"), not_found),
            (resource(&elsewhere), other),
            (format!("{}{again}", resource(&v_switch)), twice.clone()),
            (format!("{}&DryRun=true", resource(&v_switch)), dry_run()),
        ] {
            assert_eq!(acl.of("AssociateNetworkAcl", &more).error(), error, "{more}");
        }
        let unknown = acl.call(&format!("AssociateNetworkAcl&NetworkAclId=nacl-nowhere{}", resource(&v_switch)));
        assert_eq!(unknown.error(), no_acl());
        acl.associate(&v_switch).ok();
        assert_eq!(acl.associate(&v_switch).error(), twice);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_v_switch_shows_it_and_stays() {
        let acl = Acl::new("");
        let v_switch = acl.v_switch();
        acl.associate(&v_switch).ok();
        let shown = acl.call(&format!("DescribeVSwitchAttributes&VSwitchId={v_switch}")).json();
        assert_eq!(shown["NetworkAclId"], acl.id);
        let stays = refusal(400, "DependencyViolation.NetworkAcl", "VSwitch cannot be deleted when network acl exist.");
        assert_eq!(acl.call(&format!("DeleteVSwitch&VSwitchId={v_switch}")).error(), stays);
    }
}
