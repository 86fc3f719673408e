//! The load and the credits of an instance at present, and where they are going.

use super::CreditMode;
use super::balance::Balance;
use super::load::{Load, percent};
use super::meter::{Foreseen, Mark, Meter, Phase, Walk};
use super::rates::{HOUR, Rates, credits_of, millis, timestamp};
use crate::domain::compute::instance::Instance;
use jiff::Timestamp;

/// The load of an instance.
#[derive(Clone, Debug)]
pub struct LoadState {
    /// What is asked of its vCPUs now, in per cent: 0 unless it runs. They may do less.
    pub cpu: f64,
    /// The load that it was given.
    pub load: Load,
}

/// Credits, in units of [`CREDIT`](super::CREDIT), and where they are going.
#[derive(Clone, Copy, Debug)]
pub struct Outlook {
    pub mode: CreditMode,
    pub balance: Balance,
    /// In an hour.
    pub earning: i64,
    /// In an hour: what the load asks, or less if nothing is left.
    pub spending: i64,
    /// When nothing is left to spend without a surplus; `None` if that is so, or is not foreseen.
    pub empty_at: Option<Timestamp>,
    /// When it has earned as much as it can have; `None` if it has, or that is not foreseen.
    pub full_at: Option<Timestamp>,
}

/// How many steps of a load are looked at for what is to come.
const FORESEEN: usize = 10_000;

fn latest(instance: &Instance) -> Option<(&Meter, &Mark)> {
    let meter = instance.meter.as_deref()?;
    Some((meter, meter.last()?))
}

/// Whether it was given a load other than none.
pub fn has_load(instance: &Instance) -> bool {
    latest(instance).is_some_and(|(_, last)| last.load != Load::default())
}

/// What is asked of the vCPUs, in thousandths of a per cent.
fn asked(last: &Mark, now: i64) -> u32 {
    if last.phase == Phase::Running { last.load.at(now).0 } else { 0 }
}

/// The load of an instance now.
pub fn load_state(instance: &Instance, now: Timestamp) -> LoadState {
    match latest(instance) {
        Some((_, last)) => LoadState { cpu: percent(asked(last, millis(now))), load: last.load.clone() },
        None => LoadState { cpu: 0.0, load: Load::default() },
    }
}

/// The credits of an instance now; `None` if its type has none. It looks ahead, which is nothing to do while the world is locked.
pub fn outlook(instance: &Instance, now: Timestamp) -> Option<Outlook> {
    credits_of(instance.instance_type)?;
    let mode = super::mode(instance);
    let Some((meter, last)) = latest(instance) else {
        let (balance, earning, spending) = (Balance::default(), 0, 0);
        return Some(Outlook { mode, balance, earning, spending, empty_at: None, full_at: None });
    };
    let (rates, now) = (Rates::new(instance.instance_type, mode), millis(now).max(last.at));
    let walk = Walk::new(meter, now);
    let balance = walk.balance;
    let earning = if matches!(last.phase, Phase::Running | Phase::Idle) { rates.earn } else { 0 };
    let mut spending = rates.demand(asked(last, now));
    if mode == CreditMode::Standard && balance.total() == 0 {
        spending = spending.min(earning);
    }
    let first = |is: fn(&Balance, &Rates) -> bool| match walk.first(FORESEEN, is) {
        Foreseen::At(time) => Some(timestamp(time)),
        Foreseen::NotBefore(_) | Foreseen::Never => None,
    };
    let empty_at = (balance.total() > 0).then(|| first(|balance, _| balance.total() == 0)).flatten();
    let full_at = (balance.earned < rates.cap).then(|| first(|balance, rates| balance.earned >= rates.cap)).flatten();
    Some(Outlook { mode, balance, earning: earning * HOUR, spending: spending * HOUR, empty_at, full_at })
}
