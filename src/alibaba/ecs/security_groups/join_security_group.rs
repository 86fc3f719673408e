//! [JoinSecurityGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/JoinSecurityGroup)

use super::group;
use super::member::Member;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::State;
use crate::domain::compute::launch::check_groups;
use crate::domain::error::{Error as DomainError, InstanceAction, InstanceError};
use crate::domain::network::{AlibabaGroupError, AlibabaNetworkError, NetworkError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Adds a running or stopped instance, or a network interface that is not a primary one, to a security group of its VPC. It stays
/// in its other groups.
pub struct JoinSecurityGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    security_group_id: SmolStr,
    instance_id: Option<SmolStr>,
    network_interface_id: Option<SmolStr>,
}

pub struct Plan {
    member: Member,
    group: SmolStr,
}

impl Operation for JoinSecurityGroup {
    const ACTION: &'static str = "JoinSecurityGroup";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            Error::Domain(DomainError::Network(NetworkError::TooManyGroups)) => row(400, "InstanceSecurityGroupLimitExceeded", "Exceeding the allowed amount of security groups that an instance can be in."),
            Error::Domain(DomainError::Network(NetworkError::Mismatch(_))) => row(400, "InvalidInstanceId.Mismatch", "Specified instance and security group are not in the same VPC."),
            Error::Domain(DomainError::AlibabaNetwork(AlibabaNetworkError::GroupKindsDiffer)) => row(400, "InvalidOperation.MultiGroupType", "The specified instance can't join different types of security group."),
            Error::Domain(DomainError::Instance(InstanceError::WrongState { state: State::Pending, action: InstanceAction::Modify, .. })) => row(403, "Forbidden.InstanceIsBeingCreated", "The specified instance is being created."),
            _ => return refusals::member_error(error),
        })
    }
}

impl Change for JoinSecurityGroup {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let (member, nic) = Member::find(at.region, request.instance_id, request.network_interface_id)?;
        let group = group(at.region, &request.security_group_id)?;
        if nic.groups.contains(&group.id) {
            return Err(AlibabaGroupError::AlreadyIn.into());
        }
        let groups = [nic.groups.as_slice(), std::slice::from_ref(&group.id)].concat();
        check_groups(at.region, &groups, &nic.subnet, &nic.vpc)?;
        Ok(Plan { member, group: group.id.clone() })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        plan.member.change_groups(at, |groups| groups.push(plan.group));
        Done {}
    }
}
