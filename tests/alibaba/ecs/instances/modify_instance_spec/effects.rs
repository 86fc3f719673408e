//! What a change does beyond the type and the bandwidth: tasks, online changes, migration, and the rest after it.

use super::{RUNNING, STOPPED, WORLD, bandwidths, instance_type, modify};
use crate::alibaba::ecs::{attribute, instances};
use crate::support::Twin;
use serde_json::Value;

const ID: &str = "i-bp67acfmxazb4p****";

#[test]
fn async_answers_first_and_changes_before_the_next_call() {
    let twin = Twin::with(WORLD);
    let call = format!("{STOPPED}&InstanceType=ecs.g6.xlarge");
    let events = || twin.app.simulation.lock().world.pending_event_count();
    modify(&twin, &format!("{call}&Async=true&DryRun=true")).error();
    assert_eq!(events(), 0);
    modify(&twin, &format!("{call}&Async=true")).ok();
    assert_eq!(events(), 1, "it is still to come");
    assert_eq!(instance_type(&twin, ID), "ecs.g6.xlarge");
    assert_eq!(events(), 0);
    modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.large&Async=false")).ok();
    assert_eq!(events(), 0);
}

/// The status of each task and what it is about, the newest first.
fn tasks(twin: &Twin) -> Vec<(String, String)> {
    let tasks = twin.ecs("DescribeTasks&RegionId=cn-hangzhou").json()["TaskSet"]["Task"].clone();
    let text = |task: &Value, name: &str| task[name].as_str().expect("a text").to_owned();
    let tasks = tasks.as_array().cloned().unwrap_or_default();
    tasks.iter().map(|task| (text(task, "TaskStatus"), text(task, "ResourceId"))).collect()
}

#[test]
fn an_asynchronous_change_is_a_task_and_the_next_one_waits_for_it() {
    let twin = Twin::new("transitions = \"realistic\"", WORLD);
    modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&Async=true")).ok();
    assert_eq!(tasks(&twin), [("Processing".into(), ID.into())]);
    assert_eq!(instance_type(&twin, ID), "ecs.g6.large", "it is not made yet");
    let next = || modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=9"));
    assert_eq!(next().0.code.as_deref(), Some("InstanceSpecModification.NotEffective"));
    twin.advance("10s");
    assert_eq!(
        (tasks(&twin), instance_type(&twin, ID)),
        (vec![("Finished".into(), ID.into())], "ecs.g6.xlarge".into())
    );
    next().ok();
    assert_eq!(tasks(&twin).len(), 1, "what is made at once is no task");
}

#[test]
fn an_asynchronous_change_has_its_place_from_the_start() {
    let world = format!("{WORLD}\n[[ecs.stock]]\ntype = \"ecs.g6.xlarge\"\ncount = 2\n");
    let twin = Twin::new("transitions = \"realistic\"", &world);
    let launch = || {
        let image = "ImageId=aliyun_3_x64_20G_alibase_20250629.vhd";
        let zone = instances(&twin)[0]["ZoneId"].as_str().expect("a text").to_owned();
        twin.ecs(&format!("RunInstances&RegionId=cn-hangzhou&ZoneId={zone}&InstanceType=ecs.g6.xlarge&{image}"))
    };
    modify(&twin, &format!("{STOPPED}&InstanceType=ecs.g6.xlarge&Async=true")).ok();
    launch().ok();
    assert_eq!(launch().0.code.as_deref(), Some("OperationDenied.NoStock"));
    twin.advance("10s");
    assert_eq!(instance_type(&twin, ID), "ecs.g6.xlarge");
    assert_eq!(launch().0.code.as_deref(), Some("OperationDenied.NoStock"));
}

#[test]
fn a_task_outlives_the_instance_that_it_was_about() {
    let twin = Twin::new("transitions = \"realistic\"", WORLD);
    twin.ecs(&format!("DeleteInstance&{STOPPED}")).ok();
    modify(&twin, &format!("{RUNNING}&InternetMaxBandwidthOut=9&Async=true")).ok();
    twin.ecs(&format!("DeleteInstance&{RUNNING}&Force=true")).ok();
    twin.advance("2m");
    assert_eq!(instances(&twin), Value::Array(Vec::new()));
    assert_eq!(tasks(&twin), [("Finished".into(), "i-running".into())]);
}

#[test]
fn a_running_instance_changes_so_often_until_it_boots() {
    for boot in [&["RebootInstance"][..], &["StopInstance", "StartInstance"]] {
        let twin = Twin::with(&format!("{WORLD}\n[[ecs.limits]]\nonline_changes = 2"));
        let change = |size: &str| modify(&twin, &format!("{RUNNING}&InstanceType=ecs.g6.{size}&ModifyMode=Online"));
        for _ in 0..2 {
            change("xlarge").ok();
            change("large").ok();
            assert_eq!(change("xlarge").0.code.as_deref(), Some("InvalidOperation.MaxModifyOnlineNumberExceeded"));
            modify(&twin, &format!("{RUNNING}&InternetMaxBandwidthOut=9")).ok();
            for action in boot {
                twin.ecs(&format!("{action}&{RUNNING}")).ok();
            }
        }
    }
}

#[test]
fn a_reboot_lets_an_instance_change_that_needs_one() {
    for boot in [&["RebootInstance"][..], &["StopInstance", "StartInstance"]] {
        let facts = "id = \"i-running\"\nfacts = { reboot_required = true }";
        let twin = Twin::with(&WORLD.replace("id = \"i-running\"", facts));
        let change = || modify(&twin, &format!("{RUNNING}&InstanceType=ecs.g6.xlarge&ModifyMode=Online"));
        assert_eq!(change().0.code.as_deref(), Some("InvalidOperation.RebootingRequired"));
        for action in boot {
            twin.ecs(&format!("{action}&{RUNNING}")).ok();
        }
        change().ok();
        assert_eq!(instance_type(&twin, "i-running"), "ecs.g6.xlarge", "at once");
    }
}

#[test]
fn a_change_may_have_to_rest() {
    let change = |twin: &Twin, out: u32, more: &str| {
        modify(twin, &format!("{STOPPED}&InternetMaxBandwidthOut={out}{more}")).0.code
    };
    let twin = Twin::with(WORLD);
    assert_eq!([change(&twin, 6, ""), change(&twin, 7, "")], [None, None], "unless it is configured it does not");
    let twin = Twin::new("specification_rest = \"5m\"", WORLD);
    assert_eq!(change(&twin, 6, "&DryRun=true").as_deref(), Some("DryRunOperation"));
    assert_eq!(change(&twin, 6, "&ClientToken=t").as_deref(), None);
    assert_eq!(change(&twin, 6, "&ClientToken=t").as_deref(), None, "the same answer again is no change");
    assert_eq!(change(&twin, 7, "").as_deref(), Some("Throttling"));
    modify(&twin, &format!("{RUNNING}&InternetMaxBandwidthOut=9")).ok();
    twin.advance("4m59s");
    assert_eq!(change(&twin, 7, "").as_deref(), Some("Throttling"));
    twin.advance("1s");
    assert_eq!((change(&twin, 7, ""), bandwidths(&twin, ID)), (None, (7, 10)));
}

/// One in the classic network, and one in a VPC, of a type.
fn networks(instance_type: &str) -> Twin {
    let of = |id: &str, network: &str| {
        format!(
            "[[ecs.instance]]\nid = \"{id}\"\ntype = \"{instance_type}\"\nstate = \"stopped\"\nnetwork_type = \"{network}\"\n\
             disks = [{{ id = \"d-{id}\", category = \"cloud_efficiency\", size = 40 }}, {{ id = \"d-2-{id}\", category = \"cloud\", size = 40 }}]\n"
        )
    };
    Twin::with(&format!("{}{}", of("i-classic", "classic"), of("i-vpc", "vpc")))
}

fn private(twin: &Twin, id: &str) -> String {
    let seen = attribute(twin, id);
    let lists = [&seen["InnerIpAddress"], &seen["VpcAttributes"]["PrivateIpAddress"]];
    let addresses: Vec<&str> =
        lists.iter().filter_map(|list| list["IpAddress"].as_array()).flatten().filter_map(Value::as_str).collect();
    assert_eq!(addresses.len(), 1, "{seen}");
    addresses[0].to_owned()
}

#[test]
fn an_instance_in_the_classic_network_is_shown_so() {
    let twin = networks("ecs.g6.large");
    let all = instances(&twin);
    let (classic, vpc) = (&all[0], &all[1]);
    for seen in [classic, &attribute(&twin, "i-classic")] {
        assert_eq!(seen["InstanceNetworkType"], "classic");
        assert_eq!((&seen["VpcAttributes"]["VpcId"], &seen["VpcAttributes"]["VSwitchId"]), (&"".into(), &"".into()));
        assert_eq!(seen["InnerIpAddress"]["IpAddress"].as_array().map(Vec::len), Some(1));
    }
    assert_eq!(vpc["InstanceNetworkType"], "vpc");
    assert_eq!(vpc["InnerIpAddress"]["IpAddress"].as_array().map(Vec::len), Some(0));
    for (filter, seen) in [("classic", "i-classic"), ("vpc", "i-vpc")] {
        let answer = twin.ecs(&format!("DescribeInstances&RegionId=cn-hangzhou&InstanceNetworkType={filter}")).json();
        assert_eq!(
            (&answer["TotalCount"], &answer["Instances"]["Instance"][0]["InstanceId"]),
            (&1.into(), &seen.into())
        );
    }
    let vpc_id = vpc["VpcAttributes"]["VpcId"].as_str().expect("an id");
    let answer = twin.ecs(&format!("DescribeInstances&RegionId=cn-hangzhou&VpcId={vpc_id}")).json();
    assert_eq!(answer["TotalCount"], 1);
}

#[test]
fn migration_changes_the_private_address_in_the_classic_network() {
    for (id, migrate, target, moves) in [
        ("i-classic", "true", "ecs.g6.xlarge", true),
        ("i-classic", "true", "ecs.g6.large", false),
        ("i-classic", "false", "ecs.g6.xlarge", false),
        ("i-vpc", "true", "ecs.g6.xlarge", false),
    ] {
        let twin = networks("ecs.g6.large");
        let before = private(&twin, id);
        modify(&twin, &format!("InstanceId={id}&InstanceType={target}&AllowMigrateAcrossZone={migrate}")).ok();
        assert_eq!(private(&twin, id) != before, moves, "{id} to {target}, {migrate}");
    }
    let twin = networks("ecs.g6.large");
    modify(&twin, "InstanceId=i-classic&InternetMaxBandwidthOut=9&AllowMigrateAcrossZone=true").ok();
    assert_eq!(private(&twin, "i-classic"), private(&networks("ecs.g6.large"), "i-classic"), "with a type only");
}

/// Leaving the first generation, all disks but basic ones get names of the other kind.
#[test]
fn migration_from_a_type_without_io_optimisation_renames_disks() {
    let device = |twin: &Twin, id: &str| {
        let answer = twin.ecs(&format!("DescribeDisks&RegionId=cn-hangzhou&DiskIds=%5B%22{id}%22%5D")).json();
        answer["Disks"]["Disk"][0]["Device"].as_str().expect("a device").to_owned()
    };
    for (from, to, migrate, names) in [
        ("ecs.s2.large", "ecs.sn1ne.large", "true", ["/dev/vda", "/dev/xvdb"]),
        ("ecs.s2.large", "ecs.sn1ne.large", "false", ["/dev/xvda", "/dev/xvdb"]),
        ("ecs.sn2.medium", "ecs.sn2ne.large", "true", ["/dev/xvda", "/dev/xvdb"]),
    ] {
        for id in ["i-classic", "i-vpc"] {
            let twin = networks(from);
            modify(&twin, &format!("InstanceId={id}&InstanceType={to}&AllowMigrateAcrossZone={migrate}")).ok();
            let seen = [device(&twin, &format!("d-{id}")), device(&twin, &format!("d-2-{id}"))];
            assert_eq!(seen, names, "{id} from {from}, {migrate}");
        }
    }
}

#[test]
fn an_elastic_address_is_shown_and_stays() {
    let twin = Twin::with(&WORLD.replace("id = \"i-running\"", "id = \"i-running\"\neip = \"eip-1\""));
    let before = attribute(&twin, "i-running");
    modify(&twin, &format!("{RUNNING}&InstanceType=ecs.g6.xlarge&ModifyMode=Online")).ok();
    let mut after = attribute(&twin, "i-running");
    for name in ["RequestId", "InstanceType", "Cpu", "Memory"] {
        assert_ne!(before[name], after[name]);
        after[name] = before[name].clone();
    }
    assert_eq!(after, before);
}

#[test]
fn what_hibernates_is_shown_so() {
    let world = "[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\nfacts = { hibernation = true }";
    assert_eq!(instances(&Twin::with(world))[0]["HibernationOptions"]["Configured"], true);
}
