//! The types of ECS, from the vendor's pages on families and from recorded answers of DescribeInstanceTypes.

use super::table::{Row, Table};
use super::{Credits, Figures, InstanceType};

/// What is known of a type beyond what both clouds' types have. An empty text, and `None`, is what is not known.
#[derive(Clone, Debug)]
pub struct EcsFigures {
    /// `ecs-1` to `ecs-6`; empty where the vendor gives none.
    pub generation: &'static str,
    /// `General-purpose` and so on.
    pub category: &'static str,
    /// `EnterpriseLevel`, `EntryLevel`, `CreditEntryLevel`.
    pub level: &'static str,
    /// `X86`, `ARM`.
    pub architecture: &'static str,
    /// The model of the processor.
    pub processor: &'static str,
    pub clock_ghz: Option<f64>,
    pub turbo_ghz: Option<f64>,
    /// In kbit/s, both ways.
    pub bandwidth_kbps: Option<u64>,
    /// Packets per second, both ways.
    pub pps: Option<u64>,
    pub primary_queues: Option<u32>,
    /// Of each secondary interface.
    pub secondary_queues: Option<u32>,
    pub interfaces: Option<u32>,
    pub ipv4_per_interface: Option<u32>,
    pub ipv6_per_interface: Option<u32>,
    /// Elastic RDMA interfaces.
    pub eri: Option<u32>,
    /// How many disks may be attached.
    pub disks: Option<u32>,
    pub local_disks: u32,
    /// The size of each local disk, in GiB.
    pub local_gib_each: u64,
    /// `local_ssd_pro`, `local_hdd_pro`; empty without local disks.
    pub local_category: &'static str,
    pub gpus: Option<u32>,
    /// Empty without GPUs.
    pub gpu_spec: &'static str,
    /// Of one GPU.
    pub gpu_memory_gib: Option<f64>,
    /// The baseline performance of one vCPU, in per cent; `None` unless burstable.
    pub baseline_percent: Option<f64>,
    /// `required`, `unsupported`.
    pub nvme: &'static str,
    /// Comma-separated: `BIOS`, `UEFI`.
    pub boot_modes: &'static str,
    pub jumbo_frame: Option<bool>,
    pub network_encryption: Option<bool>,
    pub eni_trunk: Option<bool>,
    /// No longer sold.
    pub retired: bool,
    /// Whether an instance of this type can be changed to another type at all.
    pub resizable: bool,
}

impl EcsFigures {
    /// The queues of all interfaces together.
    pub fn total_queues(&self) -> Option<u32> {
        Some(self.primary_queues? + self.interfaces?.saturating_sub(1) * self.secondary_queues?)
    }

    /// Ours: only the types of the first generation are not I/O optimised.
    pub fn io_optimized(&self) -> bool {
        self.generation != "ecs-1"
    }
}

pub(super) fn read() -> Vec<InstanceType> {
    let table = Table::parse(include_str!("data/ecs-types.tsv"));
    let mut types: Vec<InstanceType> = table
        .rows()
        .map(|row| {
            let memory_gib: f64 = row.required("mem_gib");
            let credits = row.number("credits_per_hour").zip(row.number("max_credit_balance"));
            let credits = credits.zip(row.number("initial_credit"));
            InstanceType {
                name: ["ecs.", &row.name()].concat().leak(),
                family: ["ecs.", row.family()].concat().leak(),
                vcpus: row.required("vcpu"),
                memory_mib: (memory_gib * 1024.0) as u32,
                burstable: row.number::<f64>("baseline_pct_per_vcpu").is_some(),
                credits: credits.map(|((per_hour, max_balance), launch)| Credits { per_hour, max_balance, launch }),
                added: None,
                figures: Figures::Ecs(Box::new(figures(&row))),
            }
        })
        .collect();
    types.sort_by_key(|row| row.name);
    types
}

fn figures(row: &Row<'_>) -> EcsFigures {
    EcsFigures {
        // An asterisk marks what is inferred.
        generation: row.text("generation").trim_end_matches('*'),
        category: row.text("category"),
        level: row.text("level"),
        architecture: row.text("arch"),
        processor: row.text("processor"),
        clock_ghz: row.number("clock_ghz"),
        turbo_ghz: row.number("turbo_ghz"),
        bandwidth_kbps: row.number("bandwidth_kbps"),
        pps: row.number("pps"),
        primary_queues: row.number("primary_queues"),
        secondary_queues: row.number("secondary_queues"),
        interfaces: row.number("eni"),
        ipv4_per_interface: row.number("ipv4_per_eni"),
        ipv6_per_interface: row.number("ipv6_per_eni"),
        eri: row.number("eri"),
        disks: row.number("disks"),
        local_disks: row.number("local_disks").unwrap_or(0),
        local_gib_each: row.number("local_gib_each").unwrap_or(0),
        local_category: row.text("local_category"),
        // Only families with accelerators have types of which this is not known.
        gpus: row.number("gpu_amount").or_else(|| (!row.text("category").contains(" with ")).then_some(0)),
        gpu_spec: row.text("gpu_spec"),
        gpu_memory_gib: row.number("gpu_memory_gib"),
        baseline_percent: row.number("baseline_pct_per_vcpu"),
        nvme: row.text("nvme"),
        boot_modes: row.text("boot_modes"),
        jumbo_frame: known(row.text("jumbo_frame")),
        network_encryption: known(row.text("network_encryption")),
        eni_trunk: known(row.text("eni_trunk")),
        retired: row.is("retired"),
        // Only what is known not to be is not.
        resizable: row.text("resizable") != "no",
    }
}

fn known(cell: &str) -> Option<bool> {
    (!cell.is_empty()).then_some(cell == "yes")
}
