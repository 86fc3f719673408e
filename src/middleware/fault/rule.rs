//! The definition of a fault.

use crate::operation::{Api, Call, VendorError};
use crate::wire::document::{self, Document};
use crate::wire::params::has_control;
use crate::wire::pattern::Pattern;
use crate::world::ids::Generator;
use jiff::fmt::serde::duration::friendly::compact;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;
use utoipa::ToSchema;
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};

/// A fault: which calls it affects, how often, and what happens then. In texts to match, `*` stands for any characters
/// and `?` for one or none.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Only calls of this API: `ec2`, `ecs` or `sts`.
    #[schema(schema_with = api_schema, required = false)]
    pub cloud: Option<Api>,
    /// Only calls of these actions.
    #[schema(value_type = Option<String>)]
    pub action: Option<Pattern>,
    /// Only calls of these accounts.
    #[schema(value_type = Option<String>)]
    pub account: Option<Pattern>,
    /// Only calls in these regions.
    #[schema(value_type = Option<String>)]
    pub region: Option<Pattern>,
    /// Only calls that have this id in a parameter.
    #[schema(value_type = Option<String>)]
    pub resource: Option<Pattern>,
    /// Only calls with these parameters: names, and the values to match.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, String>)]
    pub parameters: BTreeMap<String, Pattern>,
    /// How many calls it affects. The default is one; with `probability` or `until` there is no limit.
    pub times: Option<u32>,
    /// How many calls it skips first.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub after: u32,
    /// The probability that it affects a call, from 0 to 1. The random numbers depend on the world's seed.
    #[schema(minimum = 0, maximum = 1)]
    pub probability: Option<f64>,
    /// When it ends, on the world's clock.
    pub until: Option<Timestamp>,
    /// What happens.
    pub effect: Effect,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
pub(super) fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// The OpenAPI schema of [`Api`].
pub fn api_schema() -> Object {
    let schema =
        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["ec2", "ecs", "sts", "ssm", "cloudwatch"]));
    schema.description(Some("Which API is called.")).build()
}

/// What happens to a call that a fault affects.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It is refused with the vendor's throttling error, which on ECS says when to retry.
    Throttle,
    /// It is refused with the vendor's internal error.
    Internal,
    /// It is refused with this error.
    Error(Injected),
    /// Its answer comes later.
    Latency(Delay),
    /// The connection is closed.
    Close(Close),
    /// The body of its answer is cut after this number of bytes.
    Cut(usize),
    /// It is executed, and the connection is closed without an answer.
    Lose,
}

/// An error. The code is enough if the vendor documents it; if ECS has several messages for a code, also give the message.
/// Other errors need all fields.
#[serde_with::skip_serializing_none]
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Injected {
    /// The code.
    pub code: String,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The text.
    pub message: Option<String>,
}

impl Injected {
    pub fn to_vendor_error(&self) -> VendorError {
        let message = self.message.clone().unwrap_or_default();
        VendorError { status: self.status.unwrap_or(400), code: self.code.clone().into(), message: message.into() }
    }
}

/// How much later an answer comes.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, ToSchema)]
#[serde(
    untagged,
    expecting = "neither a duration, as in \"200ms\", nor one of {\"uniform\":[\"50ms\",\"2s\"]}, {\"exponential\":\"1s\"}, \
                 {\"normal\":[\"1s\",\"200ms\"]}"
)]
pub enum Delay {
    /// Always this duration, as in 2m, 1h30m or PT1H.
    #[schema(value_type = String, example = "2m")]
    Fixed(#[serde(serialize_with = "compact::required")] SignedDuration),
    /// A random duration.
    Drawn(Distribution),
}

/// A distribution of delays.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Distribution {
    /// Uniform between the first and the second duration.
    #[schema(value_type = String, example = json!({ "uniform": ["50ms", "2s"] }))]
    Uniform(
        #[serde(serialize_with = "compact::required")] SignedDuration,
        #[serde(serialize_with = "compact::required")] SignedDuration,
    ),
    /// Exponential, with this mean.
    #[schema(value_type = String, example = json!({ "exponential": "200ms" }))]
    Exponential(#[serde(serialize_with = "compact::required")] SignedDuration),
    /// Normal, with this mean and standard deviation, but never below zero.
    #[schema(value_type = String, example = json!({ "normal": ["200ms", "20ms"] }))]
    Normal(
        #[serde(serialize_with = "compact::required")] SignedDuration,
        #[serde(serialize_with = "compact::required")] SignedDuration,
    ),
}

/// When a connection is closed.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Close {
    /// Before the call is executed.
    Before,
    /// In the middle of the answer.
    Middle,
}

impl Delay {
    fn check(&self) -> Result<(), &'static str> {
        let durations = match *self {
            Self::Fixed(delay) => [delay, delay],
            Self::Drawn(Distribution::Exponential(mean)) => [mean, mean],
            Self::Drawn(Distribution::Uniform(a, b) | Distribution::Normal(a, b)) => [a, b],
        };
        if durations.iter().any(SignedDuration::is_negative) {
            return Err("a duration is negative");
        }
        match self {
            Self::Drawn(Distribution::Uniform(from, to)) if from > to => {
                Err("uniform: the first duration is the longer")
            }
            _ => Ok(()),
        }
    }

    /// The delay of one call.
    pub fn draw(&self, dice: &mut Generator) -> SignedDuration {
        let seconds = |seconds: f64| SignedDuration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(SignedDuration::MAX);
        match *self {
            Self::Fixed(delay) => delay,
            Self::Drawn(Distribution::Uniform(from, to)) => {
                let (from, to) = (from.as_secs_f64(), to.as_secs_f64());
                seconds(from + (to - from) * dice.fraction())
            }
            Self::Drawn(Distribution::Exponential(mean)) => seconds(-mean.as_secs_f64() * (1.0 - dice.fraction()).ln()),
            Self::Drawn(Distribution::Normal(mean, deviation)) => {
                // The Box-Muller transform.
                let radius = (-2.0 * (1.0 - dice.fraction()).ln()).sqrt();
                let angle = std::f64::consts::TAU * dice.fraction();
                seconds(mean.as_secs_f64() + deviation.as_secs_f64() * radius * angle.cos())
            }
        }
    }
}

/// Looks up the status and the text of an error that an API documents: by its code, and by its text if one code has
/// several.
pub type ErrorLookup = fn(Api, &str, Option<&str>) -> Option<(u16, &'static str)>;

/// The maximum size of a fault, as JSON.
const MAX_BYTES: usize = 16 << 10;

impl Fault {
    /// How many calls it affects. `None` means no limit.
    pub(super) fn times(&self) -> Option<u32> {
        let once = self.probability.is_none() && self.until.is_none();
        self.times.or(once.then_some(1))
    }

    /// Whether it is for this call.
    pub(super) fn matches(&self, call: &Call<'_>) -> bool {
        let fits = |pattern: &Option<Pattern>, text: &str| pattern.as_ref().is_none_or(|pattern| pattern.matches(text));
        self.cloud.is_none_or(|api| api == call.api)
            && fits(&self.action, &call.action)
            && fits(&self.account, &call.scope.account)
            && fits(&self.region, call.scope.region)
            && self.resource.as_ref().is_none_or(|id| call.params.iter().any(|(_, value)| contains_id(value, id)))
            && self
                .parameters
                .iter()
                .all(|(name, pattern)| call.params.get(name).is_some_and(|value| pattern.matches(value)))
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let error = match &self.effect {
            Effect::Error(injected) => [Some(&*injected.code), injected.message.as_deref()],
            _ => [None, None],
        };
        let conditions =
            [&self.action, &self.account, &self.region, &self.resource].into_iter().flatten().map(Pattern::source);
        let parameters = self.parameters.iter().flat_map(|(name, value)| [name.as_str(), value.source()]);
        conditions.chain(parameters).chain(error.into_iter().flatten())
    }

    /// Checks the fault, and fills in the status and the text of its error with `lookup`, if the vendor documents the code.
    /// The error says what is wrong.
    pub fn complete(mut self, lookup: ErrorLookup) -> Result<Self, String> {
        // Answers and scenarios repeat the texts, and neither can represent control characters.
        if let Some(text) = self.texts().find(|text| has_control(text)) {
            return Err(format!("{text:?} has control characters"));
        }
        if self.probability.is_some_and(|probability| !(0.0..=1.0).contains(&probability)) {
            return Err("probability: a number from 0 to 1".to_owned());
        }
        if self.times == Some(0) {
            return Err("times: at least 1".to_owned());
        }
        if let Effect::Latency(delay) = &self.effect {
            delay.check().map_err(|why| format!("effect.latency: {why}"))?;
        }
        // It cannot fail: a fault is made of texts and numbers.
        if serde_json::to_string(&self).map_or(0, |text| text.len()) > MAX_BYTES {
            return Err(format!("a fault has at most {MAX_BYTES} bytes, as JSON"));
        }
        if let Effect::Error(injected) = &mut self.effect {
            let known = self.cloud.and_then(|api| lookup(api, &injected.code, injected.message.as_deref()));
            if known.is_none() && (injected.status.is_none() || injected.message.is_none()) {
                return Err(format!(
                    "effect.error: {} is not in the table of a cloud's errors that the fault names: give its status and message",
                    injected.code
                ));
            }
            if injected.message.is_none() && known.is_some_and(|(_, text)| text.contains("%s")) {
                return Err(format!("effect.error: the vendor's text of {} has a gap: give a message", injected.code));
            }
            if !injected.status.is_none_or(|status| (400..600).contains(&status)) {
                return Err("effect.error.status: a number from 400 to 599".to_owned());
            }
            if let Some((status, text)) = known {
                injected.status.get_or_insert(status);
                injected.message.get_or_insert_with(|| text.to_owned());
            }
        }
        Ok(self)
    }
}

/// Parses a fault in JSON.
impl FromStr for Fault {
    type Err = document::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Document::json(text.as_bytes())?.read()
    }
}

/// Whether a parameter's value is this id, or a JSON list with it, as some ECS parameters are.
fn contains_id(value: &str, id: &Pattern) -> bool {
    if value.starts_with('[') {
        return serde_json::from_str::<Vec<String>>(value).is_ok_and(|ids| ids.iter().any(|one| id.matches(one)));
    }
    id.matches(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_follow_their_distribution() {
        let millis = SignedDuration::from_millis;
        let mean = |delay: Delay| {
            let mut dice = Generator::labelled(1, "dice");
            let drawn: Vec<f64> = (0..2000).map(|_| delay.draw(&mut dice).as_secs_f64()).collect();
            assert!(drawn.iter().all(|seconds| *seconds >= 0.0));
            drawn.iter().sum::<f64>() / 2000.0
        };
        assert_eq!(Delay::Fixed(millis(20)).draw(&mut Generator::labelled(1, "dice")), millis(20));
        for (distribution, expected) in [
            (Distribution::Uniform(millis(100), millis(300)), 0.2),
            (Distribution::Exponential(millis(200)), 0.2),
            (Distribution::Normal(millis(200), millis(20)), 0.2),
        ] {
            let mean = mean(Delay::Drawn(distribution));
            assert!((mean - expected).abs() < 0.02, "{distribution:?}: {mean}");
        }
    }
}
