mod associate_route_table;
mod create_route_entry;
mod create_route_table;
mod delete_route_entry;
mod delete_route_table;
mod describe_route_entry_list;
mod describe_route_table_list;
mod describe_route_tables;
mod modify_route_entry;
mod modify_route_table_attributes;
mod unassociate_route_table;

use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};
use serde_json::Value;

/// A call in the region of the tests.
fn call(twin: &Twin, parameters: &str) -> Answer {
    twin.vpc(&format!("{parameters}&RegionId=cn-hangzhou"))
}

/// Makes a custom route table of a VPC and tells its id.
#[track_caller]
fn make_table(twin: &Twin, vpc: &str) -> String {
    let answer = call(twin, &format!("CreateRouteTable&VpcId={vpc}")).json();
    answer["RouteTableId"].as_str().expect("an id").to_owned()
}

/// The route tables, as DescribeRouteTableList shows them.
#[track_caller]
fn tables(twin: &Twin, more: &str) -> Vec<Value> {
    let answer = call(twin, &format!("DescribeRouteTableList{more}")).json();
    answer["RouterTableList"]["RouterTableListType"].as_array().expect("a list").clone()
}

/// The entries of a table, as DescribeRouteEntryList shows them: the destination, the type and the next hop of each.
#[track_caller]
fn entries(twin: &Twin, table: &str, more: &str) -> Vec<[String; 3]> {
    let answer = call(twin, &format!("DescribeRouteEntryList&RouteTableId={table}{more}")).json();
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let read = |entry: &Value| {
        let hop = &entry["NextHops"]["NextHop"][0];
        let hop = format!("{} {}", text(&hop["NextHopType"]), text(&hop["NextHopId"]));
        [text(&entry["DestinationCidrBlock"]), text(&entry["Type"]), hop.trim_end().to_owned()]
    };
    answer["RouteEntrys"]["RouteEntry"].as_array().expect("a list").iter().map(read).collect()
}

/// The id of the system's table of a VPC.
#[track_caller]
fn system_table(twin: &Twin, vpc: &str) -> String {
    let tables = tables(twin, &format!("&VpcId={vpc}&RouteTableType=System"));
    tables[0]["RouteTableId"].as_str().expect("an id").to_owned()
}

/// A VPC with a VSwitch and an instance in it: their ids.
fn with_instance(twin: &Twin) -> (String, String, String) {
    let vpc = make_vpc(twin, "");
    let v_switch = make_v_switch(twin, &vpc, "");
    let group = twin.ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}")).json();
    let group = group["SecurityGroupId"].as_str().expect("an id").to_owned();
    let launch = format!(
        "RunInstances&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&InstanceType=ecs.g6.large\
         &VSwitchId={v_switch}&SecurityGroupId={group}"
    );
    let launched = twin.ecs(&launch).json();
    let id = launched["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
    (vpc, v_switch, id)
}

/// A table with two entries, the first with this id, and the instance that they lead to.
fn with_entries(twin: &Twin) -> (String, String, String) {
    let (vpc, _, instance) = with_instance(twin);
    let table = system_table(twin, &vpc);
    let make = |range: &str| {
        let to = format!("&DestinationCidrBlock={range}&NextHopId={instance}");
        let answer = call(twin, &format!("CreateRouteEntry&RouteTableId={table}{to}")).json();
        answer["RouteEntryId"].as_str().expect("an id").to_owned()
    };
    let first = make("192.168.0.0/24");
    make("192.168.1.0/24");
    (table, first, instance)
}

fn no_table() -> (u16, String, String) {
    refusal(404, "InvalidRouteTableId.NotFound", "Specified route table does not exist.")
}

fn no_v_switch() -> (u16, String, String) {
    refusal(404, "InvalidVSwitchId.NotFound", "Specified VSwitch does not exist.")
}
