//! [DescribePrefixLists](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribePrefixLists.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{AwsVpcError, VpcPart, aws_prefix_lists};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes AWS's prefix lists of the services that have gateway endpoints. Their ranges are ours: no host on the Internet has
/// them.
pub struct DescribePrefixLists;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    prefix_list_set: Set<View>,
    next_token: Option<String>,
}

impl Operation for DescribePrefixLists {
    const ACTION: &'static str = "DescribePrefixLists";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[("prefix-list-id", Path("prefixListId")), ("prefix-list-name", Path("prefixListName"))];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: PrefixListId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    prefix_list_id: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    prefix_list_id: SmolStr,
    prefix_list_name: SmolStr,
    cidr_set: Set<String>,
}

impl Read for DescribePrefixLists {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (all, none) = (aws_prefix_lists(at.scope.region), Tags::new());
        let ids = &ids.prefix_list_id;
        if let Some(id) = ids.iter().find(|id| all.iter().all(|(own, ..)| own != *id)) {
            return Err(AwsVpcError::NotFound(VpcPart::PrefixList, id.clone()).into());
        }
        let listed = all.iter().filter(|(id, ..)| ids.is_empty() || ids.contains(id));
        let items = listed.map(|(id, name, range)| {
            let cidr_set = [range.to_string()].into_iter().collect();
            (id, &none, View { prefix_list_id: id.clone(), prefix_list_name: name.clone(), cidr_set })
        });
        let (prefix_list_set, next_token) = listing.take::<Self, _>(at, FILTERS, 1..=1000, items)?;
        Ok(Response { prefix_list_set, next_token })
    }
}
