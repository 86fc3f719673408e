//! What can become of an instance when its hardware needs maintenance.

use crate::domain::compute::instance::{Instance, MaintenanceAction};

/// What can be chosen for an instance, the default first: to redeploy is for local disks, and their default (ours:
/// the vendor names the values, not which instance has which).
pub fn supported(instance: &Instance) -> &'static [MaintenanceAction] {
    use MaintenanceAction::{AutoRecover, AutoRedeploy, Stop};
    let local = instance.instance_type.ecs().is_some_and(|figures| figures.local_disks > 0);
    if local { &[AutoRedeploy, AutoRecover, Stop] } else { &[AutoRecover, Stop] }
}

/// As ECS spells it.
pub fn spelled(action: MaintenanceAction) -> &'static str {
    match action {
        MaintenanceAction::Stop => "Stop",
        MaintenanceAction::AutoRecover => "AutoRecover",
        MaintenanceAction::AutoRedeploy => "AutoRedeploy",
    }
}
