use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_has_the_next_number() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        let answer = version(&twin, "web", "&InstanceType=t3.small", "&VersionDescription=second");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateLaunchTemplateVersionResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><launchTemplateVersion><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><versionNumber>2</versionNumber><versionDescription>second</versionDescription><createTime>2026-11-21T08:00:00.000Z</createTime><createdBy>arn:aws:iam::123456789012:root</createdBy><defaultVersion>false</defaultVersion><launchTemplateData><instanceType>t3.small</instanceType></launchTemplateData></launchTemplateVersion></CreateLaunchTemplateVersionResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_template_and_the_source_are_there() {
        let twin = Twin::empty();
        let id = template(&twin, "web", "&InstanceType=t3.micro").one("launchTemplateId");
        let code = |more: &str, code: &str| {
            let call = format!("CreateLaunchTemplateVersion&LaunchTemplateData.InstanceType=t3.small{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        assert_eq!(
            code("", "MissingParameter"),
            "The request must contain the parameter launch template ID or launch template name"
        );
        code(&format!("&LaunchTemplateName=web&LaunchTemplateId={id}"), "InvalidParameterCombination");
        code("&LaunchTemplateName=other", "InvalidLaunchTemplateName.NotFoundException");
        code("&LaunchTemplateId=lt-00000000000000001", "InvalidLaunchTemplateId.NotFound");
        code("&LaunchTemplateId=x", "InvalidLaunchTemplateId.Malformed");
        code("&LaunchTemplateName=web&SourceVersion=2", "InvalidLaunchTemplateId.VersionNotFound");
        code("&LaunchTemplateName=web&SourceVersion=x", "InvalidParameterValue");
        code("&LaunchTemplateName=web&ResolveAlias=true", "UnsupportedOperation");
        code("&LaunchTemplateName=web&DryRun=true", "DryRunOperation");
        refused_without_change(&twin, LOOK, "CreateLaunchTemplateVersion&LaunchTemplateName=web", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_has_of_its_source_what_it_does_not_name() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro&KeyName=k").ok();
        let of_source = version(&twin, "web", "&InstanceType=t3.small", "&SourceVersion=$Latest");
        assert_eq!((of_source.one("instanceType"), of_source.one("keyName")), ("t3.small".to_owned(), "k".to_owned()));
        let alone = version(&twin, "web", "&InstanceType=t3.large", "");
        assert_eq!((alone.one("versionNumber"), alone.all("keyName").len()), ("3".to_owned(), 0));
        let shown = twin.ec2("DescribeLaunchTemplates");
        assert_eq!(
            (shown.one("defaultVersionNumber"), shown.one("latestVersionNumber")),
            ("1".to_owned(), "3".to_owned())
        );
    }
}
