//! Whatever is called in whatever order, the quotas and the caps hold at every instant.

use crate::alibaba::ecs::instances;
use crate::support::Twin;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

const BY_TRAFFIC: u64 = 60;
const BY_BANDWIDTH: u64 = 40;
const VCPUS: u64 = 12;
const XLARGES: usize = 2;
const AUTO_GIB: u64 = 150;

fn world() -> String {
    let one = |n: u32, more: &str| {
        format!(
            "[[ecs.instance]]\nid = \"i-{n}\"\ntype = \"ecs.g6.large\"\nstate = \"stopped\"\n{more}\n\
                 disks = [{{ id = \"d-{n}\", category = \"cloud_essd\", size = 40 }}]\n"
        )
    };
    format!(
        "[[ecs.limits]]\nbandwidth_by_traffic = {BY_TRAFFIC}\nbandwidth_by_bandwidth = {BY_BANDWIDTH}\nvcpus = {VCPUS}\n\
         instances = {{ \"ecs.g6.xlarge\" = {XLARGES} }}\ndisk_capacity = {{ cloud_auto = {AUTO_GIB} }}\n{}{}{}",
        one(1, ""),
        one(2, "bandwidth_out = 20"),
        one(3, "charge_type = \"PrePaid\"\ninternet_charge_type = \"PayByBandwidth\"")
    )
}

/// A call, or so many seconds of the clock: all that happens by itself happens at a multiple of 5 seconds.
#[derive(Clone, Debug)]
enum Step {
    Call(String),
    Wait(u32),
}

fn parameter(name: &'static str, values: &'static [&'static str]) -> impl Strategy<Value = String> + Clone {
    prop_oneof![Just(String::new()), select(values).prop_map(move |value| format!("&{name}={value}"))]
}

fn step() -> impl Strategy<Value = Step> {
    let id = || select(vec!["i-1", "i-2", "i-3"]);
    let out = || select(vec![0, 5, 20, 30, 40, 60, 100]);
    let later = || parameter("Async", &["true"]);
    let types = || select(vec!["ecs.g6.large", "ecs.g6.xlarge", "ecs.g6.2xlarge"]);
    let times = || (0..5u32, 1..6u32).prop_map(|(start, length)| (start, start + length));
    let bandwidth = (id(), out(), later()).prop_map(|(id, out, later)| {
        format!("ModifyInstanceSpec&InstanceId={id}&InternetMaxBandwidthOut={out}{later}")
    });
    let temporary = (id(), out(), times(), later()).prop_map(|(id, out, (start, end), later)| {
        format!(
            "ModifyInstanceSpec&InstanceId={id}&Temporary.StartTime=2026-11-21T08:0{start}Z\
             &Temporary.EndTime=2026-11-21T08:{end:02}Z&Temporary.InternetMaxBandwidthOut={out}{later}"
        )
    });
    let kind = (id(), types(), parameter("ModifyMode", &["Online"]), later()).prop_map(|(id, kind, mode, later)| {
        format!("ModifyInstanceSpec&InstanceId={id}&InstanceType={kind}{mode}{later}")
    });
    let disk = (1..=3u32, select(vec!["cloud_auto", "cloud_essd"]), later()).prop_map(|(n, category, later)| {
        format!("ModifyInstanceSpec&InstanceId=i-{n}&Disk.1.DiskId=d-{n}&Disk.1.Category={category}{later}")
    });
    let network = (
        id(),
        out(),
        parameter("NetworkChargeType", &["PayByTraffic", "PayByBandwidth"]),
        parameter("EndTime", &["2026-11-21T12:00Z"]),
    );
    let network = network.prop_map(|(id, out, charge, end)| {
        format!("ModifyInstanceNetworkSpec&InstanceId={id}&InternetMaxBandwidthOut={out}{charge}{end}")
    });
    let prepaid = (types(), parameter("EndTime", &["2026-11-21T08:05Z"])).prop_map(|(kind, end)| {
        format!("ModifyPrepayInstanceSpec&RegionId=cn-hangzhou&InstanceId=i-3&InstanceType={kind}{end}")
    });
    let launch = (
        select(vec!["RunInstances", "CreateInstance"]),
        types(),
        out(),
        parameter("InternetChargeType", &["PayByBandwidth"]),
        parameter("SystemDisk.Category", &["cloud_auto"]),
    );
    let launch = launch.prop_map(|(action, kind, out, charge, disk)| {
        format!(
            "{action}&RegionId=cn-hangzhou&ZoneId=cn-hangzhou-b&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd\
             &InstanceType={kind}&InternetMaxBandwidthOut={out}{charge}{disk}"
        )
    });
    let action = (select(vec!["StartInstance", "StopInstance", "RebootInstance", "DeleteInstance"]), id())
        .prop_map(|(action, id)| format!("{action}&InstanceId={id}"));
    let charge = (id(), select(vec!["PostPaid", "PrePaid"])).prop_map(|(id, charge)| {
        format!("ModifyInstanceChargeType&RegionId=cn-hangzhou&InstanceIds=%5B%22{id}%22%5D&InstanceChargeType={charge}&Period=1")
    });
    let calls = prop_oneof![
        3 => bandwidth,
        3 => temporary,
        3 => kind,
        1 => disk,
        2 => network,
        1 => prepaid,
        2 => launch,
        2 => action,
        1 => charge,
    ];
    prop_oneof![4 => calls.prop_map(Step::Call), 1 => select(vec![5u32, 10, 30, 60]).prop_map(Step::Wait)]
}

/// Asserts that no cap and no quota is exceeded now.
fn check(twin: &Twin) -> Result<(), TestCaseError> {
    assert_eq!(twin.app.simulation.lock().world.check(), Ok(()));
    let all = instances(twin);
    let all = all.as_array().expect("a list");
    let sum = |charge: &str| -> u64 {
        let paid = all.iter().filter(|instance| instance["InternetChargeType"] == charge);
        paid.map(|instance| instance["InternetMaxBandwidthOut"].as_u64().expect("a number")).sum()
    };
    prop_assert!(sum("PayByTraffic") <= BY_TRAFFIC, "{} by traffic", sum("PayByTraffic"));
    prop_assert!(sum("PayByBandwidth") <= BY_BANDWIDTH, "{} by bandwidth", sum("PayByBandwidth"));
    let vcpus: u64 = all.iter().map(|instance| instance["Cpu"].as_u64().expect("a number")).sum();
    prop_assert!(vcpus <= VCPUS, "{vcpus} vCPUs");
    let xlarges = all.iter().filter(|instance| instance["InstanceType"] == "ecs.g6.xlarge").count();
    prop_assert!(xlarges <= XLARGES, "{xlarges} of ecs.g6.xlarge");
    let disks = twin.ecs("DescribeDisks&RegionId=cn-hangzhou&PageSize=100").json()["Disks"]["Disk"].clone();
    let auto = disks.as_array().expect("a list").iter().filter(|disk| disk["Category"] == "cloud_auto");
    let gib: u64 = auto.map(|disk| disk["Size"].as_u64().expect("a number")).sum();
    prop_assert!(gib <= AUTO_GIB, "{gib} GiB of cloud_auto");
    Ok(())
}

/// The type of each instance, and whether it is neither running nor stopped.
fn types(twin: &Twin) -> Vec<(Value, Value, bool)> {
    let of = |instance: &Value| {
        let changing = !["Running", "Stopped"].contains(&instance["Status"].as_str().expect("a text"));
        (instance["InstanceId"].clone(), instance["InstanceType"].clone(), changing)
    };
    instances(twin).as_array().expect("a list").iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn quotas_and_caps_hold_at_every_instant(instant: bool, steps in vec(step(), 1..25)) {
        let config = if instant { "transitions = \"instant\"" } else { "transitions = \"realistic\"" };
        let twin = Twin::new(config, &world());
        for step in &steps {
            match step {
                Step::Call(call) => prop_assert!(twin.ecs(call).0.status < 500, "{call}"),
                Step::Wait(seconds) => for _ in 0..*seconds / 5 {
                    let before = types(&twin);
                    twin.advance("5s");
                    let after = types(&twin);
                    for (id, instance_type, _) in before.iter().filter(|(id, _, changing)| *changing && id != "i-3") {
                        let same = after.iter().find(|(other, _, changing)| other == id && *changing);
                        prop_assert!(same.is_none_or(|(_, now, _)| now == instance_type), "{id} changes with its state");
                    }
                    check(&twin)?;
                },
            }
            check(&twin)?;
        }
        // All that was planned comes to pass.
        for _ in 0..20 {
            twin.advance("1m");
            check(&twin)?;
        }
        twin.advance("4h");
        check(&twin)?;
    }
}
