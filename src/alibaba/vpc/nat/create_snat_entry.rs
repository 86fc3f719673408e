//! [CreateSnatEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateSnatEntry)

use super::parameters::{affinity, name, snat_addresses};
use crate::alibaba::protocol::Rpc;
use crate::alibaba::vpc::parameters::{range, v_switch};
use crate::domain::error::Error as DomainError;
use crate::domain::network::{NetworkError, SnatEntry, SnatSource, of_snat_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// Adds an SNAT entry: a VSwitch of the VPC or any range, and the elastic addresses of the gateway, or the NAT address of one for
/// private networks. It is available at once (ours: the vendor's is `Pending` for a moment). Network interfaces in place of
/// addresses are not modelled and refused.
pub struct CreateSnatEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    snat_table_id: SmolStr,
    source_v_switch_id: Option<SmolStr>,
    #[serde(rename = "SourceCIDR")]
    source_cidr: Option<SmolStr>,
    snat_ip: Option<SmolStr>,
    snat_entry_name: Option<SmolStr>,
    eip_affinity: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    snat_entry_id: SmolStr,
}

pub struct Plan {
    gateway: SmolStr,
    name: SmolStr,
    source: SnatSource,
    addresses: Vec<Ipv4Addr>,
    affinity: bool,
}

impl Operation for CreateSnatEntry {
    const ACTION: &'static str = "CreateSnatEntry";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("NetworkInterfaceId", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        match error {
            Error::Domain(DomainError::Network(NetworkError::SubnetNotFound(_))) => {
                Some(row(404, "InvalidVSwitchId.NotFound", "The specified virtual switch does not exists."))
            }
            _ => None,
        }
    }
}

impl Change for CreateSnatEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = name(request.snat_entry_name, 2..=128)?.unwrap_or_default();
        let affinity = affinity(request.eip_affinity)?.unwrap_or(false);
        let source = source(request.source_v_switch_id, request.source_cidr)?;
        let addresses = snat_addresses(&request.snat_ip.ok_or_else(|| Error::missing("SnatIp"))?)?;
        let gateway = of_snat_table(at.region, &request.snat_table_id)?;
        gateway.check_available()?;
        if let SnatSource::VSwitch(id) = &source {
            v_switch(at.region, id)?;
        }
        gateway.check_source(at.region, &source)?;
        gateway.check_snat_addresses(at.region, &addresses)?;
        Ok(Plan { gateway: gateway.id.clone(), name, source, addresses, affinity })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = at.new_id("snat");
        let Plan { gateway, name, source, addresses, affinity } = plan;
        if let Some(gateway) = at.region.alibaba_nats.get_mut(&gateway) {
            gateway.snat.push(SnatEntry { id: id.clone(), name, source, addresses, affinity });
        }
        Response { snat_entry_id: id }
    }
}

fn source(v_switch: Option<SmolStr>, cidr: Option<SmolStr>) -> Result<SnatSource, Error> {
    match (v_switch, cidr) {
        (Some(id), None) => Ok(SnatSource::VSwitch(id)),
        (None, Some(text)) => {
            let malformed = |_| Error::Own(row(400, "InvalidSourceCIDR.Malformed", "SourceCIDR is illegal."));
            range(&text).map(SnatSource::Range).map_err(malformed)
        }
        // The vendor's text is a placeholder.
        (Some(_), Some(_)) => Err(Error::Own(row(
            400,
            "CreateSnatEntry.ParamExclusive.sourceVSwitchIdAndsourceCIDR",
            "SourceVSwitchId and SourceCIDR cannot both be given.",
        ))),
        (None, None) => Err(Error::Own(row(400, "INVALID_PARAMETER", "The parameter invalid."))),
    }
}
