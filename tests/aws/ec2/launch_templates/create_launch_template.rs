use super::*;

mod reading {
    use super::*;

    #[test]
    fn its_first_version_is_the_default_one() {
        let twin = Twin::empty();
        let tag = "&TagSpecification.1.ResourceType=launch-template&TagSpecification.1.Tag.1.Key=k";
        let call = "CreateLaunchTemplate&LaunchTemplateName=web&LaunchTemplateData.InstanceType=t3.micro";
        let answer = twin.ec2(&format!("{call}&VersionDescription=first{tag}"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateLaunchTemplateResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><launchTemplate><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><createTime>2026-11-21T08:00:00.000Z</createTime><createdBy>arn:aws:iam::123456789012:root</createdBy><defaultVersionNumber>1</defaultVersionNumber><latestVersionNumber>1</latestVersionNumber><tagSet><item><key>k</key><value/></item></tagSet></launchTemplate></CreateLaunchTemplateResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_are_good_and_there_once() {
        let twin = Twin::empty();
        template(&twin, "taken", "&InstanceType=t3.micro").ok();
        let code = |more: &str, code: &str| {
            let call = format!("CreateLaunchTemplate&LaunchTemplateData.ImageId={IMAGE}{more}");
            refused_without_change(&twin, LOOK, &call, code)
        };
        assert_eq!(
            code("&LaunchTemplateName=taken", "InvalidLaunchTemplateName.AlreadyExistsException"),
            "Launch template name already in use."
        );
        code("", "MissingParameter");
        for name in ["ab", "a b c", &"n".repeat(129)] {
            code(&format!("&LaunchTemplateName={name}"), "InvalidLaunchTemplateName.MalformedException");
        }
        code(&format!("&LaunchTemplateName=new&VersionDescription={}", "d".repeat(256)), "InvalidParameterValue");
        code("&LaunchTemplateName=new&DryRun=true", "DryRunOperation");
        code("&LaunchTemplateName=new&LaunchTemplateData.Odd=1", "UnknownParameter");
        code("&LaunchTemplateName=new&LaunchTemplateData.EbsOptimized=maybe", "InvalidParameterValue");
        code("&LaunchTemplateName=new&LaunchTemplateData.InstanceRequirements.VCpuCount.Min=1", "UnsupportedOperation");
        code("&LaunchTemplateName=new&TagSpecification.1.ResourceType=instance", "InvalidParameterValue");
        code(
            &format!("&LaunchTemplateName=new&LaunchTemplateData.KeyName={}", "k".repeat(257)),
            "InvalidParameterValue",
        );
        refused_without_change(&twin, LOOK, "CreateLaunchTemplate&LaunchTemplateName=new", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn parameters_are_not_judged_but_kept() {
        let twin = Twin::empty();
        template(&twin, "web", "&ImageId=ami-abc123&UserData=plain&InstanceMarketOptions.MarketType=spot").ok();
        let shown = twin.ec2("DescribeLaunchTemplateVersions&LaunchTemplateName=web");
        for (element, value) in [("imageId", "ami-abc123"), ("userData", "plain"), ("marketType", "spot")] {
            assert_eq!(shown.one(element), value, "{element}");
        }
    }

    #[test]
    fn a_token_makes_one() {
        let twin = Twin::empty();
        let call = "CreateLaunchTemplate&LaunchTemplateName=web&LaunchTemplateData.InstanceType=t3.micro&ClientToken=t";
        assert_eq!(twin.ec2(call).one("launchTemplateId"), twin.ec2(call).one("launchTemplateId"));
    }
}
