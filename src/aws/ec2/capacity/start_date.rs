//! The parameters StartDate, CommitmentDuration and DeliveryPreference.

use crate::domain::capacity::commitment::{Commitment, DURATIONS, MAX_NOTICE, MIN_NOTICE, check_size};
use crate::domain::capacity::reservation::MatchCriteria;
use crate::domain::compute::catalog::InstanceType;
use crate::domain::queue::after;
use crate::operation::Error;
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// How the capacity of a reservation is delivered.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum DeliveryPreference {
    /// The API has it, but does not support it yet.
    Fixed,
    /// In addition to what the account has.
    Incremental,
}

/// The parameters of a reservation that starts in the future.
pub struct Start {
    pub date: Option<SmolStr>,
    pub duration: Option<i64>,
    pub delivery: Option<DeliveryPreference>,
}

impl Start {
    /// Reads them. `None` for a reservation that starts at once. The texts of the refusals are ours.
    pub fn commitment(
        self,
        now: Timestamp,
        instance_type: &'static InstanceType,
        count: u32,
        matching: MatchCriteria,
        ends: Option<Timestamp>,
    ) -> Result<Option<Commitment>, Error> {
        if self.date.is_none() && self.duration.is_none() && self.delivery.is_none() {
            return Ok(None);
        }
        let date = self.date.ok_or_else(|| Error::missing("StartDate"))?;
        let seconds = self.duration.ok_or_else(|| Error::missing("CommitmentDuration"))?;
        if self.delivery.ok_or_else(|| Error::missing("DeliveryPreference"))? != DeliveryPreference::Incremental {
            return Err(Error::invalid("DeliveryPreference", "fixed", "incremental"));
        }
        let notice = after(now, MIN_NOTICE)..=after(now, MAX_NOTICE);
        let starts = date.parse::<Timestamp>().ok().filter(|starts| notice.contains(starts));
        let starts = starts.ok_or_else(|| Error::invalid("StartDate", &date, "a time from 5 to 120 days ahead"))?;
        if !DURATIONS.contains(&seconds) {
            let range = format!("a number of seconds from {} to {}", DURATIONS.start(), DURATIONS.end());
            return Err(Error::invalid("CommitmentDuration", seconds, range));
        }
        if matching != MatchCriteria::Targeted {
            let text = "A future-dated capacity reservation needs the InstanceMatchCriteria 'targeted'.";
            return Err(Error::Conflict(text.to_owned()));
        }
        check_size(instance_type, count)?;
        let commitment = Commitment { starts, seconds, count };
        if ends.is_some_and(|ends| ends < commitment.ends()) {
            return Err(Error::Conflict("EndDate cannot be within the CommitmentDuration.".to_owned()));
        }
        Ok(Some(commitment))
    }
}
