//! What alarms do: those actions that are EC2's.

use super::AlarmState;
use super::history::{Happening, HistoryItem};
use crate::domain::compute::instance::{State, StateReason};
use crate::domain::compute::lifecycle;
use crate::domain::place::PlaceMut;
use smol_str::SmolStr;

/// What is done to the instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceAction {
    Stop,
    Terminate,
    Reboot,
    /// The instance is moved to other hardware. It keeps all that it has.
    Recover,
}

/// The action of EC2 that an ARN names: `arn:aws:automate:us-east-1:ec2:stop`, or that of a workflow as in
/// `arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Stop/1.0`.
pub fn instance_action(arn: &str) -> Option<InstanceAction> {
    let mut parts = arn.split(':');
    let ("arn", _, service, _) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?) else { return None };
    let name = match (service, parts.next()?, parts.next()?) {
        ("automate", "ec2", name) => name,
        ("swf", _, path) => path.strip_prefix("action/actions/AWS_EC2.InstanceId.")?.strip_suffix("/1.0")?,
        _ => return None,
    };
    Some(match name.to_ascii_lowercase().as_str() {
        "stop" => InstanceAction::Stop,
        "terminate" => InstanceAction::Terminate,
        "reboot" => InstanceAction::Reboot,
        "recover" => InstanceAction::Recover,
        _ => return None,
    })
}

/// Does what an alarm does when it enters a state. Others than EC2's are noted alone.
pub(super) fn act(at: &mut PlaceMut<'_>, alarm: &SmolStr, state: AlarmState) {
    let Some(shared) = at.region.alarms.share(alarm).filter(|alarm| alarm.actions_enabled) else { return };
    for arn in shared.definition.actions(state) {
        let instance = shared.definition.instance();
        let done = instance_action(arn).zip(instance).is_some_and(|(action, id)| run(at, id, action));
        let happening = Happening::Action { arn: arn.clone(), state, done };
        at.region.alarms.note(HistoryItem { at: at.now, alarm: alarm.clone(), happening });
    }
}

/// Whether it was done: it is not to an instance in another state, or to one that is protected.
fn run(at: &mut PlaceMut<'_>, id: &SmolStr, action: InstanceAction) -> bool {
    let Some(instance) = at.region.instances.get(id) else { return false };
    let (state, facts) = (instance.state, &instance.aws);
    let is_running = state == State::Running;
    match action {
        InstanceAction::Stop if is_running && !facts.stop_protection => {
            lifecycle::stop_for(at, id, StateReason::User);
            true
        }
        InstanceAction::Terminate
            if (is_running || state == State::Stopped) && !facts.termination_protection && !facts.stop_protection =>
        {
            lifecycle::terminate(at, id, StateReason::User);
            true
        }
        InstanceAction::Reboot | InstanceAction::Recover if is_running => {
            lifecycle::reboot(at, id);
            true
        }
        _ => false,
    }
}
