//! An instance in answers.

use super::interface::{GroupView, InterfaceView, interface, private_dns};
use super::launch_view::Surroundings;
use super::metadata::MetadataView;
use super::options::{DnsOptionsView, MaintenanceView, PlacementView, private_name};
use super::run_instances::RunInstances;
use crate::aws::ec2::common::{OperatorView, Set, TagView, tag_set, whole_seconds};
use crate::aws::ec2::instance_profiles::ProfileView;
use crate::domain::compute::ena;
use crate::domain::compute::instance::{CapacityChoice, CpuOptions, Instance, State, StateReason};
use crate::domain::compute::volume::attachment_state;
use crate::domain::scope::Scope;
use crate::operation::Operation;
use serde::Serialize;
use smol_str::SmolStr;
use std::net::Ipv4Addr;

#[derive(Serialize)]
pub struct StateView {
    code: u8,
    name: &'static str,
}

impl From<State> for StateView {
    fn from(state: State) -> Self {
        let (code, shown) = match state {
            State::Pending | State::Starting => (0, State::Pending),
            State::Running => (16, state),
            State::ShuttingDown => (32, state),
            State::Terminated => (48, state),
            State::Stopping => (64, state),
            State::Stopped => (80, state),
        };
        Self { code, name: shown.as_str() }
    }
}

impl StateView {
    pub fn name(&self) -> &'static str {
        self.name
    }

    pub fn code(&self) -> u8 {
        self.code
    }
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InstanceView {
    instance_id: SmolStr,
    image_id: SmolStr,
    instance_state: StateView,
    private_dns_name: SmolStr,
    dns_name: SmolStr,
    reason: String,
    key_name: Option<SmolStr>,
    ami_launch_index: u32,
    product_codes: Set<()>,
    instance_type: &'static str,
    launch_time: String,
    placement: PlacementView,
    platform: Option<&'static str>,
    platform_details: Option<&'static str>,
    usage_operation: Option<&'static str>,
    usage_operation_update_time: Option<String>,
    monitoring: MonitoringView,
    subnet_id: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    private_ip_address: Option<Ipv4Addr>,
    ip_address: Option<Ipv4Addr>,
    source_dest_check: Option<bool>,
    group_set: Set<GroupView>,
    state_reason: Option<ReasonView>,
    architecture: &'static str,
    root_device_type: &'static str,
    root_device_name: Option<SmolStr>,
    block_device_mapping: Set<MappingView>,
    virtualization_type: &'static str,
    tag_set: Option<Set<TagView>>,
    hypervisor: &'static str,
    network_interface_set: Set<InterfaceView>,
    client_token: Option<SmolStr>,
    iam_instance_profile: Option<ProfileView>,
    ebs_optimized: bool,
    ena_support: bool,
    sriov_net_support: Option<&'static str>,
    instance_lifecycle: Option<&'static str>,
    cpu_options: CpuView,
    capacity_reservation_id: Option<SmolStr>,
    capacity_reservation_specification: CapacityView,
    hibernation_options: Option<Configured>,
    enclave_options: Enabled,
    metadata_options: MetadataView,
    maintenance_options: MaintenanceView,
    boot_mode: Option<&'static str>,
    current_instance_boot_mode: &'static str,
    private_dns_name_options: Option<DnsOptionsView>,
    network_performance_options: Option<NetworkPerformanceView>,
    secondary_interface_set: Option<Set<()>>,
    operator: OperatorView,
}

#[derive(Serialize)]
struct MonitoringView {
    state: &'static str,
}

#[derive(Serialize)]
struct ReasonView {
    code: &'static str,
    message: &'static str,
}

/// A disk of an instance, as a block device mapping.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MappingView {
    device_name: SmolStr,
    ebs: EbsView,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EbsView {
    volume_id: SmolStr,
    status: &'static str,
    attach_time: String,
    delete_on_termination: bool,
    ebs_card_index: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CpuView {
    core_count: u32,
    threads_per_core: u32,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CapacityView {
    capacity_reservation_preference: Option<&'static str>,
    capacity_reservation_target: Option<TargetView>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TargetView {
    capacity_reservation_id: SmolStr,
}

#[derive(Serialize)]
struct Configured {
    configured: bool,
}

#[derive(Serialize)]
struct Enabled {
    enabled: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NetworkPerformanceView {
    bandwidth_weighting: &'static str,
}

/// The architecture of an instance: x86_64 if its type supports it, otherwise that of the type.
pub fn architecture(instance: &Instance) -> &'static str {
    if instance.instance_type.boots("x86_64") {
        "x86_64"
    } else {
        instance.instance_type.ec2().map_or("", |figures| figures.architectures)
    }
}

fn reason(instance: &Instance) -> (String, Option<ReasonView>) {
    let Some((reason, at)) = instance.reason.as_deref().copied() else {
        let pending = ReasonView { code: "pending", message: "pending" };
        return (String::new(), (instance.state == State::Pending).then_some(pending));
    };
    let at = at.strftime("%Y-%m-%d %H:%M:%S GMT");
    match reason {
        StateReason::User => {
            let message = "Client.UserInitiatedShutdown: User initiated shutdown";
            (format!("User initiated ({at})"), Some(ReasonView { code: "Client.UserInitiatedShutdown", message }))
        }
        StateReason::Hibernated => {
            let message = "Client.UserInitiatedHibernate: User initiated hibernate";
            (format!("User initiated ({at})"), Some(ReasonView { code: "Client.UserInitiatedHibernate", message }))
        }
        // Ours: the vendor does not document the reason of a reclaim.
        StateReason::Reclaimed => {
            let code = "Server.CapacityReservationInterruption";
            let message = "Server.CapacityReservationInterruption: Interruptible capacity was reclaimed";
            (format!("{code} ({at})"), Some(ReasonView { code, message }))
        }
    }
}

/// The CPU options of an instance. The default is all cores and threads of the type.
fn cpu(instance: &Instance) -> CpuView {
    let figures = instance.instance_type.ec2();
    let all = CpuOptions {
        cores: figures.map_or(instance.instance_type.vcpus, |figures| figures.cores(instance.instance_type.vcpus)),
        threads_per_core: figures.map_or(1, |figures| figures.threads_per_core),
    };
    let CpuOptions { cores, threads_per_core } = instance.aws.cpu.unwrap_or(all);
    CpuView { core_count: cores, threads_per_core }
}

/// How an instance boots: as its image has it, if its type can.
fn current_boot_mode(instance: &Instance, image: Option<&str>) -> &'static str {
    let modes = instance.instance_type.ec2().map_or("", |figures| figures.boot_modes);
    let can = |mode| modes.split(',').any(|one| one == mode);
    if can("uefi") && (image.is_some() || !can("legacy-bios")) { "uefi" } else { "legacy-bios" }
}

/// The operation of a launch in bills, which also names the platform.
fn usage_operation(instance: &Instance) -> &'static str {
    if instance.platform == "Windows" { "RunInstances:0002" } else { RunInstances::ACTION }
}

fn monitoring(instance: &Instance, in_launch: bool) -> MonitoringView {
    let state = match (instance.aws.monitoring, in_launch) {
        (false, _) => "disabled",
        (true, false) => "enabled",
        (true, true) => "pending",
    };
    MonitoringView { state }
}

/// The only value of the attribute SriovNetSupport.
pub const SRIOV: &str = "simple";

impl InstanceView {
    /// The view of an instance. A terminated instance has no network interface, groups or disks. The answer to a launch has
    /// no disks yet, and none of the fields that only descriptions have.
    pub fn new(scope: &Scope, around: &Surroundings, instance: &Instance) -> Self {
        let terminated = instance.state == State::Terminated;
        let described = !around.in_launch;
        let nic = Some(&instance.nic).filter(|_| !terminated);
        let groups = if terminated { &[][..] } else { &around.groups };
        let others = if terminated { &[][..] } else { &around.others };
        let (reason, state_reason) = reason(instance);
        let private_name = nic.map(|nic| private_name(instance, private_dns(scope, nic.private_ip)));
        let public = instance.nic.public_ip.filter(|_| !terminated);
        let interface = nic.map(|nic| interface(scope, instance, nic, around));
        Self {
            instance_id: instance.id.clone(),
            image_id: instance.image.clone(),
            instance_state: instance.state.into(),
            private_dns_name: private_name.unwrap_or_default(),
            dns_name: interface.as_ref().and_then(InterfaceView::public_dns_name).unwrap_or_default(),
            reason,
            key_name: instance.key_name.clone(),
            ami_launch_index: instance.launch_index,
            product_codes: Set::from_iter([]),
            instance_type: instance.instance_type.name,
            launch_time: whole_seconds(instance.launched),
            placement: PlacementView::new(scope, instance, around.placement_group.as_ref()),
            platform: (instance.platform == "Windows").then_some("windows"),
            platform_details: described.then_some(instance.platform),
            usage_operation: described.then_some(usage_operation(instance)),
            usage_operation_update_time: described.then(|| whole_seconds(instance.created)),
            monitoring: monitoring(instance, around.in_launch),
            subnet_id: nic.map(|nic| nic.subnet.clone()),
            vpc_id: nic.map(|nic| nic.vpc.clone()),
            private_ip_address: nic.map(|nic| nic.private_ip),
            ip_address: public,
            source_dest_check: nic.map(|_| !instance.aws.routes_traffic),
            group_set: groups.iter().cloned().collect(),
            state_reason,
            architecture: architecture(instance),
            root_device_type: "ebs",
            root_device_name: instance.system_disk().map(|disk| disk.device.clone()),
            block_device_mapping: if terminated || around.in_launch { Set::from_iter([]) } else { mappings(instance) },
            virtualization_type: "hvm",
            tag_set: tag_set(&instance.tags),
            hypervisor: "xen",
            network_interface_set: interface.into_iter().chain(others.iter().cloned()).collect(),
            client_token: instance.launch.client_token.clone(),
            iam_instance_profile: around.profile.clone(),
            ebs_optimized: instance.aws.ebs_optimized,
            ena_support: ena::is_on(instance),
            sriov_net_support: instance.aws.sriov.then_some(SRIOV),
            instance_lifecycle: instance.aws.interruptible.then_some("interruptible-capacity-reservation"),
            cpu_options: cpu(instance),
            capacity_reservation_id: instance.reservation.clone(),
            capacity_reservation_specification: capacity(instance),
            hibernation_options: described.then_some(Configured { configured: instance.aws.hibernation }),
            enclave_options: Enabled { enabled: instance.aws.rare().enclave },
            metadata_options: MetadataView::of(instance),
            maintenance_options: MaintenanceView::new(instance.aws.rare()),
            boot_mode: around.boot_mode,
            current_instance_boot_mode: current_boot_mode(instance, around.boot_mode),
            private_dns_name_options: (!terminated).then(|| DnsOptionsView::new(instance.aws.rare().names)),
            network_performance_options: described.then_some(NetworkPerformanceView { bandwidth_weighting: "default" }),
            secondary_interface_set: described.then(|| Set::from_iter([])),
            operator: if described { OperatorView::FULL } else { OperatorView::SHORT },
        }
    }
}

pub fn mappings(instance: &Instance) -> Set<MappingView> {
    let mapping = |disk: &crate::domain::compute::disk::Disk| MappingView {
        device_name: disk.device.clone(),
        ebs: EbsView {
            volume_id: disk.id.clone(),
            status: attachment_state(disk),
            attach_time: whole_seconds(disk.attached),
            delete_on_termination: disk.delete_with_instance,
            ebs_card_index: 0,
        },
    };
    instance.disks.iter().map(mapping).collect()
}

fn capacity(instance: &Instance) -> CapacityView {
    let preference =
        |name| CapacityView { capacity_reservation_preference: Some(name), capacity_reservation_target: None };
    match &instance.capacity {
        CapacityChoice::Open => preference("open"),
        CapacityChoice::None => preference("none"),
        CapacityChoice::ReservationsOnly => preference("capacity-reservations-only"),
        CapacityChoice::Reservation(id) => CapacityView {
            capacity_reservation_preference: instance.aws.reservations_only.then_some("capacity-reservations-only"),
            capacity_reservation_target: Some(TargetView { capacity_reservation_id: id.clone() }),
        },
    }
}
