use super::*;

fn copy(acl: &Acl, from: &str, more: &str) -> Answer {
    acl.of("CopyNetworkAclEntries", &format!("&SourceNetworkAclId={from}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let acl = Acl::new("");
        insta::assert_snapshot!(copy(&acl, &acl.id, "").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn both_are_there() {
        let acl = Acl::new("");
        assert_eq!(copy(&acl, "nacl-nowhere", "").error(), no_acl());
        let unknown = format!("CopyNetworkAclEntries&NetworkAclId=nacl-nowhere&SourceNetworkAclId={}", acl.id);
        assert_eq!(acl.call(&unknown).error(), no_acl());
        assert_eq!(copy(&acl, &acl.id, "&DryRun=true").error(), dry_run());
        assert_eq!(acl.of("CopyNetworkAclEntries", "").error().1, "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_own_rules_are_gone() {
        let acl = Acl::new("");
        let source = acl.call(&format!("CreateNetworkAcl&VpcId={}", acl.vpc)).json();
        let source = text(&source["NetworkAclId"]);
        acl.call(&format!("UpdateNetworkAclEntries&NetworkAclId={source}&UpdateEgressAclEntries=true")).ok();
        let before = acl.entries("Ingress")[0]["NetworkAclEntryId"].clone();
        copy(&acl, &source, "&ClientToken=a").ok();
        assert!(acl.entries("Egress").is_empty());
        assert_eq!(acl.entries("Ingress").len(), 1);
        assert_ne!(acl.entries("Ingress")[0]["NetworkAclEntryId"], before);
    }
}
