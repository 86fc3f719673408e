//! [ModifyInstanceVpcAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyInstanceVpcAttribute)

use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::{Instance, Lock, State};
use crate::domain::compute::launch::check_groups;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{AlibabaNetworkError, NetworkError, Subnet};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Moves a stopped instance to another VSwitch of its zone, in its VPC or in another one, or gives it another private address.
/// Between two such changes it must have been started.
pub struct ModifyInstanceVpcAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    v_switch_id: SmolStr,
    private_ip_address: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
}

pub struct Plan {
    instance: SmolStr,
    from: SmolStr,
    old_address: Ipv4Addr,
    address: Ipv4Addr,
    /// Its VSwitch, without the address that it had, with the address that it gets.
    subnet: Subnet,
    /// Empty if they stay.
    groups: Vec<SmolStr>,
}

fn refused(status: u16, code: &'static str, text: &'static str) -> Error {
    Error::Own(VendorError { status, code: code.into(), message: text.into() })
}

impl Operation for ModifyInstanceVpcAttribute {
    const ACTION: &'static str = "ModifyInstanceVpcAttribute";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Network(NetworkError::GroupNotFound(_))) => row(404, "InvalidParameter.SecurityGroupId", "The specified SecurityGroupId.N is invalid or does not exist."),
            Error::Domain(DomainError::Network(NetworkError::GroupElsewhere { .. })) => row(404, "InvalidSecurityGroupVpc.NotBelongToOneVpc", "The specified SecurityGroupIds are belong to different vpc."),
            Error::Domain(DomainError::Network(NetworkError::TooManyGroups)) => row(404, "JoinedGroupLimitExceed", "The specified instance has exceed quota of SecurityGroup."),
            Error::Domain(DomainError::AlibabaNetwork(AlibabaNetworkError::GroupKindsDiffer)) => row(404, "EnterpriseGroupLimited.MutliGroupType", "The specified instance can not join multi SecurityGroup types."),
            _ => return None,
        })
    }
}

impl Change for ModifyInstanceVpcAttribute {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        check_instance(instance)?;
        let subnet = at.region.subnets.get(&request.v_switch_id);
        let subnet = subnet.ok_or_else(|| NetworkError::SubnetNotFound(request.v_switch_id.clone()))?;
        if subnet.zone != instance.zone {
            let text = "Specified instance and virtual switch are not in the same zone.";
            return Err(refused(400, "InvalidVSwitchId.Mismatch", text));
        }
        match &request.vpc_id {
            Some(vpc) => check_other_vpc(at, instance, vpc, subnet, &request.security_group_id)?,
            None => check_own_vpc(instance, subnet, &request.security_group_id)?,
        }
        let mut subnet = subnet.clone();
        let nic = &instance.nic;
        if subnet.id == nic.subnet {
            subnet.release(nic.private_ip);
        }
        let address = address(&mut subnet, request.private_ip_address.as_ref())?;
        let (from, old_address) = (nic.subnet.clone(), nic.private_ip);
        let groups = request.security_group_id;
        Ok(Plan { instance: request.instance_id, from, old_address, address, subnet, groups })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        let (vpc, to) = (plan.subnet.vpc.clone(), plan.subnet.id.clone());
        if plan.from != to
            && let Some(subnet) = at.region.subnets.get_mut(&plan.from)
        {
            subnet.release(plan.old_address);
        }
        at.region.subnets.insert(to.clone(), plan.subnet);
        if let Some(mut instance) = at.region.instances.get_mut(&plan.instance) {
            instance.nic.private_ip = plan.address;
            (instance.nic.vpc, instance.nic.subnet) = (vpc, to);
            if !plan.groups.is_empty() {
                instance.nic.groups = plan.groups;
            }
            instance.alibaba_mut().moved = true;
        }
        Done {}
    }
}

#[rustfmt::skip]
fn check_instance(instance: &Instance) -> Result<(), Error> {
    let facts = instance.alibaba();
    if facts.locks.contains(&Lock::Security) {
        return Err(refused(403, "OperationDenied", "The Specified operation is denied as your instance is locked for security reasons."));
    }
    if facts.classic {
        return Err(refused(400, "OperationDenied", "Specified operation is denied as your instance is not in VPC."));
    }
    if instance.state != State::Stopped {
        return Err(refused(400, "IncorrectInstanceStatus", "The current status of instance does not support this operation."));
    }
    if facts.moved {
        return Err(refused(400, "InvalidPrivateIp.Changing", "Previous action is not finished yet."));
    }
    Ok(())
}

#[rustfmt::skip]
fn check_own_vpc(instance: &Instance, subnet: &Subnet, groups: &[SmolStr]) -> Result<(), Error> {
    let nic = &instance.nic;
    if !groups.is_empty() {
        return Err(refused(404, "InvalidParameter.MustBeEmpty", "The specified parameter SecurityGroupId.N and VpcId need be empty."));
    }
    if subnet.vpc != nic.vpc {
        return Err(refused(404, "InvalidParameter.VSwitchId", "The specified virtual vswitch does not exist."));
    }
    if !nic.ipv6.is_empty() {
        return Err(refused(403, "InvalidIp.Ipv6Assigned", "The specified instance has been assigned IPv6 address."));
    }
    if !nic.more().secondary.is_empty() {
        return Err(refused(400, "PrimaryEniHasSubIp", "Primary network interface of the specified instance has more than one private ip."));
    }
    Ok(())
}

#[rustfmt::skip]
fn check_other_vpc(at: Place<'_>, instance: &Instance, vpc: &SmolStr, subnet: &Subnet, groups: &[SmolStr]) -> Result<(), Error> {
    let nic = &instance.nic;
    if *vpc == nic.vpc {
        return Err(refused(404, "InvalidParameter.AlreadyInTargetVpc", "The specified instance is already in the destination VPC."));
    }
    if !at.region.vpcs.contains_key(vpc) {
        return Err(refused(404, "NoSuchResource", "The specified resource is not found."));
    }
    if subnet.vpc != *vpc {
        return Err(refused(404, "InvalidParameter.VSwitchId", "The specified virtual vswitch does not exist."));
    }
    if !nic.more().others.is_empty() {
        return Err(refused(404, "InvalidInstance.AttachedEni", "The Specified operation is denied due to elastic network interface."));
    }
    if !nic.ipv6.is_empty() {
        return Err(refused(404, "InvalidIp.Ipv6", "The Specified operation is denied due to ipv6."));
    }
    if !nic.more().secondary.is_empty() {
        return Err(refused(404, "InvalidIp.MultiPrimaryIp", "The Specified operation is denied due to multi private ip."));
    }
    let mut entries = at.region.router_tables.values().flat_map(|table| &table.entries);
    if entries.any(|entry| [&instance.id, &nic.id].contains(&entry.hop.id())) {
        return Err(refused(404, "InvalidDependence.NextHopOfCustomRouter", "The Specified operation is denied due to next hop of Custom Router."));
    }
    if groups.is_empty() {
        return Err(refused(404, "InvalidParameter.SecurityGroupId", "The specified SecurityGroupId.N is invalid or does not exist."));
    }
    Ok(check_groups(at.region, groups, &subnet.id, vpc)?)
}

/// Takes the address from the VSwitch: this one, or the next free one.
#[rustfmt::skip]
fn address(subnet: &mut Subnet, text: Option<&SmolStr>) -> Result<Ipv4Addr, Error> {
    let Some(text) = text else {
        let full = || refused(404, "InvalidParameter.NotEnoughIpInVSwitch", "The specified virtual switch has not enough available ip.");
        return subnet.allocate().ok_or_else(full);
    };
    let address: Ipv4Addr = text.parse().map_err(|_| Error::invalid("PrivateIpAddress", text, "an IPv4 address"))?;
    if subnet.check_host(address).is_err() {
        return Err(refused(400, "InvalidPrivateIpAddress.Mismatch", "Specified private IP address is not in the CIDR block of virtual switch."));
    }
    if !subnet.is_free(address) {
        return Err(refused(400, "InvalidPrivateIpAddress.Duplicated", "Specified private IP address is duplicated."));
    }
    subnet.allocate_address(address);
    Ok(address)
}
