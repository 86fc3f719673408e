//! Network interfaces.

use crate::domain::compute::instance::Tags;
use crate::domain::compute::shared::Shared;
use crate::domain::network::{Cidr, Cidr6};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::{Deref, DerefMut};

/// A network interface: the primary one of an instance, or another one. It dereferences to [`NicCommon`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Nic {
    pub id: SmolStr,
    pub private_ip: Ipv4Addr,
    pub public_ip: Option<Ipv4Addr>,
    /// Whether the public address is an elastic address.
    pub elastic: bool,
    /// Its addresses of IPv6.
    pub ipv6: Vec<Ipv6Addr>,
    /// What few interfaces have. Read it with [`Nic::more`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<Box<NicMore>>,
    pub common: Shared<NicCommon>,
}

/// What few interfaces have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NicMore {
    /// Its private addresses beside the primary one.
    pub secondary: Vec<Ipv4Addr>,
    pub prefixes: Vec<Cidr>,
    pub prefixes6: Vec<Cidr6>,
    /// As the primary interface of an instance: it stays when the instance is terminated.
    pub stays: bool,
    /// As the primary interface of an instance: the ids of the further ones.
    pub others: Vec<SmolStr>,
    /// The display name on ECS.
    #[serde(default)]
    pub name: SmolStr,
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
            more: None,
            common: common.into(),
        }
    }
}

impl Nic {
    pub fn more(&self) -> &NicMore {
        static NONE: NicMore = NicMore {
            secondary: Vec::new(),
            prefixes: Vec::new(),
            prefixes6: Vec::new(),
            stays: false,
            others: Vec::new(),
            name: SmolStr::new_static(""),
        };
        self.more.as_deref().unwrap_or(&NONE)
    }

    pub fn change_more(&mut self, change: impl FnOnce(&mut NicMore)) {
        let mut more = self.more.take().unwrap_or_default();
        change(&mut more);
        self.more = Some(more).filter(|more| **more != NicMore::default());
    }

    /// How many addresses of IPv4, prefixes included, and of IPv6 it has.
    pub fn counts(&self) -> (usize, usize) {
        let more = self.more();
        (1 + more.secondary.len() + more.prefixes.len(), self.ipv6.len() + more.prefixes6.len())
    }

    /// Whether this is one of its private addresses.
    pub fn has_address(&self, address: Ipv4Addr) -> bool {
        self.private_ip == address || self.more().secondary.contains(&address)
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
