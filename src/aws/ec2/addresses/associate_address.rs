//! [AssociateAddress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html)

use super::find_address;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::network::address::{self, AddressError, Association, AwsAddressError, Holder};
use crate::domain::network::{AwsNetworkError, NetworkError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Associates an elastic address with an instance, in place of the instance's public address. An address of another
/// instance is moved, unless `AllowReassociation` is false. If the instance has the address already, nothing changes.
pub struct AssociateAddress;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    allocation_id: Option<SmolStr>,
    public_ip: Option<SmolStr>,
    instance_id: Option<SmolStr>,
    network_interface_id: Option<SmolStr>,
    private_ip_address: Option<SmolStr>,
    allow_reassociation: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    r#return: bool,
    association_id: SmolStr,
}

/// The change of the address.
pub enum Plan {
    /// The instance has the address already.
    Unchanged { association: SmolStr },
    /// The address is associated with the instance.
    Associate { allocation: SmolStr, instance: SmolStr },
}

impl Operation for AssociateAddress {
    const ACTION: &'static str = "AssociateAddress";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for AssociateAddress {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let address = find_address(at.region, request.allocation_id.as_ref(), request.public_ip.as_ref())?;
        if request.public_ip.is_some() && request.instance_id.is_none() && request.network_interface_id.is_some() {
            return Err(needs_allocation("network interface"));
        }
        let instance = target(at, &request)?;
        if request.public_ip.is_some() {
            return Err(needs_allocation("VPC instance"));
        }
        if !matches!(instance.state, State::Running | State::Stopping | State::Stopped) {
            return Err(AddressError::InstanceState { id: instance.id.clone(), state: instance.state }.into());
        }
        let vpc = &instance.nic.vpc;
        if at.region.gateways.values().all(|gateway| gateway.vpc.as_ref() != Some(vpc)) {
            return Err(AwsNetworkError::NoGateway(vpc.clone()).into());
        }
        check_private_address(instance, request.private_ip_address.as_ref())?;
        match &address.association {
            Some(association) if association.instance() == Some(&instance.id) => {
                Ok(Plan::Unchanged { association: association.id.clone() })
            }
            // Ours: that of a NAT gateway stays there.
            Some(Association { id, holder })
                if request.allow_reassociation == Some(false) || matches!(holder, Holder::NatGateway(_)) =>
            {
                let (allocation, association) = (address.id.clone(), id.clone());
                Err(AddressError::AlreadyAssociated { allocation, association }.into())
            }
            _ => Ok(Plan::Associate { allocation: address.id.clone(), instance: instance.id.clone() }),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let association_id = match plan {
            Plan::Unchanged { association } => association,
            Plan::Associate { allocation, instance } => {
                let id = at.new_id("eipassoc");
                address::associate(at.region, &allocation, Association::with_instance(id.clone(), instance));
                id
            }
        };
        Response { r#return: true, association_id }
    }
}

/// `PublicIp` was for addresses of EC2-Classic.
fn needs_allocation(target: &str) -> Error {
    Error::Conflict(format!("You must specify an allocation id when mapping an address to a {target}"))
}

/// An interface here has one private address, which may be named.
fn check_private_address(instance: &Instance, text: Option<&SmolStr>) -> Result<(), AwsAddressError> {
    let Some(text) = text else { return Ok(()) };
    let address = text.parse().map_err(|_| AwsAddressError::PrivateIpMalformed(text.clone()))?;
    if address == instance.nic.private_ip {
        return Ok(());
    }
    Err(AwsAddressError::NotMapped { address, interface: instance.nic.id.clone() })
}

/// The requested instance, by its id or the id of its network interface. Fails if neither is given; if both are, after a
/// look at the instance, as recorded from EC2.
fn target<'r>(at: Place<'r>, request: &Request) -> Result<&'r Instance, Error> {
    match (&request.instance_id, &request.network_interface_id) {
        (Some(id), None) => Ok(instance(at.region, id)?),
        (None, Some(id)) => {
            let has_interface = |instance: &&Instance| instance.nic.id == *id && instance.state != State::Terminated;
            let found = at.region.instances.values().find(has_interface);
            Ok(found.ok_or_else(|| NetworkError::InterfaceNotFound(id.clone()))?)
        }
        (None, None) => Err(AwsAddressError::Unnamed("instance ID or network interface id").into()),
        (Some(id), Some(_)) => {
            instance(at.region, id)?;
            // Ours: no answer to two that exist was recorded.
            let text = "You may specify instance id or network interface id, but not both in the same call";
            Err(Error::Conflict(text.to_owned()))
        }
    }
}
