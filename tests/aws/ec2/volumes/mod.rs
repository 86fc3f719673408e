mod attach_volume;
mod create_volume;
mod delete_volume;
mod describe_volume_attribute;
mod describe_volume_status;
mod describe_volumes;
mod describe_volumes_modifications;
mod detach_volume;
mod modify_volume;
mod modify_volume_attribute;

use super::parts::made;
use crate::support::Twin;

/// What shows volumes.
const LOOK: &[&str] = &["DescribeVolumes", "DescribeInstances", "DescribeVolumesModifications", "DescribeTags"];

/// An empty volume in us-east-1a, of 10 GiB and the type gp3.
fn volume(twin: &Twin) -> String {
    made(twin, "CreateVolume&AvailabilityZone=us-east-1a&Size=10&VolumeType=gp3", "volumeId")
}

/// An instance in this zone.
fn instance_in(twin: &Twin, zone: &str) -> String {
    let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
    made(twin, &format!("{run}&Placement.AvailabilityZone={zone}"), "instanceId")
}

/// A volume, and the instance that it is attached to as `/dev/sdf`.
fn attached(twin: &Twin) -> (String, String) {
    let (volume, instance) = (volume(twin), instance_in(twin, "us-east-1a"));
    twin.ec2(&format!("AttachVolume&VolumeId={volume}&InstanceId={instance}&Device=/dev/sdf")).ok();
    (volume, instance)
}

/// The root volume of an instance.
fn root(twin: &Twin, instance: &str) -> String {
    let filter = format!("Filter.1.Name=attachment.instance-id&Filter.1.Value.1={instance}");
    let device = "Filter.2.Name=attachment.device&Filter.2.Value.1=/dev/xvda";
    made(twin, &format!("DescribeVolumes&{filter}&{device}"), "volumeId")
}

fn state(twin: &Twin, volume: &str) -> String {
    let answer = twin.ec2(&format!("DescribeVolumes&VolumeId.1={volume}"));
    answer.ok();
    answer.all("status").swap_remove(0)
}
