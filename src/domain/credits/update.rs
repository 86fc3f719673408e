//! What changes the credits of an instance: its state, its mode, its type, its load. Each change ends here, and what it does to
//! the balance is decided in one place.
//!
//! Follows the EC2 User Guide, "Key concepts for burstable performance instances" and "Unlimited mode concepts", and ECS's
//! pages "Burstable instances" and "Switch the performance mode".

use super::balance::Balance;
use super::hours::{self, By};
use super::load::Load;
use super::meter::{Mark, Phase};
use super::rates::{HOUR, Rates, credits_of, from_credits, millis};
use super::{CreditMode, mode};
use crate::domain::alarms;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{Instance, Lock, State};
use crate::domain::place::PlaceMut;
use crate::domain::scope::Cloud;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// How many launches and starts of T2 in standard mode get launch credits, in an account and region in 24 hours.
pub const LAUNCHES_A_DAY: usize = 100;

const DAY: i64 = 24 * HOUR;

/// When launches and starts of T2 got launch credits within the last 24 hours, in milliseconds since 1970, the earliest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LaunchGrants(Vec<i64>);

impl LaunchGrants {
    /// Grants launch credits, if there are some left.
    fn grant(&mut self, now: i64) -> bool {
        self.0.retain(|at| now - at < DAY);
        let left = self.0.len() < LAUNCHES_A_DAY;
        if left {
            self.0.push(now);
        }
        left
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn check(&self) -> Result<(), String> {
        let is_time = |at: &i64| jiff::Timestamp::from_millisecond(*at).is_ok();
        if self.0.len() <= LAUNCHES_A_DAY && self.0.iter().all(is_time) {
            Ok(())
        } else {
            Err("more launches got launch credits than can in a day".to_owned())
        }
    }
}

/// Whether EC2 gives launch credits to the type, which are T2's. Such an instance loses all credits when it is stopped.
fn has_launch_credits(instance_type: &InstanceType) -> bool {
    instance_type.cloud() == Cloud::Aws && launch_credits(instance_type) > 0
}

fn launch_credits(instance_type: &InstanceType) -> i64 {
    credits_of(instance_type).map_or(0, |credits| from_credits(credits.launch))
}

/// What an instance does with credits, after `last`. Ours: a reboot changes nothing; what stops no longer earns.
pub fn phase(instance: &Instance, last: Phase) -> Phase {
    let facts = instance.alibaba();
    match (instance.instance_type.cloud(), instance.state) {
        (_, State::ShuttingDown | State::Terminated) => Phase::Ended,
        (_, State::Running) => Phase::Running,
        (Cloud::Aws, State::Pending | State::Starting) => match last {
            Phase::Kept | Phase::Starting => Phase::Starting,
            _ => Phase::Lost,
        },
        (Cloud::Aws, State::Stopping | State::Stopped) => match last {
            // The type may change while it is stopped.
            Phase::Kept | Phase::Lost => last,
            _ if has_launch_credits(instance.instance_type) => Phase::Lost,
            _ if credits_of(instance.instance_type).is_none() => Phase::Lost,
            _ => Phase::Kept,
        },
        (Cloud::Alibaba, State::Pending | State::Starting) => last,
        (Cloud::Alibaba, State::Stopping | State::Stopped) => {
            if facts.stop_charging {
                Phase::Lost
            } else if last == Phase::Kept || facts.locks.contains(&Lock::Financial) {
                // Also after the payment, until it is started.
                Phase::Kept
            } else {
                Phase::Idle
            }
        }
    }
}

/// Notes what has changed of an instance: its state or its type, and with them perhaps its mode. Its balance is as the change
/// leaves it.
pub fn update(at: &mut PlaceMut<'_>, id: &SmolStr) {
    note(at, id, By::System, |_| {});
}

/// Sets the mode of an instance, as its user wants it.
pub fn set_mode(at: &mut PlaceMut<'_>, id: &SmolStr, mode: CreditMode) {
    if let Some(mut instance) = at.region.instances.get_mut(id) {
        instance.credits = mode;
    }
    note(at, id, By::User, |_| {});
}

/// Gives an instance a load, from now on.
pub fn set_load(at: &mut PlaceMut<'_>, id: &SmolStr, load: Load) {
    note(at, id, By::System, |mark| mark.load = load);
}

/// Why a balance cannot be set.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum BalanceError {
    #[error("{0} has no CPU credits: it is of the type {1}")]
    NoCredits(SmolStr, &'static str),
    #[error("{0} has no CPU credits: it is {1}")]
    State(SmolStr, &'static str),
    #[error("a {what} of {given}; of {id} it is from 0 to {most}")]
    Range { what: &'static str, given: f64, id: SmolStr, most: f64 },
    #[error("a balance and a surplus: an instance has one or the other")]
    Both,
    #[error("a surplus of {0}, whose mode is standard")]
    Standard(SmolStr),
}

/// The balance, in credits, that replaces an instance's own: neither launch credits nor a surplus are left beside it.
pub fn balance(instance: &Instance, balance: Option<f64>, surplus: Option<f64>) -> Result<Balance, BalanceError> {
    let (id, instance_type) = (instance.id.clone(), instance.instance_type);
    let credits = credits_of(instance_type).ok_or(BalanceError::NoCredits(id.clone(), instance_type.name))?;
    let last = instance.meter.as_ref().and_then(|meter| meter.last());
    if matches!(phase(instance, last.map_or(Phase::Lost, |last| last.phase)), Phase::Lost | Phase::Ended) {
        return Err(BalanceError::State(id, instance.state.as_str()));
    }
    let rates = Rates::new(instance_type, mode(instance));
    let within = |what, given: Option<f64>| {
        let (given, most) = (given.unwrap_or(0.0), credits.max_balance);
        let range = || BalanceError::Range { what, given, id: id.clone(), most };
        if (0.0..=most).contains(&given) { Ok(from_credits(given).min(rates.cap)) } else { Err(range()) }
    };
    match (within("balance", balance)?, within("surplus", surplus)?) {
        (1.., 1..) => Err(BalanceError::Both),
        (_, 1..) if mode(instance) == CreditMode::Standard => Err(BalanceError::Standard(id)),
        (balance, surplus) => Ok(Balance { earned: balance - surplus, ..Balance::default() }),
    }
}

/// Sets a balance, as [`balance`] made it.
pub fn set_balance(at: &mut PlaceMut<'_>, id: &SmolStr, new: Balance) {
    note(at, id, By::System, |mark| mark.balance = Balance { earned: new.earned, launch: new.launch, ..mark.balance });
}

/// Notes what an instance is now, and one more change.
fn note(at: &mut PlaceMut<'_>, id: &SmolStr, by: By, further: impl FnOnce(&mut Mark)) {
    let now = millis(at.now);
    let Some(instance) = at.region.instances.get(id) else { return };
    let last = instance.meter.as_ref().and_then(|meter| meter.last().map(|last| (last, meter.now(now))));
    let before = last.map_or(Phase::Lost, |(last, _)| last.phase);
    let mut mark = Mark {
        at: now,
        instance_type: instance.instance_type,
        mode: mode(instance),
        phase: phase(instance, before),
        load: last.map(|(last, _)| last.load.clone()).unwrap_or_default(),
        balance: last.map(|(_, balance)| balance).unwrap_or_default(),
    };
    if let Some((last, _)) = last {
        change_type(&mut mark, last);
        change_mode(&mut mark, last);
    }
    change_phase(&mut mark, before, || at.region.launch_grants.grant(now));
    further(&mut mark);
    let same = |last: &Mark| {
        (last.instance_type, last.mode, last.phase, &last.load)
            == (mark.instance_type, mark.mode, mark.phase, &mark.load)
    };
    // An instance without credits, without a load, has nothing to note.
    let idle = mark.load == Load::default() && mark.balance == Balance::default();
    let needless = match last {
        Some((last, balance)) => same(last) && balance == mark.balance,
        None => idle && !notable(mark.instance_type, mark.phase),
    };
    if !needless {
        let last = last.map(|(last, _)| last.clone());
        if let Some(mut instance) = at.region.instances.get_mut(id) {
            instance.meter.get_or_insert_default().push(mark.clone());
        }
        if let Some(last) = last {
            hours::tell_mode(at, id, by, &last, &mark);
        }
        hours::watch(at, id);
    }
    alarms::touch_instance(at, id);
}

/// Whether an instance of this type in this phase has a meter, even if nobody gave it a load.
fn notable(instance_type: &InstanceType, phase: Phase) -> bool {
    credits_of(instance_type).is_some() && !matches!(phase, Phase::Lost | Phase::Ended)
}

/// The first thing that does not hold of the credits of an instance from outside.
pub fn check(instance: &Instance) -> Result<(), String> {
    let Some(meter) = &instance.meter else {
        let missing = notable(instance.instance_type, phase(instance, Phase::Lost));
        return if missing { Err("it has no account of its CPU credits".to_owned()) } else { Ok(()) };
    };
    meter.check()?;
    let holds = meter.last().is_some_and(|last| {
        (last.instance_type, last.mode) == (instance.instance_type, mode(instance))
            && last.phase == phase(instance, last.phase)
    });
    if holds { Ok(()) } else { Err("it has an account of CPU credits that is not its own".to_owned()) }
}

/// On AWS the type changes while the instance is stopped, and the balance is kept, whatever types there are in between; only
/// what it is when it starts counts. ECS charges the advance credits in use. Ours: there the rest of the balance is kept by
/// a type with credits and lost by another, and what is above a smaller cap stays until it is spent.
fn change_type(mark: &mut Mark, last: &Mark) {
    if mark.instance_type != last.instance_type && mark.instance_type.cloud() == Cloud::Alibaba {
        mark.balance.charge();
        if credits_of(mark.instance_type).is_none() {
            mark.balance.lose();
        }
    }
}

/// A surplus is charged at once with the change to standard. On EC2 launch credits are lost with the change to unlimited, and
/// none are granted with the change to standard.
fn change_mode(mark: &mut Mark, last: &Mark) {
    match mark.mode {
        mode if mode == last.mode => {}
        CreditMode::Standard => mark.balance.charge(),
        CreditMode::Unlimited if mark.instance_type.cloud() == Cloud::Aws => mark.balance.launch = 0,
        CreditMode::Unlimited => {}
    }
}

/// `grant` asks for launch credits of T2.
fn change_phase(mark: &mut Mark, before: Phase, grant: impl FnOnce() -> bool) {
    if mark.phase == before {
        return;
    }
    let (instance_type, aws) = (mark.instance_type, mark.instance_type.cloud() == Cloud::Aws);
    let balance = &mut mark.balance;
    match mark.phase {
        Phase::Lost | Phase::Ended => {
            balance.charge();
            balance.lose();
        }
        Phase::Kept if aws => balance.charge(),
        Phase::Running if aws && has_launch_credits(instance_type) => {
            balance.lose();
            if mark.mode == CreditMode::Standard && grant() {
                balance.launch = launch_credits(instance_type);
            }
        }
        Phase::Running if aws && credits_of(instance_type).is_none() => balance.lose(),
        // Initial credits of ECS: of a new instance, and of one that was stopped in economical mode.
        Phase::Running | Phase::Idle | Phase::Kept if !aws && before == Phase::Lost => {
            balance.launch = launch_credits(instance_type);
        }
        Phase::Running | Phase::Idle | Phase::Kept | Phase::Starting => {}
    }
}
