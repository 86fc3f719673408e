//! What operations of CloudWatch share: lists and times in three protocols, dimensions, tokens.

use super::errors::{own, validation};
use crate::domain::credits::millis;
use crate::domain::metrics::{Metric, UNITS};
use crate::operation::Error;
use crate::wire::xml::{LIST, TIME};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

/// A list in an answer.
#[derive(Clone, Debug)]
pub struct List<T>(pub Vec<T>);

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(LIST, &self.0)
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

/// A time: ISO 8601 in the Query protocol, seconds since 1970 in the others, with a tag in CBOR.
#[derive(Clone, Copy, Debug)]
pub struct Time(pub Timestamp);

/// The tag of a time in CBOR, as [RFC 8949](https://www.rfc-editor.org/rfc/rfc8949#section-3.4.2) has it.
const EPOCH: u64 = 1;

impl Time {
    /// In milliseconds since 1970.
    pub fn millis(self) -> i64 {
        millis(self.0)
    }

    /// The time of so many milliseconds since 1970.
    pub fn of(millis: i64) -> Self {
        Self(crate::domain::credits::timestamp(millis))
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let seconds = self.millis() as f64 / 1000.0;
        if serializer.is_human_readable() {
            serializer.serialize_newtype_struct(TIME, &seconds)
        } else {
            ciborium::tag::Required::<f64, EPOCH>(seconds).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = SmolStr::deserialize(deserializer)?;
        // An empty value counts as left out: only who lists the parameters of an operation gives one.
        let seconds = || {
            let seconds: f64 = if text.is_empty() { 0.0 } else { text.parse().ok()? };
            Timestamp::from_millisecond((seconds * 1000.0).round() as i64).ok()
        };
        let zoneless = || Some(text.parse::<DateTime>().ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp());
        let time = text.parse().ok().or_else(seconds).or_else(zoneless);
        time.map(Self).ok_or_else(|| D::Error::custom(format!("a time, not {text}")))
    }
}

/// The answer of an operation whose model has none.
#[derive(Serialize)]
pub struct NoResult {}

/// The answer of an operation whose model has one without members.
#[derive(Default, Serialize)]
pub struct EmptyResult {
    /// So that it is told from [`NoResult`].
    #[serde(skip_serializing_if = "Option::is_none")]
    nothing: Option<bool>,
}

/// The names of alarms in a request.
pub fn check_names(names: &[SmolStr]) -> Result<(), Error> {
    const MAX_NAMES: usize = 100;
    if names.len() > MAX_NAMES {
        return Err(too_many("alarmNames", MAX_NAMES));
    }
    names.iter().try_for_each(|name| check_length("alarmNames", name, MAX_NAME))
}

/// The most items of a page.
pub fn page_size(max: Option<i64>, default: usize) -> Result<usize, Error> {
    let Some(max) = max else { return Ok(default) };
    let size = usize::try_from(max).ok().filter(|max| (1..=100).contains(max));
    size.ok_or_else(|| constraint(&max.to_string(), "maxRecords", "have value between 1 and 100"))
}

/// A dimension, asked for and answered.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Dimension {
    pub name: SmolStr,
    pub value: SmolStr,
}

/// The dimensions of a metric in an answer.
pub fn dimensions(metric: &Metric) -> List<Dimension> {
    let view = |(name, value): &(SmolStr, SmolStr)| Dimension { name: name.clone(), value: value.clone() };
    metric.dimensions.iter().map(view).collect()
}

const MAX_DIMENSIONS: usize = 30;

/// The most characters of a name.
const MAX_NAME: usize = 255;

/// A metric by its names.
pub fn metric(namespace: SmolStr, name: SmolStr, dimensions: Vec<Dimension>) -> Result<Metric, Error> {
    check_length("namespace", &namespace, MAX_NAME)?;
    check_length("metricName", &name, MAX_NAME)?;
    if dimensions.len() > MAX_DIMENSIONS {
        return Err(too_many("dimensions", MAX_DIMENSIONS));
    }
    for Dimension { name, value } in &dimensions {
        check_length("dimensions", name, MAX_NAME)?;
        check_length("dimensions", value, 1024)?;
    }
    Ok(Metric::new(namespace, name, dimensions.into_iter().map(|one| (one.name, one.value)).collect()))
}

/// The text of AWS's check of a request against its model.
pub fn constraint(value: &str, at: &str, must: &str) -> Error {
    validation(format!(
        "1 validation error detected: Value '{value}' at '{at}' failed to satisfy constraint: Member must {must}"
    ))
}

pub fn check_length(name: &str, value: &str, max: usize) -> Result<(), Error> {
    if value.chars().nth(max).is_some() {
        return Err(constraint(value, name, &format!("have length less than or equal to {max}")));
    }
    Ok(())
}

pub fn too_many(name: &str, max: usize) -> Error {
    constraint("[...]", name, &format!("have length less than or equal to {max}"))
}

/// Refuses what is no unit.
pub fn check_unit(unit: Option<&SmolStr>) -> Result<(), Error> {
    match unit.filter(|unit| !UNITS.contains(&unit.as_str())) {
        Some(unit) => Err(constraint(unit, "unit", &format!("satisfy enum value set: [{}]", UNITS.join(", ")))),
        None => Ok(()),
    }
}

/// A token for the next page: a text that only this emulator reads (ours: AWS's is opaque).
pub fn token(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(text)
}

/// The text in a token.
pub fn read_token(token: &str) -> Result<String, Error> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok();
    bytes.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(bad_token)
}

pub fn bad_token() -> Error {
    own("InvalidNextToken", "")
}
