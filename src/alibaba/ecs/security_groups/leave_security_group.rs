//! [LeaveSecurityGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/LeaveSecurityGroup)

use super::group;
use super::member::member;
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
    instance: SmolStr,
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
        let instance = member(at.region, request.instance_id.as_ref(), request.network_interface_id.as_ref())?;
        let group = group(at.region, &request.security_group_id)?;
        match instance.nic.groups.as_slice() {
            groups if !groups.contains(&group.id) => Err(AlibabaGroupError::NotIn.into()),
            [_] => Err(AlibabaGroupError::Last.into()),
            _ => Ok(Plan { instance: instance.id.clone(), group: group.id.clone() }),
        }
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        if let Some(mut instance) = at.region.instances.get_mut(&plan.instance) {
            instance.nic.groups.retain(|id| *id != plan.group);
        }
        Done {}
    }
}
