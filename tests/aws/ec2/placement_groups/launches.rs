//! What placement groups are to the instances that are in them.

use super::*;

#[test]
fn a_cluster_is_in_one_zone() {
    let twin = Twin::empty();
    group(&twin, "g", "cluster").ok();
    let id = launch(&twin, "g", 1, "&Placement.AvailabilityZone=us-east-1a").one("instanceId");
    let refused = launch(&twin, "g", 1, "&Placement.AvailabilityZone=us-east-1b").error();
    assert_eq!(refused.1, "InvalidPlacementGroup.InUse");
    assert_eq!(refused.2, "The placement group 'g' is in use in another availability zone: us-east-1a");
    assert_eq!(found(&twin, "DescribeInstances", "placement-group-name", "g", "instanceId"), [id]);
}

#[test]
fn a_type_can_be_in_the_groups_of_its_strategies() {
    let twin = Twin::empty();
    group(&twin, "g", "cluster").ok();
    group(&twin, "s", "spread").ok();
    let call = |name: &str| {
        twin.ec2(&format!(
            "RunInstances&ImageId={IMAGE}&MinCount=1&MaxCount=1&InstanceType=t3.micro&Placement.GroupName={name}"
        ))
    };
    let text = "Cluster placement groups are not supported by the 't3.micro' instance type. Specify a supported instance type or \
                change the placement group strategy, and try again.";
    assert_eq!(call("g").error(), (400, "InvalidParameterCombination".to_owned(), text.to_owned()));
    call("s").ok();
    assert_eq!(call("none").error().1, "InvalidPlacementGroup.Unknown");
    let id = launch(&twin, "g", 1, "").one("instanceId");
    twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
    twin.advance("5m");
    let change = twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={id}&InstanceType.Value=t3.micro"));
    assert_eq!(change.error().1, "InvalidParameterCombination");
}

#[test]
fn seven_instances_of_a_spread_group_run_in_a_zone() {
    let twin = Twin::empty();
    group(&twin, "g", "spread").ok();
    let zone = "&Placement.AvailabilityZone=us-east-1a";
    let ids = launch(&twin, "g", 7, zone).all("instanceId");
    assert_eq!(launch(&twin, "g", 1, zone).error().1, "InsufficientInstanceCapacity");
    launch(&twin, "g", 1, "&Placement.AvailabilityZone=us-east-1b").ok();
    twin.ec2(&format!("StopInstances&InstanceId.1={}", ids[0])).ok();
    twin.advance("5m");
    launch(&twin, "g", 1, zone).ok();
    let start = twin.ec2(&format!("StartInstances&InstanceId.1={}", ids[0]));
    assert_eq!(start.error().1, "InsufficientInstanceCapacity");
}

#[test]
fn instances_are_spread_over_partitions() {
    let twin = Twin::empty();
    twin.ec2("CreatePlacementGroup&GroupName=g&Strategy=partition&PartitionCount=3").ok();
    assert_eq!(launch(&twin, "g", 4, "").all("partitionNumber"), ["1", "2", "3", "1"]);
    assert_eq!(launch(&twin, "g", 1, "").all("partitionNumber"), ["2"]);
    assert_eq!(launch(&twin, "g", 2, "&Placement.PartitionNumber=3").all("partitionNumber"), ["3", "3"]);
    let found = found(&twin, "DescribeInstances", "placement-partition-number", "3", "instanceId");
    assert_eq!(found.len(), 3);
    for number in ["0", "4", "-1"] {
        let refused = launch(&twin, "g", 1, &format!("&Placement.PartitionNumber={number}"));
        assert_eq!(refused.error().1, "InvalidParameterValue", "{number}");
    }
    let id = twin.ec2("DescribePlacementGroups").one("groupId");
    let both = launch(&twin, "g", 1, &format!("&Placement.GroupId={id}"));
    assert_eq!(both.error().1, "InvalidParameterCombination");
}

#[test]
fn a_stopped_instance_joins_a_group_and_leaves_it() {
    let twin = Twin::empty();
    group(&twin, "g", "cluster").ok();
    let partitioned = group(&twin, "p", "partition").one("groupId");
    let id = launch(&twin, "g", 1, "").one("instanceId");
    let place = |more: &str| twin.ec2(&format!("ModifyInstancePlacement&InstanceId={id}{more}"));
    let shown = |element: &str| twin.ec2(&format!("DescribeInstances&InstanceId.1={id}")).all(element);
    assert_eq!(place("&GroupName=").error().1, "IncorrectInstanceState");
    twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
    twin.advance("5m");
    place(&format!("&GroupId={partitioned}&PartitionNumber=2")).ok();
    assert_eq!((shown("partitionNumber"), shown("groupId")[0].clone()), (vec!["2".to_owned()], partitioned));
    assert_eq!(place("&PartitionNumber=3").error().1, "InvalidParameterValue");
    place("&PartitionNumber=1").ok();
    assert_eq!(shown("partitionNumber"), ["1"]);
    place("&GroupName=").ok();
    assert!(shown("partitionNumber").is_empty());
    assert_eq!(place("&PartitionNumber=1").error().1, "InvalidParameterValue");
    assert_eq!(place("&GroupName=none").error().1, "InvalidPlacementGroup.Unknown");
    twin.ec2("DeletePlacementGroup&GroupName=p").ok();
}
