//! [JoinResourceGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/JoinResourceGroup)

use crate::alibaba::ecs::common::Done;
use crate::alibaba::ecs::tags::refusals;
use crate::alibaba::ecs::texts;
use crate::alibaba::protocol::Rpc;
use crate::domain::error::TagError;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::domain::tagging::Kind;
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Moves a resource to a resource group. Every id is accepted as that of a group (ours). Disks and network interfaces
/// are in the group of their instance. A request to move one of them alone is refused as not modelled.
pub struct JoinResourceGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_group_id: SmolStr,
    resource_type: SmolStr,
    resource_id: SmolStr,
}

/// The resource, its new group, and the function that moves a resource of its kind.
pub struct Plan {
    move_to: MoveFn,
    id: SmolStr,
    group: SmolStr,
}

/// Moves the resource with this id to a group.
type MoveFn = fn(&mut Region, &SmolStr, SmolStr);

/// Kinds of resources that ECS can put in a group, but of which the emulator has none.
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
        let group = texts::resource_group(Some(request.resource_group_id))?;
        let id = request.resource_id;
        let resource_type = request.resource_type.as_str();
        let move_to: MoveFn = match resource_type {
            "instance" => move_instance,
            "image" => move_image,
            "keypair" => move_key_pair,
            "securitygroup" => move_security_group,
            "disk" | "eni" => return Err(Error::NotModelled(format!("ResourceType={resource_type}"))),
            _ if ABSENT.contains(&resource_type) => return Err(TagError::NoResource(id).into()),
            other => return Err(Error::invalid("ResourceType", other, "a type of resource that is in a group")),
        };
        if Kind::of_ecs(resource_type).and_then(|kind| kind.tags(at.region, &id)).is_none() {
            return Err(TagError::NoResource(id).into());
        }
        Ok(Plan { move_to, id, group })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        (plan.move_to)(at.region, &plan.id, plan.group);
        Done {}
    }
}

fn move_instance(region: &mut Region, id: &SmolStr, group: SmolStr) {
    if let Some(mut instance) = region.instances.get_mut(id) {
        instance.alibaba_mut().resource_group = group;
    }
}

fn move_image(region: &mut Region, id: &SmolStr, group: SmolStr) {
    if let Some(image) = region.images.get_mut(id) {
        image.resource_group = group;
    }
}

fn move_key_pair(region: &mut Region, name: &SmolStr, group: SmolStr) {
    if let Some(pair) = region.key_pairs.get_mut(name) {
        pair.resource_group = group;
    }
}

fn move_security_group(region: &mut Region, id: &SmolStr, group: SmolStr) {
    if let Some(security_group) = region.groups.get_mut(id) {
        security_group.resource_group = group;
    }
}
