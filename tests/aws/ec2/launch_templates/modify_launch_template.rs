use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_has_another_default_version() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        version(&twin, "web", "&InstanceType=t3.small", "").ok();
        let answer = twin.ec2("ModifyLaunchTemplate&LaunchTemplateName=web&SetDefaultVersion=2");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyLaunchTemplateResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><launchTemplate><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><createTime>2026-11-21T08:00:00.000Z</createTime><createdBy>arn:aws:iam::123456789012:root</createdBy><defaultVersionNumber>2</defaultVersionNumber><latestVersionNumber>2</latestVersionNumber></launchTemplate></ModifyLaunchTemplateResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_version_is_there() {
        let twin = Twin::empty();
        let id = template(&twin, "web", "&InstanceType=t3.micro").one("launchTemplateId");
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("ModifyLaunchTemplate{more}"), code);
        let text = code(&format!("&LaunchTemplateName=web&LaunchTemplateId={id}"), "InvalidParameterCombination");
        assert_eq!(text, "Either provide launch template ID or launch template name to modify the template.");
        let text = code("&LaunchTemplateName=web&SetDefaultVersion=2", "InvalidLaunchTemplateId.VersionNotFound");
        assert_eq!(text, "The launch template version 2 is not found for the specified launch template.");
        code("&LaunchTemplateName=web", "MissingParameter");
        code("&LaunchTemplateName=web&SetDefaultVersion=x", "InvalidParameterValue");
        code("&LaunchTemplateName=other&SetDefaultVersion=1", "InvalidLaunchTemplateName.NotFoundException");
        code("&LaunchTemplateName=web&SetDefaultVersion=1&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn launches_use_it() {
        let twin = Twin::empty();
        template(&twin, "web", &format!("&InstanceType=t3.micro&ImageId={IMAGE}")).ok();
        version(&twin, "web", "&InstanceType=t3.small", "&SourceVersion=1").ok();
        let launch = || twin.ec2("RunInstances&MinCount=1&MaxCount=1&LaunchTemplate.LaunchTemplateName=web");
        assert_eq!(launch().one("instanceType"), "t3.micro");
        twin.ec2("ModifyLaunchTemplate&LaunchTemplateName=web&SetDefaultVersion=$Latest").ok();
        assert_eq!(launch().one("instanceType"), "t3.small");
        let versions = twin.ec2("DescribeLaunchTemplateVersions&LaunchTemplateName=web");
        assert_eq!(versions.all("defaultVersion"), ["true", "false"]);
    }
}
