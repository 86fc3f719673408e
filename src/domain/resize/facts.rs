//! Conditions that limit changes of a specification and that no other part of the world models. A scenario sets them; a
//! field that an operation changes says so.

use super::pending::{PendingChange, PlannedBandwidth};
use super::temporary::TemporaryBandwidth;
use crate::domain::compute::instance::Bandwidth;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Changes of an instance's specification, and what limits them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SpecState {
    pub facts: InstanceFacts,
    /// The asynchronous change that is on its way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Box<PendingChange>>,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
    /// How often the type was changed online since the instance booted.
    pub online_changes: u32,
    /// The temporary bandwidths that have not begun.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub planned: Vec<PlannedBandwidth>,
    /// The temporary bandwidths in force, in the order of their start. The last one is effective.
    pub temporary: Vec<TemporaryBandwidth>,
    /// The permanent bandwidth. Only valid while a temporary one is in force.
    pub permanent: Bandwidth,
}

/// Conditions of an instance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct InstanceFacts {
    /// It has an unpaid order.
    pub unpaid_order: bool,
    /// It was bought as a starter package.
    pub starter_package: bool,
    /// An earlier change is not in effect yet.
    pub pending_change: bool,
    /// It can hibernate.
    pub hibernation: bool,
    /// The id of its cloudbox.
    pub cloudbox: Option<SmolStr>,
    /// It has a NAT port mapping.
    pub nat_port_map: bool,
    /// It must be rebooted before an online change. A start or a reboot clears it.
    pub reboot_required: bool,
    pub network: NetworkFacts,
}

/// The network features that an instance uses, of those that no operation sets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NetworkFacts {
    /// The largest number of queue pairs of one high-performance interface.
    pub queue_pairs: u32,
    /// The number of queue pairs of all high-performance interfaces.
    pub total_queue_pairs: u32,
    /// The number of interfaces in the high-performance traffic mode.
    pub high_performance_interfaces: u32,
    /// It has trunk interfaces.
    pub trunking: bool,
    /// It uses receive side scaling (RSS).
    pub rss: bool,
}

/// What the interfaces of an instance use.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NetworkUse {
    /// Network interfaces, including the primary one.
    pub interfaces: u32,
    /// The largest number of private IPv4 addresses of one interface.
    pub ipv4: u32,
    /// The largest number of IPv6 addresses of one interface.
    pub ipv6: u32,
    /// The largest number of queues set for one interface.
    pub queues: u32,
    /// The number of queues of all interfaces, if they were set for one.
    pub total_queues: u32,
}

/// The limits of a type for each field of [`NetworkUse`] and [`NetworkFacts`], in place of those of the table. What neither has is not
/// limited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
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

/// Why an account may not use a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// The type is not shown to the account.
    Hidden,
    /// The account sees the type, but is not authorised to use it.
    Unauthorized,
}

/// Conditions of a type for an account in a region.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct TypeFacts {
    /// `None` if the account may use it.
    pub access: Option<Access>,
    /// The zones that offer it; `None` for all.
    pub zones: Option<Vec<SmolStr>>,
    /// The maximum number of disks, including the system disk; `None` for that of the table, or 17 if it has none.
    pub disks: Option<usize>,
    /// The disk categories that it supports; `None` for those of its family.
    pub disk_categories: Option<Vec<SmolStr>>,
    pub network: NetworkRoom,
}

/// The default maximum number of disks: a system disk and 16 data disks.
pub const MAX_DISKS: usize = 17;

/// Conditions of an image.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct ImageFacts {
    /// The types that it supports; `None` for all.
    pub types: Option<Vec<SmolStr>>,
    /// It is a Marketplace image that was withdrawn.
    pub withdrawn: bool,
}

/// Features of a VPC that instances of old families do not support.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct VpcFacts {
    /// Advanced network features.
    pub advanced_features: bool,
    /// Senior network features.
    pub senior_features: bool,
}

/// Conditions of an account in a region for changes of specifications.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegionFacts {
    /// Types, by name.
    pub types: BTreeMap<SmolStr, TypeFacts>,
    /// Images, by id.
    pub images: BTreeMap<SmolStr, ImageFacts>,
    /// VPCs, by id.
    pub vpcs: BTreeMap<SmolStr, VpcFacts>,
    /// The maximum number of instances, by type.
    pub instances: BTreeMap<SmolStr, u32>,
    /// The maximum number of vCPUs in each zone.
    pub vcpus: Option<u32>,
    /// The disk categories that are sold; `None` for all.
    pub disk_categories: Option<Vec<SmolStr>>,
    /// The maximum capacity of disks in each zone, in GiB, by category.
    pub disk_capacity: BTreeMap<SmolStr, u32>,
    /// The maximum outbound bandwidth of one instance, in Mbit/s.
    pub bandwidth: u32,
    /// The maximum sum of all instances that pay by traffic, in Mbit/s.
    pub bandwidth_by_traffic: u32,
    /// The maximum sum of all instances that pay by bandwidth, in Mbit/s.
    pub bandwidth_by_bandwidth: u32,
    /// The maximum number of online changes between boots. Ours: no limit by default; the vendor does not publish its
    /// limit.
    pub online_changes: Option<u32>,
    /// It is a dedicated region, without public addresses.
    pub dedicated: bool,
}

impl Default for RegionFacts {
    /// The limits on the page of ModifyInstanceSpec: 100 Mbit/s for an instance, and 5 and 50 Gbit/s for all instances.
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
