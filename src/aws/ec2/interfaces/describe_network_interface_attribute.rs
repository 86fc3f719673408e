//! [DescribeNetworkInterfaceAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInterfaceAttribute.html)

use super::nic;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::instances::interface::{AttachmentView, GroupView, attachment_view, groups};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use crate::wire::params::ParamError;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes one attribute of an interface.
pub struct DescribeNetworkInterfaceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    attribute: Attribute,
    network_interface_id: SmolStr,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Attribute {
    AssociatePublicIpAddress,
    Attachment,
    Description,
    GroupSet,
    SourceDestCheck,
}

#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    network_interface_id: SmolStr,
    description: Option<Text>,
    source_dest_check: Option<Flag>,
    group_set: Option<Set<GroupView>>,
    attachment: Option<AttachmentView>,
}

#[derive(Serialize)]
struct Text {
    value: SmolStr,
}

#[derive(Serialize)]
struct Flag {
    value: bool,
}

impl Operation for DescribeNetworkInterfaceAttribute {
    const ACTION: &'static str = "DescribeNetworkInterfaceAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            // As recorded from EC2.
            Error::Param(ParamError::Invalid { name, value, .. }) if name == "Attribute" => {
                let text = format!("Value ({value}) for parameter attribute is invalid. Unknown attribute.");
                Some(row(400, "InvalidParameterValue", text))
            }
            _ => None,
        }
    }
}

impl Read for DescribeNetworkInterfaceAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let id = request.network_interface_id;
        let (nic, instance) = nic(at.region, &id)?;
        let mut response = Response { network_interface_id: id.clone(), ..Response::default() };
        match request.attribute {
            Attribute::AssociatePublicIpAddress => {
                return Err(Error::NotModelled("Attribute=associatePublicIpAddress".to_owned()));
            }
            Attribute::Attachment => response.attachment = attachment_view(at, &id),
            Attribute::Description => response.description = Some(Text { value: nic.description.clone() }),
            Attribute::GroupSet => response.group_set = Some(groups(at.region, nic).into_iter().collect()),
            Attribute::SourceDestCheck => {
                let own = at.region.interfaces.get(&id).is_some_and(|interface| interface.routes_traffic);
                let routes = instance.map_or(own, |instance| instance.aws.routes_traffic);
                response.source_dest_check = Some(Flag { value: !routes });
            }
        }
        Ok(response)
    }
}
