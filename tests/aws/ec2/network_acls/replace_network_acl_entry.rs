use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let acl = acl(&twin, &vpc(&twin));
        twin.ec2(&format!("CreateNetworkAclEntry{}", entry(&acl, 7, HTTPS))).ok();
        assert_eq!(twin.ec2(&format!("ReplaceNetworkAclEntry{}", entry(&acl, 7, HTTPS))).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn there_is_one() {
        let twin = Twin::empty();
        let acl = acl(&twin, &vpc(&twin));
        let replace = |number: u32, more: &str| format!("ReplaceNetworkAclEntry{}", entry(&acl, number, more));
        let text = refused_without_change(&twin, LOOK, &replace(7, HTTPS), "InvalidNetworkAclEntry.NotFound");
        assert_eq!(text, "The network acl entry identified by 7 does not exist.");
        refused_without_change(&twin, LOOK, &replace(7, ""), "MissingParameter");
        refused_without_change(&twin, LOOK, &replace(32767, HTTPS), "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_rule_is_another() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let default = found(&twin, "DescribeNetworkAcls", "vpc-id", &vpc, "networkAclId").remove(0);
        let replace = format!("ReplaceNetworkAclEntry{}", entry(&default, 100, HTTPS));
        refused_without_change(&twin, LOOK, &format!("{replace}&DryRun=true"), "DryRunOperation");
        twin.ec2(&replace).ok();
        let shown = twin.ec2(&format!("DescribeNetworkAcls&NetworkAclId.1={default}"));
        assert_eq!((shown.one("from"), shown.all("ruleNumber").len()), ("443".to_owned(), 4));
    }
}
