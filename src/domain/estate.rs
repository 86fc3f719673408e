//! What an account has in a region, and the place from which an operation sees and changes it.

use crate::domain::capacity::quota::Limits;
use crate::domain::capacity::reservation::Reservations;
use crate::domain::compute::disk::Detached;
use crate::domain::compute::image::OwnImage;
use crate::domain::compute::instances::Instances;
use crate::domain::compute::key_pair::KeyPair;
use crate::domain::credits::DefaultCredits;
use crate::domain::endpoint::Endpoint;
use crate::domain::ids::Ids;
use crate::domain::network;
use crate::domain::network::address::Address;
use crate::domain::network::{InternetGateway, RouteTable, SecurityGroup, Subnet, Vpc};
use crate::domain::notice::{Notice, Notices};
use crate::domain::queue::Queue;
use crate::domain::resize::RegionFacts;
use crate::domain::scope::Scope;
use crate::domain::task::Task;
use crate::domain::written;
use jiff::{SignedDuration, Timestamp};
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

/// How the world behaves where the vendors leave room, or where a user may want it stricter.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Refuse an image id that is well-formed but unknown, and on EC2 the name of an unknown key pair.
    pub strict_images: bool,
    /// Let an instance without a subnet or security group land in the default ones.
    pub default_network: bool,
    /// How long an ECS instance keeps its specification after a change.
    pub specification_rest: SignedDuration,
    /// How long things take.
    pub transitions: Transitions,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            strict_images: false,
            default_network: true,
            transitions: Transitions::INSTANT,
            specification_rest: SignedDuration::ZERO,
        }
    }
}

/// How long things take.
#[derive(Clone, Copy, Debug)]
pub struct Transitions {
    /// From the launch or start to running.
    pub boot: SignedDuration,
    /// From running to stopped.
    pub stop: SignedDuration,
    /// From shutting down to terminated, or released.
    pub terminate: SignedDuration,
    /// From an allocation's change to its being active.
    pub allocate: SignedDuration,
    /// From an image's creation to its being available.
    pub image: SignedDuration,
    /// From an asynchronous change of a specification to its being made.
    pub specification: SignedDuration,
}

impl Transitions {
    /// Everything is done by the next call.
    pub const INSTANT: Self = Self {
        boot: SignedDuration::ZERO,
        stop: SignedDuration::ZERO,
        terminate: SignedDuration::ZERO,
        allocate: SignedDuration::ZERO,
        image: SignedDuration::ZERO,
        specification: SignedDuration::ZERO,
    };

    /// About what the clouds take. Ours: the vendors promise no times.
    pub const REALISTIC: Self = Self {
        boot: SignedDuration::from_secs(20),
        stop: SignedDuration::from_secs(30),
        terminate: SignedDuration::from_secs(30),
        allocate: SignedDuration::from_secs(10),
        image: SignedDuration::from_secs(60),
        specification: SignedDuration::from_secs(10),
    };
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

/// What an operation sees while it decides.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The time.
    pub now: Timestamp,
    /// The seed of everything random.
    pub seed: u64,
    /// Where.
    pub scope: &'a Scope,
    /// By what name the caller reaches this server.
    pub endpoint: Endpoint<'a>,
    /// How the world behaves.
    pub rules: &'a Rules,
    /// The account.
    pub account: &'a Account,
    /// What it has here.
    pub region: &'a Region,
}

/// What an operation or an event changes.
pub struct PlaceMut<'a> {
    /// The time.
    pub now: Timestamp,
    /// Where.
    pub scope: &'a Scope,
    /// How the world behaves.
    pub rules: &'a Rules,
    /// Where new ids come from.
    pub ids: &'a mut dyn Ids,
    /// What the account has here.
    pub region: &'a mut Region,
    /// What will happen by itself.
    pub queue: &'a mut Queue,
    /// What happened.
    pub notices: &'a mut Notices,
}

impl PlaceMut<'_> {
    /// A new id in the cloud's own form.
    pub fn new_id(&mut self, prefix: &str) -> SmolStr {
        self.ids.new_id(self.scope, prefix)
    }

    /// Notes that something happened.
    pub fn tell(&mut self, notice: Notice) {
        self.notices.tell(self.now, self.scope, notice);
    }
}
