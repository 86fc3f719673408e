//! [DescribeAddressesAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAddressesAttribute.html)

use super::attributes::{Attribute, AttributeView};
use super::by_allocation_id;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, page};
use crate::domain::network::address::Address;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the names in reverse DNS of the listed elastic addresses, or of all, in the order of their allocation ids.
/// Addresses without a name are left out, as Terraform expects.
pub struct DescribeAddressesAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: AllocationId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    allocation_id: Vec<SmolStr>,
    #[allow(dead_code, reason = "there is only one attribute")]
    attribute: Option<Attribute>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    address_set: Set<AttributeView>,
    next_token: Option<String>,
}

impl Operation for DescribeAddressesAttribute {
    const ACTION: &'static str = "DescribeAddressesAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeAddressesAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page::<Self>(at, &[], request.max_results, request.next_token.as_ref(), 1..=1000)?;
        let mut listed: Vec<&Address> = if request.allocation_id.is_empty() {
            at.region.addresses.values().collect()
        } else {
            request.allocation_id.iter().map(|id| by_allocation_id(at.region, id)).collect::<Result<_, _>>()?
        };
        listed.sort_by(|a, b| a.id.cmp(&b.id));
        listed.dedup_by(|a, b| a.id == b.id);
        let named = listed.into_iter().filter(|address| address.ptr_record.is_some());
        let (shown, next_token) = page.take(named, |address| &address.id);
        Ok(Response { address_set: shown.into_iter().map(AttributeView::from).collect(), next_token })
    }
}
