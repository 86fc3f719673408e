mod copy_image;
mod create_image;
mod deregister_image;
mod describe_image_attribute;
mod describe_images;
mod disable_image;
mod disable_image_deprecation;
mod disable_image_deregistration_protection;
mod enable_image;
mod enable_image_deprecation;
mod enable_image_deregistration_protection;
mod modify_image_attribute;
mod register_image;
mod reset_image_attribute;

use super::parts::{made, refused_without_change};
use crate::support::{Answer, Twin};

/// What shows images.
const LOOK: &[&str] = &["DescribeImages&IncludeDisabled=true", "DescribeSnapshots", "DescribeTags"];

/// A snapshot of an empty volume of 10 GiB.
fn snapshot(twin: &Twin, more: &str) -> String {
    let volume = made(twin, &format!("CreateVolume&AvailabilityZone=us-east-1a&Size=10{more}"), "volumeId");
    made(twin, &format!("CreateSnapshot&VolumeId={volume}"), "snapshotId")
}

/// A registered image of such a snapshot.
fn image(twin: &Twin, name: &str) -> String {
    let snapshot = snapshot(twin, "");
    let register = format!(
        "RegisterImage&Name={name}&Architecture=x86_64&RootDeviceName=/dev/sda1&VirtualizationType=hvm&EnaSupport=true\
         &BlockDeviceMapping.1.DeviceName=/dev/sda1&BlockDeviceMapping.1.Ebs.SnapshotId={snapshot}"
    );
    made(twin, &register, "imageId")
}

fn shown(twin: &Twin, image: &str) -> Answer {
    let answer = twin.ec2(&format!("DescribeImages&ImageId.1={image}"));
    answer.ok();
    answer
}

fn run(twin: &Twin, image: &str) -> Answer {
    twin.ec2(&format!("RunInstances&ImageId={image}&InstanceType=t3.micro&MinCount=1&MaxCount=1"))
}

/// An operation on one image of the account refuses others. `more` are its further parameters.
fn check_refusals(action: &str, more: &str) {
    let twin = Twin::empty();
    let id = image(&twin, "web");
    let code = |of: &str, code: &str| refused_without_change(&twin, LOOK, &format!("{action}{of}{more}"), code);
    code("", "MissingParameter");
    code("&ImageId=x", "InvalidAMIID.Malformed");
    code("&ImageId=ami-0ffffffffffffffff", "InvalidAMIID.NotFound");
    code("&ImageId=ami-0abcdef1234567890", "AuthFailure");
    code(&format!("&ImageId={id}&Colour=red"), "UnknownParameter");
    code(&format!("&ImageId={id}&DryRun=true"), "DryRunOperation");
    twin.ec2(&format!("DeregisterImage&ImageId={id}")).ok();
    code(&format!("&ImageId={id}"), "InvalidAMIID.Unavailable");
}
