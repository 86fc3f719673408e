//! The types of EC2.
//!
//! Figures are those of DescribeInstanceTypes, credits those of the EC2 User Guide.

use super::offers::Zones;
use super::table::{Row, Table};
use super::{Credits, Figures, InstanceType};

/// What DescribeInstanceTypes tells of a type beyond what both clouds' types have. An empty text, and `None`, is no value.
#[derive(Clone, Debug)]
pub struct Ec2Figures {
    pub threads_per_core: u32,
    /// The numbers of cores that a launch may choose: runs of first number and step, each up to the next run's first number,
    /// the last up to the default: `4/2,16/16` is 4, 6, ... 14, 16, 32, ... Empty if there is no choice.
    pub valid_cores: &'static str,
    /// Comma-separated.
    pub architectures: &'static str,
    pub clock_ghz: Option<f64>,
    pub manufacturer: &'static str,
    /// Comma-separated.
    pub processor_features: &'static str,
    pub current_generation: bool,
    pub bare_metal: bool,
    pub free_tier: bool,
    pub hibernation: bool,
    pub dedicated_hosts: bool,
    pub auto_recovery: bool,
    pub nitro_enclaves: bool,
    pub nitro_tpm: bool,
    pub phc: bool,
    pub reboot_migration: bool,
    pub hypervisor: &'static str,
    /// These are comma-separated.
    pub usage_classes: &'static str,
    pub boot_modes: &'static str,
    pub virtualization: &'static str,
    pub root_devices: &'static str,
    pub placement: &'static str,
    pub ebs: Ebs,
    pub network: Network,
    pub local: Option<LocalStorage>,
    pub accelerators: Accelerators,
    /// Where it is offered.
    pub zones: Zones,
}

/// Bandwidths are in Mbit/s, throughputs in MB/s.
#[derive(Clone, Debug)]
pub struct Ebs {
    pub optimized: &'static str,
    pub nvme: &'static str,
    pub baseline_mbps: Option<u32>,
    pub max_mbps: Option<u32>,
    pub baseline_iops: Option<u32>,
    pub max_iops: Option<u32>,
    /// Only where it is not an eighth of the bandwidth.
    pub baseline_throughput: Option<f64>,
    pub max_attachments: Option<u32>,
    pub attachment_limit: &'static str,
    /// `None` where there is one that is not shown.
    pub cards: Option<u32>,
}

/// Bandwidths are in Gbit/s, times in seconds.
#[derive(Clone, Debug)]
pub struct Network {
    pub performance: &'static str,
    /// That of one card.
    pub card_performance: &'static str,
    pub cards: u32,
    pub baseline_gbps: f64,
    pub peak_gbps: f64,
    /// Both bandwidths of the first card, where it differs from the others.
    pub first_card_gbps: Option<f64>,
    pub max_interfaces: u32,
    pub ipv4_per_interface: u32,
    pub ipv6_per_interface: u32,
    pub ipv4_per_secondary_interface: Option<u32>,
    /// `None` without EFA.
    pub efa_max_interfaces: Option<u32>,
    pub ena: &'static str,
    pub ena_srd: bool,
    pub encryption_in_transit: bool,
    /// Comma-separated.
    pub bandwidth_weightings: &'static str,
    pub ena_default_queues: Option<u32>,
    pub ena_max_queues: Option<u32>,
    pub ena_max_queues_per_interface: Option<u32>,
    /// `None` without flexible queues.
    pub additional_flexible_interfaces: Option<u32>,
    pub tcp_established_timeout: u32,
}

#[derive(Clone, Debug)]
pub struct LocalStorage {
    /// Count, GB and kind of each disk, as in `4x1900ssd`.
    pub disks: &'static str,
    pub nvme: &'static str,
    pub encryption: &'static str,
}

/// Each is a count, a name, the MiB of one and more, as in `1xNVIDIA T4|16384|ml-ai`.
#[derive(Clone, Debug)]
pub struct Accelerators {
    pub gpu: &'static str,
    pub fpga: &'static str,
    pub inference: &'static str,
    pub media: &'static str,
    pub neuron: &'static str,
}

impl Ec2Figures {
    /// The number of cores.
    pub fn cores(&self, vcpus: u32) -> u32 {
        vcpus / self.threads_per_core
    }

    /// The numbers of cores that a launch may choose; `None` if there is no choice.
    pub fn valid_cores(&self, vcpus: u32) -> Option<Vec<u32>> {
        let mut runs = self.valid_cores.split(',').filter_map(|run| {
            let (from, step) = run.split_once('/')?;
            Some((from.parse::<u32>().ok()?, step.parse::<usize>().ok()?))
        });
        let mut run = runs.next()?;
        let mut cores = Vec::new();
        for next in runs {
            cores.extend((run.0..next.0).step_by(run.1));
            run = next;
        }
        cores.extend((run.0..=self.cores(vcpus)).step_by(run.1));
        Some(cores)
    }
}

pub(super) fn read() -> Vec<InstanceType> {
    let credits = credits();
    let zones = Table::parse(include_str!("data/ec2-type-zones.tsv"));
    let table = Table::parse(include_str!("data/ec2-types.tsv"));
    let mut types: Vec<InstanceType> = table
        .rows()
        .map(|row| {
            let name: &'static str = row.name().leak();
            let size = name.split_once('.').map_or("", |(_, size)| size);
            let key = if name.starts_with("t2.") { name } else { size };
            let burstable = row.is("burstable");
            let credits = credits.iter().find(|(row, _)| burstable && *row == key).map(|(_, credits)| *credits);
            InstanceType {
                name,
                family: name.split_once('.').map_or(name, |(family, _)| family),
                vcpus: row.required("vcpus"),
                memory_mib: row.required("memory_mib"),
                burstable,
                credits,
                added: None,
                figures: Figures::Ec2(Box::new(figures(&row, Zones::read(&zones, &row)))),
            }
        })
        .collect();
    types.sort_by_key(|row| row.name);
    types
}

/// The credits of a type of T2, and of a size of the other families.
fn credits() -> Vec<(&'static str, Credits)> {
    let rows = include_str!("data/ec2-cpu-credits.tsv").lines().skip(1).map(|line| line.split('\t'));
    let credits = rows.filter_map(|mut cells| {
        let size = cells.next()?;
        let mut number = || cells.next().and_then(|cell| cell.parse().ok());
        Some((size, Credits { per_hour: number()?, max_balance: number()?, launch: number()? }))
    });
    credits.collect()
}

fn figures(row: &Row<'_>, zones: Zones) -> Ec2Figures {
    Ec2Figures {
        threads_per_core: row.required("threads_per_core"),
        valid_cores: row.text("valid_cores"),
        architectures: row.text("architectures"),
        clock_ghz: row.number("clock_ghz"),
        manufacturer: row.text("manufacturer"),
        processor_features: row.text("processor_features"),
        current_generation: row.is("current_generation"),
        bare_metal: row.is("bare_metal"),
        free_tier: row.is("free_tier"),
        hibernation: row.is("hibernation"),
        dedicated_hosts: row.is("dedicated_hosts"),
        auto_recovery: row.is("auto_recovery"),
        nitro_enclaves: row.is("nitro_enclaves"),
        nitro_tpm: row.is("nitro_tpm"),
        phc: row.is("phc"),
        reboot_migration: row.is("reboot_migration"),
        hypervisor: row.text("hypervisor"),
        usage_classes: row.text("usage_classes"),
        boot_modes: row.text("boot_modes"),
        virtualization: row.text("virtualization"),
        root_devices: row.text("root_devices"),
        placement: row.text("placement"),
        ebs: ebs(row),
        network: network(row),
        local: local_storage(row),
        accelerators: Accelerators {
            gpu: row.text("gpu"),
            fpga: row.text("fpga"),
            inference: row.text("inference"),
            media: row.text("media"),
            neuron: row.text("neuron"),
        },
        zones,
    }
}

fn ebs(row: &Row<'_>) -> Ebs {
    Ebs {
        optimized: row.text("ebs_optimized"),
        nvme: row.text("nvme"),
        baseline_mbps: row.number("ebs_baseline_mbps"),
        max_mbps: row.number("ebs_max_mbps"),
        baseline_iops: row.number("ebs_baseline_iops"),
        max_iops: row.number("ebs_max_iops"),
        baseline_throughput: row.number("ebs_baseline_throughput"),
        max_attachments: row.number("ebs_max_attachments"),
        attachment_limit: row.text("ebs_attachment_limit"),
        cards: row.number("ebs_cards"),
    }
}

fn network(row: &Row<'_>) -> Network {
    Network {
        performance: row.text("network_performance"),
        card_performance: row.text("card_performance"),
        cards: row.required("network_cards"),
        baseline_gbps: row.required("baseline_gbps"),
        peak_gbps: row.required("peak_gbps"),
        first_card_gbps: row.number("first_card_gbps"),
        max_interfaces: row.required("max_interfaces"),
        ipv4_per_interface: row.required("ipv4_per_interface"),
        ipv6_per_interface: row.required("ipv6_per_interface"),
        ipv4_per_secondary_interface: row.number("ipv4_per_secondary_interface"),
        efa_max_interfaces: row.number("efa_max_interfaces"),
        ena: row.text("ena"),
        ena_srd: row.is("ena_srd"),
        encryption_in_transit: row.is("encryption_in_transit"),
        bandwidth_weightings: row.text("bandwidth_weightings"),
        ena_default_queues: row.number("ena_default_queues"),
        ena_max_queues: row.number("ena_max_queues"),
        ena_max_queues_per_interface: row.number("ena_max_queues_per_interface"),
        additional_flexible_interfaces: row.number("additional_flexible_interfaces"),
        tcp_established_timeout: row.required("tcp_established_timeout"),
    }
}

fn local_storage(row: &Row<'_>) -> Option<LocalStorage> {
    let disks = row.text("local_disks");
    (!disks.is_empty()).then(|| LocalStorage {
        disks,
        nvme: row.text("local_nvme"),
        encryption: row.text("local_encryption"),
    })
}
