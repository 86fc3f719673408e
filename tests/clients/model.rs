//! The vendors' own models: what Twinstance reads and answers is what they have, spelled as they spell it.

use super::ecs_calls::ECS_CALLS;
use super::install;
use crate::support::Twin;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::Deserialize;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use twinstance::operation::{Entry, covers};
use twinstance::{ec2, ecs};

/// What a model says of an action.
#[derive(Deserialize)]
pub struct Model {
    /// The names of its parameters, with `N` for an index.
    request: BTreeSet<String>,
    /// The paths of its answer.
    response: BTreeSet<String>,
    /// The names of its filters, as the documentation lists them.
    pub filters: BTreeSet<String>,
}

/// What the models say of every action that Twinstance has, by `ec2:RunInstances`.
pub static MODELS: LazyLock<BTreeMap<String, Model>> = LazyLock::new(|| {
    let names = |cloud: &'static str, operations: &'static [Entry]| {
        operations.iter().map(move |entry| format!("{cloud}:{}", entry.action))
    };
    let output = Command::new(install::python())
        .arg("-B")
        .arg(Path::new(install::SOURCES).join("python/model.py"))
        .args(names("ec2", ec2::OPERATIONS).chain(names("ecs", ecs::OPERATIONS)))
        .output()
        .expect("Python");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the models as JSON")
});

/// What Twinstance reads that the models do not have, and why.
const BESIDE_THE_MODEL: &[(&str, &str)] = &[
    // The model has only the plural, unlike that of every other action; those who write requests by hand use this.
    ("ec2:CreateCapacityReservation", "TagSpecification"),
    // The vendor's metadata has both spellings, the SDK only the other.
    ("ecs:CreateInstance", "Tag.N.key"),
    ("ecs:CreateInstance", "Tag.N.value"),
    ("ecs:DescribeInstances", "Tag.N.key"),
    ("ecs:DescribeInstances", "Tag.N.value"),
];

/// What Twinstance answers that the models do not have, and why.
const ANSWERED_BESIDE_THE_MODEL: &[(&str, &str)] = &[
    // The model has no answer at all; AWS gives this one, and libcloud wants it.
    ("ec2:AssociateAddress", "return"),
    ("ec2:CreateSecurityGroup", "return"),
    ("ec2:CreateTags", "return"),
    ("ec2:DeleteSubnet", "return"),
    ("ec2:DeleteTags", "return"),
    ("ec2:DeleteVpc", "return"),
    ("ec2:DisassociateAddress", "return"),
    ("ec2:ModifyInstanceAttribute", "return"),
    ("ec2:RebootInstances", "return"),
    ("ec2:ReleaseAddress", "return"),
];

fn excepted(exceptions: &[(&str, &str)], action: &str, name: &str) -> bool {
    exceptions.iter().any(|(of, above)| *of == action && covers(&[above], name))
}

/// Whether the gateway reads it, for all operations of ECS alike.
fn read_by_the_gateway(cloud: &str, name: &str) -> bool {
    cloud == "ecs" && (name == "RegionId" || ecs::auth::is_common(name))
}

fn parameters_are_those_of_the_model(cloud: &str, operations: &[Entry]) {
    let mut drift = Vec::new();
    for entry in operations {
        let action = format!("{cloud}:{}", entry.action);
        let model = &MODELS[&action].request;
        let read = (entry.parameters)();
        for name in &read {
            if !model.contains(name) && !read_by_the_gateway(cloud, name) && !excepted(BESIDE_THE_MODEL, &action, name)
            {
                drift.push(format!("{action} reads {name}, which the model does not have"));
            }
        }
        for name in entry.ignored {
            if !model.iter().any(|known| covers(&[name], known)) {
                drift.push(format!("{action} ignores {name}, which the model does not have"));
            }
        }
        for name in model {
            if !read.contains(name) && !covers(entry.ignored, name) && !read_by_the_gateway(cloud, name) {
                drift.push(format!("{action} neither reads nor ignores {name}"));
            }
        }
    }
    assert!(drift.is_empty(), "{}", drift.join("\n"));
}

/// Makes these calls, which together are to be of every operation, and looks up each path of their answers.
fn answers_are_those_of_the_model(
    cloud: &str,
    operations: &[Entry],
    calls: &[&str],
    paths: impl Fn(&str) -> BTreeSet<String>,
) {
    let mut drift = BTreeSet::new();
    let mut called = BTreeSet::new();
    for call in calls {
        let name = call.split('&').next().unwrap_or_default();
        let action = format!("{cloud}:{name}");
        for path in paths(call) {
            if !MODELS[&action].response.contains(&path) && !excepted(ANSWERED_BESIDE_THE_MODEL, &action, &path) {
                drift.insert(format!("{action} answers {path}, which the model does not have"));
            }
        }
        called.insert(name);
    }
    drift.extend(
        operations
            .iter()
            .filter(|entry| !called.contains(entry.action))
            .map(|entry| format!("no call of {}", entry.action)),
    );
    assert!(drift.is_empty(), "{}", Vec::from_iter(drift).join("\n"));
}

/// The paths of all elements below the root but the request id, which the models leave to the protocol.
fn xml_paths(xml: &str) -> BTreeSet<String> {
    let mut reader = Reader::from_str(xml);
    let (mut paths, mut above) = (BTreeSet::new(), Vec::new());
    loop {
        let event = reader.read_event().expect("well-formed XML");
        if let Event::Start(element) | Event::Empty(element) = &event {
            above.push(element.name().as_ref().to_owned());
            paths.insert(above[1..].join("."));
        }
        match event {
            Event::End(_) | Event::Empty(_) => drop(above.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    paths.retain(|path| !path.is_empty() && path != "requestId");
    paths
}

/// The paths of everything in a JSON value, with `N` for an index.
fn json_paths(value: &Value, path: &str, paths: &mut BTreeSet<String>) {
    let mut below = |name: &str, inner: &Value| {
        let dot = if path.is_empty() { "" } else { "." };
        let path = format!("{path}{dot}{name}");
        json_paths(inner, &path, paths);
        paths.insert(path);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| below(name, inner)),
        Value::Array(items) => items.iter().for_each(|inner| below("N", inner)),
        _ => {}
    }
}

#[test]
fn ec2_parameters() {
    parameters_are_those_of_the_model("ec2", ec2::OPERATIONS);
}

#[test]
fn ecs_parameters() {
    parameters_are_those_of_the_model("ecs", ecs::OPERATIONS);
}

#[test]
fn ec2_answers() {
    let twin = Twin::new("demo = true", FURTHER);
    let made = RefCell::new(BTreeMap::new());
    let paths = |call: &str| {
        let mut made = made.borrow_mut();
        let call = made.iter().fold(call.to_owned(), |call, (name, id): (&String, &String)| call.replace(name, id));
        let answer = twin.ec2(&call);
        for element in MADE {
            if let Some(id) = answer.all(element).pop() {
                made.insert(format!("{{{element}}}"), id);
            }
        }
        xml_paths(answer.ok())
    };
    answers_are_those_of_the_model("ec2", ec2::OPERATIONS, EC2_CALLS, paths);
}

#[test]
fn ecs_answers() {
    let twin = Twin::new("demo = true", FURTHER);
    let paths = |call: &str| {
        let mut paths = BTreeSet::new();
        json_paths(&twin.ecs(call).json(), "", &mut paths);
        paths
    };
    answers_are_those_of_the_model("ecs", ecs::OPERATIONS, ECS_CALLS, paths);
}

/// Things that the demo world does not have.
const FURTHER: &str = r#"
[[ec2.capacity_reservation]]
id = "cr-0000000000000000b"
type = "r5.large"
count = 3
tags = { Name = "source" }

[[ec2.capacity_reservation]]
id = "cr-0000000000000000c"
type = "r5.large"
count = 3
tags = { Name = "destination" }

[[ec2.capacity_reservation]]
id = "cr-00000000000000001"
type = "m5.large"
count = 1

[[ecs.instance]]
id = "i-bp00000000000000lock"
type = "ecs.g6.large"
description = "locked"
locks = ["financial", "security"]
dedicated_host = "dh-bp00000000000000001"
private_pool = "crp-bp0000000000000001"
deletion_protection = true
tags = { Name = "locked" }

[[ecs.capacity_reservation]]
id = "crp-bp0000000000000002"
type = "ecs.c6.large"
count = 2

[[ecs.instance]]
id = "i-bp00000000000000free"
type = "ecs.g6.large"

[[ecs.instance]]
id = "i-bp00000000000000debt"
type = "ecs.g6.large"
locks = ["financial"]
"#;

/// The last id that an answer has in one of these stands for the element's name in braces from then on.
const MADE: &[&str] = &["vpcId", "subnetId", "groupId", "imageId", "allocationId", "associationId"];

/// Of every operation, in an order in which each finds as much to tell as there can be.
const EC2_CALLS: &[&str] = &[
    "DescribeRegions",
    "DescribeAccountAttributes",
    "DescribeInstanceTypes",
    "DescribeInstanceTypes&MaxResults=5",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=6&KeyName=key\
        &CreditSpecification.CpuCredits=unlimited&Monitoring.Enabled=true&EbsOptimized=true\
        &NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.AssociatePublicIpAddress=true\
        &TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x\
        &BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=10",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=m5.large&MinCount=1&MaxCount=1\
        &InstanceMarketOptions.MarketType=interruptible-capacity-reservation\
        &CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId=cr-0abcdef1234567890",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=m5.large&MinCount=1&MaxCount=1\
        &CapacityReservationSpecification.CapacityReservationPreference=none",
    "CreateCapacityReservation&InstanceType=m5.large&InstancePlatform=Windows&InstanceCount=1\
        &EndDateType=limited&EndDate=2027-01-01T00:00:00Z\
        &TagSpecifications.1.ResourceType=capacity-reservation&TagSpecifications.1.Tag.1.Key=Name",
    "CreateInterruptibleCapacityReservationAllocation&CapacityReservationId=cr-0123456789abcdef0&InstanceCount=2",
    "DescribeCapacityReservations",
    "DescribeCapacityReservations&MaxResults=1",
    "GetCapacityReservationUsage&CapacityReservationId=cr-1234abcd56EXAMPLE",
    "GetCapacityReservationUsage&CapacityReservationId=cr-0abcdef1234567890",
    "UpdateInterruptibleCapacityReservationAllocation&CapacityReservationId=cr-1234abcd56EXAMPLE&TargetInstanceCount=1",
    "DescribeInstances",
    "DescribeInstances&MaxResults=5",
    "DescribeInstanceCreditSpecifications",
    "DescribeInstanceCreditSpecifications&MaxResults=5",
    "ModifyInstanceCreditSpecification\
        &InstanceCreditSpecification.1.InstanceId=i-1234567890abcdef0\
        &InstanceCreditSpecification.1.CpuCredits=unlimited\
        &InstanceCreditSpecification.2.InstanceId=i-0598c7d356eba48d7\
        &InstanceCreditSpecification.2.CpuCredits=unlimited",
    "RebootInstances&InstanceId.1=i-1234567890abcdef0",
    "StopInstances&InstanceId.1=i-1234567890abcdef0",
    "StartInstances&InstanceId.1=i-0abcdef1234567890",
    "TerminateInstances&InstanceId.1=i-0598c7d356eba48d7",
    "CancelCapacityReservation&CapacityReservationId=cr-00000000000000001",
    "CreateCapacityReservationBySplitting&SourceCapacityReservationId=cr-1234abcd56EXAMPLE&InstanceCount=2\
        &TagSpecification.1.ResourceType=capacity-reservation&TagSpecification.1.Tag.1.Key=Name",
    "CreateCapacityReservation&InstanceType=m5.large&InstancePlatform=Linux/UNIX&InstanceCount=1\
        &AvailabilityZone=us-east-1a&InstanceMatchCriteria=targeted",
    "MoveCapacityReservationInstances&SourceCapacityReservationId=cr-0000000000000000b\
        &DestinationCapacityReservationId=cr-0000000000000000c&InstanceCount=3",
    "GetGroupsForCapacityReservation&CapacityReservationId=cr-1234abcd56EXAMPLE",
    "ModifyCapacityReservation&CapacityReservationId=cr-1234abcd56EXAMPLE&InstanceCount=5",
    "ModifyDefaultCreditSpecification&InstanceFamily=t3&CpuCredits=standard",
    "GetDefaultCreditSpecification&InstanceFamily=t3",
    "CreateTags&ResourceId.1=i-0abcdef1234567890&Tag.1.Key=Stage&Tag.1.Value=test",
    "DescribeTags",
    "DescribeTags&MaxResults=5",
    "DeleteTags&ResourceId.1=i-0abcdef1234567890&Tag.1.Key=Stage",
    "MonitorInstances&InstanceId.1=i-0abcdef1234567890",
    "UnmonitorInstances&InstanceId.1=i-0abcdef1234567890",
    "DescribeInstanceStatus&IncludeAllInstances=true",
    "DescribeInstanceStatus&IncludeAllInstances=true&MaxResults=5",
    "DescribeInstanceTypeOfferings&LocationType=availability-zone&MaxResults=5",
    "GetConsoleOutput&InstanceId=i-0abcdef1234567890",
    "ModifyInstanceMetadataOptions&InstanceId=i-0abcdef1234567890&HttpTokens=required",
    "StopInstances&InstanceId.1=i-0abcdef1234567890",
    "ModifyInstanceAttribute&InstanceId=i-0abcdef1234567890&UserData.Value=aGk=",
    "ModifyInstancePlacement&InstanceId=i-0abcdef1234567890",
    "ModifyInstanceCapacityReservationAttributes&InstanceId=i-0abcdef1234567890\
        &CapacityReservationSpecification.CapacityReservationPreference=none",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=blockDeviceMapping",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=disableApiStop",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=disableApiTermination",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=ebsOptimized",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=enaSupport",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=enclaveOptions",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=groupSet",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=instanceInitiatedShutdownBehavior",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=instanceType",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=kernel",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=ramdisk",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=rootDeviceName",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=sourceDestCheck",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=userData",
    "DescribeAvailabilityZones",
    "DescribeVpcs",
    "DescribeSubnets",
    "DescribeSecurityGroups",
    "DescribeNetworkInterfaces",
    "DescribeRouteTables",
    "DescribeInternetGateways",
    "CreateVpc&CidrBlock=10.0.0.0/16&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=Name",
    "DescribeVpcAttribute&VpcId={vpcId}&Attribute=enableDnsSupport",
    "CreateSubnet&VpcId={vpcId}&CidrBlock=10.0.1.0/24",
    "DeleteSubnet&SubnetId={subnetId}",
    "CreateSecurityGroup&VpcId={vpcId}&GroupName=made&GroupDescription=made",
    "AuthorizeSecurityGroupIngress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
        &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8",
    "AuthorizeSecurityGroupEgress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
        &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8",
    "DescribeSecurityGroups&GroupId.1={groupId}",
    "RevokeSecurityGroupIngress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
        &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8",
    "RevokeSecurityGroupEgress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
        &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8",
    "DeleteSecurityGroup&GroupId={groupId}",
    "DeleteVpc&VpcId={vpcId}",
    "DescribeImages",
    "CreateImage&InstanceId=i-0abcdef1234567890&Name=made\
        &TagSpecification.1.ResourceType=image&TagSpecification.1.Tag.1.Key=Name",
    "DescribeImages&Owner.1=self",
    "DeregisterImage&ImageId={imageId}",
    "DescribeVolumes",
    "AllocateAddress&TagSpecification.1.ResourceType=elastic-ip&TagSpecification.1.Tag.1.Key=Name",
    "AssociateAddress&AllocationId={allocationId}&InstanceId=i-0abcdef1234567890",
    "DescribeAddresses",
    "DescribeInstances&InstanceId.1=i-0abcdef1234567890",
    "DisassociateAddress&AssociationId={associationId}",
    "ReleaseAddress&AllocationId={allocationId}",
    "CreateKeyPair&KeyName=made&KeyType=ed25519\
        &TagSpecification.1.ResourceType=key-pair&TagSpecification.1.Tag.1.Key=Name",
    "ImportKeyPair&KeyName=brought&PublicKeyMaterial=c3NoLWVkMjU1MTkgQUFBQUMzTnphQzFsWkRJMU5URTVBQUFBSU1RSnNHWmxpV0NuZ3FxbW5UaEhLdzg1QUtNTVlLMkk4cVRBeUtmTUM0VFM=",
    "DescribeKeyPairs&IncludePublicKey=true",
    "DeleteKeyPair&KeyName=made",
    // Once more, with what has stopped, ended and been cancelled.
    "DescribeInstances",
    "DescribeCapacityReservations",
];
