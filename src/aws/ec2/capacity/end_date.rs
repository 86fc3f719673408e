//! The parameters EndDate and EndDateType.

use crate::operation::Error;
use jiff::Timestamp;
use serde::Deserialize;
use smol_str::SmolStr;

/// Whether a reservation ends at a certain time.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndDateType {
    /// It has no end date.
    Unlimited,
    /// It has an end date.
    Limited,
}

/// Reads the end date. Fails if it is not in the future, or if it is given without the type `limited`, or the type
/// `limited` without it.
pub fn end_date(
    now: Timestamp,
    date: Option<SmolStr>,
    end_date_type: Option<EndDateType>,
) -> Result<Option<Timestamp>, Error> {
    match (date, end_date_type) {
        (None, None | Some(EndDateType::Unlimited)) => Ok(None),
        (None, Some(EndDateType::Limited)) => Err(Error::missing("EndDate")),
        (Some(date), Some(EndDateType::Limited)) => match date.parse::<Timestamp>() {
            Ok(end) if end > now => Ok(Some(end)),
            _ => Err(Error::invalid("EndDate", date, "a time in the future, as in 2027-01-01T00:00:00Z")),
        },
        (Some(_), _) => Err(Error::Conflict("EndDate can be used only with the EndDateType 'limited'.".to_owned())),
    }
}
