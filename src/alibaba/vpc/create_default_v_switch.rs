//! [CreateDefaultVSwitch](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateDefaultVSwitch)

use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{
    AlibabaNetworkError, NetworkError, NewVSwitch, VSwitchFacts, default_subnet_range, make_v_switch,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates the default VSwitch of a zone, in the default VPC: one of the size /20 with the first range that is free (ours). It
/// is available at once (ours: the vendor's is `Pending` for a moment).
pub struct CreateDefaultVSwitch;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    zone_id: SmolStr,
}

#[derive(Serialize)]
pub struct Response {
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
}

impl Operation for CreateDefaultVSwitch {
    const ACTION: &'static str = "CreateDefaultVSwitch";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv6CidrBlock", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error {
            // The vendor's text is a placeholder.
            Error::Domain(DomainError::AlibabaNetwork(AlibabaNetworkError::NoDefaultVpc)) => row(400, "OperationFailed.DefaultVpcNotExist", "The region has no default VPC."),
            Error::Domain(DomainError::AlibabaNetwork(AlibabaNetworkError::DefaultVSwitchExists(_))) => row(400, "OperationFailed.DefaultVSwitchExist", "A default vSwitch already exists in the zone."),
            _ => return None,
        })
    }
}

impl Change for CreateDefaultVSwitch {
    type Plan = NewVSwitch;

    fn plan(at: Place<'_>, request: Request) -> Result<NewVSwitch, Error> {
        let zone = at.scope.zone(&request.zone_id).ok_or(NetworkError::ZoneNotFound(request.zone_id))?;
        let vpc = at.region.default_vpc().ok_or(AlibabaNetworkError::NoDefaultVpc)?;
        let mut others = at.region.subnets.values().filter(|subnet| subnet.default && subnet.vpc == vpc.id);
        if let Some(other) = others.find(|subnet| subnet.zone == zone) {
            return Err(AlibabaNetworkError::DefaultVSwitchExists(other.id.clone()).into());
        }
        let range =
            default_subnet_range(at.region, vpc).ok_or(NetworkError::SubnetConflict(vpc.cidr.to_string().into()))?;
        Ok(NewVSwitch { vpc: vpc.id.clone(), zone, range, facts: VSwitchFacts::default(), tags: Tags::new() })
    }

    fn commit(at: &mut PlaceMut<'_>, new: NewVSwitch) -> Response {
        let v_switch_id = make_v_switch(at, new);
        if let Some(subnet) = at.region.subnets.get_mut(&v_switch_id) {
            subnet.default = true;
        }
        Response { v_switch_id }
    }
}
