//! The network interface that a request names, and what its state allows.

use crate::alibaba::ecs::common::status;
use crate::domain::compute::instance::Nic;
use crate::domain::compute::instance::{Instance, State};
use crate::domain::network::interfaces::{AlibabaInterfaceError, Interface, live_instances};
use crate::domain::network::{NetworkError, Subnet};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// A network interface, wherever it is.
#[derive(Clone, Copy)]
pub struct Eni<'r> {
    pub nic: &'r Nic,
    /// The instance that it is attached to.
    pub instance: Option<&'r Instance>,
    /// `None` for the primary interface of an instance.
    pub other: Option<&'r Interface>,
}

impl<'r> Eni<'r> {
    fn primary(instance: &'r Instance) -> Self {
        Self { nic: &instance.nic, instance: Some(instance), other: None }
    }

    fn other(region: &'r Region, interface: &'r Interface) -> Self {
        let attachment = interface.attachment.as_ref();
        let instance = attachment.and_then(|attachment| region.instances.get(&attachment.instance));
        Self { nic: &interface.nic, instance, other: Some(interface) }
    }

    /// All interfaces of the region.
    pub fn all(region: &'r Region) -> impl Iterator<Item = Self> {
        let others = region.interfaces.values().map(|interface| Self::other(region, interface));
        live_instances(region).map(Self::primary).chain(others)
    }

    /// The interface with this id.
    pub fn find(region: &'r Region, id: &SmolStr) -> Result<Self, NetworkError> {
        let found = match region.interfaces.get(id) {
            Some(interface) => Some(Self::other(region, interface)),
            None => live_instances(region).find(|instance| instance.nic.id == *id).map(Self::primary),
        };
        found.ok_or_else(|| NetworkError::InterfaceNotFound(id.clone()))
    }

    pub fn status(&self) -> &'static str {
        self.other.map_or("InUse", |interface| interface.status())
    }

    /// Its subnet, to try out what can be taken from it.
    pub fn subnet(&self, region: &Region) -> Result<Subnet, NetworkError> {
        let subnet = region.subnets.get(&self.nic.subnet);
        subnet.cloned().ok_or_else(|| NetworkError::SubnetNotFound(self.nic.subnet.clone()))
    }

    /// Fails unless it has one of these statuses.
    pub fn check_status(&self, good: &[&str]) -> Result<(), AlibabaInterfaceError> {
        let status = self.status();
        if good.contains(&status) {
            Ok(())
        } else {
            Err(AlibabaInterfaceError::Status { id: self.nic.id.clone(), status })
        }
    }

    /// Whether its addresses can be changed: it is `Available` or `InUse`, and the instance of a primary interface is running or
    /// stopped.
    pub fn check_changeable(&self) -> Result<(), Error> {
        self.check_status(&["Available", "InUse"])?;
        match (self.other, self.instance) {
            (None, Some(instance)) => Ok(check_instance(instance)?),
            _ => Ok(()),
        }
    }
}

/// Fails unless the instance is running or stopped.
pub fn check_instance(instance: &Instance) -> Result<(), AlibabaInterfaceError> {
    match instance.state {
        State::Running | State::Stopped => Ok(()),
        state => Err(AlibabaInterfaceError::InstanceStatus { id: instance.id.clone(), status: status(state) }),
    }
}
