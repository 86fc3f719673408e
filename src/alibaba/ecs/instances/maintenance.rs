//! The actions that ECS can take on an instance when its hardware needs maintenance.

use crate::domain::compute::instance::{Instance, MaintenanceAction};

/// The actions that an instance supports, the default first. Only instances with local disks support redeployment,
/// which is their default (ours: the vendor documents the values, but not which instances support them).
pub fn supported_actions(instance: &Instance) -> &'static [MaintenanceAction] {
    use MaintenanceAction::{AutoRecover, AutoRedeploy, Stop};
    let local = instance.instance_type.ecs().is_some_and(|figures| figures.local_disks > 0);
    if local { &[AutoRedeploy, AutoRecover, Stop] } else { &[AutoRecover, Stop] }
}

/// The name of an action in ECS.
pub fn action_name(action: MaintenanceAction) -> &'static str {
    match action {
        MaintenanceAction::Stop => "Stop",
        MaintenanceAction::AutoRecover => "AutoRecover",
        MaintenanceAction::AutoRedeploy => "AutoRedeploy",
    }
}
