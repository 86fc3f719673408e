mod authorize_security_group;
mod authorize_security_group_egress;
mod create_security_group;
mod delete_security_group;
mod describe_security_group_attribute;
mod describe_security_group_references;
mod describe_security_groups;
mod join_security_group;
mod leave_security_group;
mod modify_security_group_attribute;
mod modify_security_group_egress_rule;
mod modify_security_group_policy;
mod modify_security_group_rule;
mod revoke_security_group;
mod revoke_security_group_egress;

use crate::support::{Answer, Twin};
use serde_json::Value;

/// Two instances, one of them stopped.
const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-running"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-stopped"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    state = "stopped"
    locks = ["security"]
"#;

/// The id of the default VPC.
#[track_caller]
fn vpc(twin: &Twin) -> String {
    let groups = twin.ecs("DescribeSecurityGroups&RegionId=cn-hangzhou").json();
    groups["SecurityGroups"]["SecurityGroup"][0]["VpcId"].as_str().expect("an id").to_owned()
}

/// The id of the default group, in a world without others.
#[track_caller]
fn default_group(twin: &Twin) -> String {
    let groups = twin.ecs("DescribeSecurityGroups&RegionId=cn-hangzhou&SecurityGroupName=sg-default").json();
    groups["SecurityGroups"]["SecurityGroup"][0]["SecurityGroupId"].as_str().expect("an id").to_owned()
}

/// Makes a group with these further parameters in the default VPC, and returns its id.
#[track_caller]
fn make(twin: &Twin, more: &str) -> String {
    let call = format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={}{more}", vpc(twin));
    twin.ecs(&call).json()["SecurityGroupId"].as_str().expect("an id").to_owned()
}

/// Makes a call about a group.
fn call(twin: &Twin, action: &str, group: &str, more: &str) -> Answer {
    twin.ecs(&format!("{action}&RegionId=cn-hangzhou&SecurityGroupId={group}{more}"))
}

/// The rules of a group, as DescribeSecurityGroupAttribute shows them.
#[track_caller]
fn rules(twin: &Twin, group: &str) -> Vec<Value> {
    let answer = call(twin, "DescribeSecurityGroupAttribute", group, "").json();
    answer["Permissions"]["Permission"].as_array().expect("a list").clone()
}

/// The refusal of a call that names no group of the world.
fn no_group() -> (u16, String, String) {
    (404, "InvalidSecurityGroupId.NotFound".into(), "The specified SecurityGroupId does not exist.".into())
}
