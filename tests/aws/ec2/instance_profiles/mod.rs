mod associate_iam_instance_profile;
mod describe_iam_instance_profile_associations;
mod disassociate_iam_instance_profile;
mod replace_iam_instance_profile_association;

use crate::aws::ec2::IMAGE;
use crate::aws::ec2::parts::{found, made, refused_without_change};
use crate::support::{Answer, Twin};

const LOOK: &[&str] = &["DescribeIamInstanceProfileAssociations", "DescribeInstances"];

fn profile(twin: &Twin, name: &str) -> String {
    let body = format!("Version=2010-05-08&Action=CreateInstanceProfile&InstanceProfileName={name}");
    let answer = twin.request("POST", "", &[], &body);
    answer.ok();
    answer.one("Arn")
}

fn launch(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("RunInstances&ImageId={IMAGE}&InstanceType=t3.micro&MinCount=1&MaxCount=1{more}"))
}

/// A world with an instance and two instance profiles, `p` and `q`.
fn furnished() -> (Twin, String) {
    let twin = Twin::empty();
    profile(&twin, "p");
    profile(&twin, "q");
    let id = launch(&twin, "").one("instanceId");
    (twin, id)
}

/// The ARN that is shown of an instance's profile, if it has one.
fn shown(twin: &Twin, id: &str) -> Vec<String> {
    twin.ec2(&format!("DescribeInstances&InstanceId.1={id}")).all("arn")
}

fn associate(twin: &Twin, id: &str, name: &str) -> Answer {
    twin.ec2(&format!("AssociateIamInstanceProfile&InstanceId={id}&IamInstanceProfile.Name={name}"))
}

const P: &str = "arn:aws:iam::123456789012:instance-profile/p";
const Q: &str = "arn:aws:iam::123456789012:instance-profile/q";
