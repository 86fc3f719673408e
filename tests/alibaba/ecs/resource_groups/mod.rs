mod join_resource_group;

use crate::alibaba::ecs::{attribute, instances};
use crate::support::Twin;
use serde_json::Value;

const WORLD: &str = "[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"";

/// The list that a Describe operation answers with, under these two names.
#[track_caller]
fn list(twin: &Twin, call: &str, outer: &str, inner: &str) -> Vec<Value> {
    twin.ecs(call).json()[outer][inner].as_array().expect("a list").clone()
}

#[test]
fn whatever_is_made_in_a_group_is_found_there() {
    let twin = Twin::empty();
    let make = |call: &str| twin.ecs(&format!("{call}&RegionId=cn-hangzhou&ResourceGroupId=rg-1")).json();
    let image = "ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&InstanceType=ecs.g6.large";
    let run = make(&format!("RunInstances&{image}"));
    let run = run["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
    make(&format!("CreateInstance&{image}"));
    let vpc = list(&twin, "DescribeVpcs&RegionId=cn-hangzhou", "Vpcs", "Vpc")[0]["VpcId"].clone();
    make(&format!("CreateSecurityGroup&VpcId={}", vpc.as_str().expect("an id")));
    make(&format!("CreateImage&InstanceId={run}&ImageName=made"));
    make("CreateKeyPair&KeyPairName=made");
    make(
        "ImportKeyPair&KeyPairName=brought&PublicKeyBody=ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIMQJsGZliWCngqqmnThHKw85AKMMYK2I8qTAyKfMC4TS",
    );
    make("CreateCapacityReservation&InstanceType=ecs.g6.large&InstanceAmount=1&ZoneId.1=cn-hangzhou-h");
    for (action, outer, inner, count) in [
        ("DescribeInstances", "Instances", "Instance", 2),
        ("DescribeDisks", "Disks", "Disk", 2),
        ("DescribeNetworkInterfaces", "NetworkInterfaceSets", "NetworkInterfaceSet", 2),
        ("DescribeSecurityGroups", "SecurityGroups", "SecurityGroup", 1),
        ("DescribeImages", "Images", "Image", 1),
        ("DescribeKeyPairs", "KeyPairs", "KeyPair", 2),
        ("DescribeCapacityReservations", "CapacityReservationSet", "CapacityReservationItem", 1),
    ] {
        let found =
            |group: &str| list(&twin, &format!("{action}&RegionId=cn-hangzhou&ResourceGroupId={group}"), outer, inner);
        let there = found("rg-1");
        assert_eq!(there.len(), count, "{action}");
        assert!(there.iter().all(|thing| thing["ResourceGroupId"] == "rg-1"), "{action}");
        assert!(found("rg-2").is_empty(), "{action}");
    }
}

#[test]
fn without_one_it_is_in_the_default_one() {
    let twin = Twin::with(WORLD);
    assert_eq!(instances(&twin)[0]["ResourceGroupId"], "");
    assert_eq!(attribute(&twin, "i-1")["InstanceId"], "i-1");
}
