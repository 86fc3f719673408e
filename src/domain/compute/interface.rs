//! Network interfaces of instances.

use crate::domain::compute::instance::Tags;
use crate::domain::compute::shared::Shared;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::{Deref, DerefMut};

/// The primary network interface of an instance. It dereferences to [`NicCommon`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Nic {
    pub id: SmolStr,
    pub private_ip: Ipv4Addr,
    pub public_ip: Option<Ipv4Addr>,
    /// Whether the public address is an elastic address.
    pub elastic: bool,
    /// Its addresses of IPv6, on EC2.
    pub ipv6: Vec<Ipv6Addr>,
    pub common: Shared<NicCommon>,
}

/// The attributes that interfaces of the instances of one launch share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NicCommon {
    pub vpc: SmolStr,
    /// The id of the subnet or VSwitch.
    pub subnet: SmolStr,
    /// The ids of the security groups.
    pub groups: Vec<SmolStr>,
    /// Empty if none was given.
    #[serde(default)]
    pub description: SmolStr,
    pub tags: Tags,
}

impl Nic {
    /// An interface that has neither an id nor an address yet.
    pub fn without_address(common: NicCommon) -> Self {
        Self {
            id: SmolStr::default(),
            private_ip: Ipv4Addr::UNSPECIFIED,
            public_ip: None,
            elastic: false,
            ipv6: Vec::new(),
            common: common.into(),
        }
    }
}

impl Deref for Nic {
    type Target = NicCommon;

    fn deref(&self) -> &NicCommon {
        &self.common
    }
}

impl DerefMut for Nic {
    fn deref_mut(&mut self) -> &mut NicCommon {
        &mut self.common
    }
}

/// Colon-separated hexadecimal bytes, as in MAC addresses and fingerprints.
pub fn hex_pairs(bytes: &[u8]) -> SmolStr {
    bytes.iter().map(|byte| hex::encode([*byte])).collect::<Vec<_>>().join(":").into()
}
