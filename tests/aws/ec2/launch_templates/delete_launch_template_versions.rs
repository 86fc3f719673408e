use super::*;

fn delete(twin: &Twin, versions: &[&str]) -> Answer {
    let versions: String =
        (1..).zip(versions).map(|(n, version)| format!("&LaunchTemplateVersion.{n}={version}")).collect();
    twin.ec2(&format!("DeleteLaunchTemplateVersions&LaunchTemplateName=web{versions}"))
}

mod reading {
    use super::*;

    #[test]
    fn each_version_succeeds_or_fails_by_itself() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        version(&twin, "web", "&InstanceType=t3.small", "").ok();
        insta::assert_snapshot!(delete(&twin, &["1", "2", "3"]).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DeleteLaunchTemplateVersionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><successfullyDeletedLaunchTemplateVersionSet><item><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><versionNumber>2</versionNumber></item></successfullyDeletedLaunchTemplateVersionSet><unsuccessfullyDeletedLaunchTemplateVersionSet><item><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><versionNumber>1</versionNumber><responseError><code>unexpectedError</code><message>The launch template version 1 is the default version.</message></responseError></item><item><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><versionNumber>3</versionNumber><responseError><code>launchTemplateVersionDoesNotExist</code><message>The launch template version 3 does not exist.</message></responseError></item></unsuccessfullyDeletedLaunchTemplateVersionSet></DeleteLaunchTemplateVersionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn versions_are_numbers_and_not_too_many() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DeleteLaunchTemplateVersions{more}"), code)
        };
        code("&LaunchTemplateName=web", "MissingParameter");
        code("&LaunchTemplateVersion.1=1", "MissingParameter");
        code("&LaunchTemplateName=other&LaunchTemplateVersion.1=1", "InvalidLaunchTemplateName.NotFoundException");
        code("&LaunchTemplateName=web&LaunchTemplateVersion.1=$Latest", "InvalidParameterValue");
        let many: String = (1..=201).map(|n| format!("&LaunchTemplateVersion.{n}={n}")).collect();
        code(&format!("&LaunchTemplateName=web{many}"), "InvalidParameterValue");
        code("&LaunchTemplateName=web&LaunchTemplateVersion.1=2&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn numbers_are_not_used_again() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        version(&twin, "web", "&InstanceType=t3.small", "").ok();
        delete(&twin, &["2", "2"]).ok();
        assert_eq!(twin.ec2("DescribeLaunchTemplates").one("latestVersionNumber"), "1");
        assert_eq!(version(&twin, "web", "&InstanceType=t3.small", "").one("versionNumber"), "3");
    }
}
