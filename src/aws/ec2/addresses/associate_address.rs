//! [AssociateAddress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html)

use super::find_address;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::domain::compute::instance::{Instance, Nic, State};
use crate::domain::network::address::{self, AddressError, Association, AwsAddressError, Holder};
use crate::domain::network::interfaces::{self, AwsInterfaceError, find_nic};
use crate::domain::network::{AwsNetworkError, NetworkError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Associates an elastic address with an instance that has one interface, in place of the instance's public address, or with a
/// private address of an interface. An address of another one is moved, unless `AllowReassociation` is false. If the target has
/// the address already, nothing changes.
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
    /// The holder has the address already.
    Unchanged { association: SmolStr },
    /// The address is associated with the holder.
    Associate { allocation: SmolStr, holder: Holder },
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
        let target = target(at, &request)?;
        if request.public_ip.is_some() {
            return Err(needs_allocation("VPC instance"));
        }
        if let Some(instance) = target.instance
            && !matches!(instance.state, State::Running | State::Stopping | State::Stopped)
        {
            return Err(AddressError::InstanceState { id: instance.id.clone(), state: instance.state }.into());
        }
        let vpc = &target.nic.vpc;
        if at.region.gateways.values().all(|gateway| gateway.vpc.as_ref() != Some(vpc)) {
            return Err(AwsNetworkError::NoGateway(vpc.clone()).into());
        }
        let holder = target.holder(request.private_ip_address.as_ref())?;
        match &address.association {
            Some(association) if association.holder == holder => {
                Ok(Plan::Unchanged { association: association.id.clone() })
            }
            // Ours: that of a NAT gateway stays there.
            Some(Association { id, holder })
                if request.allow_reassociation == Some(false) || matches!(holder, Holder::NatGateway(_)) =>
            {
                let (allocation, association) = (address.id.clone(), id.clone());
                Err(AddressError::AlreadyAssociated { allocation, association }.into())
            }
            _ => Ok(Plan::Associate { allocation: address.id.clone(), holder }),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let association_id = match plan {
            Plan::Unchanged { association } => association,
            Plan::Associate { allocation, holder } => {
                let id = at.new_id("eipassoc");
                address::associate(at.region, &allocation, Association { id: id.clone(), holder });
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

/// The interface that is to have the address, and the instance whose primary one it is.
struct Target<'r> {
    nic: &'r Nic,
    instance: Option<&'r Instance>,
}

impl Target<'_> {
    /// What has the address: the instance for the primary private address of its primary interface, else the interface.
    fn holder(&self, text: Option<&SmolStr>) -> Result<Holder, AwsAddressError> {
        let nic = self.nic;
        let private_ip = match text {
            Some(text) => text.parse().map_err(|_| AwsAddressError::PrivateIpMalformed(text.clone()))?,
            None => nic.private_ip,
        };
        if !nic.has_address(private_ip) {
            return Err(AwsAddressError::NotMapped { address: private_ip, interface: nic.id.clone() });
        }
        match self.instance.filter(|_| private_ip == nic.private_ip) {
            Some(instance) => Ok(Holder::Instance(instance.id.clone())),
            None => Ok(interfaces::holder(&nic.id, private_ip)),
        }
    }
}

/// The requested instance, which must have one interface, or the requested interface. Fails if neither is given; if both are,
/// after a look at the instance, as recorded from EC2.
fn target<'r>(at: Place<'r>, request: &Request) -> Result<Target<'r>, Error> {
    match (&request.instance_id, &request.network_interface_id) {
        (Some(id), None) => {
            let instance = instance(at.region, id)?;
            if !instance.nic.more().others.is_empty() {
                return Err(AwsInterfaceError::Several(id.clone()).into());
            }
            Ok(Target { nic: &instance.nic, instance: Some(instance) })
        }
        (None, Some(id)) => {
            let found = find_nic(at.region, id);
            let (nic, instance) = found.ok_or_else(|| NetworkError::InterfaceNotFound(id.clone()))?;
            Ok(Target { nic, instance })
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
