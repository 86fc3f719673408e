//! [DescribeManagedPrefixLists](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeManagedPrefixLists.html)

use super::any_list;
use super::view::PrefixListView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::instance::Tags;
use crate::domain::network::aws_prefix_lists;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the account's prefix lists and AWS's, in the order of their ids. Of AWS's lists there are those of the services
/// that have gateway endpoints.
pub struct DescribeManagedPrefixLists;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    prefix_list_set: Set<PrefixListView>,
    next_token: Option<String>,
}

impl Operation for DescribeManagedPrefixLists {
    const ACTION: &'static str = "DescribeManagedPrefixLists";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("owner-id", Path("ownerId")),
    ("prefix-list-id", Path("prefixListId")),
    ("prefix-list-name", Path("prefixListName")),
    ("tag-key", Path("tagSet.key")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: PrefixListId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    prefix_list_id: Vec<SmolStr>,
}

impl Read for DescribeManagedPrefixLists {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let ids = &ids.prefix_list_id;
        for id in ids {
            any_list(at, id)?;
        }
        let (aws, none) = (aws_prefix_lists(at.scope.region), Tags::new());
        let own = at.region.prefix_lists.values();
        let own = own.map(|list| (&list.id, &list.tags, PrefixListView::new(at.scope, list)));
        let aws =
            aws.iter().map(|(id, name, _)| (id, &none, PrefixListView::of_aws(at.scope, id.clone(), name.clone())));
        let mut all: Vec<_> = own.chain(aws).filter(|(id, ..)| ids.is_empty() || ids.contains(id)).collect();
        all.sort_by_key(|(id, ..)| *id);
        let (prefix_list_set, next_token) = listing.take::<Self, _>(at, FILTERS, 1..=100, all.into_iter())?;
        Ok(Response { prefix_list_set, next_token })
    }
}
