//! [DescribeInstanceMaintenanceAttributes](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceMaintenanceAttributes)

use super::maintenance::{action_name, supported_actions};
use crate::alibaba::ecs::common::page;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Instance;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes what happens to instances when their hardware needs maintenance. Unknown ids are ignored (ours).
pub struct DescribeInstanceMaintenanceAttributes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    maintenance_attributes: MaintenanceAttributes,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MaintenanceAttributes {
    maintenance_attribute: Vec<MaintenanceAttribute>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MaintenanceAttribute {
    instance_id: SmolStr,
    action_on_maintenance: ActionOnMaintenance,
    maintenance_windows: MaintenanceWindows,
    notify_on_maintenance: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ActionOnMaintenance {
    value: &'static str,
    default_value: &'static str,
    supported_values: SupportedValues,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct SupportedValues {
    supported_value: Vec<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MaintenanceWindows {
    maintenance_window: Vec<MaintenanceWindow>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MaintenanceWindow {
    start_time: String,
    end_time: String,
}

impl Operation for DescribeInstanceMaintenanceAttributes {
    const ACTION: &'static str = "DescribeInstanceMaintenanceAttributes";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceMaintenanceAttributes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page(request.page_number, request.page_size, 100)?;
        let ids = &request.instance_id;
        if ids.len() > 100 {
            return Err(Error::invalid("InstanceId", ids.len(), "at most 100"));
        }
        let matching = at.region.instances.values().filter(|instance| ids.is_empty() || ids.contains(&instance.id));
        let all: Vec<&Instance> = matching.collect();
        let total_count = all.len();
        let attributes = page.take(all).into_iter().map(MaintenanceAttribute::new).collect();
        Ok(Response {
            total_count,
            page_number: page.number,
            page_size: page.size,
            maintenance_attributes: MaintenanceAttributes { maintenance_attribute: attributes },
        })
    }
}

impl MaintenanceAttribute {
    fn new(instance: &Instance) -> Self {
        let maintenance = instance.alibaba().maintenance;
        let values: Vec<&'static str> = supported_actions(instance).iter().map(|action| action_name(*action)).collect();
        let default_value = values.first().copied().unwrap_or_default();
        let hour = |hour: u8| format!("{hour:02}:00:00");
        let window = |(start, end)| MaintenanceWindow { start_time: hour(start), end_time: hour(end) };
        Self {
            instance_id: instance.id.clone(),
            action_on_maintenance: ActionOnMaintenance {
                value: maintenance.action.map_or(default_value, action_name),
                default_value,
                supported_values: SupportedValues { supported_value: values },
            },
            maintenance_windows: MaintenanceWindows {
                maintenance_window: maintenance.window.into_iter().map(window).collect(),
            },
            notify_on_maintenance: maintenance.notify,
        }
    }
}
