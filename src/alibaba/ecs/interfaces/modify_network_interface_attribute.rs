//! [ModifyNetworkInterfaceAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyNetworkInterfaceAttribute)

use super::Eni;
use super::create_network_interface::{check_mode, different, queues};
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::ecs::texts::{check_description, check_name};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::State;
use crate::domain::compute::launch::check_groups;
use crate::domain::network::interfaces::{AlibabaInterfaceError, change_nic, check_queues, others};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes attributes of a network interface; of the primary one of an instance, only the name and the description.
pub struct ModifyNetworkInterfaceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_interface_id: SmolStr,
    network_interface_name: Option<SmolStr>,
    description: Option<SmolStr>,
    queue_number: Option<i64>,
    #[serde(default)]
    security_group_id: Vec<SmolStr>,
    delete_on_release: Option<bool>,
    source_dest_check: Option<bool>,
    network_interface_traffic_config: Option<TrafficConfig>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TrafficConfig {
    queue_number: Option<i64>,
    network_interface_traffic_mode: Option<SmolStr>,
}

pub struct Plan {
    id: SmolStr,
    name: Option<SmolStr>,
    description: Option<SmolStr>,
    /// `Some(None)`: as many as the type of the instance gives.
    queues: Option<Option<u32>>,
    groups: Vec<SmolStr>,
    delete_on_release: Option<bool>,
    source_dest_check: Option<bool>,
}

impl Operation for ModifyNetworkInterfaceAttribute {
    const ACTION: &'static str = "ModifyNetworkInterfaceAttribute";
    const REGION_ID: bool = true;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("ConnectionTrackingConfiguration", ""),
        ("EnablePrimaryIPv6", "false"),
        ("EnhancedNetwork", ""),
        ("NetworkInterfaceTrafficConfig.QueuePairNumber", ""),
        ("NetworkInterfaceTrafficConfig.RxQueueSize", ""),
        ("NetworkInterfaceTrafficConfig.TxQueueSize", ""),
        ("RxQueueSize", ""),
        ("TxQueueSize", ""),
    ];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::group_kinds(error)
    }
}

impl Change for ModifyNetworkInterfaceAttribute {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let eni = Eni::find(at.region, &request.network_interface_id)?;
        let (name, description) = (request.network_interface_name, request.description);
        check_name("NetworkInterfaceName", name.as_deref().unwrap_or_default())?;
        check_description("Description", description.as_deref().unwrap_or_default())?;
        let config = request.network_interface_traffic_config;
        let mode = config.as_ref().and_then(|config| config.network_interface_traffic_mode.clone());
        check_mode(&mode)?;
        let number = request.queue_number.or(config.and_then(|config| config.queue_number));
        // -1 is the default, says the metadata of the API.
        let queues = number.map(|number| queues(Some(number).filter(|number| *number != -1))).transpose()?;
        let groups = different(request.security_group_id)?;
        check_groups(at.region, &groups, &eni.nic.subnet, &eni.nic.vpc)?;
        if eni.other.is_none() {
            let id = request.network_interface_id.clone();
            if queues.is_some() {
                return Err(AlibabaInterfaceError::PrimaryQueues(id).into());
            }
            if !groups.is_empty() || request.delete_on_release.is_some() || request.source_dest_check.is_some() {
                return Err(AlibabaInterfaceError::PrimaryAttributes(id).into());
            }
        }
        eni.check_status(&["Available", "InUse"])?;
        if let Some(queues) = queues {
            check_new_queues(at, &eni, queues)?;
        }
        let (id, delete_on_release) = (request.network_interface_id, request.delete_on_release);
        let source_dest_check = request.source_dest_check;
        Ok(Plan { id, name, description, queues, groups, delete_on_release, source_dest_check })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        change_nic(at.region, &plan.id, |nic| {
            if let Some(name) = plan.name {
                nic.change_more(|more| more.name = name);
            }
            if let Some(description) = plan.description {
                nic.description = description;
            }
            if !plan.groups.is_empty() {
                nic.groups = plan.groups;
            }
        });
        let Some(interface) = at.region.interfaces.get_mut(&plan.id) else { return Done {} };
        let facts = interface.alibaba.get_or_insert_default();
        facts.queues = plan.queues.unwrap_or(facts.queues);
        if let Some(delete) = plan.delete_on_release {
            facts.delete_on_release = delete;
            interface.attachment.iter_mut().for_each(|attachment| attachment.delete_on_termination = delete);
        }
        interface.routes_traffic = plan.source_dest_check.map_or(interface.routes_traffic, |checks| !checks);
        Done {}
    }
}

/// Queues are changed while nothing uses them, and fit the type of the instance.
fn check_new_queues(at: Place<'_>, eni: &Eni<'_>, queues: Option<u32>) -> Result<(), AlibabaInterfaceError> {
    let Some(instance) = eni.instance else { return Ok(()) };
    if instance.state != State::Stopped {
        return Err(AlibabaInterfaceError::QueuesInUse(eni.nic.id.clone()));
    }
    let others = others(at.region, instance);
    let of = |id: &SmolStr, set| if *id == eni.nic.id { queues } else { set };
    let all: Vec<_> = others.into_iter().map(|one| of(&one.nic.id, one.alibaba().queues)).collect();
    check_queues(at.region, instance.instance_type, &all)
}
