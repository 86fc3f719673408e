//! The entries of prefix lists in requests.

use crate::aws::ec2::common::check_length;
use crate::domain::network::{PrefixEntry, PrefixList};
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

/// The most entries that a list can be made for.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-prefix-lists>
const MAX_ENTRIES: i64 = 1000;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EntryRequest {
    cidr: SmolStr,
    description: Option<SmolStr>,
}

/// The entries of a request, of this family.
pub fn entries(v6: bool, requests: Vec<EntryRequest>) -> Result<Vec<PrefixEntry>, Error> {
    let entry = |request: EntryRequest| {
        check_length("Description", request.description.as_deref().unwrap_or_default())?;
        Ok(PrefixEntry { range: PrefixList::parse(v6, &request.cidr)?, description: request.description })
    };
    requests.into_iter().map(entry).collect()
}

/// Reads a greatest number of entries.
pub fn max_entries(sent: i64) -> Result<u32, Error> {
    let good = (1..=MAX_ENTRIES).contains(&sent);
    let number = u32::try_from(sent).ok().filter(|_| good);
    number.ok_or_else(|| Error::invalid("MaxEntries", sent, format!("a number from 1 to {MAX_ENTRIES}")))
}
