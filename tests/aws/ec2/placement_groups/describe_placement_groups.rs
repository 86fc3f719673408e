use super::*;

mod reading {
    use super::*;

    #[test]
    fn they_are_as_aws_shows_them() {
        let twin = Twin::empty();
        group(&twin, "s", "spread").ok();
        let answer = twin.ec2("DescribePlacementGroups");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribePlacementGroupsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><placementGroupSet><item><groupName>s</groupName><state>available</state><strategy>spread</strategy><groupId>pg-01203828746c4d98f</groupId><groupArn>arn:aws:ec2:us-east-1:123456789012:placement-group/s</groupArn><spreadLevel>rack</spreadLevel></item></placementGroupSet></DescribePlacementGroupsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_ids_and_filters_are_good() {
        let twin = Twin::empty();
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DescribePlacementGroups{more}"), code)
        };
        code("&GroupName.1=x", "InvalidPlacementGroup.Unknown");
        code("&GroupId.1=pg-00000000000000001", "InvalidPlacementGroupId.NotFound");
        code("&GroupId.1=x", "InvalidPlacementGroupId.Malformed");
        code("&Filter.1.Name=odd&Filter.1.Value.1=x", "InvalidParameterValue");
        code("&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_names_ids_and_filters() {
        let twin = Twin::empty();
        let id = group(&twin, "s", "spread").one("groupId");
        group(&twin, "c", "cluster").ok();
        group(&twin, "p", "partition").ok();
        assert_eq!(twin.ec2("DescribePlacementGroups&GroupName.1=c").one("strategy"), "cluster");
        let both = twin.ec2(&format!("DescribePlacementGroups&GroupId.1={id}&GroupName.1=p"));
        assert_eq!(both.all("groupName"), ["s", "p"]);
        for (filter, value) in [("strategy", "spread"), ("spread-level", "rack"), ("group-name", "s")] {
            assert_eq!(found(&twin, "DescribePlacementGroups", filter, value, "groupName"), ["s"], "{filter}");
        }
        assert_eq!(found(&twin, "DescribePlacementGroups", "state", "available", "groupName").len(), 3);
        let arn = "arn:aws:ec2:us-east-1:123456789012:placement-group/c";
        assert_eq!(found(&twin, "DescribePlacementGroups", "group-arn", arn, "groupName"), ["c"]);
    }
}
