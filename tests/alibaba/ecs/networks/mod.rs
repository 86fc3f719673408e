mod create_route_entry;
mod create_v_switch;
mod create_vpc;
mod delete_route_entry;
mod delete_v_switch;
mod delete_vpc;
mod describe_network_interfaces;
mod describe_route_tables;
mod describe_v_switches;
mod describe_vpcs;
mod modify_v_switch_attribute;
mod modify_vpc_attribute;

use crate::support::{Answer, Twin};

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

/// The id of the system's route table of a VPC.
#[track_caller]
fn table(twin: &Twin, vpc: &str) -> String {
    let shown = twin.ecs(&format!("DescribeVpcs&RegionId=cn-hangzhou&VpcId={vpc}")).json();
    let router = shown["Vpcs"]["Vpc"][0]["VRouterId"].as_str().expect("an id");
    let tables = twin.ecs(&format!("DescribeRouteTables&RegionId=cn-hangzhou&VRouterId={router}")).json();
    tables["RouteTables"]["RouteTable"][0]["RouteTableId"].as_str().expect("an id").to_owned()
}

/// Makes a NAT gateway for private networks and tells its id.
#[track_caller]
fn make_nat(twin: &Twin, vpc: &str) -> String {
    let v_switch = make_v_switch(twin, vpc);
    let call = format!("CreateNatGateway&RegionId=cn-hangzhou&NetworkType=intranet&VpcId={vpc}&VSwitchId={v_switch}");
    twin.vpc(&call).json()["NatGatewayId"].as_str().expect("an id").to_owned()
}

/// A call about the entry for 192.168.0.0/16.
fn entry(twin: &Twin, action: &str, table: &str, hop: &str) -> Answer {
    let to = "&DestinationCidrBlock=192.168.0.0/16&RegionId=cn-hangzhou";
    twin.ecs(&format!("{action}&RouteTableId={table}{to}&NextHopId={hop}"))
}
