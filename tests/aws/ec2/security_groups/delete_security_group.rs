use crate::support::Twin;

fn make(twin: &Twin, name: &str) -> String {
    twin.ec2(&format!("CreateSecurityGroup&GroupName={name}&GroupDescription=d")).one("groupId")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_id() {
        let twin = Twin::empty();
        insta::assert_snapshot!(twin.ec2(&format!("DeleteSecurityGroup&GroupId={}", make(&twin, "a"))).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteSecurityGroupResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><return>true</return><groupId>sg-01203828746c4d98f</groupId></DeleteSecurityGroupResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ec2("DeleteSecurityGroup").error().1, "MissingParameter");
        let error = |more: &str| twin.ec2(&format!("DeleteSecurityGroup&{more}")).error();
        let text = "The security group 'sg-00000000000000000' does not exist";
        assert_eq!(error("GroupId=sg-00000000000000000"), (400, "InvalidGroup.NotFound".into(), text.into()));
        assert_eq!(error("GroupName=web").1, "InvalidGroup.NotFound");
        assert_eq!(error("GroupId=web").1, "InvalidGroupId.Malformed");
    }

    #[test]
    fn the_default_group_stays() {
        let twin = Twin::empty();
        let id = twin.ec2("DescribeSecurityGroups").all("groupId").remove(0);
        let text = format!("the specified group: \"{id}\" name: \"default\" cannot be deleted by a user");
        let answer = twin.ec2("DeleteSecurityGroup&GroupName=default").error();
        assert_eq!(answer, (400, "CannotDelete".into(), text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_group_goes() {
        let twin = Twin::empty();
        let id = make(&twin, "a");
        assert_eq!(twin.ec2("DeleteSecurityGroup&GroupName=a&DryRun=true").error().1, "DryRunOperation");
        assert_eq!(twin.ec2("DeleteSecurityGroup&GroupName=a").one("groupId"), id);
        assert_eq!(twin.ec2("DeleteSecurityGroup&GroupName=a").error().1, "InvalidGroup.NotFound");
    }

    #[test]
    fn an_instance_or_a_rule_keeps_it() {
        let twin = Twin::empty();
        let (a, b) = (make(&twin, "a"), make(&twin, "b"));
        let delete = || twin.ec2(&format!("DeleteSecurityGroup&GroupId={a}"));
        let error = (400, "DependencyViolation".to_owned(), format!("resource {a} has a dependent object"));
        let run = format!("RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1&SecurityGroupId.1={a}");
        let instance = twin.ec2(&run).one("instanceId");
        assert_eq!(delete().error(), error);
        twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
        let rule = format!("GroupId={b}&IpPermissions.1.IpProtocol=-1&IpPermissions.1.Groups.1.GroupId={a}");
        twin.ec2(&format!("AuthorizeSecurityGroupIngress&{rule}")).ok();
        assert_eq!(delete().error(), error);
        twin.ec2(&format!("RevokeSecurityGroupIngress&{rule}")).ok();
        twin.ec2(&format!("AuthorizeSecurityGroupIngress&{}", rule.replace(&b, &a))).ok();
        delete().ok();
    }
}
