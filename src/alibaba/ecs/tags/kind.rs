//! The kinds of resources, as ECS spells them.

use crate::domain::tagging::Kind;
use crate::operation::Error;
use smol_str::SmolStr;

/// Kinds that ECS tags, and of which there is nothing here.
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
    "snapshot",
    "snapshotpolicy",
    "volume",
];

/// The kind of this name; `None` where ECS has the kind, and nothing here is of it.
pub fn parse(text: &SmolStr) -> Result<Option<&'static Kind>, Error> {
    let lower = text.to_ascii_lowercase();
    match Kind::of_ecs(&lower) {
        Some(kind) => Ok(Some(kind)),
        None if ABSENT.contains(&lower.as_str()) => Ok(None),
        None => Err(Error::invalid("ResourceType", text, "a type of resource that has tags")),
    }
}
