//! [LeaveSecurityGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/LeaveSecurityGroup)

use super::group;
use super::member::Member;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::AlibabaGroupError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Removes a running or stopped instance from a security group, unless that is its last group.
pub struct LeaveSecurityGroup;

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

impl Operation for LeaveSecurityGroup {
    const ACTION: &'static str = "LeaveSecurityGroup";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::member_error(error)
    }
}

impl Change for LeaveSecurityGroup {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let (member, nic) = Member::find(at.region, request.instance_id, request.network_interface_id)?;
        let group = group(at.region, &request.security_group_id)?;
        match nic.groups.as_slice() {
            groups if !groups.contains(&group.id) => Err(AlibabaGroupError::NotIn.into()),
            [_] => Err(AlibabaGroupError::Last.into()),
            _ => Ok(Plan { member, group: group.id.clone() }),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        plan.member.change_groups(at, |groups| groups.retain(|id| *id != plan.group));
        Done {}
    }
}
