use super::*;

mod reading {
    use super::*;

    #[test]
    fn its_id() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let tag = "&TagSpecification.1.ResourceType=vpc-flow-log&TagSpecification.1.Tag.1.Key=Name";
        insta::assert_snapshot!(twin.ec2(&create("VPC", &vpc, &format!("{TO_GROUP}&ClientToken=t{tag}"))).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateFlowLogsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><clientToken>t</clientToken><flowLogIdSet><item>fl-0120387d7073e3eab</item></flowLogIdSet><unsuccessful/></CreateFlowLogsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn destinations_have_what_they_need() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let code = |more: &str, code: &str| refused_without_change(&twin, LOOK, &create("VPC", &vpc, more), code);
        code("&TrafficType=ALL", "MissingParameter");
        code("&TrafficType=ALL&LogGroupName=g", "MissingParameter");
        code("&LogDestinationType=s3&LogDestination=arn:aws:s3:::b", "MissingParameter");
        code("&TrafficType=ALL&LogDestinationType=s3", "MissingParameter");
        code("&TrafficType=ALL&LogDestinationType=s3&LogGroupName=g", "InvalidParameterCombination");
        code("&TrafficType=ALL&LogDestinationType=s3&LogDestination=b", "InvalidParameterValue");
        code(&format!("{TO_GROUP}&LogDestination=arn:aws:logs:x"), "InvalidParameterCombination");
        code(&format!("{TO_GROUP}&MaxAggregationInterval=61"), "InvalidParameterValue");
        code(&format!("{TO_GROUP}&DryRun=true"), "DryRunOperation");
        refused_without_change(&twin, LOOK, &create("TransitGateway", "tgw-1", TO_GROUP), "UnsupportedOperation");
        refused_without_change(&twin, LOOK, &create("Odd", &vpc, TO_GROUP), "InvalidParameterValue");
    }

    #[test]
    fn what_is_not_there_is_told() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        for (kind, id, code) in [
            ("VPC", "vpc-0", "InvalidVpcID.NotFound"),
            ("Subnet", "subnet-0", "InvalidSubnetID.NotFound"),
            ("NetworkInterface", "eni-0", "InvalidNetworkInterfaceID.NotFound"),
        ] {
            let answer = twin.ec2(&create(kind, id, TO_GROUP));
            assert_eq!((answer.one("code"), answer.one("resourceId")), (code.to_owned(), id.to_owned()));
        }
        let create = create("VPC", &vpc, TO_GROUP);
        twin.ec2(&create).ok();
        assert_eq!(twin.ec2(&create).one("code"), "FlowLogAlreadyExists");
        assert_eq!(twin.ec2("DescribeFlowLogs").all("flowLogId").len(), 1);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn subnets_and_interfaces_have_them_too() {
        let twin = Twin::empty();
        let subnet = subnet(&twin, &vpc(&twin), "10.0.1.0/24");
        instance(&twin, &subnet);
        let interface = twin.ec2("DescribeNetworkInterfaces").one("networkInterfaceId");
        twin.ec2(&create("Subnet", &subnet, TO_GROUP)).ok();
        let s3 = "&TrafficType=REJECT&LogDestinationType=s3&LogDestination=arn:aws:s3:::b&MaxAggregationInterval=60\
                  &DestinationOptions.FileFormat=parquet&DestinationOptions.PerHourPartition=true";
        twin.ec2(&create("NetworkInterface", &interface, s3)).ok();
        let shown = twin.ec2(&format!("DescribeFlowLogs&Filter.1.Name=resource-id&Filter.1.Value.1={interface}"));
        for (element, value) in [
            ("logDestination", "arn:aws:s3:::b"),
            ("maxAggregationInterval", "60"),
            ("fileFormat", "parquet"),
            ("perHourPartition", "true"),
            ("trafficType", "REJECT"),
        ] {
            assert_eq!(shown.one(element), value, "{element}");
        }
    }

    #[test]
    fn a_token_makes_one() {
        let twin = Twin::empty();
        let create = create("VPC", &vpc(&twin), &format!("{TO_GROUP}&ClientToken=t"));
        let first = twin.ec2(&create).anonymous();
        assert_eq!(twin.ec2(&create).anonymous(), first);
    }
}
