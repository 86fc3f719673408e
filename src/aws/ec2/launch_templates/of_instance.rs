//! The parameters with which an instance like another would be launched.

use super::data::{
    Cpu, Credits, Ebs, Enclave, Hibernation, Interface, Mapping, Monitoring, Placement, Tag, Tags, TemplateData,
};
use crate::domain::compute::disk::Disk;
use crate::domain::compute::instance::Instance;

/// Which of them are shown is ours, as far as the page does not say: all that TemplateData has and the instance does not have by
/// default.
pub fn data_of(instance: &Instance) -> TemplateData {
    let facts = &instance.aws;
    let behavior = if facts.shutdown_terminates { "terminate" } else { "stop" };
    let has_credits = instance.instance_type.credits.is_some();
    TemplateData {
        block_device_mapping: Some(instance.disks.iter().map(mapping).collect()),
        cpu_options: facts.cpu.map(|cpu| Cpu {
            core_count: Some(cpu.cores.into()),
            threads_per_core: Some(cpu.threads_per_core.into()),
            ..Cpu::default()
        }),
        credit_specification: has_credits.then(|| Credits { cpu_credits: Some(instance.credits.ec2().into()) }),
        disable_api_stop: Some(facts.stop_protection),
        disable_api_termination: Some(facts.termination_protection),
        ebs_optimized: Some(facts.ebs_optimized),
        enclave_options: Some(Enclave { enabled: Some(facts.rare().enclave) }),
        hibernation_options: Some(Hibernation { configured: Some(facts.hibernation) }),
        image_id: Some(instance.image.clone()),
        instance_initiated_shutdown_behavior: Some(behavior.into()),
        instance_type: Some(instance.instance_type.name.into()),
        key_name: instance.key_name.clone(),
        monitoring: Some(Monitoring { enabled: Some(facts.monitoring), metric_category_id: None }),
        network_interface: Some(vec![interface(instance)]),
        placement: Some(Placement {
            availability_zone: Some(instance.zone.into()),
            tenancy: Some(instance.tenancy.as_str().into()),
            ..Placement::default()
        }),
        tag_specification: tags(instance).map(|tags| vec![tags]),
        user_data: facts.user_data.clone(),
        ..TemplateData::default()
    }
}

fn mapping(disk: &Disk) -> Mapping {
    let ebs = Ebs {
        delete_on_termination: Some(disk.delete_with_instance),
        encrypted: Some(disk.ebs.encrypted),
        snapshot_id: disk.snapshot.clone(),
        volume_size: Some(disk.size_gib.into()),
        volume_type: Some(disk.category.clone()),
        ..Ebs::default()
    };
    Mapping { device_name: Some(disk.device.clone()), ebs: Some(ebs), ..Mapping::default() }
}

/// Its primary interface.
fn interface(instance: &Instance) -> Interface {
    Interface {
        delete_on_termination: Some(true),
        description: Some(instance.nic.description.clone()).filter(|text| !text.is_empty()),
        device_index: Some(0),
        security_group_id: Some(instance.nic.groups.to_vec()),
        subnet_id: Some(instance.nic.subnet.clone()),
        ..Interface::default()
    }
}

/// Its tags, but for those that AWS gives.
fn tags(instance: &Instance) -> Option<Tags> {
    let own = instance.tags.iter().filter(|(key, _)| !key.starts_with("aws:"));
    let own: Vec<_> = own.map(|(key, value)| Tag { key: Some(key.clone()), value: Some(value.clone()) }).collect();
    (!own.is_empty()).then(|| Tags { resource_type: Some("instance".into()), tag: Some(own) })
}
