use super::*;

fn modify(acl: &Acl, more: &str) -> Answer {
    acl.of("ModifyNetworkAclAttributes", more)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        insta::assert_snapshot!(modify(&Acl::new(""), "&NetworkAclName=other").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let acl = Acl::new("&NetworkAclName=one");
        for (more, error) in [
            ("&NetworkAclName=http://x", plain("ParameterIllegal.Name")),
            ("&NetworkAclName=two&Description=http://x", plain("ParameterIllegal.Description")),
            ("&NetworkAclName=two&DryRun=true", dry_run()),
        ] {
            assert_eq!(modify(&acl, more).error(), error, "{more}");
        }
        assert_eq!(acl.call("ModifyNetworkAclAttributes&NetworkAclId=nacl-nowhere").error(), no_acl());
        assert_eq!(acl.shown()["NetworkAclName"], "one");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_given_changes() {
        let acl = Acl::new("&NetworkAclName=one&Description=first");
        modify(&acl, "&NetworkAclName=two&ClientToken=a").ok();
        modify(&acl, "&NetworkAclName=two&ClientToken=a").ok();
        let shown = acl.shown();
        assert_eq!((&shown["NetworkAclName"], &shown["Description"]), (&"two".into(), &"first".into()));
    }
}
