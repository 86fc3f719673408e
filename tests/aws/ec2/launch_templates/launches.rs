//! RunInstances with a launch template.

use super::*;

const RUN: &str = "RunInstances&MinCount=1&MaxCount=1&LaunchTemplate.LaunchTemplateName=web";

mod reading {
    use super::*;

    #[test]
    fn instances_have_the_tags_of_the_template() {
        let twin = Twin::empty();
        let tag =
            "&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=k&TagSpecification.1.Tag.1.Value=v";
        let id =
            template(&twin, "web", &format!("&ImageId={IMAGE}&InstanceType=t3.micro{tag}")).one("launchTemplateId");
        let launched = twin.ec2(RUN);
        assert_eq!(launched.all("key"), ["aws:ec2launchtemplate:id", "aws:ec2launchtemplate:version", "k"]);
        assert_eq!(launched.all("value"), [&id, "1", "v"]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_a_template_has_is_judged_then() {
        let twin = Twin::empty();
        let look: &[&str] = &["DescribeInstances"];
        let code = |call: &str, code: &str| refused_without_change(&twin, look, call, code);
        let text = code(RUN, "InvalidLaunchTemplateName.NotFoundException");
        assert_eq!(text, "The specified launch template, with template name web, does not exist.");
        let id = template(&twin, "web", "&InstanceType=t3.micro").one("launchTemplateId");
        assert_eq!(code(RUN, "MissingParameter"), "The request must contain the parameter ImageId");
        code(&format!("{RUN}&LaunchTemplate.LaunchTemplateId={id}"), "InvalidParameterCombination");
        code(&format!("{RUN}&LaunchTemplate.Version=7"), "InvalidLaunchTemplateId.VersionNotFound");
        code(&format!("{RUN}&ImageId={IMAGE}&DryRun=true"), "DryRunOperation");
        for (data, wrong) in [
            ("&InstanceType=x1.odd", "InvalidParameterValue"),
            ("&UserData=plain", "InvalidParameterValue"),
            ("&InstanceMarketOptions.MarketType=spot", "UnsupportedOperation"),
            ("&KernelId=aki-1", "UnsupportedOperation"),
            ("&SecurityGroupId.1=sg-00000000000000001", "InvalidGroup.NotFound"),
            ("&Placement.Tenancy=odd", "InvalidParameterValue"),
        ] {
            version(&twin, "web", data, "").ok();
            code(&format!("{RUN}&ImageId={IMAGE}&LaunchTemplate.Version=$Latest"), wrong);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_a_call_names_goes_before() {
        let twin = Twin::empty();
        let disk = "&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.VolumeSize=20";
        let data = format!("&ImageId={IMAGE}&InstanceType=t3.micro&Placement.AvailabilityZone=us-east-1b{disk}");
        template(&twin, "web", &data).ok();
        let size = |launched: &Answer| {
            let id = launched.one("instanceId");
            let volumes = "DescribeVolumes&Filter.1.Name=attachment.instance-id&Filter.1.Value.1=";
            twin.ec2(&format!("{volumes}{id}")).one("size")
        };
        let as_it_is = twin.ec2(RUN);
        assert_eq!((as_it_is.one("instanceType"), size(&as_it_is)), ("t3.micro".to_owned(), "20".to_owned()));
        assert_eq!(as_it_is.one("availabilityZone"), "us-east-1b");
        let other = twin.ec2(&format!("{RUN}&InstanceType=t3.small&Placement.Tenancy=dedicated"));
        assert_eq!(other.one("instanceType"), "t3.small");
        assert_eq!(other.one("tenancy"), "dedicated");
        assert_eq!(other.one("availabilityZone"), "us-east-1a", "a parameter counts with all its parts");
        let resized = twin.ec2(&format!("{RUN}{}", disk.replace("=20", "=30")));
        assert_eq!(size(&resized), "30");
    }
}
