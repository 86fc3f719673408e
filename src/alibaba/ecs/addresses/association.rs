//! The association of an elastic address that a request wants.

use super::terms::{TargetType, target_type};
use crate::alibaba::ecs::common::Done;
use crate::domain::network::{associate_nat_address, check_nat_association, eip};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

/// An association that has passed all checks.
pub struct Association {
    allocation: SmolStr,
    target: Target,
}

enum Target {
    Instance(SmolStr),
    Interface(SmolStr, Ipv4Addr),
    NatGateway(SmolStr),
}

impl Association {
    /// Checks the association with a private address, by default the primary one, of an instance or of a network interface.
    pub fn plan(
        at: Place<'_>,
        allocation: SmolStr,
        id: SmolStr,
        kind: Option<&SmolStr>,
        private_ip: Option<&SmolStr>,
    ) -> Result<Self, Error> {
        let invalid = |text: &SmolStr| Error::invalid("PrivateIpAddress", text, "a private address of the instance");
        let target = match target_type(kind, Some(&id))? {
            TargetType::Instance => {
                eip::check_association(at.region, at.now, &allocation, &id)?;
                let own = at.region.instances.get(&id).map(|instance| instance.nic.private_ip.to_string());
                if let Some(text) = private_ip.filter(|text| Some(text.as_str()) != own.as_deref()) {
                    return Err(invalid(text));
                }
                Target::Instance(id)
            }
            TargetType::NatGateway => {
                check_nat_association(at, &allocation, &id)?;
                let own = at.region.alibaba_nats.get(&id).map(|gateway| gateway.private_ip.to_string());
                if let Some(text) = private_ip.filter(|text| Some(text.as_str()) != own.as_deref()) {
                    return Err(invalid(text));
                }
                Target::NatGateway(id)
            }
            TargetType::NetworkInterface => {
                let address = private_ip.map(|text| text.parse().map_err(|_| invalid(text))).transpose()?;
                let address = eip::check_interface_association(at.region, at.now, &allocation, &id, address)?;
                Target::Interface(id, address)
            }
        };
        Ok(Self { allocation, target })
    }

    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        match self.target {
            Target::Instance(id) => eip::associate(at, &self.allocation, id),
            Target::NatGateway(id) => associate_nat_address(at, &self.allocation, &id),
            Target::Interface(id, private_ip) => eip::associate_interface(at, &self.allocation, &id, private_ip),
        }
        Done {}
    }
}
