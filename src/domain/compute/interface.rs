//! Network interfaces of instances.

use crate::domain::compute::instance::Tags;
use crate::domain::compute::shared::Shared;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::Ipv4Addr;
use std::ops::{Deref, DerefMut};

/// The primary network interface and what hangs on it. Where it is stands in [`Wiring`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Nic {
    /// Its id.
    pub id: SmolStr,
    /// The primary private address.
    pub private_ip: Ipv4Addr,
    /// The public address.
    pub public_ip: Option<Ipv4Addr>,
    /// The public address is an elastic one.
    pub elastic: bool,
    /// Where it is, and its tags.
    pub wiring: Shared<Wiring>,
}

/// Where a network interface is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wiring {
    /// The network.
    pub vpc: SmolStr,
    /// The subnet, or VSwitch.
    pub subnet: SmolStr,
    /// The security groups, by id.
    pub groups: Vec<SmolStr>,
    /// The interface's tags.
    pub tags: Tags,
}

impl Deref for Nic {
    type Target = Wiring;

    fn deref(&self) -> &Wiring {
        &self.wiring
    }
}

impl DerefMut for Nic {
    fn deref_mut(&mut self) -> &mut Wiring {
        &mut self.wiring
    }
}

/// Bytes as pairs of hexadecimal digits with colons between, as in MAC addresses and fingerprints.
pub fn hex_pairs(bytes: &[u8]) -> SmolStr {
    bytes.iter().map(|byte| hex::encode([*byte])).collect::<Vec<_>>().join(":").into()
}
