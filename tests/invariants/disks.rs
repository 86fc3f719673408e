//! Volumes, snapshots and interfaces of EC2: none is in two places, no address either, volumes only grow, and a refusal changes
//! nothing.

use super::config;
use crate::support::Twin;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All that the API shows of them.
const LOOK: &[&str] = &[
    "DescribeInstances",
    "DescribeVolumes",
    "DescribeVolumesModifications",
    "DescribeSnapshots",
    "DescribeImages&Owner.1=self&IncludeDisabled=true",
    "DescribeNetworkInterfaces",
    "DescribeSubnets",
    "DescribeAddresses",
    "DescribeTags",
    "GetEbsEncryptionByDefault",
];

/// What a call has in place of an id, how such ids are found, and in which element they are.
const IDS: &[(&str, &str, &str)] = &[
    ("{instance}", "DescribeInstances", "instanceId"),
    ("{volume}", "DescribeVolumes", "volumeId"),
    ("{snapshot}", "DescribeSnapshots", "snapshotId"),
    ("{image}", "DescribeImages&Owner.1=self", "imageId"),
    ("{eni}", "DescribeNetworkInterfaces", "networkInterfaceId"),
    ("{attachment}", "DescribeNetworkInterfaces", "attachmentId"),
    ("{address}", "DescribeAddresses", "allocationId"),
    ("{eipassoc}", "DescribeAddresses", "associationId"),
    ("{subnet}", "DescribeSubnets&Filter.1.Name=default-for-az&Filter.1.Value.1=false", "subnetId"),
];

const CALLS: &[&str] = &[
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.small&MinCount=1&MaxCount=2&SubnetId={subnet}",
    "RunInstances&ImageId={image}&InstanceType=t3.small&MinCount=1&MaxCount=1&SubnetId={subnet}",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.small&MinCount=1&MaxCount=2&NetworkInterface.1.DeviceIndex=0\
        &NetworkInterface.1.SubnetId={subnet}&NetworkInterface.1.SecondaryPrivateIpAddressCount={n}\
        &NetworkInterface.2.DeviceIndex=1&NetworkInterface.2.SubnetId={subnet}",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.small&MinCount=1&MaxCount=1&NetworkInterface.1.DeviceIndex=0\
        &NetworkInterface.1.NetworkInterfaceId={eni}&BlockDeviceMapping.1.DeviceName=/dev/sdf\
        &BlockDeviceMapping.1.Ebs.VolumeSize=9&BlockDeviceMapping.1.Ebs.DeleteOnTermination=false",
    "TerminateInstances&InstanceId.1={instance}",
    "StopInstances&InstanceId.1={instance}",
    "StartInstances&InstanceId.1={instance}",
    "CreateVolume&AvailabilityZone=us-east-1a&Size=1{n}&VolumeType=gp3",
    "CreateVolume&AvailabilityZone=us-east-1a&SnapshotId={snapshot}",
    "AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/sdh",
    "AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/xvda",
    "DetachVolume&VolumeId={volume}",
    "DeleteVolume&VolumeId={volume}",
    "ModifyVolume&VolumeId={volume}&Size=1{n}",
    "ModifyVolumeAttribute&VolumeId={volume}&AutoEnableIO.Value=true",
    "CreateSnapshot&VolumeId={volume}",
    "DeleteSnapshot&SnapshotId={snapshot}",
    "CreateImage&InstanceId={instance}&Name=image{n}",
    "RegisterImage&Name=image{n}&Architecture=x86_64&BlockDeviceMapping.1.DeviceName=/dev/xvda\
        &BlockDeviceMapping.1.Ebs.SnapshotId={snapshot}",
    "DisableImage&ImageId={image}",
    "DeregisterImage&ImageId={image}&DeleteAssociatedSnapshots=true",
    "EnableEbsEncryptionByDefault",
    "CreateNetworkInterface&SubnetId={subnet}&SecondaryPrivateIpAddressCount={n}",
    "CreateNetworkInterface&SubnetId={subnet}&Ipv4PrefixCount=1",
    "AttachNetworkInterface&NetworkInterfaceId={eni}&InstanceId={instance}&DeviceIndex=1",
    "DetachNetworkInterface&AttachmentId={attachment}",
    "DeleteNetworkInterface&NetworkInterfaceId={eni}",
    "ModifyNetworkInterfaceAttribute&NetworkInterfaceId={eni}&Attachment.AttachmentId={attachment}\
        &Attachment.DeleteOnTermination=false",
    "AssignPrivateIpAddresses&NetworkInterfaceId={eni}&PrivateIpAddress.1=10.0.1.2{n}&AllowReassignment=true",
    "AssignPrivateIpAddresses&NetworkInterfaceId={eni}&SecondaryPrivateIpAddressCount={n}",
    "UnassignPrivateIpAddresses&NetworkInterfaceId={eni}&PrivateIpAddress.1=10.0.1.2{n}",
    "AllocateAddress",
    "AssociateAddress&AllocationId={address}&NetworkInterfaceId={eni}",
    "AssociateAddress&AllocationId={address}&NetworkInterfaceId={eni}&PrivateIpAddress=10.0.1.2{n}",
    "AssociateAddress&AllocationId={address}&InstanceId={instance}",
    "DisassociateAddress&AssociationId={eipassoc}",
    "DeleteSubnet&SubnetId={subnet}",
];

/// One of the calls, numbers to pick ids by, and seconds that pass.
fn step() -> impl Strategy<Value = (usize, usize, usize, u8)> {
    (0..CALLS.len(), 0..64usize, 0..64usize, 0..40u8)
}

fn call(twin: &Twin, (which, first, second, _): (usize, usize, usize, u8)) -> String {
    let mut text = CALLS[which].replace("{n}", &(first % 4).to_string());
    for (place, action, element) in IDS {
        for pick in [first, second] {
            if text.contains(place) {
                let ids = twin.ec2(action).all(element);
                let id = ids.get(pick % ids.len().max(1)).cloned();
                text = text.replacen(place, &id.unwrap_or_else(|| "none-0ffffffffffffffff".to_owned()), 1);
            }
        }
    }
    text
}

fn dump(twin: &Twin) -> Vec<String> {
    LOOK.iter().map(|look| twin.ec2(look).anonymous()).collect()
}

/// The items of a list, each as its part of the answer.
fn items<'a>(answer: &'a str, list: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{list}>"), format!("</{list}>"));
    let Some((_, rest)) = answer.split_once(&open) else { return Vec::new() };
    let inner = rest.rsplit_once(&close).map_or(rest, |(inner, _)| inner);
    let (mut found, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, _) in inner.match_indices('<') {
        if inner[at..].starts_with("<item>") {
            if depth == 0 {
                start = at;
            }
            depth += 1;
        } else if inner[at..].starts_with("</item>") {
            depth -= 1;
            if depth == 0 {
                found.push(&inner[start..at]);
            }
        }
    }
    found
}

fn first<'a>(text: &'a str, element: &str) -> &'a str {
    let open = format!("<{element}>");
    text.split_once(&open).and_then(|(_, rest)| rest.split_once('<')).map_or("", |(inner, _)| inner)
}

/// Sizes of volumes, which only grow.
type Sizes = BTreeMap<String, u32>;

fn check(twin: &Twin, sizes: &mut Sizes) -> Result<(), TestCaseError> {
    let volumes = twin.ec2("DescribeVolumes");
    let mut seen = BTreeSet::new();
    let mut attached = BTreeSet::new();
    for volume in items(volumes.ok(), "volumeSet") {
        let id = first(volume, "volumeId").to_owned();
        prop_assert!(seen.insert(id.clone()), "{} is in two places", id);
        prop_assert!(volume.matches("<instanceId>").count() <= 1, "{} has two instances", id);
        prop_assert_eq!(volume.contains("<instanceId>"), first(volume, "status") == "in-use");
        if volume.contains("<instanceId>") {
            attached.insert((first(volume, "instanceId").to_owned(), id.clone()));
        }
        let size: u32 = first(volume, "size").parse().expect("a number");
        let before = sizes.insert(id.clone(), size).unwrap_or(0);
        prop_assert!(before <= size, "{} shrinks from {} to {}", id, before, size);
    }
    let instances = twin.ec2("DescribeInstances");
    let mut shown = BTreeSet::new();
    for instance in items(instances.ok(), "reservationSet").iter().flat_map(|launch| items(launch, "instancesSet")) {
        let id = first(instance, "instanceId");
        let (_, mappings) = instance.split_once("<blockDeviceMapping").expect("mappings");
        let (mappings, _) = mappings.split_once("<virtualizationType>").expect("their end");
        for volume in mappings.split("<volumeId>").skip(1) {
            shown.insert((id.to_owned(), volume.split('<').next().unwrap_or_default().to_owned()));
        }
    }
    prop_assert_eq!(attached, shown, "instances and volumes tell the same");
    addresses(twin)
}

/// Each private address is that of one interface of the subnet, each public one of one private address, and subnets count right.
fn addresses(twin: &Twin) -> Result<(), TestCaseError> {
    let interfaces = twin.ec2("DescribeNetworkInterfaces");
    let (mut private, mut public) = (BTreeSet::new(), BTreeSet::new());
    let mut in_subnets: BTreeMap<String, usize> = BTreeMap::new();
    for interface in items(interfaces.ok(), "networkInterfaceSet") {
        let subnet = first(interface, "subnetId").to_owned();
        let listed = items(interface, "privateIpAddressesSet");
        for one in &listed {
            let address = first(one, "privateIpAddress").to_owned();
            prop_assert!(private.insert((subnet.clone(), address.clone())), "{} is in two places", address);
            if one.contains("<publicIp>") {
                let address = first(one, "publicIp").to_owned();
                prop_assert!(public.insert(address.clone()), "{} is in two places", address);
            }
        }
        let prefixes = interface.matches("<ipv4Prefix>").count();
        *in_subnets.entry(subnet).or_default() += listed.len() + 16 * prefixes;
    }
    for (subnet, count) in in_subnets {
        let shown = twin.ec2(&format!("DescribeSubnets&SubnetId.1={subnet}"));
        let size = if shown.one("cidrBlock").ends_with("/24") { 256 } else { 4096 };
        prop_assert_eq!(shown.one("availableIpAddressCount"), (size - 5 - count).to_string(), "{}", subnet);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn disks_and_interfaces_are_in_one_place(instant: bool, steps in vec(step(), 1..50)) {
        let twin = Twin::new(if instant { "transitions = \"instant\"" } else { "transitions = \"realistic\"" }, "");
        let vpc = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let gateway = twin.ec2("CreateInternetGateway").one("internetGatewayId");
        twin.ec2(&format!("AttachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}")).ok();
        twin.ec2(&format!("CreateSubnet&VpcId={vpc}&CidrBlock=10.0.1.0/24&AvailabilityZone=us-east-1a")).ok();
        let mut sizes = Sizes::new();
        for step in steps {
            let call = call(&twin, step);
            let before = dump(&twin);
            if twin.ec2(&call).0.status != 200 {
                prop_assert_eq!(&before, &dump(&twin), "{} was refused", call);
            }
            check(&twin, &mut sizes)?;
            twin.advance(&format!("{}s", step.3));
            check(&twin, &mut sizes)?;
            prop_assert_eq!(twin.app.simulation.lock().world.check(), Ok(()));
        }
    }
}
