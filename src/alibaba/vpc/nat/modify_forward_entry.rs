//! [ModifyForwardEntry](https://api.alibabacloud.com/document/Vpc/2016-04-28/ModifyForwardEntry)

use super::forwarding::{check_rule, external_ip, external_ports, internal_ip, internal_ports, protocol};
use super::parameters::name;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{ForwardRule, of_forward_table};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes what a DNAT entry forwards, or its name. What is left out stays.
pub struct ModifyForwardEntry;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    forward_table_id: SmolStr,
    forward_entry_id: SmolStr,
    external_ip: Option<SmolStr>,
    external_port: Option<SmolStr>,
    internal_ip: Option<SmolStr>,
    internal_port: Option<SmolStr>,
    ip_protocol: Option<SmolStr>,
    forward_entry_name: Option<SmolStr>,
    port_break: Option<bool>,
}

pub struct Plan {
    gateway: SmolStr,
    entry: SmolStr,
    name: Option<SmolStr>,
    rule: ForwardRule,
}

impl Operation for ModifyForwardEntry {
    const ACTION: &'static str = "ModifyForwardEntry";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyForwardEntry {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let name = name(request.forward_entry_name, 2..=128)?;
        let protocol = request.ip_protocol.as_ref().map(protocol).transpose()?;
        let external = request.external_ip.as_ref().map(external_ip).transpose()?;
        let external_ports = request.external_port.as_ref().map(external_ports).transpose()?;
        let internal = request.internal_ip.as_ref().map(internal_ip).transpose()?;
        let internal_ports = request.internal_port.as_ref().map(internal_ports).transpose()?;
        let gateway = of_forward_table(at.region, &request.forward_table_id)?;
        gateway.check_available()?;
        let entry = gateway.forward_entry(&request.forward_entry_id)?;
        let rule = ForwardRule {
            protocol: protocol.unwrap_or(entry.rule.protocol),
            external_ip: external.unwrap_or(entry.rule.external_ip),
            external_ports: external_ports.unwrap_or(entry.rule.external_ports),
            internal_ip: internal.unwrap_or(entry.rule.internal_ip),
            internal_ports: internal_ports.unwrap_or(entry.rule.internal_ports),
        };
        if rule != entry.rule {
            check_rule(&rule, gateway.options.internet)?;
            gateway.check_forward(at.region, &rule, Some(&entry.id), request.port_break.unwrap_or(false))?;
        }
        Ok(Plan { gateway: gateway.id.clone(), entry: request.forward_entry_id, name, rule })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        let mut gateways = at.region.alibaba_nats.get_mut(&plan.gateway).into_iter();
        if let Some(entry) = gateways.find_map(|one| one.forward.iter_mut().find(|entry| entry.id == plan.entry)) {
            entry.name = plan.name.unwrap_or(std::mem::take(&mut entry.name));
            entry.rule = plan.rule;
        }
        Done {}
    }
}
