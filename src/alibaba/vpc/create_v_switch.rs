//! [CreateVSwitch](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateVSwitch)

use super::parameters::{text, v_switch_ipv6, vpc};
use crate::alibaba::ecs::common::{TagRequest, tags};
use crate::alibaba::protocol::Rpc;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{NetworkError, NewVSwitch, VSwitchFacts, make_v_switch, v_switch_range};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::not_modelled;
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a VSwitch of a VPC in a zone. It is available at once (ours: the vendor's is `Pending` for a moment). A
/// range that is selected by its mask length is not modelled and refused.
pub struct CreateVSwitch;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    zone_id: SmolStr,
    cidr_block: Option<SmolStr>,
    cidr_mask: Option<i64>,
    #[serde(rename = "VSwitchName")]
    v_switch_name: Option<SmolStr>,
    description: Option<SmolStr>,
    ipv6_cidr_block: Option<i64>,
    vpc_ipv6_cidr_block: Option<SmolStr>,
    #[serde(default)]
    tag: Vec<TagRequest>,
}

#[derive(Serialize)]
pub struct Response {
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
}

impl Operation for CreateVSwitch {
    const ACTION: &'static str = "CreateVSwitch";
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv6CidrMask", "64")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match (error, error.missing_parameter(), error.invalid_parameter()) {
            (Error::Domain(DomainError::Network(NetworkError::VpcNotFound(_))), ..) => row(404, "InvalidVpcId.NotFound", "Specified VPC does not exist."),
            (_, Some("VpcId"), _) => row(400, "MissingParam.vpcId", "The parameter vpcId is mandatory."),
            (_, _, Some("VSwitchName")) => row(400, "InvalidVSwitchName.Malformed", "Specified virtual switch name is not valid."),
            (_, _, Some("Description")) => row(400, "InvalidVSwitchDiscription.Malformed", "Specified  virtual switch description is not valid."),
            _ => return None,
        })
    }
}

impl Change for CreateVSwitch {
    type Plan = NewVSwitch;

    fn plan(at: Place<'_>, request: Request) -> Result<NewVSwitch, Error> {
        not_modelled(&[(request.cidr_mask.is_some() && request.cidr_block.is_none(), "CidrMask")])?;
        if request.vpc_ipv6_cidr_block.is_some() && request.ipv6_cidr_block.is_none() {
            let text = "The parameter Ipv6CidrBlock is mandatory.";
            return Err(Error::Own(row(400, "MissingParam.Ipv6CidrBlock", text)));
        }
        let mut facts = VSwitchFacts {
            name: text("VSwitchName", request.v_switch_name, 128)?,
            description: text("Description", request.description, 256)?,
            ..VSwitchFacts::default()
        };
        let text = request.cidr_block.ok_or_else(|| Error::missing("CidrBlock"))?;
        let tags = tags(&request.tag)?;
        let zone = at.scope.zone(&request.zone_id).ok_or(NetworkError::ZoneNotFound(request.zone_id))?;
        let vpc = vpc(at.region, &request.vpc_id)?;
        let range = v_switch_range(at.region, vpc, &text)?;
        let of = request.vpc_ipv6_cidr_block.as_ref();
        facts.ipv6 = v_switch_ipv6(at.region, vpc, request.ipv6_cidr_block, of)?;
        Ok(NewVSwitch { vpc: request.vpc_id, zone, range, facts, tags })
    }

    fn commit(at: &mut PlaceMut<'_>, new: NewVSwitch) -> Response {
        Response { v_switch_id: make_v_switch(at, new) }
    }
}
