//! [CreateForwardEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateForwardEntry)

use super::forwarding::{check_rule, external_ip, external_ports, internal_ip, internal_ports, protocol};
use super::parameters::name;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{ForwardEntry, ForwardRule, of_forward_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Adds a DNAT entry: it forwards a port or a range of ports of one of the gateway's addresses, or all of them, to an address of
/// the VPC. `PortBreak` lets it have ports above 1024 of an address that an SNAT entry has. It is available at once (ours: the
/// vendor's is `Pending` for a moment).
pub struct CreateForwardEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    forward_table_id: SmolStr,
    external_ip: SmolStr,
    external_port: SmolStr,
    internal_ip: SmolStr,
    internal_port: SmolStr,
    ip_protocol: SmolStr,
    forward_entry_name: Option<SmolStr>,
    port_break: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    forward_entry_id: SmolStr,
}

pub struct Plan {
    gateway: SmolStr,
    name: SmolStr,
    rule: ForwardRule,
}

impl Operation for CreateForwardEntry {
    const ACTION: &'static str = "CreateForwardEntry";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateForwardEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = name(request.forward_entry_name, 2..=128)?.unwrap_or_default();
        let rule = ForwardRule {
            protocol: protocol(&request.ip_protocol)?,
            external_ip: external_ip(&request.external_ip)?,
            external_ports: external_ports(&request.external_port)?,
            internal_ip: internal_ip(&request.internal_ip)?,
            internal_ports: internal_ports(&request.internal_port)?,
        };
        let gateway = of_forward_table(at.region, &request.forward_table_id)?;
        gateway.check_available()?;
        check_rule(&rule, gateway.options.internet)?;
        gateway.check_forward(at.region, &rule, None, request.port_break.unwrap_or(false))?;
        gateway.check_forward_count()?;
        Ok(Plan { gateway: gateway.id.clone(), name, rule })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = at.new_id("fwd");
        let Plan { gateway, name, rule } = plan;
        if let Some(gateway) = at.region.alibaba_nats.get_mut(&gateway) {
            gateway.forward.push(ForwardEntry { id: id.clone(), name, rule });
        }
        Response { forward_entry_id: id }
    }
}
