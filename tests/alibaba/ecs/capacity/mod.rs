mod create_capacity_reservation;
mod describe_capacity_reservation_instances;
mod describe_capacity_reservations;
mod life;
mod modify_capacity_reservation;
mod properties;
mod release_capacity_reservation;
mod stock;

use crate::support::{Answer, Twin};
use serde_json::Value;

/// An open pool of two and a targeted one of two, both for the same type in the same zone.
const WORLD: &str = r#"
    [[ecs.capacity_reservation]]
    id = "crp-open"
    type = "ecs.g6.large"
    zone = "cn-hangzhou-b"
    count = 2

    [[ecs.capacity_reservation]]
    id = "crp-target"
    type = "ecs.g6.large"
    zone = "cn-hangzhou-b"
    count = 2
    matching = "targeted"
"#;

const OPEN: &str = "&PrivatePoolOptions.MatchCriteria=Open";
const TARGET: &str = "&PrivatePoolOptions.MatchCriteria=Target&PrivatePoolOptions.Id=crp-target";

/// Launches an instance of the pools' type in their zone, unless more says otherwise.
fn launch(twin: &Twin, more: &str) -> Answer {
    let instance_type = if more.contains("&InstanceType=") { "" } else { "&InstanceType=ecs.g6.large" };
    let zone = if more.contains("&ZoneId=") { "" } else { "&ZoneId=cn-hangzhou-b" };
    let image = if more.contains("&ImageId=") { "" } else { "&ImageId=aliyun_3_x64_20G_alibase_20250629.vhd" };
    twin.ecs(&format!("RunInstances&RegionId=cn-hangzhou{instance_type}{zone}{image}{more}"))
}

/// The ids of a launch.
#[track_caller]
fn launched(answer: &Answer) -> Vec<String> {
    let answer = answer.json();
    let ids = answer["InstanceIdSets"]["InstanceIdSet"].as_array().expect("a list");
    ids.iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
}

/// The reservations that pass these filters.
#[track_caller]
fn reservations(twin: &Twin, more: &str) -> Vec<Value> {
    let answer = twin.ecs(&format!("DescribeCapacityReservations&RegionId=cn-hangzhou{more}")).json();
    answer["CapacityReservationSet"]["CapacityReservationItem"].as_array().expect("a list").clone()
}

/// The reservation of this id, in whatever status.
#[track_caller]
fn reservation(twin: &Twin, id: &str) -> Value {
    reservations(twin, &format!("&PrivatePoolOptions.Ids=[%22{id}%22]")).remove(0)
}

/// How many instances use a pool, how many more it takes, and how many it has in all.
#[track_caller]
fn amounts(twin: &Twin, id: &str) -> (u64, u64, u64) {
    let resource = &reservation(twin, id)["AllocatedResources"]["AllocatedResource"][0];
    let number = |name: &str| resource[name].as_u64().expect("a number");
    (number("UsedAmount"), number("AvailableAmount"), number("TotalAmount"))
}

/// The instances that use a pool.
#[track_caller]
fn users(twin: &Twin, id: &str) -> Vec<String> {
    let call = "DescribeCapacityReservationInstances&RegionId=cn-hangzhou&PrivatePoolOptions.Id=";
    let answer = twin.ecs(&format!("{call}{id}")).json();
    let list = answer["CapacityReservationItem"]["InstanceIdSet"].as_array().expect("a list").clone();
    list.iter().map(|item| item["InstanceId"].as_str().expect("an id").to_owned()).collect()
}
