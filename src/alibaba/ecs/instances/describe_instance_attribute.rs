//! [DescribeInstanceAttribute](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceAttribute)

use super::interface::network_type;
use super::options::{NetworkOptions, SecurityOptions};
use super::view::{
    Addresses, GroupIds, VpcAttributes, addresses, charge_type, credit_specification, expired_time, group_ids,
    inner_address, internet_charge_type, io_optimized, lock_reason, stopped_mode, vpc_attributes,
};
use crate::alibaba::ecs::addresses::view::{InstanceEip, elastic_address, public_ip};
use crate::alibaba::ecs::common::{instance, status, time};
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Lock;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Describes one instance. Its fields are on the top level of the response.
pub struct DescribeInstanceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    instance_id: SmolStr,
    instance_name: SmolStr,
    description: SmolStr,
    host_name: SmolStr,
    serial_number: SmolStr,
    status: &'static str,
    region_id: &'static str,
    zone_id: &'static str,
    cluster_id: &'static str,
    image_id: SmolStr,
    instance_type: &'static str,
    cpu: u32,
    memory: u32,
    /// A string here, unlike in DescribeInstances.
    io_optimized: &'static str,
    credit_specification: &'static str,
    instance_charge_type: &'static str,
    internet_charge_type: &'static str,
    internet_max_bandwidth_in: u32,
    internet_max_bandwidth_out: u32,
    creation_time: String,
    expired_time: String,
    stopped_mode: &'static str,
    instance_network_type: &'static str,
    vlan_id: &'static str,
    security_group_ids: GroupIds,
    public_ip_address: Addresses,
    inner_ip_address: Addresses,
    vpc_attributes: VpcAttributes,
    eip_address: InstanceEip,
    dedicated_host_attribute: DedicatedHost,
    operation_locks: Locks,
    enable_jumbo_frame: bool,
    enable_network_encryption: bool,
    network_options: NetworkOptions,
    security_options: SecurityOptions,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct DedicatedHost {
    dedicated_host_id: SmolStr,
    dedicated_host_name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Locks {
    lock_reason: Vec<LockView>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct LockView {
    lock_reason: &'static str,
}

impl Operation for DescribeInstanceAttribute {
    const ACTION: &'static str = "DescribeInstanceAttribute";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let facts = instance.alibaba();
        let lock = |lock: &Lock| LockView { lock_reason: lock_reason(*lock) };
        Ok(Response {
            instance_id: instance.id.clone(),
            instance_name: instance.name().clone(),
            description: facts.description.clone(),
            host_name: instance.host_name(),
            serial_number: format_smolstr!("{}", instance.serial),
            status: status(instance.state),
            region_id: at.scope.region,
            zone_id: instance.zone,
            cluster_id: "",
            image_id: instance.image.clone(),
            instance_type: instance.instance_type.name,
            cpu: instance.instance_type.vcpus,
            memory: instance.instance_type.memory_mib,
            io_optimized: if io_optimized(instance) { "true" } else { "false" },
            credit_specification: credit_specification(at.scope, instance),
            instance_charge_type: charge_type(facts.charge()),
            internet_charge_type: internet_charge_type(facts.internet_charge),
            internet_max_bandwidth_in: facts.bandwidth.inward,
            internet_max_bandwidth_out: facts.bandwidth.out,
            creation_time: time(instance.created),
            expired_time: expired_time(instance),
            stopped_mode: stopped_mode(instance),
            instance_network_type: network_type(instance),
            vlan_id: "",
            security_group_ids: group_ids(instance),
            public_ip_address: addresses(public_ip(instance)),
            inner_ip_address: inner_address(instance),
            vpc_attributes: vpc_attributes(instance),
            eip_address: InstanceEip::new(elastic_address(at.region, instance)),
            dedicated_host_attribute: DedicatedHost {
                dedicated_host_id: facts.dedicated_host.clone().unwrap_or_default(),
                dedicated_host_name: "",
            },
            operation_locks: Locks { lock_reason: facts.locks.iter().map(lock).collect() },
            enable_jumbo_frame: facts.jumbo_frame,
            enable_network_encryption: false,
            network_options: NetworkOptions::from(instance),
            security_options: SecurityOptions::default(),
        })
    }
}
