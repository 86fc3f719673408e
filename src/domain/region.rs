//! What an account has in a region.

use crate::domain::capacity::quota::Limits;
use crate::domain::capacity::reservation::Reservations;
use crate::domain::compute::disk::Detached;
use crate::domain::compute::image::OwnImage;
use crate::domain::compute::instances::Instances;
use crate::domain::compute::key_pair::KeyPair;
use crate::domain::credits::DefaultCredits;
use crate::domain::ids::Ids;
use crate::domain::network;
use crate::domain::network::address::Address;
use crate::domain::network::{InternetGateway, RouteTable, SecurityGroup, Subnet, Vpc};
use crate::domain::resize::RegionFacts;
use crate::domain::scope::Scope;
use crate::domain::task::Task;
use crate::domain::written;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// Facts about an account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Account {
    /// It has an outstanding payment.
    pub in_arrears: bool,
    /// Its balance does not pay for the operation.
    pub balance_too_low: bool,
    /// Its means of payment needs verification.
    pub payment_risk: bool,
    /// It has an order that is not paid.
    pub unpaid_order: bool,
    /// The caller may not see prices.
    pub prices_hidden: bool,
}

/// An idempotency token that was used.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Token {
    /// What the parameters were.
    #[serde(with = "written::bits")]
    pub fingerprint: u64,
    /// What was answered, for whoever asks again. Only [`crate::operation`] reads it.
    pub answer: Box<str>,
}

/// How long a token is remembered. Ours: the vendors say "at least" some hours.
pub const TOKEN_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// What an account has in a region.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Region {
    public_addresses: u32,
    /// What the account may have, and what the zones have to give.
    pub limits: Limits,
    /// What it finds when it changes the specification of an ECS instance.
    pub spec: RegionFacts,
    /// Networks.
    pub vpcs: BTreeMap<SmolStr, Vpc>,
    /// Subnets, or VSwitches.
    pub subnets: BTreeMap<SmolStr, Subnet>,
    /// Security groups.
    pub groups: BTreeMap<SmolStr, SecurityGroup>,
    /// Route tables of EC2.
    pub route_tables: BTreeMap<SmolStr, RouteTable>,
    /// Internet gateways of EC2.
    pub gateways: BTreeMap<SmolStr, InternetGateway>,
    /// The id of EC2's DHCP options, which all VPCs have.
    pub dhcp_options: SmolStr,
    /// Instances.
    pub instances: Instances,
    /// Disks that no instance has.
    pub detached: BTreeMap<SmolStr, Detached>,
    /// Images that the account made.
    pub images: BTreeMap<SmolStr, OwnImage>,
    /// Key pairs, by name.
    pub key_pairs: BTreeMap<SmolStr, KeyPair>,
    /// How many keys were made here so far, by name.
    pub keys_made: BTreeMap<SmolStr, u32>,
    /// Elastic addresses.
    pub addresses: BTreeMap<SmolStr, Address>,
    /// Tasks of ECS.
    pub tasks: BTreeMap<SmolStr, Task>,
    /// Capacity reservations.
    pub reservations: Reservations,
    /// The credit modes that new instances get, by family, where they are not the vendor's.
    pub default_credits: BTreeMap<SmolStr, DefaultCredits>,
    /// Idempotency tokens, by action and token.
    #[serde(with = "written::pairs")]
    pub tokens: BTreeMap<(SmolStr, SmolStr), Token>,
}

impl Region {
    /// The region as an account finds it at first: its default network, and nothing in it.
    pub fn furnished(scope: &Scope, ids: &mut dyn Ids) -> Self {
        let mut region = Self { limits: Limits::of(scope.cloud), ..Self::default() };
        network::furnish(&mut region, scope, ids);
        region
    }

    /// A public address that no instance of the region has had before.
    pub fn new_public_address(&mut self) -> Ipv4Addr {
        self.public_addresses += 1;
        network::public_address(self.public_addresses)
    }

    /// The default VPC.
    pub fn default_vpc(&self) -> Option<&Vpc> {
        self.vpcs.values().find(|vpc| vpc.default)
    }

    /// The default subnets, or that of one zone.
    pub fn default_subnets(&self, zone: Option<&str>) -> impl Iterator<Item = &Subnet> {
        let wanted = move |subnet: &&Subnet| subnet.default && zone.is_none_or(|zone| zone == subnet.zone);
        self.subnets.values().filter(wanted)
    }
}
