use super::*;
use crate::aws::ec2::parts::found;

mod reading {
    use super::*;

    #[test]
    fn they_are_as_aws_shows_them() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        insta::assert_snapshot!(twin.ec2("DescribeLaunchTemplates").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeLaunchTemplatesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><launchTemplates><item><launchTemplateId>lt-01203828746c4d98f</launchTemplateId><launchTemplateName>web</launchTemplateName><createTime>2026-11-21T08:00:00.000Z</createTime><createdBy>arn:aws:iam::123456789012:root</createdBy><defaultVersionNumber>1</defaultVersionNumber><latestVersionNumber>1</latestVersionNumber></item></launchTemplates></DescribeLaunchTemplatesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_names_filters_and_pages_are_good() {
        let twin = Twin::empty();
        template(&twin, "web", "&InstanceType=t3.micro").ok();
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DescribeLaunchTemplates{more}"), code)
        };
        assert_eq!(
            code("&LaunchTemplateName.1=web&LaunchTemplateName.2=x", "InvalidLaunchTemplateName.NotFoundException"),
            "At least one of the launch templates specified in the request does not exist."
        );
        code("&LaunchTemplateId.1=lt-00000000000000001", "InvalidLaunchTemplateId.NotFound");
        code("&LaunchTemplateId.1=x", "InvalidLaunchTemplateId.Malformed");
        code("&Filter.1.Name=odd&Filter.1.Value.1=x", "InvalidParameterValue");
        code("&MaxResults=201", "InvalidParameterValue");
        code("&NextToken=x", "InvalidParameterValue");
        code("&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_name_tag_and_page() {
        let twin = Twin::empty();
        let ids: Vec<_> = ["one", "two", "three"]
            .map(|name| template(&twin, name, "&InstanceType=t3.micro").one("launchTemplateId"))
            .into();
        twin.ec2(&format!("CreateTags&ResourceId.1={}&Tag.1.Key=k&Tag.1.Value=v", ids[1])).ok();
        let by = |filter, value| found(&twin, "DescribeLaunchTemplates", filter, value, "launchTemplateName");
        assert_eq!(by("tag:k", "v"), ["two"]);
        assert_eq!(by("tag-key", "k"), ["two"]);
        assert_eq!(by("launch-template-name", "t*"), ["two", "three"]);
        assert_eq!(found(&twin, "DescribeTags", "resource-type", "launch-template", "resourceId"), [ids[1].clone()]);
        let first = twin.ec2("DescribeLaunchTemplates&MaxResults=2");
        let rest = twin.ec2(&format!("DescribeLaunchTemplates&NextToken={}", first.one("nextToken")));
        assert_eq!(
            (first.all("launchTemplateId"), rest.all("launchTemplateId")),
            (ids[..2].to_vec(), ids[2..].to_vec())
        );
        assert_eq!(twin.ec2("DescribeLaunchTemplates&LaunchTemplateName.1=one").one("launchTemplateId"), ids[0]);
    }
}
