mod create_v_switch;
mod create_vpc;
mod delete_v_switch;
mod delete_vpc;
mod describe_network_interfaces;
mod describe_v_switches;
mod describe_vpcs;
mod modify_v_switch_attribute;

use crate::support::Twin;

/// Makes a VPC of 10.0.0.0/16 and tells its id.
#[track_caller]
fn make_vpc(twin: &Twin) -> String {
    let made = twin.ecs("CreateVpc&RegionId=cn-hangzhou&CidrBlock=10.0.0.0/16").json();
    made["VpcId"].as_str().expect("an id").to_owned()
}

/// Makes a VSwitch of 10.0.1.0/24 in a VPC and tells its id.
#[track_caller]
fn make_v_switch(twin: &Twin, vpc: &str) -> String {
    let call = format!("CreateVSwitch&RegionId=cn-hangzhou&VpcId={vpc}&ZoneId=cn-hangzhou-h&CidrBlock=10.0.1.0/24");
    twin.ecs(&call).json()["VSwitchId"].as_str().expect("an id").to_owned()
}
