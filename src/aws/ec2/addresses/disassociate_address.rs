//! [DisassociateAddress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateAddress.html)

use super::by_ip;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::address::{self, AwsAddressError, Holder};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Disassociates an elastic address from its instance. `PublicIp` was for addresses of EC2-Classic.
pub struct DisassociateAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    association_id: Option<SmolStr>,
    public_ip: Option<SmolStr>,
}

impl Operation for DisassociateAddress {
    const ACTION: &'static str = "DisassociateAddress";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for DisassociateAddress {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        match (request.association_id, request.public_ip) {
            (Some(id), None) => {
                let mut addresses = at.region.addresses.values();
                let found = addresses
                    .find(|address| address.association.as_ref().is_some_and(|association| association.id == id));
                let found = found.ok_or(AwsAddressError::AssociationNotFound(id))?;
                if found.association.as_ref().is_some_and(|one| matches!(one.holder, Holder::NatGateway(_))) {
                    return Err(AwsAddressError::OfNatGateway(found.id.clone()).into());
                }
                Ok(found.id.clone())
            }
            (None, Some(ip)) => {
                by_ip(at.region, &ip)?;
                let purpose = "unmapping an address from a VPC instance";
                Err(AwsAddressError::PublicIpUnusable { id: "association id", purpose }.into())
            }
            (None, None) => Err(AwsAddressError::Unnamed("public IP or association id").into()),
            (Some(_), Some(_)) => {
                let text = "You may specify public IP or association id, but not both in the same call";
                Err(Error::Conflict(text.to_owned()))
            }
        }
    }

    fn commit(at: &mut PlaceMut<'_>, allocation: SmolStr) -> Done {
        address::disassociate(at.region, &allocation);
        Done::YES
    }
}
