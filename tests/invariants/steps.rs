//! Random calls, and what the API shows of EC2 after them.

use crate::support::{Answer, Twin};
use proptest::prelude::*;
use proptest::sample::select;
use serde::Deserialize;
use std::collections::BTreeMap;

pub const SOURCE: &str = "cr-0000000000000000a";

/// Both clouds, with something in them to begin with.
pub const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000a"
    type = "m5.large"
    count = 6
    allocation = { id = "cr-0000000000000000b", count = 3 }

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    reservation = "cr-0000000000000000b"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.micro"

    [[ecs.instance]]
    id = "i-bp100000000000000001"
    type = "ecs.g6.large"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-bp100000000000000002"
    type = "ecs.t6-c1m1.large"
    state = "stopped"
    disks = [{ id = "d-bp100000000000000001", size = 40, category = "cloud_efficiency" }]

    [[ecs.instance]]
    id = "i-bp100000000000000003"
    type = "ecs.g6.large"
    state = "stopped"
    charge_type = "PrePaid"
"#;

/// How a launch looks for capacity.
#[derive(Clone, Copy, Debug)]
pub enum How {
    Open,
    None,
    Only,
    Target,
    Interruptible,
}

/// One thing that happens. Numbers choose among what there is at the time, or what there is not.
#[derive(Clone, Debug)]
pub enum Step {
    Reserve { count: u32, targeted: bool, expires: bool },
    Lend { source: usize, count: u32, retain: bool },
    Update { source: usize, target: Option<i64>, retain: Option<bool> },
    Launch { how: How, reservation: usize, min: u32, max: u32 },
    Instance { action: &'static str, which: usize },
    Cancel(usize),
    Credits { which: usize, mode: &'static str },
    Spec { parameters: String },
    Ecs { action: &'static str, which: usize },
    DryRun(Box<Step>),
    Advance(u32),
}

pub fn capacity_step() -> impl Strategy<Value = Step> + Clone {
    let how = select(vec![How::Open, How::None, How::Only, How::Target, How::Interruptible, How::Interruptible]);
    let action = select(vec!["Start", "Start", "Stop", "Terminate", "Reboot"]);
    let target = prop::option::weighted(0.8, prop_oneof![2 => -1..=9i64, 1 => 0..=2i64]);
    prop_oneof![
        2 => (0..=4u32, any::<bool>(), any::<bool>()).prop_map(|(count, targeted, expires)| Step::Reserve { count, targeted, expires }),
        2 => (0..9usize, 0..=4u32, any::<bool>()).prop_map(|(source, count, retain)| Step::Lend { source, count, retain }),
        6 => (0..9usize, target, any::<Option<bool>>()).prop_map(|(source, target, retain)| Step::Update { source, target, retain }),
        5 => (how, 0..9usize, 1..=2u32, 1..=3u32).prop_map(|(how, reservation, min, max)| Step::Launch { how, reservation, min, max }),
        5 => (action, 0..20usize).prop_map(|(action, which)| Step::Instance { action, which }),
        1 => (0..9usize).prop_map(Step::Cancel),
        6 => prop_oneof![1..=35u32, select(vec![1u32, 10, 20, 30, 119, 120, 121, 3600])].prop_map(Step::Advance),
    ]
}

/// A call of ModifyInstanceSpec: each parameter may be there, and may be right.
pub fn spec_step() -> impl Strategy<Value = Step> + Clone {
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
        1 => (0..20usize, mode).prop_map(|(which, mode)| Step::Credits { which, mode }),
        4 => spec_step(),
        2 => (action, 1..=4usize).prop_map(|(action, which)| Step::Ecs { action, which }),
    ];
    prop_oneof![9 => step.clone(), 1 => step.prop_map(|step| Step::DryRun(Box::new(step)))]
}

#[derive(Debug, Deserialize)]
pub struct Items<T> {
    #[serde(default = "Vec::new")]
    pub item: Vec<T>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reservations {
    pub capacity_reservation_set: Items<Reservation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reservation {
    pub capacity_reservation_id: String,
    pub total_instance_count: u32,
    pub available_instance_count: u32,
    pub state: String,
    pub capacity_allocation_set: Option<Items<Used>>,
    pub interruptible_capacity_allocation: Option<Allocation>,
    pub interruption_info: Option<Source>,
}

impl Reservation {
    /// Active, and neither lent nor lending.
    fn is_free(&self) -> bool {
        let lends = self.interruptible_capacity_allocation.as_ref().is_some_and(|lent| lent.status != "canceled");
        self.state == "active" && self.interruption_info.is_none() && !lends
    }
}

#[derive(Debug, Deserialize)]
pub struct Used {
    pub count: u32,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Allocation {
    pub instance_count: u32,
    pub target_instance_count: u32,
    pub status: String,
    pub interruptible_capacity_reservation_id: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    pub source_capacity_reservation_id: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Launches {
    pub reservation_set: Items<Launch>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Launch {
    pub instances_set: Items<Instance>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Instance {
    pub instance_id: String,
    pub instance_state: State,
    pub instance_lifecycle: Option<String>,
    pub capacity_reservation_id: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct State {
    pub name: String,
}

/// What the API shows of EC2.
#[derive(Debug)]
pub struct Seen {
    pub reservations: BTreeMap<String, Reservation>,
    pub instances: BTreeMap<String, Instance>,
}

impl Seen {
    pub fn of(twin: &Twin) -> Self {
        let reservations: Reservations = xml(&twin.ec2("DescribeCapacityReservations"));
        let launches: Launches = xml(&twin.ec2("DescribeInstances"));
        let reservations = reservations.capacity_reservation_set.item.into_iter();
        let instances = launches.reservation_set.item.into_iter().flat_map(|launch| launch.instances_set.item);
        Self {
            reservations: reservations.map(|found| (found.capacity_reservation_id.clone(), found)).collect(),
            instances: instances.map(|found| (found.instance_id.clone(), found)).collect(),
        }
    }
}

pub fn xml<T: for<'de> Deserialize<'de>>(answer: &Answer) -> T {
    quick_xml::de::from_str(answer.ok()).expect("what the API documents")
}

/// One of these names, or one that does not exist.
pub fn pick<T>(among: &BTreeMap<String, T>, which: usize, other: &str) -> String {
    among.keys().nth(which % (among.len() + 1)).cloned().unwrap_or_else(|| other.to_owned())
}

/// Makes the call that a step stands for; nothing answers a step of the clock.
pub fn take(twin: &Twin, seen: &Seen, step: &Step, more: &str) -> Option<Answer> {
    let reservation = |which| pick(&seen.reservations, which, "cr-0ffffffffffffffff");
    // Most often one that can be lent from or cancelled.
    let free = |which: usize| {
        let free: BTreeMap<_, _> = seen.reservations.iter().filter(|(_, found)| found.is_free()).collect();
        match free.keys().nth(which % free.len().max(1)) {
            Some(id) if which < 7 => (*id).clone(),
            _ => reservation(which),
        }
    };
    let instance = |which| pick(&seen.instances, which, "i-0ffffffffffffffff");
    let preference = |retain| if retain { "retain" } else { "default" };
    let call = match step {
        Step::Advance(seconds) => {
            twin.advance(&format!("{seconds}s"));
            return None;
        }
        Step::DryRun(step) => return take(twin, seen, step, "&DryRun=true"),
        Step::Spec { parameters } => {
            return Some(twin.ecs(&format!("ModifyInstanceSpec&InstanceId={parameters}{more}")));
        }
        Step::Ecs { action, which } => {
            return Some(twin.ecs(&format!("{action}&InstanceId=i-bp10000000000000000{which}{more}")));
        }
        Step::Reserve { count, targeted, expires } => {
            let criteria = if *targeted { "targeted" } else { "open" };
            let end = if *expires { "&EndDateType=limited&EndDate=2026-11-21T08:10:00Z" } else { "" };
            let what = "&InstanceType=m5.large&InstancePlatform=Linux/UNIX";
            format!("CreateCapacityReservation{what}&InstanceCount={count}&InstanceMatchCriteria={criteria}{end}")
        }
        Step::Lend { source, count, retain } => format!(
            "CreateInterruptibleCapacityReservationAllocation&CapacityReservationId={}&InstanceCount={count}&ZeroSizePreference={}",
            free(*source),
            preference(*retain)
        ),
        Step::Update { source, target, retain } => {
            let target = target.map(|target| format!("&TargetInstanceCount={target}")).unwrap_or_default();
            let retain = retain.map(|retain| format!("&ZeroSizePreference={}", preference(retain))).unwrap_or_default();
            // The first reservation is the one with most to change.
            let id = if *source < 5 { SOURCE.to_owned() } else { reservation(*source) };
            format!("UpdateInterruptibleCapacityReservationAllocation&CapacityReservationId={id}{target}{retain}")
        }
        Step::Launch { how, reservation: which, min, max } => {
            let specification = "&CapacityReservationSpecification.CapacityReservation";
            let target = format!("{specification}Target.CapacityReservationId={}", reservation(*which));
            let how = match how {
                How::Open => String::new(),
                How::None => format!("{specification}Preference=none"),
                How::Only => format!("{specification}Preference=capacity-reservations-only"),
                How::Target => target,
                How::Interruptible => {
                    format!("&InstanceMarketOptions.MarketType=interruptible-capacity-reservation{target}")
                }
            };
            format!(
                "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=m5.large&MinCount={min}&MaxCount={max}{how}"
            )
        }
        Step::Instance { action, which } => format!("{action}Instances&InstanceId.1={}", instance(*which)),
        Step::Cancel(which) => format!("CancelCapacityReservation&CapacityReservationId={}", free(*which)),
        Step::Credits { which, mode } => {
            let item = "InstanceCreditSpecification.1";
            format!("ModifyInstanceCreditSpecification&{item}.InstanceId={}&{item}.CpuCredits={mode}", instance(*which))
        }
    };
    Some(twin.ec2(&format!("{call}{more}")))
}
