//! Loads of instances, as scenarios and the control API write them.

use crate::domain::credits::{self, Load};
use jiff::fmt::serde::duration::friendly::compact;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A load for a while.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoadStep {
    /// How long, from a minute to 366 days.
    #[schema(value_type = String, example = "2h")]
    #[serde(serialize_with = "compact::required")]
    r#for: SignedDuration,
    /// In per cent of all vCPUs together, from 0 to 100.
    cpu: f64,
}

/// The load of a request: `cpu`, or steps that begin now.
pub fn load(now: Timestamp, cpu: Option<f64>, steps: Option<&[LoadStep]>, repeat: bool) -> Result<Load, String> {
    match (cpu, steps) {
        (Some(cpu), None) if !repeat => Load::steady(cpu),
        (None, Some(steps)) => {
            let steps = steps.iter().map(|step| credits::Step::new(step.r#for, step.cpu)).collect::<Result<_, _>>()?;
            Load::steps(now.as_millisecond(), steps, repeat)
        }
        (None, None) => Err("neither a load nor the steps of one".to_owned()),
        (Some(_), Some(_)) => Err("a load, and the steps of one: it is the one or the other".to_owned()),
        (Some(_), None) => Err("repeat is for the steps of a load".to_owned()),
    }
}

/// The steps of a load and whether they repeat; `None` if it is always the same.
pub fn steps(load: &Load) -> Option<(Vec<LoadStep>, bool)> {
    let (steps, repeat) = load.profile()?;
    let steps = steps.iter().map(|step| LoadStep { r#for: step.duration(), cpu: step.cpu() });
    Some((steps.collect(), repeat))
}
