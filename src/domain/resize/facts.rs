//! Facts that can stand in the way of changing a specification and that nothing else in the world knows. A scenario
//! sets them; where an operation changes one, its field says so.

use super::temporary::TemporaryBandwidth;
use crate::domain::compute::instance::Bandwidth;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// How an instance's specification was changed, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SpecState {
    /// What can stand in the way.
    pub facts: InstanceFacts,
    /// The type that it is being changed to: until then it has a place of that type too (ours).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending_type: Option<SmolStr>,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
    /// How often the type was changed while the instance ran, since it booted.
    pub online_changes: u32,
    /// The temporary bandwidths in force, the one that began last at the end; it is the one that stands.
    pub temporary: Vec<TemporaryBandwidth>,
    /// The bandwidth that stands again when no temporary one does.
    pub lasting: Bandwidth,
}

/// Facts about an instance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InstanceFacts {
    /// It has an order that is not paid.
    pub unpaid_order: bool,
    /// It was bought as a starter package.
    pub starter_package: bool,
    /// An earlier change is not in effect yet; so also while an asynchronous one is being made.
    pub pending_change: bool,
    /// It can hibernate.
    pub hibernation: bool,
    /// The cloudbox it is in.
    pub cloudbox: Option<SmolStr>,
    /// Ports of a NAT gateway lead to it.
    pub nat_port_map: bool,
    /// It has to be rebooted before it can change while it runs; a start or a reboot ends that.
    pub reboot_required: bool,
    /// What it uses of its network.
    pub network: NetworkUse,
}

/// What an instance uses of its network, beyond the interface that it is made with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NetworkUse {
    /// Network interfaces, the primary one included.
    pub interfaces: u32,
    /// Private IPv4 addresses of the interface that has the most.
    pub ipv4: u32,
    /// IPv6 addresses of the interface that has the most.
    pub ipv6: u32,
    /// Queues of the interface that has the most, where they were set.
    pub queues: u32,
    /// Queues of all interfaces, where they were set.
    pub total_queues: u32,
    /// Queue pairs of the high-performance interface that has the most.
    pub queue_pairs: u32,
    /// Queue pairs of all high-performance interfaces.
    pub total_queue_pairs: u32,
    /// Interfaces in the high-performance traffic mode.
    pub high_performance_interfaces: u32,
    /// It has trunk interfaces.
    pub trunking: bool,
    /// It spreads received packets over its queues (RSS).
    pub rss: bool,
}

/// The same of a type: how much of it there can be. What is not said has no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(missing_docs, reason = "the fields are those of `NetworkUse`")]
pub struct NetworkRoom {
    pub interfaces: Option<u32>,
    pub ipv4: Option<u32>,
    pub ipv6: Option<u32>,
    pub queues: Option<u32>,
    pub total_queues: Option<u32>,
    pub queue_pairs: Option<u32>,
    pub total_queue_pairs: Option<u32>,
    pub high_performance_interfaces: Option<u32>,
    pub trunking: Option<bool>,
    pub rss: Option<bool>,
}

/// Whether an account may use a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// The type is not shown to the account.
    Hidden,
    /// The account sees it, and is not authorised.
    Unauthorized,
}

/// Facts about a type, as an account finds it in a region.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TypeFacts {
    /// Why the account may not use it, if it may not.
    pub access: Option<Access>,
    /// The zones that offer it; all where nothing is said.
    pub zones: Option<Vec<SmolStr>>,
    /// How many disks its instances can have, the system disk included; 17 where nothing is said.
    pub disks: Option<usize>,
    /// The categories that those can have; those of its family where nothing is said.
    pub disk_categories: Option<Vec<SmolStr>>,
    /// What there can be on the network.
    pub network: NetworkRoom,
}

/// How many disks an instance can have: a system disk and 16 more.
pub const MOST_DISKS: usize = 17;

/// Facts about an image.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ImageFacts {
    /// The types that it supports; all where nothing is said.
    pub types: Option<Vec<SmolStr>>,
    /// It is a Marketplace image that is no longer there.
    pub withdrawn: bool,
}

/// Facts about a VPC: features that instances of old families cannot do with.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct VpcFacts {
    /// Advanced network features.
    pub advanced_features: bool,
    /// Senior network features.
    pub senior_features: bool,
}

/// What an account finds in a region when it changes a specification.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegionFacts {
    /// Facts about types, by name.
    pub types: BTreeMap<SmolStr, TypeFacts>,
    /// Facts about images, by id.
    pub images: BTreeMap<SmolStr, ImageFacts>,
    /// Facts about VPCs, by id.
    pub vpcs: BTreeMap<SmolStr, VpcFacts>,
    /// How many instances of a type the account may have.
    pub instances: BTreeMap<SmolStr, u32>,
    /// How many vCPUs it may have in each zone.
    pub vcpus: Option<u32>,
    /// The categories of disks that are sold; all where nothing is said.
    pub disk_categories: Option<Vec<SmolStr>>,
    /// How many GiB of disks of a category it may have in each zone.
    pub disk_capacity: BTreeMap<SmolStr, u32>,
    /// The outbound bandwidth that one instance may have, in Mbit/s.
    pub bandwidth: u32,
    /// That of all instances that pay by traffic.
    pub bandwidth_by_traffic: u32,
    /// That of all instances that pay by bandwidth.
    pub bandwidth_by_bandwidth: u32,
    /// How often an instance can change while it runs, from boot to boot. Ours: without a limit, where the vendor has
    /// one that it does not publish.
    pub online_changes: Option<u32>,
    /// It is a dedicated region, in which there are no public addresses.
    pub dedicated: bool,
}

impl Default for RegionFacts {
    /// What the page of ModifyInstanceSpec says: 100 Mbit/s, and 5 and 50 Gbit/s together.
    fn default() -> Self {
        Self {
            types: BTreeMap::new(),
            images: BTreeMap::new(),
            vpcs: BTreeMap::new(),
            instances: BTreeMap::new(),
            vcpus: None,
            disk_categories: None,
            disk_capacity: BTreeMap::new(),
            bandwidth: 100,
            bandwidth_by_traffic: 5_000,
            bandwidth_by_bandwidth: 50_000,
            online_changes: None,
            dedicated: false,
        }
    }
}
