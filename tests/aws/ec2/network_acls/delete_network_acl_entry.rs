use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let acl = twin.ec2("DescribeNetworkAcls").all("networkAclId").remove(0);
        let delete = format!("DeleteNetworkAclEntry&NetworkAclId={acl}&RuleNumber=100&Egress=true");
        assert_eq!(twin.ec2(&delete).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn there_is_one_that_is_not_the_last() {
        let twin = Twin::empty();
        let acl = twin.ec2("DescribeNetworkAcls").all("networkAclId").remove(0);
        let delete = |number: &str| format!("DeleteNetworkAclEntry&NetworkAclId={acl}&RuleNumber={number}&Egress=true");
        for number in ["1", "0", "32767", "-1"] {
            refused_without_change(&twin, LOOK, &delete(number), "InvalidNetworkAclEntry.NotFound");
        }
        let incomplete = format!("DeleteNetworkAclEntry&NetworkAclId={acl}&RuleNumber=100");
        refused_without_change(&twin, LOOK, &incomplete, "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_rule_of_the_direction_is_gone() {
        let twin = Twin::empty();
        let acl = twin.ec2("DescribeNetworkAcls").all("networkAclId").remove(0);
        let delete = format!("DeleteNetworkAclEntry&NetworkAclId={acl}&RuleNumber=100&Egress=true");
        refused_without_change(&twin, LOOK, &format!("{delete}&DryRun=true"), "DryRunOperation");
        twin.ec2(&delete).ok();
        assert_eq!(twin.ec2("DescribeNetworkAcls").all("ruleNumber"), ["32767", "100", "32767"]);
        assert_eq!(twin.ec2(&delete).error().1, "InvalidNetworkAclEntry.NotFound");
    }
}
