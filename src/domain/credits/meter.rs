//! The credits and the load of one instance as a function of the clock.
//!
//! What changes a rate or a balance leaves a mark, at the time at which it was due. Between marks everything follows from the
//! time alone: a read writes nothing, and nothing is to come.

use super::CreditMode;
use super::balance::Balance;
use super::load::{Load, MAX_STEPS};
use super::rates::{HOUR, MAX_CREDITS, Rates, millis, timestamp};
use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::compute::shared::Shared;
use crate::domain::scope::Cloud;
use crate::domain::written;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// How long AWS keeps the credits of a stopped instance: the start of a week later still finds them (ours: exactly 7 days).
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// For how long the past is known: as long as CloudWatch retains hours.
const MAX_AGE: SignedDuration = SignedDuration::from_hours(455 * 24);

/// How many changes of an instance are known. Beyond that the oldest are forgotten, with the metrics of their time.
pub const MAX_MARKS: usize = 1024;

/// How many steps the loads of an instance have, those of the past included.
pub const MAX_STEPS_KEPT: usize = 16 * MAX_STEPS;

/// What an instance does with credits in its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// It earns, and its load spends.
    Running,
    /// It earns: stopped on ECS, while it is billed.
    Idle,
    /// It has what it had: stopped on AWS, for seven days; stopped on ECS with an overdue payment.
    Kept,
    /// It starts, with what it had.
    Starting,
    /// It has none: not started yet, or stopped in a way that loses them.
    Lost,
    /// It was terminated.
    Ended,
}

/// What an instance is from a time on, and its balance at that time.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// In milliseconds since 1970.
    pub at: i64,
    #[serde(with = "written::instance_type")]
    pub instance_type: &'static InstanceType,
    pub mode: CreditMode,
    pub phase: Phase,
    pub load: Load,
    pub balance: Balance,
}

impl Mark {
    pub fn rates(&self) -> Rates {
        Rates::new(self.instance_type, self.mode)
    }

    /// Moves the balance from one time to a later one, with the rates of the mark.
    fn advance(&self, rates: &Rates, balance: &mut Balance, from: i64, to: i64) {
        match self.phase {
            Phase::Running => self.load.advance(balance, rates, from, to),
            Phase::Idle => balance.advance(rates, 0, to - from),
            Phase::Kept => {
                if self.instance_type.cloud() == Cloud::Aws && i128::from(to - self.at) > KEPT_FOR.as_millis() {
                    balance.lose();
                }
            }
            Phase::Starting | Phase::Lost | Phase::Ended => {}
        }
    }

    fn check(&self) -> Result<(), String> {
        self.load.check()?;
        let Balance { earned, launch, used, charged } = self.balance;
        let counts = [launch, used, charged].into_iter().all(|amount| (0..=MAX_CREDITS).contains(&amount));
        let earned_holds = (-MAX_CREDITS..=MAX_CREDITS).contains(&earned);
        let in_debt = earned < 0 && self.mode == CreditMode::Standard;
        let nothing = (earned, launch) == (0, 0) || !matches!(self.phase, Phase::Lost | Phase::Ended);
        if counts && earned_holds && !in_debt && nothing && timestamp(self.at).as_millisecond() == self.at {
            Ok(())
        } else {
            Err("a balance of CPU credits that cannot be".to_owned())
        }
    }
}

/// The marks of an instance, the oldest first. There is at least one, and no two have the same time.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Meter {
    marks: Vec<Mark>,
}

/// The meter of an instance. Of one that has had neither credits nor a load, only its latest start and stop are known (ours).
pub fn meter(instance: &Instance) -> Shared<Meter> {
    instance.meter.clone().unwrap_or_else(|| latest_run(instance).into())
}

/// The latest run of an instance, without a load.
fn latest_run(instance: &Instance) -> Meter {
    let mark = |at, phase| Mark {
        at: millis(at),
        instance_type: instance.instance_type,
        mode: super::mode(instance),
        phase,
        load: Load::default(),
        balance: Balance::default(),
    };
    let mut meter = Meter::default();
    let stopped = instance.reason.as_ref().map(|reason| reason.1);
    match (instance.state, stopped) {
        (State::Running, _) => meter.push(mark(instance.launched, Phase::Running)),
        (State::Pending | State::Starting, _) | (_, None) => meter.push(mark(instance.launched, Phase::Lost)),
        (_, Some(stopped)) => {
            meter.push(mark(instance.launched, Phase::Running));
            meter.push(mark(stopped, Phase::Lost));
        }
    }
    meter
}

impl Meter {
    /// The latest mark, which says what the instance is now.
    pub fn last(&self) -> Option<&Mark> {
        self.marks.last()
    }

    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// The balance at a time that is not before the latest mark.
    pub fn now(&self, now: i64) -> Balance {
        let Some(last) = self.marks.last() else { return Balance::default() };
        let mut balance = last.balance;
        last.advance(&last.rates(), &mut balance, last.at, now.max(last.at));
        balance
    }

    /// The balance at any time; nothing before the first mark.
    pub fn at(&self, time: i64) -> Balance {
        Walk::new(self, time).balance
    }

    /// Until when the balance moves as it does at a time; `None` if for ever, as far as is known.
    pub fn steady_until(&self, time: i64) -> Option<i64> {
        Walk::new(self, time).steady_until()
    }

    /// How long a round of the load is that it has now, in milliseconds, if that repeats.
    pub fn round(&self) -> Option<i64> {
        let last = self.last().filter(|last| last.phase == Phase::Running)?;
        let (steps, repeats) = last.load.profile()?;
        repeats.then(|| steps.iter().map(|step| step.duration().as_millis() as i64).sum())
    }

    /// Adds a mark. One of the same time is replaced. Its time is not before that of the latest.
    pub fn push(&mut self, mut mark: Mark) {
        if let Some(last) = self.marks.last_mut() {
            mark.at = mark.at.max(last.at);
            if last.at == mark.at {
                *last = mark;
                return;
            }
        }
        // Most instances have one or two, which are to take no more memory than they need.
        if self.marks.len() < 4 {
            self.marks.reserve_exact(1);
        }
        let oldest = mark.at - MAX_AGE.as_millis() as i64;
        self.marks.push(mark);
        // The last one before that says what was at that time.
        let old = self.marks.partition_point(|mark| mark.at <= oldest).saturating_sub(1);
        let many = self.marks.len().saturating_sub(MAX_MARKS);
        self.marks.drain(..old.max(many));
        while self.steps() > MAX_STEPS_KEPT && self.marks.len() > 1 {
            self.marks.remove(0);
        }
    }

    /// How many steps its loads have. Marks that follow each other share theirs.
    fn steps(&self) -> usize {
        let mut before = None;
        let steps = self.marks.iter().filter_map(|mark| {
            let Load::Steps(profile) = &mark.load else { return None };
            let same = before.replace(profile).is_some_and(|before| before.is_same(profile));
            mark.load.profile().filter(|_| !same).map(|(steps, _)| steps.len())
        });
        steps.sum()
    }

    /// What the loads ask for between two times, whatever credits there are.
    pub fn demanded(&self, from: i64, to: i64) -> i64 {
        let ends = self.marks.iter().skip(1).map(|next| next.at).chain([to]);
        let mut free = Balance { launch: MAX_CREDITS, ..Balance::default() };
        for (mark, end) in self.marks.iter().zip(ends) {
            let (begin, end) = (mark.at.max(from), end.min(to));
            if mark.phase == Phase::Running && begin < end {
                mark.load.advance(&mut free, &mark.rates(), begin, end);
            }
        }
        free.used
    }

    /// The first thing that does not hold of a meter from outside.
    pub fn check(&self) -> Result<(), String> {
        let cloud = self.marks.first().map(|mark| mark.instance_type.cloud());
        let in_order = self.marks.windows(2).all(|pair| {
            let (one, next) = (&pair[0], &pair[1]);
            one.at < next.at
                && one.balance.used <= next.balance.used
                && one.balance.charged <= next.balance.charged
                && Some(next.instance_type.cloud()) == cloud
        });
        if self.marks.is_empty() || self.marks.len() > MAX_MARKS || !in_order {
            return Err("an account of CPU credits that cannot be".to_owned());
        }
        self.marks.iter().try_for_each(Mark::check)
    }
}

/// A meter as the clock goes on.
pub struct Walk<'m> {
    marks: &'m [Mark],
    /// The mark that holds now, and its rates; none before the first.
    mark: Option<(&'m Mark, Rates)>,
    now: i64,
    pub balance: Balance,
    /// What all vCPUs could have spent, while it ran, since the walk began.
    pub capacity: i128,
}

impl<'m> Walk<'m> {
    /// Begins at a time.
    pub fn new(meter: &'m Meter, time: i64) -> Self {
        let begun = meter.marks.partition_point(|mark| mark.at <= time);
        let first = begun.saturating_sub(1);
        let (marks, mark) = (&meter.marks[first..], meter.marks.get(first));
        let now = mark.map_or(time, |mark| mark.at.min(time));
        // What was spent before the first mark that is known was not spent at it.
        let spent = mark.map(|mark| mark.balance).unwrap_or_default();
        let balance = Balance { earned: 0, launch: 0, ..spent };
        let mut walk = Self { marks, mark: None, now, balance, capacity: 0 };
        walk.to(time);
        walk.capacity = 0;
        walk
    }

    /// Goes on to a later time.
    pub fn to(&mut self, time: i64) {
        while let Some((next, rest)) = self.marks.split_first().filter(|(next, _)| next.at <= time) {
            self.within(next.at);
            (self.mark, self.marks, self.balance) = (Some((next, next.rates())), rest, next.balance);
        }
        self.within(time);
    }

    /// Goes on without passing a mark.
    fn within(&mut self, time: i64) {
        if let Some((mark, rates)) = &self.mark {
            mark.advance(rates, &mut self.balance, self.now, time);
            if mark.phase == Phase::Running {
                self.capacity += rates.capacity(time - self.now);
            }
        }
        self.now = time;
    }

    /// When the balance, from now on, first is as `is` says, if nothing else happens, as far as that is seen in so many steps of
    /// the load. `is` must hold on once it holds, as long as the load stays the same.
    pub fn first(&self, steps_seen: usize, is: impl Fn(&Balance, &Rates) -> bool) -> Foreseen {
        let moves = |(mark, _): &(&Mark, Rates)| matches!(mark.phase, Phase::Running | Phase::Idle);
        let Some((mark, rates)) = self.mark.filter(moves) else { return Foreseen::Never };
        let idle = Load::default();
        let load = if mark.phase == Phase::Running { &mark.load } else { &idle };
        let (mut now, mut balance, mut steps) = (self.now, self.balance, load.steps_from(self.now));
        for _ in 0..steps_seen {
            let (cpu, stays) = steps();
            let (demand, mut left) = (rates.demand(cpu), stays.unwrap_or(FOREVER));
            // What launch credits pay, and what comes after them.
            while left > 0 {
                let paid = if demand > 0 && balance.launch > 0 { (balance.launch / demand).max(1) } else { left };
                let piece = paid.min(left);
                let after = |ms| {
                    let mut after = balance;
                    after.advance(&rates, demand, ms);
                    after
                };
                if is(&after(piece), &rates) {
                    let (mut not, mut yes) = (0, piece);
                    while yes - not > 1 {
                        let middle = not + (yes - not) / 2;
                        if is(&after(middle), &rates) { yes = middle } else { not = middle }
                    }
                    return Foreseen::At(now + yes);
                }
                balance = after(piece);
                now += piece;
                left -= piece;
            }
            if stays.is_none() {
                return Foreseen::Never;
            }
        }
        Foreseen::NotBefore(now)
    }
}

impl Walk<'_> {
    /// Until when the balance moves as it does now, from each millisecond to the next by the same; `None` if for ever. It is
    /// later than now.
    pub fn steady_until(&self) -> Option<i64> {
        let next = self.marks.first().map(|mark| mark.at);
        let stays = self
            .mark
            .filter(|(mark, _)| mark.phase == Phase::Running)
            .and_then(|(mark, rates)| self.stays(mark, &rates));
        let until = stays.map(|ms| self.now.saturating_add(ms.max(1)));
        [next, until].into_iter().flatten().min()
    }

    /// For how many milliseconds.
    fn stays(&self, mark: &Mark, rates: &Rates) -> Option<i64> {
        let (cpu, step) = mark.load.at(self.now);
        let Balance { earned, launch, .. } = self.balance;
        let demand = rates.demand(cpu);
        let pays = launch > 0 && demand > 0;
        let net = rates.earn - if pays { 0 } else { demand };
        // Where the balance has a bend: at nothing, at the cap, and at a surplus as large if there can be one.
        let bends: &[i64] = match rates.mode {
            None => &[],
            Some(CreditMode::Standard) => &[0, rates.cap],
            Some(CreditMode::Unlimited) => &[0, rates.cap, -rates.cap],
        };
        let is_ahead = |bend: &&i64| (**bend - earned).signum() == net.signum() && net != 0;
        let bend = bends.iter().filter(is_ahead).map(|bend| (bend - earned) / net).min();
        [step, pays.then(|| launch / demand), bend].into_iter().flatten().min()
    }
}

/// What is foreseen of a balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreseen {
    At(i64),
    /// Not until then; what comes after it was not looked at.
    NotBefore(i64),
    Never,
}

/// A century, in milliseconds.
const FOREVER: i64 = 100 * 366 * 24 * HOUR;
