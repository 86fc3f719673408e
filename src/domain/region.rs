//! The resources of an account in a region.

use crate::domain::alarms::Alarms;
use crate::domain::capacity::quota::Limits;
use crate::domain::capacity::reservation::Reservations;
use crate::domain::compute::disk::Detached;
use crate::domain::compute::image::OwnImage;
use crate::domain::compute::instances::Instances;
use crate::domain::compute::key_pair::{KeyPair, KeysMade};
use crate::domain::compute::placement::PlacementGroup;
use crate::domain::compute::shared::Shared;
use crate::domain::compute::snapshot::{EbsDefaults, Snapshot};
use crate::domain::compute::template::LaunchTemplate;
use crate::domain::credits::{CreditHours, DefaultCredits, LaunchGrants};
use crate::domain::iam::ProfileAssociation;
use crate::domain::ids::Ids;
use crate::domain::metrics::{CustomMetrics, EndedMeters};
use crate::domain::network;
use crate::domain::network::address::Address;
use crate::domain::network::interfaces::Interface;
use crate::domain::network::{
    AlibabaNat, DhcpOptions, EgressGateway, Endpoint, FlowLog, InternetGateway, NatGateway, NetworkAcl, Peering,
    PrefixList, RouteTable, RouterTable, SecurityGroup, Subnet, Vpc, VpcAcl,
};
use crate::domain::resize::RegionFacts;
use crate::domain::scope::Scope;
use crate::domain::task::Task;
use crate::domain::token::Tokens;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// The billing state of an account. A scenario sets it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// It has an outstanding payment.
    pub in_arrears: bool,
    /// Its balance is too low for the operation.
    pub balance_too_low: bool,
    /// Its means of payment needs verification.
    pub payment_risk: bool,
    /// It has an unpaid order.
    pub unpaid_order: bool,
    /// The caller has no permission to see prices.
    pub prices_hidden: bool,
}

/// The resources of an account in a region, each by its id unless the field says otherwise.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Region {
    public_addresses: u32,
    ipv6_ranges: u32,
    /// Quotas of the account, and stock of the zones.
    pub limits: Limits,
    /// What limits changes of an ECS instance's specification.
    pub spec: RegionFacts,
    pub vpcs: BTreeMap<SmolStr, Vpc>,
    /// Subnets of EC2, or VSwitches of ECS.
    pub subnets: BTreeMap<SmolStr, Subnet>,
    pub groups: BTreeMap<SmolStr, SecurityGroup>,
    /// Route tables of Alibaba Cloud.
    pub router_tables: BTreeMap<SmolStr, RouterTable>,
    /// Route tables of EC2.
    pub route_tables: BTreeMap<SmolStr, RouteTable>,
    /// Internet gateways of EC2.
    pub gateways: BTreeMap<SmolStr, InternetGateway>,
    /// Egress-only internet gateways of EC2.
    pub egress_gateways: BTreeMap<SmolStr, EgressGateway>,
    /// Peering connections of EC2.
    pub peerings: BTreeMap<SmolStr, Peering>,
    /// Flow logs of EC2.
    pub flow_logs: BTreeMap<SmolStr, FlowLog>,
    /// NAT gateways of EC2.
    pub nat_gateways: BTreeMap<SmolStr, NatGateway>,
    /// NAT gateways of Alibaba Cloud.
    #[serde(default)]
    pub alibaba_nats: BTreeMap<SmolStr, AlibabaNat>,
    /// Network ACLs of Alibaba Cloud.
    #[serde(default)]
    pub vpc_acls: BTreeMap<SmolStr, VpcAcl>,
    /// Endpoints of EC2's VPCs.
    pub endpoints: BTreeMap<SmolStr, Endpoint>,
    /// Prefix lists of the account.
    pub prefix_lists: BTreeMap<SmolStr, PrefixList>,
    /// Network ACLs of EC2.
    pub acls: BTreeMap<SmolStr, NetworkAcl>,
    /// Sets of DHCP options of EC2.
    pub dhcp_sets: BTreeMap<SmolStr, DhcpOptions>,
    /// The id of the DHCP options that new VPCs of EC2 get.
    pub dhcp_options: SmolStr,
    /// Network interfaces that are not the primary ones of instances.
    #[serde(default)]
    pub interfaces: BTreeMap<SmolStr, Interface>,
    pub instances: Instances,
    /// The instance profiles of instances of EC2, by the ids of the instances.
    #[serde(default)]
    pub profiles: BTreeMap<SmolStr, ProfileAssociation>,
    /// Placement groups of EC2.
    #[serde(default)]
    pub placement_groups: BTreeMap<SmolStr, PlacementGroup>,
    /// Launch templates of EC2.
    #[serde(default)]
    pub templates: BTreeMap<SmolStr, LaunchTemplate>,
    /// What the metrics of terminated instances of EC2 are computed from.
    #[serde(default)]
    pub ended: Shared<EndedMeters>,
    /// When ECS tells of the credits of instances.
    #[serde(default)]
    pub credit_hours: CreditHours,
    /// Metrics that callers published.
    #[serde(default)]
    pub custom: Shared<CustomMetrics>,
    /// Alarms of CloudWatch.
    #[serde(default)]
    pub alarms: Shared<Alarms>,
    /// Disks that are attached to no instance.
    pub detached: BTreeMap<SmolStr, Detached>,
    /// Snapshots of EC2.
    #[serde(default)]
    pub snapshots: BTreeMap<SmolStr, Snapshot>,
    /// What holds of new volumes and snapshots of EC2.
    #[serde(default)]
    pub ebs: EbsDefaults,
    /// Images that the account created.
    pub images: BTreeMap<SmolStr, OwnImage>,
    /// Key pairs, by name.
    pub key_pairs: BTreeMap<SmolStr, KeyPair>,
    /// How many keys were created so far.
    pub keys_made: KeysMade,
    pub addresses: BTreeMap<SmolStr, Address>,
    /// Tasks of ECS: those in progress, and the latest of those that have finished.
    pub tasks: BTreeMap<SmolStr, Task>,
    pub reservations: Reservations,
    /// Default credit modes by family, where the account changed the vendor's default.
    pub default_credits: BTreeMap<SmolStr, DefaultCredits>,
    /// The launches of T2 that got launch credits.
    #[serde(default)]
    pub launch_grants: LaunchGrants,
    /// Idempotency tokens.
    pub tokens: Tokens,
}

impl Account {
    /// An account about which nothing was said.
    pub const NEW: Self = Self {
        in_arrears: false,
        balance_too_low: false,
        payment_risk: false,
        unpaid_order: false,
        prices_hidden: false,
    };
}

impl Region {
    /// A new account's region: the default network without instances.
    pub fn with_default_network(scope: &Scope, ids: &mut dyn Ids) -> Self {
        let mut region = Self { limits: Limits::of(scope.cloud), ..Self::default() };
        network::add_default_network(&mut region, scope, ids);
        region
    }

    /// A public address that no instance of the region has had before.
    pub fn new_public_address(&mut self) -> Ipv4Addr {
        self.public_addresses += 1;
        network::public_address(self.public_addresses)
    }

    /// The number of a range of IPv6 that no VPC of the region has had before.
    pub fn new_ipv6_range(&mut self) -> u32 {
        self.ipv6_ranges += 1;
        self.ipv6_ranges % (1 << 24)
    }

    /// Whether its counters leave room for more.
    pub fn check_counters(&self) -> Result<(), String> {
        if self.keys_made.leaves_room() && self.public_addresses.max(self.ipv6_ranges) < u32::MAX / 2 {
            Ok(())
        } else {
            Err("a counter is too large".to_owned())
        }
    }

    /// The default VPC.
    pub fn default_vpc(&self) -> Option<&Vpc> {
        self.vpcs.values().find(|vpc| vpc.default)
    }

    /// The default subnets of all zones, or of one.
    pub fn default_subnets(&self, zone: Option<&str>) -> impl Iterator<Item = &Subnet> {
        let matches = move |subnet: &&Subnet| subnet.default && zone.is_none_or(|zone| zone == subnet.zone);
        self.subnets.values().filter(matches)
    }
}
