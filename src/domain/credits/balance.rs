//! How a balance of credits moves: exactly, in whole milliseconds, so that an interval may be cut anywhere.

use super::CreditMode;
use super::rates::{Rates, narrow, times};
use serde::{Deserialize, Serialize};

/// The credits of an instance at a time, in units of [`CREDIT`](super::CREDIT).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// Earned credits; below zero, surplus credits (advance credits of ECS) that are neither paid back nor charged yet. An
    /// instance never has both.
    pub earned: i64,
    /// Launch credits of T2, or initial credits of ECS: spent first, and outside the cap.
    pub launch: i64,
    /// What was spent so far.
    pub used: i64,
    /// The surplus that was charged so far.
    pub charged: i64,
}

impl Balance {
    /// What can be spent without a surplus.
    pub fn total(&self) -> i64 {
        self.launch.saturating_add(self.earned.max(0))
    }

    /// Surplus credits that are not charged.
    pub fn surplus(&self) -> i64 {
        (-self.earned).max(0)
    }

    /// So many milliseconds under a load that spends `demand` in each. Launch credits pay first, whole milliseconds, then one
    /// that both pay; meanwhile credits are earned.
    pub fn advance(&mut self, rates: &Rates, demand: i64, ms: i64) {
        let mut rest = ms;
        if self.launch > 0 && demand > 0 && rest > 0 {
            let paid = (self.launch / demand).min(rest);
            self.launch -= demand * paid;
            self.used = narrow(i128::from(self.used) + times(demand, paid));
            self.settle(rates, 0, paid);
            rest -= paid;
            if rest > 0 {
                let last = std::mem::take(&mut self.launch);
                self.used = narrow(i128::from(self.used) + i128::from(last));
                self.settle(rates, demand - last, 1);
                rest -= 1;
            }
        }
        self.settle(rates, demand, rest);
    }

    /// So many milliseconds without launch credits.
    fn settle(&mut self, rates: &Rates, demand: i64, ms: i64) {
        let (mut used, net) = (times(demand, ms), times(rates.earn - demand, ms));
        let mut after = i128::from(self.earned) + net;
        match rates.mode {
            None => after = i128::from(self.earned),
            Some(_) if net >= 0 => after = after.min(i128::from(most(rates, self.earned))),
            // Ours: a hard limit. The vendors lower the performance gradually, along a curve that they do not publish.
            Some(CreditMode::Standard) if after < 0 => {
                used += after;
                after = 0;
            }
            Some(CreditMode::Unlimited) if after < -i128::from(rates.cap) => {
                self.charged = narrow(i128::from(self.charged) - i128::from(rates.cap) - after);
                after = -i128::from(rates.cap);
            }
            Some(_) => {}
        }
        self.earned = narrow(after);
        self.used = narrow(i128::from(self.used) + used);
    }

    /// Charges the whole surplus.
    pub fn charge(&mut self) {
        self.charged = narrow(i128::from(self.charged) + i128::from(self.surplus()));
        self.earned = self.earned.max(0);
    }

    /// Loses all credits.
    pub fn lose(&mut self) {
        self.earned = self.earned.min(0);
        self.launch = 0;
    }
}

/// The most that can be earned by an instance that has `earned`. Ours: what is above the cap after a change to a smaller type
/// is kept, and only falls.
fn most(rates: &Rates, earned: i64) -> i64 {
    rates.cap.max(earned)
}

/// One round of a load that repeats: what it did, from which the next rounds follow.
struct Round {
    before: Balance,
    after: Balance,
    /// The lowest and highest that the earned credits were during the round, from where they began.
    low: i64,
    high: i64,
    /// Whether credits were discarded or charged, or spending was limited.
    bounded: bool,
}

/// So many rounds of a load that repeats: its steps, each a demand and for how many milliseconds. Rounds that do the same are
/// counted, not gone through, so that the time this takes does not depend on how many there are.
pub(super) fn repeat(balance: &mut Balance, rates: &Rates, steps: impl Fn(&mut dyn FnMut(i64, i64)), rounds: i64) {
    let mut left = rounds;
    while left > 0 {
        let before = *balance;
        let (mut low, mut high, mut bounded) = (0, 0, false);
        steps(&mut |demand, ms| {
            let was = *balance;
            balance.advance(rates, demand, ms);
            let moved = i128::from(balance.earned - was.earned) + i128::from(balance.launch - was.launch);
            bounded |= moved != times(rates.earn - demand, ms) || balance.charged != was.charged;
            low = low.min(balance.earned - before.earned);
            high = high.max(balance.earned - before.earned);
        });
        left -= 1;
        let round = Round { before, after: *balance, low, high, bounded };
        let more = round.alike(rates).min(left);
        round.repeat(balance, more);
        left -= more;
    }
}

impl Round {
    /// How many further rounds do the same.
    fn alike(&self, rates: &Rates) -> i64 {
        let launch = self.after.launch - self.before.launch;
        match (launch, self.after.launch) {
            (0, _) => self.earning_alike(rates),
            (_, 0) => 0,
            // They are paid by launch credits as long as one unit is left.
            (_, left) => self.earning_alike(rates).min((left - 1) / -launch),
        }
    }

    /// How many further rounds move the earned credits in the same way, if launch credits go on to pay or not.
    fn earning_alike(&self, rates: &Rates) -> i64 {
        let (earned, change) = (self.after.earned, self.after.earned - self.before.earned);
        if change == 0 {
            return i64::MAX;
        }
        if self.bounded {
            // Above the cap nothing is earned, so that they only fall.
            return if earned > rates.cap && change < 0 { (earned - rates.cap - 1) / -change } else { 0 };
        }
        let floor = if rates.mode == Some(CreditMode::Unlimited) { -rates.cap } else { 0 };
        let room = if change < 0 { earned + self.low - floor } else { rates.cap - earned - self.high };
        if room < 0 { 0 } else { room / change.abs() + 1 }
    }

    fn repeat(&self, balance: &mut Balance, rounds: i64) {
        let more = |now: i64, before: i64| narrow(i128::from(now) + times(now - before, rounds));
        let (before, after) = (&self.before, &self.after);
        *balance = Balance {
            earned: more(after.earned, before.earned),
            launch: more(after.launch, before.launch),
            used: more(after.used, before.used),
            charged: more(after.charged, before.charged),
        };
    }
}
