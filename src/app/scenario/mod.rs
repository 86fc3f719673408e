//! Scenarios: the content of a world, described in TOML.

mod credits;
mod load;
mod spec;

use super::{faults, load::LoadStep, snapshot::VERSION};
use crate::config::Config;
use crate::domain::capacity::quota::Bucket;
use crate::domain::capacity::reservation::{MatchCriteria, PLATFORMS, ZeroSizePreference};
use crate::domain::compute::catalog::{NewEc2Figures, NewFigures};
use crate::domain::compute::instance::{ChargeType, InternetCharge, Lock, Tags, Tenancy};
use crate::domain::credits::CreditMode;
use crate::domain::network::NetworkLimits;
use crate::domain::notice::Notices;
use crate::domain::region::Account;
use crate::domain::resize::InstanceFacts;
use crate::domain::rules::Transitions;
use crate::domain::scope::Cloud;
use crate::middleware::fault::{Fault, TooMany};
use crate::wire::document::{self, Document};
use crate::wire::params::has_control;
use crate::world::World;
use jiff::Timestamp;
use load::Loader;
use serde::ser::Error as _;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A parsed scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    file: String,
    text: String,
    contents: Contents,
    /// The account of entries that name none, in place of the configuration's.
    account: Option<SmolStr>,
}

/// Why a scenario cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The text is not a scenario.
    #[error("{file}: {error}")]
    Invalid { file: String, error: document::Error },
    /// It holds a world that cannot be, or that this server cannot read.
    #[error("{file}: {why}")]
    World { file: String, why: String },
    /// A fault in the configuration is invalid.
    #[error("a fault cannot be: {0}")]
    Fault(String),
    /// There would be too many faults.
    #[error(transparent)]
    TooManyFaults(#[from] TooMany),
    /// An entry cannot be.
    #[error("{file}, line {line}: {what}: {why}")]
    Impossible {
        file: String,
        /// The line on which the entry begins.
        line: usize,
        /// The name of the entry's table, as in `ec2.instance`.
        what: String,
        why: String,
    },
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Contents {
    /// The version of the form of `world`.
    world_version: Option<u64>,
    world: Option<Box<World>>,
    fault: Vec<Fault>,
    account: Vec<AccountFacts>,
    ec2: Ec2,
    ecs: Ecs,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Ec2 {
    instance: Vec<Ec2Instance>,
    capacity_reservation: Vec<CapacityReservation>,
    limits: Vec<LimitFacts>,
    stock: Vec<StockFacts>,
    r#type: Vec<Ec2Type>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Ecs {
    instance: Vec<EcsInstance>,
    capacity_reservation: Vec<CapacityReservation>,
    stock: Vec<StockFacts>,
    limits: Vec<spec::LimitFacts>,
    r#type: Vec<spec::TypeFacts>,
    image: Vec<spec::ImageFacts>,
    vpc: Vec<spec::VpcFacts>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountFacts {
    cloud: CloudName,
    id: Option<SmolStr>,
    facts: Account,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum CloudName {
    Ec2,
    Ecs,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StartState {
    #[default]
    Running,
    Stopped,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ec2Instance {
    id: Option<SmolStr>,
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    zone: Option<SmolStr>,
    r#type: SmolStr,
    #[serde(default)]
    state: StartState,
    image: Option<SmolStr>,
    credits: Option<CreditMode>,
    cpu: Option<f64>,
    load: Option<Vec<LoadStep>>,
    repeat: Option<bool>,
    balance: Option<f64>,
    surplus: Option<f64>,
    #[serde(default)]
    tenancy: Tenancy,
    reservation: Option<SmolStr>,
    key_name: Option<SmolStr>,
    #[serde(default)]
    tags: Tags,
    #[serde(default)]
    disks: Vec<DiskFacts>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DiskFacts {
    id: Option<SmolStr>,
    size: u32,
    category: SmolStr,
    performance_level: Option<SmolStr>,
    /// Whether it is a system disk. By default the first disk is.
    system: Option<bool>,
}

/// Limits of an account in a region.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LimitFacts {
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    #[serde(default)]
    vcpus: BTreeMap<Bucket, u32>,
    addresses: Option<u32>,
    groups_per_interface: Option<u32>,
    /// Those that it does not name are AWS's defaults.
    network: Option<NetworkLimits>,
}

/// How many instances of a type a zone, or each zone, has hardware for. Existing instances and reserved capacity count.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StockFacts {
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    zone: Option<SmolStr>,
    r#type: SmolStr,
    count: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CapacityReservation {
    id: SmolStr,
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    zone: Option<SmolStr>,
    r#type: SmolStr,
    #[serde(default = "linux")]
    platform: SmolStr,
    count: u32,
    #[serde(default)]
    tenancy: Tenancy,
    #[serde(default)]
    matching: MatchCriteria,
    ends: Option<Timestamp>,
    #[serde(default)]
    tags: Tags,
    allocation: Option<Allocation>,
}

/// A new instance type, for all accounts and regions.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ec2Type {
    r#type: SmolStr,
    like: SmolStr,
    #[serde(default)]
    figures: NewEc2Figures,
}

fn linux() -> SmolStr {
    PLATFORMS[0].into()
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Allocation {
    id: SmolStr,
    count: u32,
    #[serde(default)]
    zero_size_preference: ZeroSizePreference,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EcsInstance {
    id: Option<SmolStr>,
    account: Option<SmolStr>,
    region: Option<SmolStr>,
    zone: Option<SmolStr>,
    r#type: SmolStr,
    #[serde(default)]
    state: StartState,
    image: Option<SmolStr>,
    credits: Option<CreditMode>,
    cpu: Option<f64>,
    load: Option<Vec<LoadStep>>,
    repeat: Option<bool>,
    balance: Option<f64>,
    surplus: Option<f64>,
    #[serde(default)]
    name: SmolStr,
    #[serde(default)]
    description: SmolStr,
    #[serde(default)]
    charge_type: ChargeType,
    #[serde(default)]
    internet_charge_type: InternetCharge,
    #[serde(default)]
    bandwidth_out: u32,
    bandwidth_in: Option<u32>,
    #[serde(default)]
    disks: Vec<DiskFacts>,
    #[serde(default)]
    locks: Vec<Lock>,
    dedicated_host: Option<SmolStr>,
    private_pool: Option<SmolStr>,
    #[serde(default)]
    deletion_protection: bool,
    /// The allocation id of its elastic IP address.
    eip: Option<SmolStr>,
    #[serde(default)]
    network_type: NetworkType,
    #[serde(default)]
    facts: InstanceFacts,
    #[serde(default)]
    tags: Tags,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum NetworkType {
    #[default]
    Vpc,
    Classic,
}

impl Scenario {
    /// Parses a scenario. An error names the file and the line.
    pub fn parse(text: &str, file: &str) -> Result<Self, Error> {
        let read = || {
            let document = Document::toml(text)?;
            let version = document.number("world_version");
            if document.has("world") && version != Some(VERSION) {
                let version = version.map_or("no version".to_owned(), |version| format!("version {version}"));
                let text = format!("its world has {version}, and this server reads version {VERSION}: save it again");
                return Err(document.refuse(&["world".to_owned()], &text));
            }
            // Answers repeat texts of the world, and XML cannot represent control characters.
            match document.find_text(has_control) {
                Some((path, text)) => Err(document.refuse(&path, &format!("{text:?} has control characters"))),
                None => document.read(),
            }
        };
        let contents = read().map_err(|error| Error::Invalid { file: file.to_owned(), error })?;
        Ok(Self { file: file.to_owned(), text: text.to_owned(), contents, account: None })
    }

    /// Gives entries that name no account this one.
    pub fn in_account(self, account: Option<SmolStr>) -> Self {
        Self { account, ..self }
    }

    /// Adds its content to the world.
    pub fn load(&self, config: &Config, world: &mut World, now: Timestamp) -> Result<(), Error> {
        // The content exists from the start: no state transition takes time, and nothing is published.
        let transitions = std::mem::replace(&mut world.rules.transitions, Transitions::INSTANT);
        let loaded =
            self.load_entries(Loader { config, account: self.account.as_ref(), world, now, notices: Notices::none() });
        world.run_due_events(now, &mut Notices::none());
        world.rules.transitions = transitions;
        loaded?;
        world.check().map_err(|why| Error::World { file: self.file.clone(), why })
    }

    /// Writes a world as a scenario that loads back to it. It contains the world's internal data, which other versions of
    /// Twinstance may not be able to read. The data goes through JSON, so that one serializer is enough for all types.
    pub fn save(world: World, fault: Vec<Fault>) -> Result<String, toml::ser::Error> {
        #[derive(Serialize)]
        struct Saved {
            world_version: u64,
            fault: Vec<Fault>,
            world: World,
        }
        let json = serde_json::to_string(&Saved { world_version: VERSION, fault, world });
        let mut saved = json.and_then(|json| serde_json::from_str(&json)).map_err(toml::ser::Error::custom)?;
        remove_nulls(&mut saved);
        toml::to_string(&saved)
    }

    /// Its faults, checked and completed.
    pub fn faults(&self) -> Result<Vec<Fault>, Error> {
        let mut complete = Vec::new();
        self.each(&self.contents.fault, "fault", |fault| {
            faults::complete(fault.clone()).map(|fault| complete.push(fault))
        })?;
        Ok(complete)
    }

    /// Loads all entries. Limits come last, so that they do not apply to the entries.
    fn load_entries(&self, mut loader: Loader<'_>) -> Result<(), Error> {
        let Contents { world, account, ec2, ecs, world_version: _, fault: _ } = &self.contents;
        if let Some(world) = world {
            loader.world.merge((**world).clone());
        }
        self.each(account, "account", |entry| loader.account(entry))?;
        self.each(&ec2.r#type, "ec2.type", |entry| {
            loader.new_type(&entry.r#type, Some(&entry.like), NewFigures::Ec2(entry.figures.clone()))
        })?;
        self.each(&ecs.r#type, "ecs.type", |entry| loader.new_ecs_type(entry))?;
        self.each(&ec2.capacity_reservation, "ec2.capacity_reservation", |entry| {
            loader.reservation(Cloud::Aws, entry)
        })?;
        self.each(&ecs.capacity_reservation, "ecs.capacity_reservation", |entry| {
            loader.reservation(Cloud::Alibaba, entry)
        })?;
        self.each(&ec2.instance, "ec2.instance", |entry| loader.ec2_instance(entry))?;
        self.each(&ecs.instance, "ecs.instance", |entry| loader.ecs_instance(entry))?;
        self.each(&ec2.limits, "ec2.limits", |entry| loader.limits(entry))?;
        self.each(&ec2.stock, "ec2.stock", |entry| loader.stock(Cloud::Aws, entry))?;
        self.each(&ecs.stock, "ecs.stock", |entry| loader.stock(Cloud::Alibaba, entry))?;
        self.each(&ecs.limits, "ecs.limits", |entry| loader.spec_limits(entry))?;
        self.each(&ecs.r#type, "ecs.type", |entry| loader.spec_type(entry))?;
        self.each(&ecs.image, "ecs.image", |entry| loader.spec_image(entry))?;
        self.each(&ecs.vpc, "ecs.vpc", |entry| loader.spec_vpc(entry))
    }

    fn each<T>(&self, entries: &[T], what: &str, mut load: impl FnMut(&T) -> Result<(), String>) -> Result<(), Error> {
        entries.iter().enumerate().try_for_each(|(index, entry)| {
            load(entry).map_err(|why| {
                let steps: Vec<_> = what.split('.').map(str::to_owned).chain([index.to_string()]).collect();
                let line = document::line(&self.text, &steps);
                Error::Impossible { file: self.file.clone(), line, what: what.to_owned(), why }
            })
        })
    }
}

/// Removes the fields that are null, since TOML has no null.
pub fn remove_nulls(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(remove_nulls),
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(remove_nulls);
        }
        _ => {}
    }
}
