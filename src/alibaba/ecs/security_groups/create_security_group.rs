//! [CreateSecurityGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/CreateSecurityGroup)

use crate::alibaba::ecs::common::{AnyCaseTag, any_case_tags};
use crate::alibaba::ecs::texts::{check_description, check_name, resource_group};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{NetworkError, NewSecurityGroup, make_group};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a security group in a VPC. It has no rules: it accepts all outbound traffic, and inbound traffic from its
/// own members.
pub struct CreateSecurityGroup;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: Option<SmolStr>,
    security_group_name: Option<SmolStr>,
    security_group_type: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    description: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<AnyCaseTag>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    security_group_id: SmolStr,
}

impl Operation for CreateSecurityGroup {
    const ACTION: &'static str = "CreateSecurityGroup";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const IGNORED: &'static [&'static str] = &["ServiceManaged"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error.missing_parameter(), error.invalid_parameter()) {
            (Some("VpcId"), _) => row(403, "InvalidVpcId.NotFound", "The VpcId must not empty when only support vpc vm."),
            (_, Some("SecurityGroupName")) => row(400, "InvalidSecurityGroupName.Malformed", "Specified security group name is not valid."),
            (_, Some("Description")) => row(400, "InvalidSecurityGroupDiscription.Malformed", "Specified security group description is not valid."),
            (_, Some("SecurityGroupType")) => row(400, "InvalidParams.GroupType", "The specified security group type is not valid."),
            (_, Some(name)) if name.starts_with("Tag.") => row(400, "InvalidTagValue.Malformed", "Specified tag value is not valid."),
            _ => return None,
        })
    }
}

impl Change for CreateSecurityGroup {
    type Plan = NewSecurityGroup;

    fn plan(at: Place<'_>, request: Request) -> Result<NewSecurityGroup, Error> {
        let name = request.security_group_name.unwrap_or_default();
        check_name("SecurityGroupName", &name)?;
        let description = request.description.unwrap_or_default();
        check_description("Description", &description)?;
        let enterprise = match request.security_group_type.as_deref() {
            None | Some("normal") => false,
            Some("enterprise") => true,
            Some(other) => return Err(Error::invalid("SecurityGroupType", other, "normal or enterprise")),
        };
        // Only a group in the classic network needs no VPC, and that network is not modelled here.
        let vpc = request.vpc_id.ok_or_else(|| Error::missing("VpcId"))?;
        if !at.region.vpcs.contains_key(&vpc) {
            return Err(NetworkError::VpcNotFound(vpc).into());
        }
        let resource_group = resource_group(request.resource_group_id)?;
        Ok(NewSecurityGroup { name, description, vpc, enterprise, resource_group, tags: any_case_tags(request.tag)? })
    }

    fn commit(at: &mut PlaceMut<'_>, draft: NewSecurityGroup) -> Response {
        Response { security_group_id: make_group(at, draft) }
    }
}
