//! The calls that steps stand for.

use super::seen::{Reservation, Seen};
use super::steps::{Amount, FITTING, How, Step};
use crate::support::{Answer, Twin};
use std::collections::BTreeMap;

/// Both clouds, with something in them to begin with.
pub const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000a"
    type = "m5.large"
    count = 6
    allocation = { id = "cr-0000000000000000b", count = 3 }

    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000c"
    type = "m5.large"
    count = 4

    [[ec2.capacity_reservation]]
    id = "cr-0000000000000000d"
    type = "c5.large"
    count = 2

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    reservation = "cr-0000000000000000b"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.micro"

    [[ec2.instance]]
    id = "i-00000000000000003"
    type = "m5.large"
    state = "stopped"

    [[ec2.instance]]
    id = "i-00000000000000004"
    type = "m5.large"

    [[ec2.instance]]
    id = "i-00000000000000005"
    type = "m5.large"
    reservation = "cr-0000000000000000c"

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

/// A call: the action with its parameters.
#[derive(Debug)]
pub enum Call {
    Ec2(String),
    Ecs(String),
}

impl Call {
    pub fn make(&self, twin: &Twin) -> Answer {
        match self {
            Self::Ec2(call) => twin.ec2(call),
            Self::Ecs(call) => twin.ecs(call),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Ec2(call) | Self::Ecs(call) => call,
        }
    }

    pub fn action(&self) -> &str {
        self.text().split('&').next().unwrap_or_default()
    }

    /// What the call says of this parameter.
    pub fn says(&self, parameter: &str) -> Option<&str> {
        self.text().split('&').filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == parameter).map(|p| p.1)
    }

    fn only_dry(self) -> Self {
        match self {
            Self::Ec2(call) => Self::Ec2(format!("{call}&DryRun=true")),
            Self::Ecs(call) => Self::Ecs(format!("{call}&DryRun=true")),
        }
    }
}

/// One of these names, or one that does not exist; most often one that fits, if any does.
fn pick<T>(among: &BTreeMap<String, T>, which: usize, other: &str, fits: impl Fn(&T) -> bool) -> String {
    let fitting: Vec<&String> = among.iter().filter(|(_, found)| fits(found)).map(|(id, _)| id).collect();
    if which < FITTING && !fitting.is_empty() {
        return fitting[which % fitting.len()].clone();
    }
    among.keys().nth(which % (among.len() + 1)).cloned().unwrap_or_else(|| other.to_owned())
}

impl Seen {
    fn reservation(&self, which: usize, fits: impl Fn(&Reservation) -> bool) -> String {
        pick(&self.reservations, which, "cr-0ffffffffffffffff", fits)
    }

    /// An instance, most often in this state.
    fn instance(&self, which: usize, state: &str) -> String {
        pick(&self.instances, which, "i-0ffffffffffffffff", |found| state.is_empty() || found.state() == state)
    }
}

/// Lets happen what a step stands for; nothing answers a step of the clock.
pub fn take(twin: &Twin, seen: &Seen, step: &Step) -> Option<Answer> {
    let call = call(seen, step);
    if let Step::Advance(seconds) = step {
        twin.advance(&format!("{seconds}s"));
    }
    call.map(|call| call.make(twin))
}

/// The call that a step stands for, if it is not one of the clock.
pub fn call(seen: &Seen, step: &Step) -> Option<Call> {
    let text = match step {
        Step::Advance(_) => return None,
        Step::DryRun(step) => return call(seen, step).map(Call::only_dry),
        Step::Spec { parameters } => return Some(Call::Ecs(format!("ModifyInstanceSpec&InstanceId={parameters}"))),
        Step::Bought { call } => return Some(Call::Ecs(call.clone())),
        Step::Ecs { action, which } => {
            return Some(Call::Ecs(format!("{action}&InstanceId=i-bp10000000000000000{which}")));
        }
        Step::Launch { .. } | Step::Instance { .. } | Step::Attributes { .. } | Step::Credits { .. } => {
            of_instances(seen, step)
        }
        Step::Lend { .. } | Step::Update { .. } => lending(seen, step),
        _ => of_reservations(seen, step),
    };
    Some(Call::Ec2(text))
}

fn of_reservations(seen: &Seen, step: &Step) -> String {
    let criteria = |targeted| format!("&InstanceMatchCriteria={}", if targeted { "targeted" } else { "open" });
    let size = |id: &str, amount| match amount {
        Amount::Some(count) => count,
        Amount::All => seen.reservations.get(id).map_or(1, |found| found.total_instance_count),
    };
    match step {
        Step::Reserve { count, targeted, expires, place: (kind, zone) } => {
            let end = if *expires { "&EndDateType=limited&EndDate=2026-11-21T08:10:00Z" } else { "" };
            let what = format!("&InstanceType={kind}&AvailabilityZone={zone}&InstancePlatform=Linux/UNIX");
            format!("CreateCapacityReservation{what}&InstanceCount={count}{}{end}", criteria(*targeted))
        }
        Step::Modify { which, count, end, targeted } => {
            let id = seen.reservation(*which, Reservation::is_own);
            let count = count.map(|count| format!("&InstanceCount={count}")).unwrap_or_default();
            let criteria = targeted.map(criteria).unwrap_or_default();
            format!("ModifyCapacityReservation&CapacityReservationId={id}{count}{end}{criteria}")
        }
        Step::Split { source, amount } => {
            let id = seen.reservation(*source, |found| found.is_own() && found.total_instance_count > 1);
            let count = size(&id, *amount);
            format!("CreateCapacityReservationBySplitting&SourceCapacityReservationId={id}&InstanceCount={count}")
        }
        Step::Move { source, to: which, amount } => {
            let all = matches!(amount, Amount::All);
            let source = seen.reservation(*source, |from| from.is_own() && !(all && from.lends()));
            let like = |to: &Reservation| {
                // Now and then one that is not alike.
                let alike = |from: &Reservation| {
                    *which >= FITTING - 3 || (from.place(), from.end_date) == (to.place(), to.end_date)
                };
                to.is_own() && to.capacity_reservation_id != source && seen.reservations.get(&source).is_some_and(alike)
            };
            let (to, count) = (seen.reservation(*which, like), size(&source, *amount));
            let which = format!("&SourceCapacityReservationId={source}&DestinationCapacityReservationId={to}");
            format!("MoveCapacityReservationInstances{which}&InstanceCount={count}")
        }
        Step::Cancel(which) => {
            let id = seen.reservation(*which, |found| found.is_own() && !found.lends());
            format!("CancelCapacityReservation&CapacityReservationId={id}")
        }
        Step::Look { action, which } => {
            format!("{action}&CapacityReservationId={}", seen.reservation(*which, |_| true))
        }
        _ => unreachable!("{step:?} is not of reservations"),
    }
}

fn lending(seen: &Seen, step: &Step) -> String {
    let preference = |retain| format!("&ZeroSizePreference={}", if retain { "retain" } else { "default" });
    match step {
        Step::Lend { source, count, retain } => {
            let id = seen.reservation(*source, |found| found.is_own() && !found.lends());
            let action = "CreateInterruptibleCapacityReservationAllocation";
            format!("{action}&CapacityReservationId={id}&InstanceCount={count}{}", preference(*retain))
        }
        Step::Update { source, target, retain } => {
            let target = target.map(|target| format!("&TargetInstanceCount={target}")).unwrap_or_default();
            let retain = retain.map(preference).unwrap_or_default();
            let id = seen.reservation(*source, Reservation::lends);
            format!("UpdateInterruptibleCapacityReservationAllocation&CapacityReservationId={id}{target}{retain}")
        }
        _ => unreachable!("{step:?} does not lend"),
    }
}

fn of_instances(seen: &Seen, step: &Step) -> String {
    match step {
        Step::Launch { how, reservation, min, max, place } => {
            let (kind, zone) = place;
            let what = format!("&ImageId=ami-0abcdef1234567890&InstanceType={kind}&Placement.AvailabilityZone={zone}");
            let market = match how {
                How::Interruptible => "&InstanceMarketOptions.MarketType=interruptible-capacity-reservation",
                _ => "",
            };
            let how = looking(seen, *how, *reservation, Some(*place));
            format!("RunInstances{what}&MinCount={min}&MaxCount={max}{market}{how}")
        }
        Step::Instance { action, which, other } => {
            let state = match *action {
                "Start" => "stopped",
                "Terminate" => "",
                _ => "running",
            };
            let other = other.map(|other| format!("&InstanceId.2={}", seen.instance(other, state))).unwrap_or_default();
            format!("{action}Instances&InstanceId.1={}{other}", seen.instance(*which, state))
        }
        Step::Attributes { which, how, reservation } => {
            let id = seen.instance(*which, "stopped");
            let place = seen.instances.get(&id).map(|found| found.place());
            let how = looking(seen, *how, *reservation, place);
            format!("ModifyInstanceCapacityReservationAttributes&InstanceId={id}{how}")
        }
        Step::Credits { which, mode } => {
            let item = "InstanceCreditSpecification.1";
            let id = seen.instance(*which, "");
            format!("ModifyInstanceCreditSpecification&{item}.InstanceId={id}&{item}.CpuCredits={mode}")
        }
        _ => unreachable!("{step:?} is not of instances"),
    }
}

/// How an instance of this type in this zone is to look for capacity.
fn looking(seen: &Seen, how: How, which: usize, place: Option<(&str, &str)>) -> String {
    let specification = "&CapacityReservationSpecification.CapacityReservation";
    let target = |interruptible: bool| {
        let fits = |found: &Reservation| {
            found.available_instance_count > 0
                && found.interruptible == interruptible
                && place.is_none_or(|place| place == found.place())
        };
        format!("{specification}Target.CapacityReservationId={}", seen.reservation(which, fits))
    };
    match how {
        How::Open => format!("{specification}Preference=open"),
        How::None => format!("{specification}Preference=none"),
        How::Only => format!("{specification}Preference=capacity-reservations-only"),
        How::Target => target(false),
        How::Interruptible => target(true),
    }
}
