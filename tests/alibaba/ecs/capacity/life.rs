//! How instances come into private pools and leave them.

use super::{OPEN, TARGET, WORLD, amounts, launch, launched, users};
use crate::alibaba::ecs::{instances, refusal, status};
use crate::support::Twin;
use serde_json::Value;

/// How an instance says that it takes its capacity: from which pool, and how it looks for one.
#[track_caller]
fn attribute(twin: &Twin, id: &str) -> (String, String) {
    let all = instances(twin);
    let seen = all.as_array().expect("a list").iter().find(|instance| instance["InstanceId"] == id);
    let seen = &seen.expect("the instance")["EcsCapacityReservationAttr"];
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    (text(&seen["CapacityReservationPreference"]), text(&seen["CapacityReservationId"]))
}

/// Makes a call about an instance.
fn call(twin: &Twin, action: &str, id: &str) {
    twin.ecs(&format!("{action}&InstanceId={id}")).ok();
}

#[test]
fn each_looks_as_it_is_told() {
    let twin = Twin::with(WORLD);
    for (more, preference, pool) in [
        ("", "", ""),
        ("&PrivatePoolOptions.MatchCriteria=None", "", ""),
        ("&PrivatePoolOptions.MatchCriteria=None&PrivatePoolOptions.Id=crp-target", "", ""),
        (OPEN, "Open", "crp-open"),
        (TARGET, "Target", "crp-target"),
    ] {
        let id = launched(&launch(&twin, more)).remove(0);
        assert_eq!(attribute(&twin, &id), (preference.to_owned(), pool.to_owned()), "{more}");
    }
    assert_eq!((amounts(&twin, "crp-open"), amounts(&twin, "crp-target")), ((1, 1, 2), (1, 1, 2)));
}

#[test]
fn a_pool_that_cannot_be_had_refuses_the_launch() {
    let twin = Twin::with(&format!(
        "{WORLD}[[ecs.capacity_reservation]]\nid = \"crp-ended\"\ntype = \"ecs.g6.large\"\ncount = 1\n\
         ends = \"2026-11-21T08:30:00Z\""
    ));
    twin.advance("1h");
    let target = "&PrivatePoolOptions.MatchCriteria=Target";
    let named = |id: &str| format!("{target}&PrivatePoolOptions.Id={id}");
    let text = "The specified PrivatePoolOptions.Id should not be null.";
    for (more, code, text) in [
        (target.to_owned(), "MissingParameter.PrivatePoolOptions.Id", text),
        (named("crp-nowhere"), "Invalid.PrivatePoolOptions.Id", "The PrivatePool does not exist."),
        (named("crp-ended"), "Invalid.PrivatePoolOptions.status", "The PrivatePool is expired or inactive."),
        (
            format!("{TARGET}&InstanceType=ecs.c6.large"),
            "Invalid.InstanceType",
            "The InstanceType does not match the PrivatePool.",
        ),
        (format!("{TARGET}&ZoneId=cn-hangzhou-k"), "Invalid.ZoneId", "The ZoneId does not match the PrivatePool."),
        (
            format!("{TARGET}&ImageId=win2022_21H2_x64_dtc_en-us_40G_alibase_20250728.vhd"),
            "InvalidPlatform.ValueNotSupported",
            "The Platform does not match the PrivatePool.",
        ),
        (
            format!("{TARGET}&InstanceChargeType=PrePaid&Period=1"),
            "Invalid.InstanceChargeType",
            "The InstanceChargeType does not match the PrivatePool.",
        ),
        (format!("{TARGET}&Amount=3"), "Invalid.PrivatePoolOptions.NoStock", "The PrivatePool has been used up."),
    ] {
        assert_eq!(launch(&twin, &more).error(), refusal(400, code, text), "{more}");
    }
    let most = launch(&twin, &format!("{TARGET}&Amount=3&MinAmount=1"));
    assert_eq!(launched(&most).len(), 2, "as many as the pool has");
    assert_eq!(amounts(&twin, "crp-target"), (2, 0, 2));
}

#[test]
fn an_open_launch_goes_on_outside_when_the_pool_is_full() {
    let twin = Twin::with(WORLD);
    let ids = launched(&launch(&twin, &format!("{OPEN}&Amount=3")));
    assert_eq!(amounts(&twin, "crp-open"), (2, 0, 2));
    let pools: Vec<String> = ids.iter().map(|id| attribute(&twin, id).1).collect();
    assert_eq!(pools, ["crp-open", "crp-open", ""]);
    let other = launched(&launch(&twin, &format!("{OPEN}&ZoneId=cn-hangzhou-k"))).remove(0);
    assert_eq!(attribute(&twin, &other), ("Open".to_owned(), String::new()));
    let subscribed = launched(&launch(&twin, &format!("{OPEN}&InstanceChargeType=PrePaid&Period=1"))).remove(0);
    assert_eq!(attribute(&twin, &subscribed).1, "", "pools are for pay-as-you-go instances");
}

#[test]
fn it_is_kept_while_the_instance_costs() {
    let twin = Twin::with(WORLD);
    let id = launched(&launch(&twin, TARGET)).remove(0);
    call(&twin, "StopInstance", &id);
    assert_eq!((status(&twin, &id), users(&twin, "crp-target")), ("Stopped".to_owned(), vec![id.clone()]));
    call(&twin, "StartInstance", &id);
    assert_eq!(amounts(&twin, "crp-target"), (1, 1, 2));
    call(&twin, "StopInstance&StoppedMode=StopCharging", &id);
    assert_eq!(status(&twin, &id), "Stopped");
    assert_eq!(amounts(&twin, "crp-target"), (0, 2, 2));
    call(&twin, "StartInstance", &id);
    assert_eq!(amounts(&twin, "crp-target"), (1, 1, 2));
    call(&twin, "DeleteInstance&Force=true", &id);
    launch(&twin, "").ok();
    assert_eq!(amounts(&twin, "crp-target"), (0, 2, 2));
}

#[test]
fn one_that_gave_it_up_may_find_it_taken() {
    let twin = Twin::with(WORLD);
    let id = launched(&launch(&twin, TARGET)).remove(0);
    call(&twin, "StopInstance&StoppedMode=StopCharging", &id);
    assert_eq!(status(&twin, &id), "Stopped");
    let others = launched(&launch(&twin, &format!("{TARGET}&Amount=2")));
    let text = "The PrivatePool has been used up.";
    let refused = twin.ecs(&format!("StartInstance&InstanceId={id}")).error();
    assert_eq!(refused, refusal(400, "Invalid.PrivatePoolOptions.NoStock", text));
    call(&twin, "DeleteInstance&Force=true", &others[0]);
    call(&twin, "StartInstance", &id);
    assert_eq!(users(&twin, "crp-target").len(), 2);
}

#[test]
fn one_that_looks_for_an_open_pool_comes_in_when_it_starts() {
    let twin = Twin::with(WORLD);
    let first = launched(&launch(&twin, &format!("{OPEN}&Amount=2")));
    let late = launched(&launch(&twin, OPEN)).remove(0);
    call(&twin, "DeleteInstance&Force=true", &first[0]);
    assert_eq!(status(&twin, &late), "Running");
    assert_eq!(users(&twin, "crp-open"), [first[1].clone()]);
    call(&twin, "StopInstance", &late);
    assert_eq!(users(&twin, "crp-open").len(), 1);
    call(&twin, "StartInstance", &late);
    assert_eq!(users(&twin, "crp-open").len(), 2);
    assert_eq!(attribute(&twin, &late), ("Open".to_owned(), "crp-open".to_owned()));
}

#[test]
fn create_instance_looks_alike() {
    let twin = Twin::with(WORLD);
    let create = |more: &str| {
        twin.ecs(&format!(
            "CreateInstance&RegionId=cn-hangzhou&ZoneId=cn-hangzhou-b&InstanceType=ecs.g6.large\
             &ImageId=aliyun_3_x64_20G_alibase_20250629.vhd{more}"
        ))
    };
    let id = create(TARGET).json()["InstanceId"].as_str().expect("an id").to_owned();
    assert_eq!((status(&twin, &id), users(&twin, "crp-target")), ("Stopped".to_owned(), vec![id.clone()]));
    call(&twin, "StartInstance", &id);
    assert_eq!((status(&twin, &id), amounts(&twin, "crp-target")), ("Running".to_owned(), (1, 1, 2)));
    create(TARGET).ok();
    assert_eq!(create(TARGET).error().1, "Invalid.PrivatePoolOptions.NoStock");
    create(OPEN).ok();
    assert_eq!(amounts(&twin, "crp-open"), (1, 1, 2));
}

#[test]
fn an_instance_in_an_open_pool_leaves_it_with_its_type() {
    let twin = Twin::with(&format!(
        "{WORLD}[[ecs.capacity_reservation]]\nid = \"crp-larger\"\ntype = \"ecs.g6.xlarge\"\nzone = \"cn-hangzhou-b\"\n\
         count = 1\n[[ecs.stock]]\ntype = \"ecs.g6.xlarge\"\ncount = 1"
    ));
    let ids = launched(&launch(&twin, &format!("{OPEN}&Amount=2")));
    ids.iter().for_each(|id| call(&twin, "StopInstance", id));
    assert_eq!(status(&twin, &ids[0]), "Stopped");
    let change = |id: &str, instance_type: &str| {
        twin.ecs(&format!("ModifyInstanceSpec&InstanceId={id}&InstanceType={instance_type}"))
    };
    change(&ids[0], "ecs.g6.xlarge").ok();
    assert_eq!((amounts(&twin, "crp-open"), amounts(&twin, "crp-larger")), ((1, 1, 2), (1, 0, 1)));
    assert_eq!(attribute(&twin, &ids[0]), ("Open".to_owned(), "crp-larger".to_owned()));
    assert_eq!(change(&ids[1], "ecs.g6.xlarge").error().1, "OperationDenied.NoStock", "neither there nor outside");
    change(&ids[1], "ecs.c6.large").ok();
    assert_eq!((amounts(&twin, "crp-open"), attribute(&twin, &ids[1]).1), ((0, 2, 2), String::new()));
}

#[test]
fn an_instance_that_is_bound_keeps_its_type() {
    let twin = Twin::with(WORLD);
    let id = launched(&launch(&twin, TARGET)).remove(0);
    call(&twin, "StopInstance", &id);
    assert_eq!(status(&twin, &id), "Stopped");
    let refused = twin.ecs(&format!("ModifyInstanceSpec&InstanceId={id}&InstanceType=ecs.g6.xlarge")).error();
    let text = "Target mode does not support this operation.";
    assert_eq!(refused, refusal(400, "Invalid.PrivatePoolOptions.MatchCriteria", text));
    let targets = twin
        .ecs(&format!(
            "DescribeResourcesModification&RegionId=cn-hangzhou&ResourceId={id}&DestinationResource=InstanceType"
        ))
        .json();
    assert_eq!(targets["AvailableZones"]["AvailableZone"], Value::Array(vec![]));
}
