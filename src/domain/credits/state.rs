//! The credits of an instance at present, and where they are going.

use super::CreditMode;
use super::balance::Balance;
use super::load::{Load, percent};
use super::meter::{Phase, Walk};
use super::rates::{FULL_LOAD, Rates, credits_of, millis, timestamp};
use crate::domain::compute::instance::Instance;
use jiff::Timestamp;

/// The load and the credits of an instance at a time.
#[derive(Clone, Debug)]
pub struct CreditState {
    /// The load that it has now, in per cent: 0 unless it runs. It is what is asked of the vCPUs; they may do less.
    pub cpu: f64,
    /// The load that it was given.
    pub load: Load,
    /// `None` if its type has no credits.
    pub credits: Option<Outlook>,
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

/// An hour in milliseconds.
const HOUR: i64 = 3_600_000;

/// Whether it was given a load other than none.
pub fn has_load(instance: &Instance) -> bool {
    let last = instance.meter.as_ref().and_then(|meter| meter.last());
    last.is_some_and(|last| last.load != Load::default())
}

/// The load and the credits of an instance now.
pub fn state(instance: &Instance, now: Timestamp) -> CreditState {
    let rates = Rates::new(instance.instance_type, instance.credits);
    let credits = |balance, earning, spending, [empty_at, full_at]: [Option<i64>; 2]| {
        let (empty_at, full_at) = (empty_at.map(timestamp), full_at.map(timestamp));
        let outlook = Outlook { mode: instance.credits, balance, earning, spending, empty_at, full_at };
        credits_of(instance.instance_type).map(|_| outlook)
    };
    let Some((meter, last)) = instance.meter.as_ref().and_then(|meter| Some((meter, meter.last()?))) else {
        return CreditState { cpu: 0.0, load: Load::default(), credits: credits(Balance::default(), 0, 0, [None; 2]) };
    };
    let now = millis(now).max(last.at);
    let (load, _) = last.load.at(now);
    let asked = if last.phase == Phase::Running { load.min(FULL_LOAD) } else { 0 };
    let walk = Walk::new(meter, now);
    let balance = walk.balance;
    let earning = if matches!(last.phase, Phase::Running | Phase::Idle) { rates.earn } else { 0 };
    let mut spending = rates.demand(asked);
    if rates.mode == Some(CreditMode::Standard) && balance.total() == 0 {
        spending = spending.min(earning);
    }
    let empty = (balance.total() > 0).then(|| walk.first(|balance, _| balance.total() == 0)).flatten();
    let full = (balance.earned < rates.cap).then(|| walk.first(|balance, rates| balance.earned >= rates.cap)).flatten();
    CreditState {
        cpu: percent(asked),
        load: last.load.clone(),
        credits: credits(balance, earning * HOUR, spending * HOUR, [empty, full]),
    }
}
