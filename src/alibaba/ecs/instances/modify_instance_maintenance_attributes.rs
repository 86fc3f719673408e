//! [ModifyInstanceMaintenanceAttributes](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifyInstanceMaintenanceAttributes)

use super::batch::unique_ids;
use super::maintenance::supported_actions;
use crate::alibaba::ecs::common::{Done, instance};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::MaintenanceAction;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Sets what happens to instances when their hardware needs maintenance. Settings that the request leaves out stay the
/// same.
pub struct ModifyInstanceMaintenanceAttributes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    instance_id: Vec<SmolStr>,
    action_on_maintenance: Option<MaintenanceAction>,
    notify_on_maintenance: Option<bool>,
    #[serde(default)]
    maintenance_window: Vec<Window>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Window {
    start_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
}

/// The instances and their new settings; `None` leaves a setting as it is.
pub struct Plan {
    ids: Vec<SmolStr>,
    action: Option<MaintenanceAction>,
    /// The hours of the start and the end, 0 to 23.
    window: Option<(u8, u8)>,
    notify: Option<bool>,
}

impl Operation for ModifyInstanceMaintenanceAttributes {
    const ACTION: &'static str = "ModifyInstanceMaintenanceAttributes";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Done;

    /// The vendor's text is a placeholder.
    fn refuse(error: &Error) -> Option<VendorError> {
        let name = error.invalid_parameter()?;
        Some(row(403, "InvalidParameter", format!("The specified parameter \"{name}\" is not valid.")))
    }
}

impl Change for ModifyInstanceMaintenanceAttributes {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let ids = unique_ids(request.instance_id)?;
        let window = match request.maintenance_window.as_slice() {
            [] => None,
            [window] => Some(parse_window(window)?),
            more => return Err(Error::invalid("MaintenanceWindow", more.len(), "one")),
        };
        for id in &ids {
            let instance = instance(at.region, id)?;
            if let Some(action) = request.action_on_maintenance
                && !supported_actions(instance).contains(&action)
            {
                return Err(Error::invalid("ActionOnMaintenance", "AutoRedeploy", "one of the supported values"));
            }
        }
        Ok(Plan { ids, action: request.action_on_maintenance, window, notify: request.notify_on_maintenance })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Done {
        for id in &plan.ids {
            let Some(mut instance) = at.region.instances.get_mut(id) else { continue };
            let maintenance = &mut instance.alibaba_mut().maintenance;
            maintenance.action = plan.action.or(maintenance.action);
            maintenance.window = plan.window.or(maintenance.window);
            maintenance.notify = plan.notify.unwrap_or(maintenance.notify);
        }
        Done {}
    }
}

/// Reads a maintenance window: from one full hour to another, 1 to 23 hours later.
fn parse_window(window: &Window) -> Result<(u8, u8), Error> {
    let hour = |end: &str, text: &Option<SmolStr>| {
        let name = format!("MaintenanceWindow.1.{end}");
        let text = text.as_ref().ok_or_else(|| Error::missing(&name))?;
        let digits = text.strip_suffix(":00:00").filter(|digits| digits.len() == 2);
        let hour = digits.and_then(|digits| digits.parse::<u8>().ok()).filter(|hour| *hour < 24);
        hour.ok_or_else(|| Error::invalid(&name, text, "a full hour, as in 02:00:00"))
    };
    let (start, end) = (hour("StartTime", &window.start_time)?, hour("EndTime", &window.end_time)?);
    if start == end {
        return Err(Error::invalid("MaintenanceWindow.1.EndTime", end, "1 to 23 hours after the start"));
    }
    Ok((start, end))
}
