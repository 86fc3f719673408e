//! [DescribeDhcpOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeDhcpOptions.html)

use super::dhcp_options;
use super::view::DhcpOptionsView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::filters::FilterSource::Path;
use crate::aws::ec2::filters::Table;
use crate::aws::ec2::networks::listing::Listing;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes sets of DHCP options, in the order of their ids.
pub struct DescribeDhcpOptions;

#[derive(Debug, Deserialize)]
pub struct Request(Ids, Listing);

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    dhcp_options_set: Set<DhcpOptionsView>,
    next_token: Option<String>,
}

impl Operation for DescribeDhcpOptions {
    const ACTION: &'static str = "DescribeDhcpOptions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

const FILTERS: &Table = &[
    ("dhcp-options-id", Path("dhcpOptionsId")),
    ("key", Path("dhcpConfigurationSet.key")),
    ("owner-id", Path("ownerId")),
    ("tag-key", Path("tagSet.key")),
    ("value", Path("dhcpConfigurationSet.valueSet.value")),
];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: DhcpOptionsId", rename_all = "PascalCase")]
pub struct Ids {
    #[serde(default)]
    dhcp_options_id: Vec<SmolStr>,
}

impl Read for DescribeDhcpOptions {
    fn read(at: Place<'_>, Request(ids, listing): Request) -> Result<Response, Error> {
        let (all, ids) = (&at.region.dhcp_sets, &ids.dhcp_options_id);
        let listed = listing.listed("dhcpOptionsSet", all, ids, |id| dhcp_options(at.region, id))?;
        let items = listed.into_iter().map(|one| (&one.id, &one.tags, DhcpOptionsView::new(at.scope, one)));
        let (dhcp_options_set, next_token) = listing.take::<Self, _>(at, FILTERS, 5..=1000, items)?;
        Ok(Response { dhcp_options_set, next_token })
    }
}
