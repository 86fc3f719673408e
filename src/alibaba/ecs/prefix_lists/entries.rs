//! The entries of prefix lists in requests.

use crate::domain::network::{Destination, PrefixEntry, PrefixList, PrefixListError};
use crate::operation::Error;
use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};

/// The most entries of one request, and of one list.
pub const MAX: usize = 200;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EntryRequest {
    cidr: SmolStr,
    description: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct RangeRequest {
    cidr: SmolStr,
}

/// Reads entries of a list of a family.
pub fn entries(name: &str, v6: bool, requests: Vec<EntryRequest>) -> Result<Vec<PrefixEntry>, Error> {
    check_count(name, requests.len())?;
    let read = |(n, request): (usize, EntryRequest)| {
        let description = request.description.filter(|text| !text.is_empty());
        if let Some(text) = description.as_ref().filter(|text| !is_description(text)) {
            return Err(Error::invalid(&format!("{name}.{n}.Description"), text, "2 to 32 characters"));
        }
        Ok(PrefixEntry { range: range(v6, &request.cidr)?, description })
    };
    (1..).zip(requests).map(read).collect()
}

/// Reads ranges of a list of a family.
pub fn ranges(name: &str, v6: bool, requests: &[RangeRequest]) -> Result<Vec<Destination>, Error> {
    check_count(name, requests.len())?;
    let mut ranges = Vec::with_capacity(requests.len());
    for request in requests {
        let range = range(v6, &request.cidr)?;
        if ranges.contains(&range) {
            return Err(PrefixListError::EntryTwice(request.cidr.clone()).into());
        }
        ranges.push(range);
    }
    Ok(ranges)
}

fn check_count(name: &str, count: usize) -> Result<(), Error> {
    if count > MAX { Err(Error::invalid(name, count, format!("at most {MAX}"))) } else { Ok(()) }
}

fn is_description(text: &str) -> bool {
    (2..=32).contains(&text.chars().count()) && !text.starts_with("http://") && !text.starts_with("https://")
}

/// A range in its standard form: 10.0.0.0/8, not 10.0.0.1/8.
fn range(v6: bool, text: &SmolStr) -> Result<Destination, PrefixListError> {
    let range = PrefixList::parse(v6, text)?;
    // IPv6 has several spellings of one address.
    let standard = v6 || format_smolstr!("{range}") == *text;
    if standard { Ok(range) } else { Err(PrefixListError::EntryRange(text.clone())) }
}
