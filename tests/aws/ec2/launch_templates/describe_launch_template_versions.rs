use super::*;
use crate::aws::ec2::parts::found;

/// Lists and structures of a template, as an answer shows them.
const PARTS: &str = "&BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.VolumeSize=9\
    &NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.SecurityGroupId.1=sg-1&SecurityGroupId.1=sg-2\
    &TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=k&TagSpecification.1.Tag.1.Value=v";

mod reading {
    use super::*;

    #[test]
    fn parameters_have_the_names_of_answers() {
        let twin = Twin::empty();
        template(&twin, "web", PARTS).ok();
        insta::assert_snapshot!(twin.ec2("DescribeLaunchTemplateVersions&LaunchTemplateName=web").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeLaunchTemplateVersionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><launchTemplateVersionSet><item><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><versionNumber>1</versionNumber><createTime>2026-11-21T08:00:00.000Z</createTime><createdBy>arn:aws:iam::123456789012:root</createdBy><defaultVersion>true</defaultVersion><launchTemplateData><blockDeviceMappingSet><item><deviceName>/dev/xvda</deviceName><ebs><volumeSize>9</volumeSize></ebs></item></blockDeviceMappingSet><networkInterfaceSet><item><deviceIndex>0</deviceIndex><groupSet><groupId>sg-1</groupId></groupSet></item></networkInterfaceSet><securityGroupIdSet><item>sg-2</item></securityGroupIdSet><tagSpecificationSet><item><resourceType>instance</resourceType><tagSet><item><key>k</key><value>v</value></item></tagSet></item></tagSpecificationSet></launchTemplateData></item></launchTemplateVersionSet></DescribeLaunchTemplateVersionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn templates_versions_filters_and_pages_are_good() {
        let twin = Twin::empty();
        let id = template(&twin, "web", "&InstanceType=t3.micro").one("launchTemplateId");
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DescribeLaunchTemplateVersions{more}"), code)
        };
        assert!(code("", "MissingParameter").starts_with("To describe the launch template data for all"));
        assert!(code("&LaunchTemplateVersion.1=1", "InvalidParameterValue").starts_with("To describe the launch"));
        let text = code("&LaunchTemplateName=other", "InvalidLaunchTemplateName.NotFoundException");
        assert_eq!(text, "The specified launch template, with template name other, does not exist.");
        code("&LaunchTemplateId=lt-00000000000000001", "InvalidLaunchTemplateId.NotFound");
        let text = code("&LaunchTemplateName=web&LaunchTemplateVersion.1=3", "InvalidLaunchTemplateId.VersionNotFound");
        assert_eq!(text, format!("Could not find the specified version 3 for the launch template with ID {id}."));
        code("&LaunchTemplateName=web&LaunchTemplateVersion.1=x", "InvalidParameterValue");
        code("&LaunchTemplateName=web&MinVersion=x", "InvalidParameterValue");
        code("&LaunchTemplateName=web&MinVersion=1&LaunchTemplateVersion.1=1", "InvalidParameterCombination");
        code("&LaunchTemplateName=web&Filter.1.Name=odd&Filter.1.Value.1=x", "InvalidParameterValue");
        code("&LaunchTemplateName=web&MaxResults=0", "InvalidParameterValue");
        code("&LaunchTemplateName=web&ResolveAlias=true", "UnsupportedOperation");
        code("&LaunchTemplateName=web&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_number_name_filter_and_page() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        version(&twin, "web", "&InstanceType=t3.small", "").ok();
        version(&twin, "web", "&InstanceType=t3.large", "").ok();
        template(&twin, "other", "&InstanceType=m5.large").ok();
        let numbers = |more: &str| {
            let of = "&LaunchTemplateName=web";
            twin.ec2(&format!("DescribeLaunchTemplateVersions{of}{more}")).all("versionNumber")
        };
        assert_eq!(numbers(""), ["3", "2", "1"]);
        assert_eq!(numbers("&MinVersion=2"), ["3", "2"]);
        assert_eq!(numbers("&MinVersion=2&MaxVersion=2"), ["2"]);
        let named = "&LaunchTemplateVersion.1=$Latest&LaunchTemplateVersion.2=$Default&LaunchTemplateVersion.3=1";
        assert_eq!(numbers(named), ["3", "1"]);
        let first = twin.ec2("DescribeLaunchTemplateVersions&LaunchTemplateName=web&MaxResults=2");
        assert_eq!(first.all("versionNumber"), ["3", "2"]);
        assert_eq!(numbers(&format!("&NextToken={}", first.one("nextToken"))), ["1"]);
        let of_web = "DescribeLaunchTemplateVersions&LaunchTemplateName=web";
        assert_eq!(found(&twin, of_web, "instance-type", "t3.small", "versionNumber"), ["2"]);
        assert_eq!(found(&twin, of_web, "is-default-version", "true", "versionNumber"), ["1"]);
        let all = twin.ec2("DescribeLaunchTemplateVersions&LaunchTemplateVersion.1=$Latest");
        assert_eq!(all.all("instanceType"), ["t3.large", "m5.large"]);
    }
}
