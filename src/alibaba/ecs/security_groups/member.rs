//! The instance or the network interface in a request of JoinSecurityGroup or LeaveSecurityGroup.

use crate::alibaba::ecs::common;
use crate::alibaba::ecs::interfaces::Eni;
use crate::domain::compute::instance::{Lock, Nic, State};
use crate::domain::error::{AlibabaInstanceError, InstanceAction, InstanceError};
use crate::domain::network::AlibabaGroupError;
use crate::domain::network::interfaces::change_nic;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// What joins or leaves a group, by its id: an instance with its primary network interface, or another interface.
pub enum Member {
    Instance(SmolStr),
    Interface(SmolStr),
}

impl Member {
    /// Finds what joins or leaves a group, and checks that it can. A primary network interface is refused: it joins and leaves
    /// with its instance.
    pub fn find(region: &Region, instance: Option<SmolStr>, interface: Option<SmolStr>) -> Result<(Self, &Nic), Error> {
        let id = match (instance, interface) {
            (Some(id), None) => id,
            (None, Some(id)) => {
                let eni = Eni::find(region, &id)?;
                if eni.other.is_none() {
                    return Err(AlibabaGroupError::PrimaryInterface.into());
                }
                eni.check_status(&["Available", "InUse"])?;
                return Ok((Self::Interface(id), eni.nic));
            }
            (None, None) => return Err(Error::missing("InstanceId")),
            (Some(_), Some(_)) => {
                let text = "The parameters InstanceId and NetworkInterfaceId cannot be set at the same time.";
                return Err(Error::Conflict(text.to_owned()));
            }
        };
        let instance = common::instance(region, &id)?;
        if instance.alibaba().locks.contains(&Lock::Security) {
            return Err(AlibabaInstanceError::LockedForSecurity.into());
        }
        if !matches!(instance.state, State::Running | State::Stopped) {
            let state = instance.state;
            return Err(InstanceError::WrongState { id, state, action: InstanceAction::Modify }.into());
        }
        Ok((Self::Instance(id), &instance.nic))
    }

    /// Changes the groups that it is in.
    pub fn change_groups(&self, at: &mut PlaceMut<'_>, change: impl FnOnce(&mut Vec<SmolStr>)) {
        match self {
            Self::Instance(id) => {
                if let Some(mut instance) = at.region.instances.get_mut(id) {
                    change(&mut instance.nic.groups);
                }
            }
            Self::Interface(id) => change_nic(at.region, id, |nic| change(&mut nic.groups)),
        }
    }
}
