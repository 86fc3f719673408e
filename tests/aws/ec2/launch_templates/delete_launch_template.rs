use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_is_shown_once_more() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        insta::assert_snapshot!(twin.ec2("DeleteLaunchTemplate&LaunchTemplateName=web").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteLaunchTemplateResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><launchTemplate><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><createTime>2026-11-21T08:00:00.000Z</createTime><createdBy>arn:aws:iam::123456789012:root</createdBy><defaultVersionNumber>1</defaultVersionNumber><latestVersionNumber>1</latestVersionNumber></launchTemplate></DeleteLaunchTemplateResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_there() {
        let twin = Twin::empty();
        let id = template(&twin, "web", "&InstanceType=t3.micro").one("launchTemplateId");
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("DeleteLaunchTemplate{more}"), code);
        code("", "MissingParameter");
        code(&format!("&LaunchTemplateName=web&LaunchTemplateId={id}"), "InvalidParameterCombination");
        code("&LaunchTemplateName=other", "InvalidLaunchTemplateName.NotFoundException");
        code("&LaunchTemplateId=lt-00000000000000001", "InvalidLaunchTemplateId.NotFound");
        code("&LaunchTemplateName=web&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_name_is_free_and_its_instances_stay() {
        let twin = Twin::empty();
        let id = template(&twin, "web", "&InstanceType=t3.micro").one("launchTemplateId");
        let call = format!("RunInstances&ImageId={IMAGE}&MinCount=1&MaxCount=1&LaunchTemplate.LaunchTemplateId={id}");
        let instance = twin.ec2(&call).one("instanceId");
        twin.ec2(&format!("DeleteLaunchTemplate&LaunchTemplateId={id}")).ok();
        assert!(twin.ec2("DescribeLaunchTemplates").all("launchTemplateId").is_empty());
        assert_ne!(template(&twin, "web", "&InstanceType=t3.micro").one("launchTemplateId"), id);
        let shown = twin.ec2(&format!("DescribeInstances&InstanceId.1={instance}"));
        assert_eq!((shown.one("instanceType"), shown.all("value")[0].clone()), ("t3.micro".to_owned(), id));
    }
}
