//! [ModifyNetworkInterfaceAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyNetworkInterfaceAttribute.html)

use super::nic;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Done, check_length};
use crate::aws::ec2::instances::interface::attachment_id;
use crate::domain::compute::instance::Nic;
use crate::domain::compute::launch::check_groups;
use crate::domain::network::interfaces::{AwsInterfaceError, change_nic, live_instances};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes one attribute of an interface: its description, its source/destination check, its security groups, or whether it is
/// deleted with its instance.
pub struct ModifyNetworkInterfaceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attachment: Option<AttachmentChange>,
    description: Option<Text>,
    network_interface_id: SmolStr,
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
    source_dest_check: Option<Flag>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct AttachmentChange {
    attachment_id: Option<SmolStr>,
    delete_on_termination: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Text {
    value: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Flag {
    value: bool,
}

/// The change of one attribute.
pub enum Attribute {
    Description(SmolStr),
    RoutesTraffic(bool),
    Groups(Vec<SmolStr>),
    DeleteOnTermination(bool),
}

impl Operation for ModifyNetworkInterfaceAttribute {
    const ACTION: &'static str = "ModifyNetworkInterfaceAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("AssociatePublicIpAddress", ""),
        ("AssociatedSubnetId", ""),
        ("Attachment.DefaultEnaQueueCount", ""),
        ("Attachment.EnaQueueCount", ""),
        ("ConnectionTrackingSpecification", ""),
        ("EnaSrdSpecification", ""),
        ("EnablePrimaryIpv6", "false"),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyNetworkInterfaceAttribute {
    type Plan = (SmolStr, Attribute);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let id = request.network_interface_id.clone();
        let (nic, _) = nic(at.region, &id)?;
        let mut requested = attributes(at, nic, request)?;
        let attribute = requested.pop().ok_or_else(|| Error::missing("attribute"))?;
        if !requested.is_empty() {
            return Err(Error::Conflict("Fields for multiple attribute types specified".to_owned()));
        }
        Ok((id, attribute))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, attribute): Self::Plan) -> Done {
        match attribute {
            Attribute::Description(text) => change_nic(at.region, &id, |nic| nic.description = text),
            Attribute::Groups(groups) => change_nic(at.region, &id, |nic| nic.groups = groups),
            Attribute::RoutesTraffic(on) => set_routing(at, &id, on),
            Attribute::DeleteOnTermination(goes) => match at.region.interfaces.get_mut(&id) {
                Some(interface) => {
                    if let Some(attachment) = &mut interface.attachment {
                        attachment.delete_on_termination = goes;
                    }
                }
                None => change_nic(at.region, &id, |nic| nic.change_more(|more| more.stays = !goes)),
            },
        }
        Done::YES
    }
}

/// Sets whether an interface routes traffic. That of a primary one is an attribute of its instance.
pub fn set_routing(at: &mut PlaceMut<'_>, id: &SmolStr, on: bool) {
    if let Some(interface) = at.region.interfaces.get_mut(id) {
        interface.routes_traffic = on;
        return;
    }
    let owner = live_instances(at.region).find(|one| one.nic.id == *id).map(|one| one.id.clone());
    if let Some(mut instance) = owner.and_then(|owner| at.region.instances.get_mut(&owner)) {
        instance.aws.routes_traffic = on;
    }
}

fn attributes(at: Place<'_>, nic: &Nic, request: Request) -> Result<Vec<Attribute>, Error> {
    let mut requested = Vec::new();
    if let Some(Text { value }) = request.description {
        let text = value.unwrap_or_default();
        check_length("Description", &text)?;
        requested.push(Attribute::Description(text));
    }
    requested.extend(request.source_dest_check.map(|flag| Attribute::RoutesTraffic(!flag.value)));
    if !request.security_group_id.is_empty() {
        check_groups(at.region, &request.security_group_id, &nic.subnet, &nic.vpc)?;
        requested.push(Attribute::Groups(request.security_group_id));
    }
    if let Some(change) = request.attachment {
        let id = change.attachment_id.ok_or_else(|| Error::missing("Attachment.AttachmentId"))?;
        let free = at.region.interfaces.get(&nic.id).is_some_and(|interface| interface.attachment.is_none());
        if free || attachment_id(nic) != *id {
            return Err(AwsInterfaceError::NoAttachment(id).into());
        }
        let goes = change.delete_on_termination;
        let goes = goes.ok_or_else(|| Error::missing("Attachment.DeleteOnTermination"))?;
        requested.push(Attribute::DeleteOnTermination(goes));
    }
    Ok(requested)
}
