//! Random things that happen.

use proptest::prelude::*;
use proptest::sample::select;
use std::ops::Range;

/// How a launch or a start looks for capacity.
#[derive(Clone, Copy, Debug)]
pub enum How {
    Open,
    None,
    Only,
    Target,
    Interruptible,
}

/// An instance type, and a zone.
pub type Place = (&'static str, &'static str);

/// Where nearly all is, so that most things fit each other.
const HERE: Place = ("m5.large", "us-east-1a");

/// The numbers that choose among what there is.
const CHOICE: Range<usize> = 0..20;

/// Those below it choose among what will do, if anything does.
pub const FITTING: usize = 18;

/// How much of a reservation moves.
#[derive(Clone, Copy, Debug)]
pub enum Amount {
    Some(u32),
    All,
}

/// One thing that happens. Numbers choose among what there is at the time, or what there is not.
#[derive(Clone, Debug)]
pub enum Step {
    Reserve { count: u32, targeted: bool, expires: bool, place: Place },
    Modify { which: usize, count: Option<i64>, end: &'static str, targeted: Option<bool> },
    Split { source: usize, amount: Amount },
    Move { source: usize, to: usize, amount: Amount },
    Lend { source: usize, count: u32, retain: bool },
    Update { source: usize, target: Option<i64>, retain: Option<bool> },
    Launch { how: How, reservation: usize, min: u32, max: u32, place: Place },
    Instance { action: &'static str, which: usize, other: Option<usize> },
    Attributes { which: usize, how: How, reservation: usize },
    Cancel(usize),
    Look { action: &'static str, which: usize },
    Credits { which: usize, mode: &'static str },
    Spec { parameters: String },
    Bought { call: String },
    Ecs { action: &'static str, which: usize },
    DryRun(Box<Step>),
    Advance(u32),
}

fn place() -> impl Strategy<Value = Place> + Clone {
    prop_oneof![8 => Just(HERE), 1 => Just(("c5.large", HERE.1)), 1 => Just((HERE.0, "us-east-1b"))]
}

fn count() -> impl Strategy<Value = u32> + Clone {
    prop_oneof![12 => 1..=4u32, 1 => Just(0)]
}

fn amount(all: u32) -> impl Strategy<Value = Amount> + Clone {
    prop_oneof![6 => count().prop_map(Amount::Some), all => Just(Amount::All)]
}

/// What a modification says of the end.
fn end() -> impl Strategy<Value = &'static str> + Clone {
    prop_oneof![
        6 => Just(""),
        3 => Just("&EndDateType=unlimited"),
        2 => Just("&EndDateType=limited&EndDate=2026-11-21T08:10:00Z"),
        2 => Just("&EndDateType=limited&EndDate=2026-11-21T09:30:00Z"),
        1 => select(vec!["&EndDateType=limited", "&EndDate=2026-11-21T09:30:00Z"]),
    ]
}

/// Making, changing and ending reservations.
fn reservation_step() -> impl Strategy<Value = Step> + Clone {
    let size = prop::option::weighted(0.6, prop_oneof![20 => 1..=9i64, 1 => -1..=0i64]);
    let targeted = prop::option::weighted(0.4, any::<bool>());
    prop_oneof![
        2 => (count(), any::<bool>(), any::<bool>(), place())
            .prop_map(|(count, targeted, expires, place)| Step::Reserve { count, targeted, expires, place }),
        4 => (CHOICE, size, end(), targeted)
            .prop_map(|(which, count, end, targeted)| Step::Modify { which, count, end, targeted }),
        2 => (CHOICE, amount(1)).prop_map(|(source, amount)| Step::Split { source, amount }),
        4 => (CHOICE, CHOICE, amount(4)).prop_map(|(source, to, amount)| Step::Move { source, to, amount }),
        1 => CHOICE.prop_map(Step::Cancel),
    ]
}

/// Lending, and taking back.
fn lending_step() -> impl Strategy<Value = Step> + Clone {
    let target = prop::option::weighted(0.8, prop_oneof![2 => -1..=9i64, 1 => 0..=2i64]);
    prop_oneof![
        1 => (CHOICE, count(), any::<bool>()).prop_map(|(source, count, retain)| Step::Lend { source, count, retain }),
        3 => (CHOICE, target, any::<Option<bool>>())
            .prop_map(|(source, target, retain)| Step::Update { source, target, retain }),
    ]
}

/// What instances do.
fn instance_step() -> impl Strategy<Value = Step> + Clone {
    let how = || select(vec![How::Open, How::None, How::Only, How::Target, How::Interruptible, How::Interruptible]);
    let action = select(vec!["Start", "Start", "Stop", "Stop", "Terminate", "Reboot"]);
    prop_oneof![
        5 => (how(), CHOICE, 1..=2u32, 1..=3u32, place())
            .prop_map(|(how, reservation, min, max, place)| Step::Launch { how, reservation, min, max, place }),
        6 => (action, CHOICE, prop::option::weighted(0.2, CHOICE))
            .prop_map(|(action, which, other)| Step::Instance { action, which, other }),
        2 => (CHOICE, how(), CHOICE)
            .prop_map(|(which, how, reservation)| Step::Attributes { which, how, reservation }),
    ]
}

/// All that is done with capacity, and time.
pub fn capacity_step() -> impl Strategy<Value = Step> + Clone {
    let look = select(vec!["GetCapacityReservationUsage", "GetGroupsForCapacityReservation"]);
    prop_oneof![
        9 => reservation_step(),
        7 => lending_step(),
        10 => instance_step(),
        1 => (look, CHOICE).prop_map(|(action, which)| Step::Look { action, which }),
        6 => prop_oneof![1..=35u32, select(vec![1u32, 10, 20, 30, 119, 120, 121, 3600])].prop_map(Step::Advance),
    ]
}

/// A call that is an order: each parameter may be there, and may be right.
fn order_step() -> BoxedStrategy<Step> {
    // Boxed, for strategies are values as large as all their parts, and a test's stack is small.
    let parameter = |name: &'static str, values: &'static [&'static str]| {
        let given = select(values).prop_map(move |value| format!("&{name}={value}"));
        prop_oneof![2 => Just(String::new()), 1 => given].boxed()
    };
    let instance = || select(vec!["1", "2", "3", "4"]).prop_map(|n| format!("i-bp10000000000000000{n}"));
    let times = &["2026-11-21T08:00Z", "2026-11-21T08:30Z", "2026-11-21T12:00Z", "2026-11-22T00Z", "soon"];
    let pays = || parameter("AutoPay", &["true", "false"]);
    let charge = (instance(), parameter("InstanceChargeType", &["PostPaid", "PrePaid", "Free"]), pays());
    let charge = charge.prop_map(|(id, charge, pays)| {
        format!("ModifyInstanceChargeType&RegionId=cn-hangzhou&InstanceIds=%5B%22{id}%22%5D{charge}{pays}")
    });
    let network = (
        instance(),
        parameter("InternetMaxBandwidthOut", &["0", "7", "150"]),
        parameter("NetworkChargeType", &["PayByTraffic", "PayByBandwidth"]),
        parameter("AllocatePublicIp", &["true", "false"]),
        (parameter("StartTime", times), parameter("EndTime", times)),
        pays(),
    );
    let network = network.prop_map(|(id, out, charge, address, (start, end), pays)| {
        format!("ModifyInstanceNetworkSpec&InstanceId={id}{out}{charge}{address}{start}{end}{pays}")
    });
    let kind = select(vec!["ecs.g6.xlarge", "ecs.g6.large", "ecs.t6-c1m1.large", "ecs.g7.large", "ecs.none.large"]);
    let reboot = (parameter("RebootWhenFinished", &["true"]), parameter("RebootTime", times));
    let prepaid = (instance(), kind, reboot, parameter("EndTime", times), pays());
    let prepaid = prepaid.prop_map(|(id, kind, (now, then), end, pays)| {
        format!(
            "ModifyPrepayInstanceSpec&RegionId=cn-hangzhou&InstanceId={id}&InstanceType={kind}{now}{then}{end}{pays}"
        )
    });
    prop_oneof![charge.boxed(), network.boxed(), prepaid.boxed()].prop_map(|call| Step::Bought { call }).boxed()
}

/// A call of ModifyInstanceSpec: each parameter may be there, and may be right.
fn spec_step() -> impl Strategy<Value = Step> + Clone {
    let parameter = |name: &'static str, values: &'static [&'static str]| {
        let given = select(values).prop_map(move |value| format!("&{name}={value}"));
        prop_oneof![2 => Just(String::new()), 1 => given]
    };
    let times = &["2026-11-21T09:00Z", "2026-11-21T08:00Z", "2026-11-22T00Z", "soon"];
    (
        select(vec!["1", "2", "3", "4"]),
        parameter(
            "InstanceType",
            &["ecs.g6.xlarge", "ecs.g6.large", "ecs.s6-c1m1.small", "ecs.g7.large", "ecs.none.large"],
        ),
        parameter("InternetMaxBandwidthOut", &["-1", "0", "7", "100", "101", "much"]),
        parameter("InternetMaxBandwidthIn", &["0", "1", "200", "201", "x"]),
        parameter("Async", &["true", "false", "maybe"]),
        parameter("SystemDisk.Category", &["cloud_efficiency", "cloud_essd", "tape"]),
        parameter("ModifyMode", &["Online", "Offline", "Later"]),
        parameter("Temporary.InternetMaxBandwidthOut", &["3", "500"]),
        (parameter("Temporary.StartTime", times), parameter("Temporary.EndTime", times)),
        parameter("Disk.1.DiskId", &["d-bp100000000000000001", "d-bp1none"]),
    )
        .prop_map(|(instance, kind, out, inward, later, disk, mode, temporary, (start, end), data)| Step::Spec {
            parameters: format!(
                "i-bp10000000000000000{instance}{kind}{out}{inward}{later}{disk}{mode}{temporary}{start}{end}{data}"
            ),
        })
}

pub fn any_step() -> impl Strategy<Value = Step> {
    let mode = select(vec!["standard", "unlimited", "Unlimited", ""]);
    let action = select(vec!["StartInstance", "StopInstance", "RebootInstance", "DeleteInstance"]);
    let step = prop_oneof![
        5 => capacity_step(),
        1 => (CHOICE, mode).prop_map(|(which, mode)| Step::Credits { which, mode }),
        4 => spec_step(),
        3 => order_step(),
        2 => (action, 1..=4usize).prop_map(|(action, which)| Step::Ecs { action, which }),
    ];
    prop_oneof![9 => step.clone(), 1 => step.prop_map(|step| Step::DryRun(Box::new(step)))]
}
