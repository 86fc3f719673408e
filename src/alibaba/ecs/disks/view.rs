//! A disk in responses. Every documented field is present; those that are not modelled are empty.

use crate::alibaba::ecs::common::{NEVER, TagsView, time_to_the_second};
use crate::alibaba::ecs::instances::{charge_type, expired_time};
use crate::domain::compute::disk::{Detached, Disk, performance};
use crate::domain::compute::instance::{AlibabaFacts, Instance};
use crate::domain::scope::Scope;
use jiff::Timestamp;
use serde::Serialize;
use smol_str::SmolStr;

/// A disk and its place: attached to an instance, or left behind by a released one.
#[derive(Clone, Copy)]
pub struct LocatedDisk<'r> {
    pub disk: &'r Disk,
    pub zone: &'static str,
    pub instance: Option<&'r Instance>,
    /// When its instance was released.
    pub detached: Option<Timestamp>,
}

impl<'r> LocatedDisk<'r> {
    pub fn attached(disk: &'r Disk, instance: &'r Instance) -> Self {
        Self { disk, zone: instance.zone, instance: Some(instance), detached: None }
    }

    pub fn detached(detached: &'r Detached) -> Self {
        Self { disk: &detached.disk, zone: detached.zone, instance: None, detached: Some(detached.since) }
    }

    /// `In_use` or `Available`.
    pub fn status(&self) -> &'static str {
        if self.instance.is_some() { "In_use" } else { "Available" }
    }

    /// `system` or `data`.
    pub fn disk_type(&self) -> &'static str {
        if self.disk.system { "system" } else { "data" }
    }

    /// The charge type: that of its instance, unless the subscription of the instance does not cover the disk.
    pub fn charge(&self) -> &'static str {
        let facts = self.instance.map(Instance::alibaba);
        let facts = facts.filter(|facts| !facts.billing.postpaid_disks.contains(&self.disk.id));
        charge_type(facts.map(AlibabaFacts::charge).unwrap_or_default())
    }

    /// The resource group: that of its instance. A detached disk is in the default group (ours).
    pub fn resource_group(&self) -> SmolStr {
        self.instance.map(|instance| instance.alibaba().resource_group.clone()).unwrap_or_default()
    }

    /// Whether it can be detached: only pay-as-you-go data disks can that are no local disks.
    pub fn portable(&self) -> bool {
        !self.disk.system && !self.disk.is_local() && self.charge() == "PostPaid"
    }
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct DiskView {
    disk_id: SmolStr,
    disk_name: SmolStr,
    description: SmolStr,
    serial_number: SmolStr,
    status: &'static str,
    r#type: &'static str,
    category: SmolStr,
    performance_level: SmolStr,
    size: u32,
    region_id: &'static str,
    zone_id: &'static str,
    instance_id: SmolStr,
    device: SmolStr,
    image_id: SmolStr,
    source_snapshot_id: SmolStr,
    source_disk_id: &'static str,
    data_source: DataSource,
    creation_time: String,
    attached_time: String,
    detached_time: String,
    expired_time: String,
    disk_charge_type: &'static str,
    portable: bool,
    delete_with_instance: bool,
    delete_auto_snapshot: bool,
    enable_auto_snapshot: bool,
    enable_automated_snapshot_policy: bool,
    auto_snapshot_policy_id: &'static str,
    encrypted: bool,
    #[serde(rename = "KMSKeyId")]
    kms_key_id: &'static str,
    multi_attach: &'static str,
    mount_instance_num: u32,
    mount_instances: MountInstances,
    attachments: Attachments,
    bdf_id: &'static str,
    #[serde(rename = "IOPS")]
    iops: u64,
    #[serde(rename = "IOPSRead")]
    iops_read: u64,
    #[serde(rename = "IOPSWrite")]
    iops_write: u64,
    throughput: u64,
    throughput_read: u64,
    throughput_write: u64,
    provisioned_iops: u64,
    bursting_enabled: bool,
    storage_set_id: &'static str,
    storage_set_partition_number: u32,
    storage_cluster_id: &'static str,
    placement: Placement,
    product_code: &'static str,
    resource_group_id: SmolStr,
    operation_locks: OperationLocks,
    tags: TagsView,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DataSource {
    id: &'static str,
    r#type: &'static str,
}

/// The instances that share a disk. No disk is shared here.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct MountInstances {
    mount_instance: [SmolStr; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Attachments {
    attachment: Vec<Attachment>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Attachment {
    instance_id: SmolStr,
    device: SmolStr,
    attached_time: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Placement {
    zone_ids: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct OperationLocks {
    operation_lock: [SmolStr; 0],
}

impl DiskView {
    /// IOPS and throughput are 0 unless `with_performance` is set.
    pub fn new(scope: &Scope, located: &LocatedDisk<'_>, with_performance: bool) -> Self {
        let (disk, instance) = (located.disk, located.instance);
        let (iops, throughput) = if with_performance { performance(disk) } else { (0, 0) };
        let id = instance.map(|instance| instance.id.clone()).unwrap_or_default();
        let attached = time_to_the_second(disk.attached);
        let attachment =
            Attachment { instance_id: id.clone(), device: disk.device.clone(), attached_time: attached.clone() };
        Self {
            disk_id: disk.id.clone(),
            disk_name: disk.name.clone(),
            description: disk.description.clone(),
            serial_number: disk.id.trim_start_matches("d-").into(),
            status: located.status(),
            r#type: located.disk_type(),
            category: disk.category.clone(),
            performance_level: disk.performance_level.clone().unwrap_or_default(),
            size: disk.size_gib,
            region_id: scope.region,
            zone_id: located.zone,
            device: if instance.is_some() { disk.device.clone() } else { SmolStr::default() },
            image_id: instance.filter(|_| disk.system).map(|instance| instance.image.clone()).unwrap_or_default(),
            source_snapshot_id: disk.snapshot.clone().unwrap_or_default(),
            source_disk_id: "",
            data_source: DataSource { id: "", r#type: "" },
            creation_time: attached.clone(),
            attached_time: if instance.is_some() { attached } else { String::new() },
            detached_time: located.detached.map(time_to_the_second).unwrap_or_default(),
            expired_time: instance
                .filter(|_| located.charge() == "PrePaid")
                .map_or_else(|| NEVER.to_owned(), expired_time),
            disk_charge_type: located.charge(),
            portable: located.portable(),
            delete_with_instance: disk.delete_with_instance,
            delete_auto_snapshot: false,
            enable_auto_snapshot: false,
            enable_automated_snapshot_policy: false,
            auto_snapshot_policy_id: "",
            encrypted: false,
            kms_key_id: "",
            multi_attach: "Disabled",
            mount_instance_num: u32::from(instance.is_some()),
            mount_instances: MountInstances { mount_instance: [] },
            attachments: Attachments { attachment: instance.map(|_| attachment).into_iter().collect() },
            instance_id: id,
            bdf_id: "",
            iops,
            iops_read: iops,
            iops_write: iops,
            throughput,
            throughput_read: throughput,
            throughput_write: throughput,
            provisioned_iops: 0,
            bursting_enabled: false,
            storage_set_id: "",
            storage_set_partition_number: 0,
            storage_cluster_id: "",
            placement: Placement { zone_ids: "" },
            product_code: "",
            resource_group_id: located.resource_group(),
            operation_locks: OperationLocks { operation_lock: [] },
            tags: TagsView::from(&disk.tags),
        }
    }
}
