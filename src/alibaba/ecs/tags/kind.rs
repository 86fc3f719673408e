//! The kinds of resources that have tags in ECS.

use crate::domain::tagging::Kind;
use crate::operation::Error;
use smol_str::SmolStr;

/// Kinds of resources that have tags in ECS, but of which the emulator has none.
const ABSENT: &[&str] = &[
    "activation",
    "assignedresource",
    "capacityreservation",
    "command",
    "ddh",
    "ddhcluster",
    "dedicatedblockstoragecluster",
    "diskreplicapair",
    "elasticityassurance",
    "invocation",
    "launchtemplate",
    "reservedinstance",
    "snapshotpolicy",
    "volume",
];

/// Finds a kind by its name in ECS. `None` if the emulator has no resources of this kind. Fails if ECS does not have it
/// either.
pub fn parse(text: &SmolStr) -> Result<Option<&'static Kind>, Error> {
    let lower = text.to_ascii_lowercase();
    match Kind::of_ecs(&lower) {
        Some(kind) => Ok(Some(kind)),
        None if ABSENT.contains(&lower.as_str()) => Ok(None),
        None => Err(Error::invalid("ResourceType", text, "a type of resource that has tags")),
    }
}
