use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        insta::assert_snapshot!(Acl::new("").of("DeleteNetworkAcl", "").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_named_and_there_and_unused() {
        let acl = Acl::new("");
        assert_eq!(acl.call("DeleteNetworkAcl").error(), plain("ParameterMissing.NetworkAclId"));
        assert_eq!(acl.call("DeleteNetworkAcl&NetworkAclId=nacl-nowhere").error(), no_acl());
        assert_eq!(acl.of("DeleteNetworkAcl", "&DryRun=true").error(), dry_run());
        acl.associate(&acl.v_switch()).ok();
        let used = refusal(400, "NetworkAclExistBinding", "The Network Acl has bindings.");
        assert_eq!(acl.of("DeleteNetworkAcl", "").error(), used);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone_and_its_vpc_can_go() {
        let acl = Acl::new("");
        acl.of("DeleteNetworkAcl", "&ClientToken=a").ok();
        acl.of("DeleteNetworkAcl", "&ClientToken=a").ok();
        assert_eq!(acl.of("DescribeNetworkAclAttributes", "").error(), no_acl());
        acl.call(&format!("DeleteVpc&VpcId={}", acl.vpc)).ok();
    }
}
