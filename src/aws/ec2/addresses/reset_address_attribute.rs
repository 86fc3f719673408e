//! [ResetAddressAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ResetAddressAttribute.html)

use super::attributes::{Attribute, AttributeView, Changed};
use super::by_allocation_id;
use crate::aws::ec2::Ec2;
use crate::domain::network::address;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes the name of an elastic address in reverse DNS. An address that has none stays as it is (ours).
pub struct ResetAddressAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: SmolStr,
    attribute: Attribute,
}

impl Operation for ResetAddressAttribute {
    const ACTION: &'static str = "ResetAddressAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Changed;
}

impl Change for ResetAddressAttribute {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, Request { allocation_id, attribute }: Request) -> Result<SmolStr, Error> {
        let Attribute::DomainName = attribute;
        by_allocation_id(at.region, &allocation_id)?;
        Ok(allocation_id)
    }

    fn commit(at: &mut PlaceMut<'_>, id: SmolStr) -> Changed {
        address::set_ptr_record(at.region, &id, None);
        Changed { address: AttributeView::from(&at.region.addresses[&id]) }
    }
}
