//! The tags of resources, one by one.

use crate::domain::compute::instance::Tags;
use crate::domain::region::Region;
use crate::domain::tagging::Kind;
use smol_str::{SmolStr, format_smolstr};

/// A tag of a resource.
pub struct Listed {
    pub id: SmolStr,
    pub key: SmolStr,
    pub value: SmolStr,
}

/// A page of the tags of those resources of a kind that have one of the ids, if there are some, and pass: sorted by id and key,
/// with the token for the next page.
pub fn list(
    region: &Region,
    kind: &Kind,
    ids: &[SmolStr],
    passes: impl Fn(&Tags) -> bool,
    after: &str,
    size: usize,
) -> (Vec<Listed>, SmolStr) {
    let all = kind.all(region).into_iter();
    let mut found: Vec<(SmolStr, Listed)> = Vec::new();
    for (id, tags) in all.filter(|(id, tags)| (ids.is_empty() || ids.contains(id)) && passes(tags)) {
        found.extend(tags.iter().map(|(key, value)| {
            (format_smolstr!("{id} {key}"), Listed { id: id.clone(), key: key.clone(), value: value.clone() })
        }));
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut rest = found.into_iter().filter(|(place, _)| **place > *after).peekable();
    let page: Vec<_> = rest.by_ref().take(size).collect();
    let next = rest.peek().and(page.last()).map(|(place, _)| place.clone()).unwrap_or_default();
    (page.into_iter().map(|(_, listed)| listed).collect(), next)
}
