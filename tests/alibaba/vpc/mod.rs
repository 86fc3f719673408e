mod allocate_eip_address;
mod associate_eip_address;
mod create_default_v_switch;
mod create_default_vpc;
mod create_v_switch;
mod create_vpc;
mod delete_v_switch;
mod delete_vpc;
mod deletion_protection;
mod describe_eip_addresses;
mod describe_v_switch_attributes;
mod describe_v_switches;
mod describe_vpc_attribute;
mod describe_vpcs;
mod modify_eip_address_attribute;
mod modify_v_switch_attribute;
mod modify_vpc_attribute;
mod nat;
mod network_acls;
mod release_eip_address;
mod routes;
mod tags;
mod unassociate_eip_address;

use crate::support::Twin;
use serde_json::Value;

/// Makes a VPC of 10.0.0.0/16 and tells its id.
#[track_caller]
fn make_vpc(twin: &Twin, more: &str) -> String {
    let answer = twin.vpc(&format!("CreateVpc&RegionId=cn-hangzhou&CidrBlock=10.0.0.0/16{more}")).json();
    answer["VpcId"].as_str().expect("an id").to_owned()
}

/// Makes a VSwitch of 10.0.1.0/24 in a VPC and tells its id.
#[track_caller]
fn make_v_switch(twin: &Twin, vpc: &str, more: &str) -> String {
    let call = format!("CreateVSwitch&VpcId={vpc}&ZoneId=cn-hangzhou-h&CidrBlock=10.0.1.0/24{more}");
    twin.vpc(&call).json()["VSwitchId"].as_str().expect("an id").to_owned()
}

/// The VPCs, as DescribeVpcs shows them.
#[track_caller]
fn vpcs(twin: &Twin, more: &str) -> Vec<Value> {
    let answer = twin.vpc(&format!("DescribeVpcs&RegionId=cn-hangzhou{more}")).json();
    answer["Vpcs"]["Vpc"].as_array().expect("a list").clone()
}

/// The VSwitches, as DescribeVSwitches shows them.
#[track_caller]
fn v_switches(twin: &Twin, more: &str) -> Vec<Value> {
    let answer = twin.vpc(&format!("DescribeVSwitches&RegionId=cn-hangzhou&PageSize=50{more}")).json();
    answer["VSwitches"]["VSwitch"].as_array().expect("a list").clone()
}
