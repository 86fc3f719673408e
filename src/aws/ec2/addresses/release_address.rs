//! [ReleaseAddress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReleaseAddress.html)

use super::find_address;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::network::address::{AddressError, AwsAddressError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Releases an elastic address. Fails if it is associated with an instance. `PublicIp` was for addresses of EC2-Classic.
pub struct ReleaseAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: Option<SmolStr>,
    public_ip: Option<SmolStr>,
    network_border_group: Option<SmolStr>,
}

impl Operation for ReleaseAddress {
    const ACTION: &'static str = "ReleaseAddress";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ReleaseAddress {
    type Plan = SmolStr;

    fn plan(at: Place<'_>, request: Request) -> Result<SmolStr, Error> {
        let address = find_address(at.region, request.allocation_id.as_ref(), request.public_ip.as_ref())?;
        if let Some(group) = request.network_border_group.filter(|group| group != at.scope.region) {
            return Err(AwsAddressError::BorderGroup(group).into());
        }
        if request.public_ip.is_some() {
            let purpose = "releasing a VPC elastic IP address";
            return Err(AwsAddressError::PublicIpUnusable { id: "allocation id", purpose }.into());
        }
        if address.association.is_some() {
            return Err(AddressError::InUse(address.public_ip).into());
        }
        if address.ptr_record.is_some() {
            return Err(AwsAddressError::PtrSet(address.id.clone()).into());
        }
        Ok(address.id.clone())
    }

    fn commit(at: &mut PlaceMut<'_>, allocation: SmolStr) -> Done {
        at.region.addresses.remove(&allocation);
        Done::YES
    }
}
