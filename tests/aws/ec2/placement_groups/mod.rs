mod create_placement_group;
mod delete_placement_group;
mod describe_placement_groups;
mod launches;

use crate::aws::ec2::IMAGE;
use crate::aws::ec2::parts::{found, refused_without_change};
use crate::support::{Answer, Twin};

const LOOK: &[&str] = &["DescribePlacementGroups"];

fn group(twin: &Twin, name: &str, strategy: &str) -> Answer {
    twin.ec2(&format!("CreatePlacementGroup&GroupName={name}&Strategy={strategy}"))
}

/// A launch into the group of this name.
fn launch(twin: &Twin, name: &str, count: u32, more: &str) -> Answer {
    let call = format!("RunInstances&ImageId={IMAGE}&MinCount={count}&MaxCount={count}&Placement.GroupName={name}");
    twin.ec2(&format!("{call}&InstanceType=c5.large{more}"))
}
