//! Types that a scenario adds to those of the tables.

use super::offers::Zones;
use super::{Credits, Figures, InstanceType, find, types};
use crate::domain::scope::Cloud;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::OnceLock;

/// A type that a scenario adds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewType {
    pub name: SmolStr,
    /// The type of the table that has all figures which are not given.
    pub like: SmolStr,
    pub figures: NewFigures,
}

/// The figures that are given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NewFigures {
    Ec2(NewEc2Figures),
    Ecs(NewEcsFigures),
}

/// Figures of a type of EC2.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewEc2Figures {
    pub vcpus: Option<u32>,
    pub threads_per_core: Option<u32>,
    pub memory_mib: Option<u32>,
    /// Makes it burstable. The largest balance is that of 24 hours.
    pub credits_per_hour: Option<f64>,
    pub clock_ghz: Option<f64>,
    pub network_performance: Option<SmolStr>,
    pub max_interfaces: Option<u32>,
    pub ipv4_per_interface: Option<u32>,
    pub ipv6_per_interface: Option<u32>,
    pub current_generation: Option<bool>,
    pub hibernation: Option<bool>,
}

/// Figures of a type of ECS.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NewEcsFigures {
    pub vcpus: Option<u32>,
    pub memory_gib: Option<f64>,
    /// In kbit/s, both ways.
    pub bandwidth_kbps: Option<u64>,
    /// Packets per second, both ways.
    pub pps: Option<u64>,
    pub interfaces: Option<u32>,
    pub ipv4_per_interface: Option<u32>,
    pub ipv6_per_interface: Option<u32>,
    pub disks: Option<u32>,
    pub local_disks: Option<u32>,
    /// The size of each local disk.
    pub local_gib_each: Option<u64>,
    pub gpus: Option<u32>,
    pub gpu_spec: Option<SmolStr>,
    /// Makes it burstable. The largest balance is that of 24 hours.
    pub credits_per_hour: Option<f64>,
    /// The baseline performance of one vCPU, in per cent.
    pub baseline_percent: Option<f64>,
}

/// How many different types can be added while the program runs. They stay in memory, since instances of any world may
/// have them.
pub const MAX_ADDED: usize = 10_000;

/// The largest number of each kind that a figure can be: beyond all types there are, and safe to add up.
const MAX_COUNT: u32 = 10_000;
const MAX_MEMORY_GIB: f64 = 1_000_000.0;
const MAX_RATE: u64 = 1_000_000_000_000;

/// A list of types that grows at its end and needs no lock.
struct Made(OnceLock<Box<(InstanceType, Made)>>);

impl NewType {
    pub fn cloud(&self) -> Cloud {
        match self.figures {
            NewFigures::Ec2(_) => Cloud::Aws,
            NewFigures::Ecs(_) => Cloud::Alibaba,
        }
    }

    /// The type. The same description always gives the same one. An error is a sentence.
    pub fn make(&self) -> Result<&'static InstanceType, String> {
        static MADE: Made = Made(OnceLock::new());
        let mut made = &MADE;
        for _ in 0..MAX_ADDED {
            let (known, rest) = match made.0.get() {
                Some(pair) => &**pair,
                None => {
                    let new = self.build()?;
                    made.0.get_or_init(|| Box::new((new, Made(OnceLock::new()))))
                }
            };
            if known.added.as_deref() == Some(self) {
                return Ok(known);
            }
            made = rest;
        }
        Err(format!("{MAX_ADDED} types were added since the server started: start it again"))
    }

    fn build(&self) -> Result<InstanceType, String> {
        let (cloud, name) = (self.cloud(), &self.name);
        if !is_name(cloud, name) {
            return Err(format!("{name} is not the name of a type: it has the form {}", form(cloud)));
        }
        if find(cloud, name).is_some() {
            return Err(format!("{name} is an instance type already: `like` and `figures` are for new ones"));
        }
        let like = find(cloud, &self.like).ok_or_else(|| format!("{} is not an instance type", self.like))?;
        let mut new = like.clone();
        match &self.figures {
            NewFigures::Ec2(given) => given.apply(&mut new)?,
            NewFigures::Ecs(given) => given.apply(&mut new)?,
        }
        // What is kept for ever is kept last, so that a mistake leaves nothing.
        new.name = String::from(name.as_str()).leak();
        new.family = family(cloud, new.name);
        new.added = Some(Box::new(self.clone()));
        Ok(new)
    }
}

impl NewEc2Figures {
    fn apply(&self, new: &mut InstanceType) -> Result<(), String> {
        let Self { vcpus, threads_per_core, memory_mib, credits_per_hour, .. } = self;
        count("vcpus", vcpus, 1)?.set(&mut new.vcpus);
        Given(*memory_mib).within("memory_mib", 1, (MAX_MEMORY_GIB * 1024.0) as u32)?.set(&mut new.memory_mib);
        earn(new, *credits_per_hour)?;
        let total = new.vcpus;
        let Figures::Ec2(figures) = &mut new.figures else { return Ok(()) };
        count("threads_per_core", threads_per_core, 1)?.set(&mut figures.threads_per_core);
        if !total.is_multiple_of(figures.threads_per_core) {
            return Err(format!("{total} vcpus do not make whole cores of {} threads", figures.threads_per_core));
        }
        if vcpus.or(*threads_per_core).is_some() {
            // Which numbers of cores a launch may choose is not known.
            figures.valid_cores = "";
        }
        if let Some(clock) = Given(self.clock_ghz).within("clock_ghz", 0.1, 100.0)?.0 {
            figures.clock_ghz = Some(clock);
        }
        let network = &mut figures.network;
        count("max_interfaces", &self.max_interfaces, 1)?.set(&mut network.max_interfaces);
        count("ipv4_per_interface", &self.ipv4_per_interface, 1)?.set(&mut network.ipv4_per_interface);
        count("ipv6_per_interface", &self.ipv6_per_interface, 0)?.set(&mut network.ipv6_per_interface);
        Given(self.current_generation).set(&mut figures.current_generation);
        Given(self.hibernation).set(&mut figures.hibernation);
        figures.zones = Zones::EVERYWHERE;
        if let Some(performance) = &self.network_performance {
            figures.network.performance = leak("network_performance", performance)?;
        }
        Ok(())
    }
}

impl NewEcsFigures {
    fn apply(&self, new: &mut InstanceType) -> Result<(), String> {
        count("vcpus", &self.vcpus, 1)?.set(&mut new.vcpus);
        let memory = Given(self.memory_gib).within("memory_gib", 1.0 / 1024.0, MAX_MEMORY_GIB)?;
        Given(memory.0.map(|gib| (gib * 1024.0) as u32)).set(&mut new.memory_mib);
        earn(new, self.credits_per_hour)?;
        let burstable = new.burstable;
        let Figures::Ecs(figures) = &mut new.figures else { return Ok(()) };
        let baseline = Given(self.baseline_percent).within("baseline_percent", 0.1, 100.0)?.0;
        figures.baseline_percent = baseline.or(figures.baseline_percent);
        if burstable != figures.baseline_percent.is_some() {
            return Err("a burstable type has both credits_per_hour and baseline_percent".to_owned());
        }
        let rate = |key, rate: Option<u64>| Given(rate).within(key, 1, MAX_RATE).map(|given| given.0);
        figures.bandwidth_kbps = rate("bandwidth_kbps", self.bandwidth_kbps)?.or(figures.bandwidth_kbps);
        figures.pps = rate("pps", self.pps)?.or(figures.pps);
        let counted = |key, given: &Option<u32>, least| count(key, given, least).map(|given| given.0);
        figures.interfaces = counted("interfaces", &self.interfaces, 1)?.or(figures.interfaces);
        figures.ipv4_per_interface =
            counted("ipv4_per_interface", &self.ipv4_per_interface, 1)?.or(figures.ipv4_per_interface);
        figures.ipv6_per_interface =
            counted("ipv6_per_interface", &self.ipv6_per_interface, 0)?.or(figures.ipv6_per_interface);
        figures.disks = counted("disks", &self.disks, 1)?.or(figures.disks);
        Given(self.local_disks).within("local_disks", 0, 100)?.set(&mut figures.local_disks);
        Given(self.local_gib_each).within("local_gib_each", 1, 1_000_000)?.set(&mut figures.local_gib_each);
        if figures.local_disks > 0 && (figures.local_gib_each == 0 || figures.local_category.is_empty()) {
            return Err("a type with local disks is like one that has them".to_owned());
        }
        figures.gpus = counted("gpus", &self.gpus, 0)?.or(figures.gpus);
        figures.retired = false;
        if let Some(spec) = &self.gpu_spec {
            figures.gpu_spec = leak("gpu_spec", spec)?;
        }
        Ok(())
    }
}

/// A figure that may be given.
struct Given<T>(Option<T>);

impl<T: Copy + PartialOrd + std::fmt::Display> Given<T> {
    fn within(self, key: &str, least: T, most: T) -> Result<Self, String> {
        match self.0 {
            Some(value) if !(least <= value && value <= most) => {
                Err(format!("{key} is {value}, not {least} to {most}"))
            }
            _ => Ok(self),
        }
    }

    fn set(self, figure: &mut T) {
        *figure = self.0.unwrap_or(*figure);
    }
}

fn count(key: &str, given: &Option<u32>, least: u32) -> Result<Given<u32>, String> {
    Given(*given).within(key, least, MAX_COUNT)
}

/// Makes the type one that earns this many credits per hour. What it has at launch stays that of the type it is like.
fn earn(new: &mut InstanceType, per_hour: Option<f64>) -> Result<(), String> {
    if let Some(per_hour) = Given(per_hour).within("credits_per_hour", 0.1, 1_000_000.0)?.0 {
        let launch = new.credits.map_or(0.0, |credits| credits.launch);
        new.credits = Some(Credits { per_hour, max_balance: per_hour * 24.0, launch });
        new.burstable = true;
    }
    Ok(())
}

fn leak(key: &str, text: &SmolStr) -> Result<&'static str, String> {
    match text.len() {
        1..=64 => Ok(String::from(text.as_str()).leak()),
        _ => Err(format!("{key} has {} bytes, not 1 to 64", text.len())),
    }
}

fn form(cloud: Cloud) -> &'static str {
    match cloud {
        Cloud::Aws => "x9.large",
        Cloud::Alibaba => "ecs.x9.large",
    }
}

fn is_name(cloud: Cloud, name: &str) -> bool {
    let rest = match cloud {
        Cloud::Aws => Some(name),
        Cloud::Alibaba => name.strip_prefix("ecs."),
    };
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    };
    let parts = rest.and_then(|rest| rest.split_once('.'));
    name.len() <= 64 && parts.is_some_and(|(family, size)| is_word(family) && is_word(size))
}

/// What stands before the size. On ECS a name can have more before it, as `ecs.t6-c9m1.large` has, which is of `ecs.t6`.
fn family(cloud: Cloud, name: &'static str) -> &'static str {
    let own = name.rsplit_once('.').map_or(name, |(family, _)| family);
    let is_longer = |family: &&str| own.strip_prefix(family).is_some_and(|rest| rest.starts_with('-'));
    let known = types(cloud).iter().map(|known| known.family).filter(is_longer);
    known.filter(|_| cloud == Cloud::Alibaba).max_by_key(|family| family.len()).unwrap_or(own)
}
