//! The instance types of both clouds: tables in the binary, parsed at first use.
//!
//! EC2's figures come from DescribeInstanceTypes, and its credit table from the EC2 User Guide. ECS's figures come from
//! the pages on instance families.

use crate::domain::scope::{Cloud, Scope};
use std::sync::LazyLock;

/// An instance type.
#[derive(Debug)]
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
#[derive(Debug)]
pub enum Figures {
    Ec2(Box<Ec2Figures>),
    Ecs(EcsFigures),
}

/// The columns of the EC2 table beyond the common ones. An empty text means that the vendor gives no value.
#[derive(Debug)]
pub struct Ec2Figures {
    pub cores: Option<u32>,
    pub threads_per_core: Option<u32>,
    pub architectures: &'static str,
    pub current_generation: bool,
    pub bare_metal: bool,
    pub hypervisor: &'static str,
    pub clock_ghz: Option<f64>,
    pub manufacturer: &'static str,
    pub network_performance: &'static str,
    pub max_interfaces: Option<u32>,
    pub ipv4_per_interface: Option<u32>,
    pub ipv6_per_interface: Option<u32>,
    pub network_cards: Option<u32>,
    pub ena: &'static str,
    pub efa: bool,
    pub ebs_optimized: &'static str,
    pub ebs_baseline_mbps: Option<u32>,
    pub ebs_max_mbps: Option<u32>,
    pub ebs_max_iops: Option<u32>,
    pub nvme: &'static str,
    pub local_disks: &'static str,
    pub local_total_gb: Option<u64>,
    pub local_kind: &'static str,
    pub gpus: &'static str,
    pub dedicated_hosts: bool,
    pub hibernation: bool,
    pub free_tier: bool,
    pub usage_classes: &'static str,
    pub boot_modes: &'static str,
    pub virtualization: &'static str,
    pub root_devices: &'static str,
    pub placement: &'static str,
}

/// The columns of the ECS table beyond the common ones.
#[derive(Debug)]
pub struct EcsFigures {
    /// `ecs-1` to `ecs-6`; empty where the vendor gives none.
    pub generation: &'static str,
    pub local_disks: u32,
    /// The size of each local disk, in GiB.
    pub local_gib_each: u64,
    /// The baseline performance of one vCPU, in per cent; `None` unless burstable.
    pub baseline_percent: Option<f64>,
    /// No longer sold.
    pub retired: bool,
    /// Whether an instance of this type can be changed to another type at all.
    pub resizable: bool,
}

impl InstanceType {
    /// EC2's figures; `None` for a type of ECS.
    pub fn ec2(&self) -> Option<&Ec2Figures> {
        match &self.figures {
            Figures::Ec2(figures) => Some(figures),
            Figures::Ecs(_) => None,
        }
    }

    /// Whether its instances can boot an image of this architecture. Always true for types of ECS, whose table has no
    /// architectures.
    pub fn boots(&self, architecture: &str) -> bool {
        self.ec2().is_none_or(|figures| figures.architectures.split(',').any(|one| one == architecture))
    }

    fn is_offered(&self, region: &str) -> bool {
        self.ec2().is_none_or(|figures| figures.current_generation || LISTED.contains(&region))
    }

    /// Whether it is still sold: ECS has retired some types.
    pub fn is_sold(&self) -> bool {
        self.ecs().is_none_or(|figures| !figures.retired)
    }

    /// ECS's figures; `None` for a type of EC2.
    pub fn ecs(&self) -> Option<&EcsFigures> {
        match &self.figures {
            Figures::Ecs(figures) => Some(figures),
            Figures::Ec2(_) => None,
        }
    }
}

/// The types of a cloud, sorted by name.
pub fn types(cloud: Cloud) -> &'static [InstanceType] {
    static EC2: LazyLock<Vec<InstanceType>> = LazyLock::new(read_ec2);
    static ECS: LazyLock<Vec<InstanceType>> = LazyLock::new(read_ecs);
    match cloud {
        Cloud::Aws => &EC2,
        Cloud::Alibaba => &ECS,
    }
}

/// The type with this name.
pub fn find(cloud: Cloud, name: &str) -> Option<&'static InstanceType> {
    let types = types(cloud);
    types.binary_search_by(|candidate| candidate.name.cmp(name)).ok().map(|at| &types[at])
}

/// The regions of AWS of which there is a list of the types that they offer. The others offer the current generation (ours).
const LISTED: &[&str] = &[
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
    "af-south-1",
    "ap-east-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "sa-east-1",
];

/// The types that a region offers, sorted by name.
pub fn offered(scope: &Scope) -> impl Iterator<Item = &'static InstanceType> {
    types(scope.cloud).iter().filter(|instance_type| instance_type.is_offered(scope.region))
}

/// The type with this name, if the region offers it.
pub fn find_offered(scope: &Scope, name: &str) -> Option<&'static InstanceType> {
    find(scope.cloud, name).filter(|instance_type| instance_type.is_offered(scope.region))
}

/// The rows of a table without its header, each as its cells in order. A cell `"` repeats the cell above it, which
/// makes EC2's table 126 KB smaller.
fn rows(table: &'static str) -> impl Iterator<Item = Cells> {
    let mut above: Vec<&str> = Vec::new();
    table.lines().skip(1).map(move |line| {
        let mut cells: Vec<&str> = line.split('\t').collect();
        for (cell, above) in cells.iter_mut().zip(&above).filter(|(cell, _)| **cell == "\"") {
            *cell = above;
        }
        above.clone_from(&cells);
        Cells(cells.into_iter())
    })
}

struct Cells(std::vec::IntoIter<&'static str>);

impl Cells {
    fn text(&mut self) -> &'static str {
        self.0.next().unwrap_or("")
    }

    fn flag(&mut self) -> bool {
        self.text() == "yes"
    }

    fn number<T: std::str::FromStr>(&mut self) -> Option<T> {
        self.text().parse().ok()
    }

    fn required_number<T: std::str::FromStr>(&mut self) -> T {
        self.number().unwrap_or_else(|| panic!("an instance type table lacks a figure"))
    }
}

fn read_ec2() -> Vec<InstanceType> {
    let credits: Vec<(&str, Credits)> = rows(include_str!("data/ec2-cpu-credits.tsv"))
        .map(|mut row| {
            let size = row.text();
            (
                size,
                Credits {
                    per_hour: row.required_number(),
                    max_balance: row.required_number(),
                    launch: row.required_number(),
                },
            )
        })
        .collect();
    let credits_of = |name: &str, size: &str| {
        let key = if name.starts_with("t2.") { name } else { size };
        credits.iter().find(|(row, _)| *row == key).map(|(_, credits)| *credits)
    };
    let mut types: Vec<InstanceType> = rows(include_str!("data/ec2-instance-types.tsv"))
        .map(|mut row| {
            let name = row.text();
            let (family, size) = name.split_once('.').unwrap_or((name, ""));
            let vcpus = row.required_number();
            let (cores, threads_per_core) = (row.number(), row.number());
            let memory_mib = row.required_number();
            let architectures = row.text();
            let burstable = row.flag();
            let credits = burstable.then(|| credits_of(name, size)).flatten();
            let figures = Figures::Ec2(Box::new(ec2_figures(row, cores, threads_per_core, architectures)));
            InstanceType { name, family, vcpus, memory_mib, burstable, credits, figures }
        })
        .collect();
    types.sort_by_key(|row| row.name);
    types
}

fn ec2_figures(
    mut row: Cells,
    cores: Option<u32>,
    threads_per_core: Option<u32>,
    architectures: &'static str,
) -> Ec2Figures {
    Ec2Figures {
        cores,
        threads_per_core,
        architectures,
        current_generation: row.flag(),
        bare_metal: row.flag(),
        hypervisor: row.text(),
        clock_ghz: row.number(),
        manufacturer: row.text(),
        network_performance: row.text(),
        max_interfaces: row.number(),
        ipv4_per_interface: row.number(),
        ipv6_per_interface: row.number(),
        network_cards: row.number(),
        ena: row.text(),
        efa: row.flag(),
        ebs_optimized: row.text(),
        ebs_baseline_mbps: row.number(),
        ebs_max_mbps: row.number(),
        ebs_max_iops: row.number(),
        nvme: row.text(),
        local_disks: row.text(),
        local_total_gb: row.number(),
        local_kind: row.text(),
        gpus: row.text(),
        dedicated_hosts: row.flag(),
        hibernation: row.flag(),
        free_tier: row.flag(),
        usage_classes: row.text(),
        boot_modes: row.text(),
        virtualization: row.text(),
        root_devices: row.text(),
        placement: row.text(),
    }
}

fn read_ecs() -> Vec<InstanceType> {
    let mut types: Vec<InstanceType> = rows(include_str!("data/ecs-instance-types.tsv"))
        .map(|mut row| {
            let (name, family, generation) = (row.text(), row.text(), row.text().trim_end_matches(['*', '?']));
            let vcpus = row.required_number();
            let memory_gib: f64 = row.required_number();
            let (local_disks, local_gib_each) = (row.required_number(), row.required_number());
            let baseline_percent: Option<f64> = row.number();
            let (per_hour, max_balance, launch) = (row.number(), row.number(), row.number());
            let credits = per_hour.zip(max_balance).zip(launch);
            let credits = credits.map(|((per_hour, max_balance), launch)| Credits { per_hour, max_balance, launch });
            let (retired, resizable) = (row.flag(), row.flag());
            let figures = EcsFigures { generation, local_disks, local_gib_each, baseline_percent, retired, resizable };
            InstanceType {
                name,
                family,
                vcpus,
                memory_mib: (memory_gib * 1024.0) as u32,
                burstable: baseline_percent.is_some(),
                credits,
                figures: Figures::Ecs(figures),
            }
        })
        .collect();
    types.sort_by_key(|row| row.name);
    types
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_complete() {
        assert_eq!((types(Cloud::Aws).len(), types(Cloud::Alibaba).len()), (1395, 298));
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
