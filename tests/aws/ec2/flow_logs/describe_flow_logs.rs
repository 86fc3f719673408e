use super::*;

mod reading {
    use super::*;

    #[test]
    fn one_to_a_log_group() {
        let twin = Twin::empty();
        twin.ec2(&create("VPC", &vpc(&twin), TO_GROUP)).ok();
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2("DescribeFlowLogs")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeFlowLogsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><flowLogSet>
        <item><creationTime>2026-11-21T08:00:00.000Z</creationTime><deliverLogsPermissionArn>arn:aws:iam::123456789012:role/r</deliverLogsPermissionArn>
        <deliverLogsStatus>SUCCESS</deliverLogsStatus><flowLogId>fl-0120387d7073e3eab</flowLogId><flowLogStatus>ACTIVE</flowLogStatus>
        <logGroupName>g</logGroupName><resourceId>vpc-01203828746c4d98f</resourceId><trafficType>ALL</trafficType>
        <logDestinationType>cloud-watch-logs</logDestinationType><logFormat>${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}</logFormat>
        <maxAggregationInterval>600</maxAggregationInterval></item></flowLogSet></DescribeFlowLogsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        for (more, code) in [
            ("FlowLogId.1=fl-00000000", "InvalidFlowLogId.NotFound"),
            ("FlowLogId.1=x", "InvalidFlowLogId.Malformed"),
            ("MaxResults=0", "InvalidParameterValue"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeFlowLogs&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_filters_and_in_pages() {
        let twin = Twin::empty();
        let (one, other) = (vpc(&twin), vpc(&twin));
        twin.ec2(&create("VPC", &one, &format!("{TO_GROUP}&ResourceId.2={other}"))).ok();
        pages(&twin, "DescribeFlowLogs", 1, "flowLogId");
        let id = found(&twin, "DescribeFlowLogs", "resource-id", &one, "flowLogId").remove(0);
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        for (name, value, count) in [
            ("tag:Name", "mine", 1),
            ("flow-log-id", &*id, 1),
            ("log-group-name", "g", 2),
            ("log-destination-type", "cloud-watch-logs", 2),
            ("traffic-type", "ALL", 2),
            ("deliver-log-status", "SUCCESS", 2),
        ] {
            assert_eq!(found(&twin, "DescribeFlowLogs", name, value, "flowLogId").len(), count, "{name} {value}");
        }
    }
}
