//! An instance in answers.

use super::interface::{GroupView, InterfaceView, groups, interface};
use super::metadata::MetadataView;
use crate::aws::ec2::common::{Set, TagView, tag_set, time};
use crate::domain::compute::instance::{CapacityChoice, CpuOptions, Instance, State, StateReason};
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;
use std::sync::Arc;

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

/// A launch with its instances, which EC2 calls a reservation. It has only those instances that the answer is about.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LaunchView {
    reservation_id: SmolStr,
    owner_id: SmolStr,
    group_set: Set<GroupView>,
    instances_set: Set<InstanceSnapshot>,
}

/// An instance at the time of the call. The answer is written later, when other calls can already have changed the
/// world.
struct InstanceSnapshot {
    scope: Scope,
    instance: Arc<Instance>,
    groups: Vec<GroupView>,
}

impl Serialize for InstanceSnapshot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        InstanceView::new(&self.scope, &self.groups, &self.instance).serialize(serializer)
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
    platform_details: &'static str,
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
    ebs_optimized: bool,
    ena_support: bool,
    instance_lifecycle: Option<&'static str>,
    cpu_options: CpuView,
    capacity_reservation_id: Option<SmolStr>,
    capacity_reservation_specification: CapacityView,
    hibernation_options: Configured,
    enclave_options: Enabled,
    metadata_options: MetadataView,
    maintenance_options: MaintenanceView,
    private_dns_name_options: DnsOptionsView,
}

#[derive(Serialize)]
struct MonitoringView {
    state: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlacementView {
    availability_zone: &'static str,
    availability_zone_id: &'static str,
    group_name: &'static str,
    tenancy: &'static str,
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
struct MaintenanceView {
    auto_recovery: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DnsOptionsView {
    hostname_type: &'static str,
    enable_resource_name_dns_a_record: bool,
    #[serde(rename = "enableResourceNameDnsAAAARecord")]
    enable_resource_name_dns_aaaa_record: bool,
}

/// Groups instances by launch. Ids that do not exist are left out.
pub fn launches<'i>(scope: &Scope, region: &Region, ids: impl IntoIterator<Item = &'i SmolStr>) -> Vec<LaunchView> {
    let mut launches: Vec<(SmolStr, Vec<InstanceSnapshot>)> = Vec::new();
    let mut indexes = BTreeMap::new();
    for instance in ids.into_iter().filter_map(|id| region.instances.share(id)) {
        let id = instance.launch.id.clone();
        let snapshot = InstanceSnapshot { scope: scope.clone(), groups: groups(region, &instance.nic), instance };
        let index = *indexes.entry(id.clone()).or_insert(launches.len());
        match launches.get_mut(index) {
            Some((_, instances)) => instances.push(snapshot),
            None => launches.push((id, vec![snapshot])),
        }
    }
    let view = |(reservation_id, instances): (SmolStr, Vec<InstanceSnapshot>)| LaunchView {
        reservation_id,
        owner_id: scope.account.clone(),
        group_set: Set::from_iter([]),
        instances_set: instances.into_iter().collect(),
    };
    launches.into_iter().map(view).collect()
}

impl LaunchView {
    /// A launch without instances.
    pub fn empty(scope: &Scope, reservation_id: SmolStr) -> Self {
        let owner_id = scope.account.clone();
        Self { reservation_id, owner_id, group_set: Set::from_iter([]), instances_set: Set::from_iter([]) }
    }
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
    let Some((reason, at)) = instance.reason.as_deref().copied() else { return (String::new(), None) };
    let stopping = matches!(instance.state, State::Stopping | State::Stopped);
    let at = at.strftime("%Y-%m-%d %H:%M:%S GMT");
    match reason {
        StateReason::User => {
            let message = if stopping {
                "Client.UserInitiatedShutdown: User initiated shutdown"
            } else {
                "Client.UserInitiatedShutdown: Instance terminated by user"
            };
            (format!("User initiated ({at})"), Some(ReasonView { code: "Client.UserInitiatedShutdown", message }))
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
        cores: figures.and_then(|figures| figures.cores).unwrap_or(instance.instance_type.vcpus),
        threads_per_core: figures.and_then(|figures| figures.threads_per_core).unwrap_or(1),
    };
    let CpuOptions { cores, threads_per_core } = instance.aws.cpu.unwrap_or(all);
    CpuView { core_count: cores, threads_per_core }
}

impl InstanceView {
    /// The view of an instance with these security groups. A terminated instance has no network interface, groups or
    /// disks.
    pub fn new(scope: &Scope, groups: &[GroupView], instance: &Instance) -> Self {
        let figures = instance.instance_type.ec2();
        let terminated = instance.state == State::Terminated;
        let nic = Some(&instance.nic).filter(|_| !terminated);
        let groups = if terminated { &[] } else { groups };
        let (reason, state_reason) = reason(instance);
        let zone_id = scope.zone_id(instance.zone);
        let public = instance.nic.public_ip.filter(|_| !terminated);
        let interface = nic.map(|nic| interface(scope, instance, nic, groups.to_vec()));
        Self {
            instance_id: instance.id.clone(),
            image_id: instance.image.clone(),
            instance_state: instance.state.into(),
            private_dns_name: interface.as_ref().map(InterfaceView::private_dns_name).unwrap_or_default(),
            dns_name: interface.as_ref().and_then(InterfaceView::public_dns_name).unwrap_or_default(),
            reason,
            key_name: instance.key_name.clone(),
            ami_launch_index: instance.launch_index,
            product_codes: Set::from_iter([]),
            instance_type: instance.instance_type.name,
            launch_time: time(instance.launched),
            placement: PlacementView {
                availability_zone: instance.zone,
                availability_zone_id: zone_id,
                group_name: "",
                tenancy: instance.tenancy.as_str(),
            },
            platform: (instance.platform == "Windows").then_some("windows"),
            platform_details: instance.platform,
            monitoring: MonitoringView { state: if instance.aws.monitoring { "enabled" } else { "disabled" } },
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
            block_device_mapping: if terminated { Set::from_iter([]) } else { mappings(instance) },
            virtualization_type: "hvm",
            tag_set: tag_set(&instance.tags),
            hypervisor: "xen",
            network_interface_set: interface.into_iter().collect(),
            client_token: instance.launch.client_token.clone(),
            ebs_optimized: instance.aws.ebs_optimized,
            ena_support: figures.is_some_and(|figures| matches!(figures.ena, "required" | "supported")),
            instance_lifecycle: instance.aws.interruptible.then_some("interruptible-capacity-reservation"),
            cpu_options: cpu(instance),
            capacity_reservation_id: instance.reservation.clone(),
            capacity_reservation_specification: capacity(&instance.capacity),
            hibernation_options: Configured { configured: false },
            enclave_options: Enabled { enabled: false },
            metadata_options: instance.aws.metadata.into(),
            maintenance_options: MaintenanceView { auto_recovery: "default" },
            private_dns_name_options: DnsOptionsView {
                hostname_type: "ip-name",
                enable_resource_name_dns_a_record: false,
                enable_resource_name_dns_aaaa_record: false,
            },
        }
    }
}

pub fn mappings(instance: &Instance) -> Set<MappingView> {
    let mapping = |disk: &crate::domain::compute::disk::Disk| MappingView {
        device_name: disk.device.clone(),
        ebs: EbsView {
            volume_id: disk.id.clone(),
            status: "attached",
            attach_time: time(disk.attached),
            delete_on_termination: disk.delete_with_instance,
        },
    };
    instance.disks.iter().map(mapping).collect()
}

fn capacity(choice: &CapacityChoice) -> CapacityView {
    let preference =
        |name| CapacityView { capacity_reservation_preference: Some(name), capacity_reservation_target: None };
    match choice {
        CapacityChoice::Open => preference("open"),
        CapacityChoice::None => preference("none"),
        CapacityChoice::ReservationsOnly => preference("capacity-reservations-only"),
        CapacityChoice::Reservation(id) => CapacityView {
            capacity_reservation_preference: None,
            capacity_reservation_target: Some(TargetView { capacity_reservation_id: id.clone() }),
        },
    }
}
