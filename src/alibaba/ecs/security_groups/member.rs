//! The instance in a request of JoinSecurityGroup or LeaveSecurityGroup.

use crate::alibaba::ecs::common;
use crate::domain::compute::instance::{Instance, Lock, State};
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::network::{AlibabaGroupError, NetworkError};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// Finds the instance that joins or leaves a group, and checks that it can. A network interface is refused: all
/// interfaces here are primary ones, which join and leave only with their instance.
pub fn member<'r>(
    region: &'r Region,
    instance: Option<&SmolStr>,
    interface: Option<&SmolStr>,
) -> Result<&'r Instance, Error> {
    let instance = match (instance, interface) {
        (Some(id), None) => common::instance(region, id)?,
        (None, Some(id)) if region.instances.values().any(|instance| instance.nic.id == *id) => {
            return Err(AlibabaGroupError::PrimaryInterface.into());
        }
        (None, Some(id)) => return Err(NetworkError::InterfaceNotFound(id.clone()).into()),
        (None, None) => return Err(Error::missing("InstanceId")),
        (Some(_), Some(_)) => {
            let text = "The parameters InstanceId and NetworkInterfaceId cannot be set at the same time.";
            return Err(Error::Conflict(text.to_owned()));
        }
    };
    if instance.alibaba().locks.contains(&Lock::Security) {
        return Err(AlibabaInstanceError::LockedForSecurity.into());
    }
    if !matches!(instance.state, State::Running | State::Stopped) {
        let (id, state) = (instance.id.clone(), instance.state);
        return Err(InstanceError::WrongState { id, state, action: InstanceAction::Modify }.into());
    }
    Ok(instance)
}
