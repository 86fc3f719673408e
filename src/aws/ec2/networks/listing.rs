//! What operations that list resources of networks have in common, and those that create them with a token.

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, ids_or_page, page};
use crate::aws::ec2::filters::{self, Filter, Filters, Table};
use crate::domain::compute::instance::Tags;
use crate::domain::network::AwsVpcError;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Protocol, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// The parameters of a list beside the ids.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Listing {
    #[serde(default)]
    filter: Vec<Filter>,
    pub max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

/// A resource as a list shows it: its id, its tags, and its part of the answer.
pub type Item<'r, V> = (&'r SmolStr, &'r Tags, V);

impl Listing {
    /// Takes the items of this page that pass the filters from items sorted by id. Also returns the token of the next page, if
    /// there is one.
    pub fn take<'r, O: Operation, V: Serialize>(
        &self,
        at: Place<'_>,
        table: &Table,
        range: RangeInclusive<i64>,
        items: impl Iterator<Item = Item<'r, V>>,
    ) -> Result<(Set<V>, Option<String>), Error> {
        let filters = Filters::of_table(&self.filter, table)?;
        let page = page::<O>(at, &self.filter, self.max_results, self.next_token.as_ref(), range)?;
        let passing = items.filter(|(_, tags, view)| filters.pass(tags, |name| filters::values(table, view, name)));
        let (shown, next_token) = page.take(passing, |(id, ..)| id);
        Ok((shown.into_iter().map(|(.., view)| view).collect(), next_token))
    }

    /// The resources with these ids, or all. Fails if there are ids and a size of pages; `set` is the parameter of ids in the
    /// text.
    pub fn listed<'r, T>(
        &self,
        set: &str,
        all: &'r BTreeMap<SmolStr, T>,
        ids: &[SmolStr],
        find: impl Fn(&SmolStr) -> Result<&'r T, Error>,
    ) -> Result<Vec<&'r T>, Error> {
        ids_or_page(ids, self.max_results, set)?;
        if ids.is_empty() { Ok(all.values().collect()) } else { ids.iter().map(find).collect() }
    }
}

/// A client token as answers show it: without the white space around it, and not at all if there is nothing else.
pub fn shown_token(sent: Option<SmolStr>) -> Option<SmolStr> {
    sent.and_then(|sent| Ec2::client_token(&sent).ok().flatten().map(SmolStr::from))
}

/// What operations that create parts of networks say of a token that was used with other parameters.
pub fn wrong_arguments(error: &Error) -> Option<VendorError> {
    match error {
        Error::TokenMismatch(token) => {
            let text = format!("Wrong arguments for request with token {token}");
            Some(row(400, "IdempotentParameterMismatch", text))
        }
        _ => None,
    }
}

/// The resource that an earlier call with the same token made. A repeated call shows it as it is now, but with the tags of the
/// request, as recorded from EC2. Fails if it is gone. `stored` is the answer to that call, as JSON, and `key` the name of the
/// element that has the id.
pub fn made_before<'r, T>(stored: &str, key: &str, all: &'r BTreeMap<SmolStr, T>) -> Result<&'r T, Error> {
    let id = stored.split_once(&format!("\"{key}\":\"")).and_then(|(_, rest)| rest.split('"').next());
    id.and_then(|id| all.get(id)).ok_or_else(|| AwsVpcError::TokenOfDeleted.into())
}
