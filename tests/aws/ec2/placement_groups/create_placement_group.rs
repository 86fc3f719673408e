use super::*;

fn twin_with_partitions(more: &str) -> Answer {
    Twin::empty().ec2(&format!("CreatePlacementGroup&GroupName=g&Strategy=partition&PartitionCount=3{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn it_is_there_at_once() {
        let tag = "&TagSpecification.1.ResourceType=placement-group&TagSpecification.1.Tag.1.Key=k&TagSpecification.1.Tag.1.Value=v";
        let answer = twin_with_partitions(tag);
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreatePlacementGroupResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><placementGroup><groupName>g</groupName><state>available</state><strategy>partition</strategy><partitionCount>3</partitionCount><groupId>pg-01203828746c4d98f</groupId><tagSet><item><key>k</key><value>v</value></item></tagSet><groupArn>arn:aws:ec2:us-east-1:123456789012:placement-group/g</groupArn></placementGroup></CreatePlacementGroupResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_strategies_and_counts_are_good() {
        let twin = Twin::empty();
        group(&twin, "taken", "cluster").ok();
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("CreatePlacementGroup{more}"), code);
        assert_eq!(code("", "MissingParameter"), "The request must contain the parameter groupName");
        code(&format!("&GroupName={}", "n".repeat(256)), "InvalidParameterValue");
        code("&GroupName=g&Strategy=odd", "InvalidParameterValue");
        code("&GroupName=g&Strategy=precision-time", "UnsupportedOperation");
        code("&GroupName=g&Strategy=spread&SpreadLevel=host", "UnsupportedOperation");
        code("&GroupName=g&Strategy=partition&PartitionCount=8", "InvalidParameterValue");
        code("&GroupName=g&Strategy=partition&PartitionCount=0", "InvalidParameterValue");
        code("&GroupName=g&Strategy=spread&PartitionCount=2", "InvalidParameterCombination");
        let text = code("&GroupName=taken", "InvalidPlacementGroup.Duplicate");
        assert_eq!(text, "The Placement Group 'taken' already exists.");
        code("&GroupName=g&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_strategy_shows_what_it_has() {
        let twin = Twin::empty();
        let by_default = twin.ec2("CreatePlacementGroup&GroupName=g");
        assert_eq!((by_default.one("strategy"), by_default.all("partitionCount").len()), ("cluster".to_owned(), 0));
        assert_eq!(group(&twin, "s", "spread").one("spreadLevel"), "rack");
        assert_eq!(group(&twin, "p", "partition").one("partitionCount"), "2");
        let id = found(&twin, "DescribePlacementGroups", "group-name", "s", "groupId").remove(0);
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        assert_eq!(found(&twin, "DescribeTags", "resource-type", "placement-group", "resourceId"), [id]);
    }
}
