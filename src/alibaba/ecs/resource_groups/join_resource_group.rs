//! JoinResourceGroup.

use crate::alibaba::ecs::common::Done;
use crate::alibaba::ecs::tags::refusals;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::TagError;
use crate::domain::estate::{Place, PlaceMut, Region};
use crate::domain::tagging::{Kind, of_kind};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Moves a resource to a resource group. Any id is one of a group (ours). Disks and network interfaces are in the group
/// of their instance: to move one alone is not modelled and refused.
pub struct JoinResourceGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_group_id: SmolStr,
    resource_type: SmolStr,
    resource_id: SmolStr,
}

/// What goes where.
pub struct Plan {
    kind: Kind,
    id: SmolStr,
    group: SmolStr,
}

/// Kinds that can be in a group, and of which there is nothing here.
const ABSENT: &[&str] = &["ddh", "ddhcluster", "launchtemplate", "snapshot"];

impl Operation for JoinResourceGroup {
    const ACTION: &'static str = "JoinResourceGroup";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::resource_type(error)
    }
}

impl Change for JoinResourceGroup {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let id = request.resource_id;
        let kind = match request.resource_type.as_str() {
            "instance" => Kind::Instance,
            "image" => Kind::Image,
            "keypair" => Kind::KeyPair,
            "securitygroup" => Kind::SecurityGroup,
            other @ ("disk" | "eni") => return Err(Error::NotModelled(format!("ResourceType={other}"))),
            other if ABSENT.contains(&other) => return Err(TagError::NoResource(id).into()),
            other => return Err(Error::invalid("ResourceType", other, "a type of resource that is in a group")),
        };
        if of_kind(at.region, kind).into_iter().all(|(other, _)| *other != id) {
            return Err(TagError::NoResource(id).into());
        }
        Ok(Plan { kind, id, group: request.resource_group_id })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        put(at.region, plan);
        Done {}
    }
}

fn put(region: &mut Region, Plan { kind, id, group }: Plan) {
    match kind {
        Kind::Instance => {
            if let Some(mut instance) = region.instances.get_mut(&id) {
                instance.alibaba_mut().resource_group = group;
            }
        }
        Kind::Image => {
            if let Some(image) = region.images.get_mut(&id) {
                image.resource_group = group;
            }
        }
        Kind::KeyPair => {
            if let Some(pair) = region.key_pairs.get_mut(&id) {
                pair.resource_group = group;
            }
        }
        Kind::SecurityGroup => {
            if let Some(security_group) = region.groups.get_mut(&id) {
                security_group.resource_group = group;
            }
        }
        // They follow their instance.
        Kind::Disk | Kind::Interface => {}
    }
}
