//! The instance types of both clouds: tables in the binary, parsed at first use.

mod added;
mod ec2;
mod ecs;
mod offers;
mod table;

use crate::domain::scope::Cloud;
pub use added::{NewEc2Figures, NewEcsFigures, NewFigures, NewType};
pub use ec2::{Accelerators, Ebs, Ec2Figures, LocalStorage, Network};
pub use ecs::EcsFigures;
pub use offers::check_zone;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// An instance type.
#[derive(Clone, Debug)]
pub struct InstanceType {
    /// For example `t3.micro` or `ecs.g6.large`.
    pub name: &'static str,
    /// The family part of the name: `t3`, `ecs.g6`.
    pub family: &'static str,
    pub vcpus: u32,
    pub memory_mib: u32,
    /// Whether the type earns and spends CPU credits.
    pub burstable: bool,
    /// `None` for types that are not burstable.
    pub credits: Option<Credits>,
    /// Figures that only one of the clouds has.
    pub figures: Figures,
    /// How a scenario describes it; `None` for a type of the tables.
    pub added: Option<Box<NewType>>,
}

/// The name says which type it is.
impl PartialEq for InstanceType {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// CPU credits. One credit is one vCPU at 100 % for one minute.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Credits {
    /// Credits earned per hour.
    pub per_hour: f64,
    /// The largest balance that accrues: 24 hours of earning.
    pub max_balance: f64,
    /// Credits granted at launch: on EC2 to T2 in standard mode, on ECS to all types.
    pub launch: f64,
}

/// Figures of a type that only one of the clouds has.
#[derive(Clone, Debug)]
pub enum Figures {
    Ec2(Box<Ec2Figures>),
    Ecs(Box<EcsFigures>),
}

impl InstanceType {
    /// EC2's figures; `None` for a type of ECS.
    pub fn ec2(&self) -> Option<&Ec2Figures> {
        match &self.figures {
            Figures::Ec2(figures) => Some(figures),
            Figures::Ecs(_) => None,
        }
    }

    /// Whether its instances can boot an image of this architecture. Always true for types of ECS: all images here are
    /// for X86, and its ARM types boot them (ours).
    pub fn boots(&self, architecture: &str) -> bool {
        self.ec2().is_none_or(|figures| figures.architectures.split(',').any(|one| one == architecture))
    }

    /// Whether it is still sold: ECS has retired some types.
    pub fn is_sold(&self) -> bool {
        self.ecs().is_none_or(|figures| !figures.retired)
    }

    pub fn cloud(&self) -> Cloud {
        match self.figures {
            Figures::Ec2(_) => Cloud::Aws,
            Figures::Ecs(_) => Cloud::Alibaba,
        }
    }

    /// ECS's figures; `None` for a type of EC2.
    pub fn ecs(&self) -> Option<&EcsFigures> {
        match &self.figures {
            Figures::Ecs(figures) => Some(figures),
            Figures::Ec2(_) => None,
        }
    }
}

impl Eq for InstanceType {}

/// The types of a cloud in a world: those of the table, and those that a scenario added.
#[derive(Clone, Copy)]
pub struct Types<'w> {
    cloud: Cloud,
    added: &'w Added,
}

/// The types that scenarios added to a world.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<NewType>", into = "Vec<NewType>")]
pub struct Added(Vec<&'static InstanceType>);

impl TryFrom<Vec<NewType>> for Added {
    type Error = String;

    fn try_from(types: Vec<NewType>) -> Result<Self, String> {
        let mut added = Self::default();
        types.iter().try_for_each(|new| added.add(new))?;
        Ok(added)
    }
}

impl From<Added> for Vec<NewType> {
    fn from(added: Added) -> Self {
        added.0.into_iter().filter_map(|added| added.added.as_deref().cloned()).collect()
    }
}

impl Added {
    /// Adds a type. Fails if there is another one of this name.
    pub fn add(&mut self, new: &NewType) -> Result<(), String> {
        let new = new.make()?;
        match self.of(new.cloud()).find(new.name) {
            Some(known) if std::ptr::eq(known, new) => Ok(()),
            Some(known) => Err(format!("{} was added already, with other figures", known.name)),
            None => {
                self.0.push(new);
                Ok(())
            }
        }
    }

    /// Adds the types of another world, in place of those of the same name.
    pub fn merge(&mut self, other: Self) {
        self.0.retain(|known| !other.0.contains(known));
        self.0.extend(other.0);
    }

    pub fn of(&self, cloud: Cloud) -> Types<'_> {
        Types { cloud, added: self }
    }
}

impl Types<'_> {
    /// The type with this name.
    pub fn find(&self, name: &str) -> Option<&'static InstanceType> {
        find(self.cloud, name).or_else(|| self.added().find(|added| added.name == name))
    }

    /// All, in the order of their names.
    pub fn all(&self) -> impl Iterator<Item = &'static InstanceType> {
        let mut all: Vec<_> = types(self.cloud).iter().chain(self.added()).collect();
        all.sort_by_key(|one| one.name);
        all.into_iter()
    }

    fn added(&self) -> impl Iterator<Item = &'static InstanceType> {
        self.added.0.iter().copied().filter(|added| added.cloud() == self.cloud)
    }
}

/// The types of the table of a cloud, sorted by name.
pub fn types(cloud: Cloud) -> &'static [InstanceType] {
    static EC2: LazyLock<Vec<InstanceType>> = LazyLock::new(ec2::read);
    static ECS: LazyLock<Vec<InstanceType>> = LazyLock::new(ecs::read);
    match cloud {
        Cloud::Aws => &EC2,
        Cloud::Alibaba => &ECS,
    }
}

/// The type of the table with this name.
pub fn find(cloud: Cloud, name: &str) -> Option<&'static InstanceType> {
    let types = types(cloud);
    types.binary_search_by(|candidate| candidate.name.cmp(name)).ok().map(|at| &types[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_complete() {
        assert_eq!((types(Cloud::Aws).len(), types(Cloud::Alibaba).len()), (1395, 1181));
        for cloud in [Cloud::Aws, Cloud::Alibaba] {
            assert!(types(cloud).windows(2).all(|pair| pair[0].name < pair[1].name));
            for row in types(cloud).iter().filter(|row| row.burstable) {
                let credits = row.credits.unwrap_or_else(|| panic!("{} has no credits", row.name));
                let day = credits.per_hour * 24.0;
                assert!((credits.max_balance - day).abs() < 1e-6, "{}", row.name);
            }
        }
    }

    #[test]
    fn types_are_found_by_name() {
        let t3 = find(Cloud::Aws, "t3.micro").unwrap();
        assert_eq!((t3.family, t3.vcpus, t3.memory_mib, t3.burstable), ("t3", 2, 1024, true));
        assert_eq!(t3.ec2().unwrap().placement, "partition,spread");
        let g6 = find(Cloud::Alibaba, "ecs.g6.large").unwrap();
        assert_eq!((g6.family, g6.vcpus, g6.memory_mib, g6.burstable), ("ecs.g6", 2, 8192, false));
        assert!(find(Cloud::Aws, "ecs.g6.large").is_none());
    }
}
