//! [DescribeInstanceAttribute](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceAttribute.html)

use super::interface::{GroupView, groups};
use super::view::{MappingView, SRIOV, mappings};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, instance};
use crate::domain::compute::ena;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes one attribute of an instance.
pub struct DescribeInstanceAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    attribute: Attribute,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Attribute {
    BlockDeviceMapping,
    DisableApiStop,
    DisableApiTermination,
    EbsOptimized,
    EnaSupport,
    EnclaveOptions,
    GroupSet,
    InstanceInitiatedShutdownBehavior,
    InstanceType,
    Kernel,
    ProductCodes,
    Ramdisk,
    RootDeviceName,
    SourceDestCheck,
    SriovNetSupport,
    UserData,
}

#[serde_with::skip_serializing_none]
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_id: SmolStr,
    block_device_mapping: Option<Set<MappingView>>,
    disable_api_stop: Option<Value>,
    disable_api_termination: Option<Value>,
    ebs_optimized: Option<Value>,
    ena_support: Option<Value>,
    enclave_options: Option<EnclaveOptions>,
    group_set: Option<Set<GroupView>>,
    instance_initiated_shutdown_behavior: Option<Value>,
    instance_type: Option<Value>,
    kernel: Option<Value>,
    product_codes: Option<Set<()>>,
    ramdisk: Option<Value>,
    root_device_name: Option<Value>,
    source_dest_check: Option<Value>,
    sriov_net_support: Option<Value>,
    user_data: Option<Value>,
}

/// The value of an attribute. If the attribute is not set, the answer has its element without a value.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
struct Value {
    value: Option<String>,
}

#[derive(Serialize)]
struct EnclaveOptions {
    enabled: bool,
}

impl Operation for DescribeInstanceAttribute {
    const ACTION: &'static str = "DescribeInstanceAttribute";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        let aws = &instance.aws;
        let mut response = Response { instance_id: instance.id.clone(), ..Response::default() };
        let value = |value: &dyn std::fmt::Display| Some(Value { value: Some(value.to_string()) });
        let none = Some(Value { value: None });
        match request.attribute {
            Attribute::BlockDeviceMapping => response.block_device_mapping = Some(mappings(instance)),
            Attribute::DisableApiStop => response.disable_api_stop = value(&aws.stop_protection),
            Attribute::DisableApiTermination => response.disable_api_termination = value(&aws.termination_protection),
            Attribute::EbsOptimized => response.ebs_optimized = value(&aws.ebs_optimized),
            Attribute::EnaSupport => response.ena_support = value(&ena::is_on(instance)),
            Attribute::EnclaveOptions => {
                response.enclave_options = Some(EnclaveOptions { enabled: aws.rare().enclave })
            }
            Attribute::GroupSet => {
                response.group_set = Some(groups(at.region, &instance.nic).into_iter().collect());
            }
            Attribute::InstanceInitiatedShutdownBehavior => {
                let behavior = if aws.shutdown_terminates { "terminate" } else { "stop" };
                response.instance_initiated_shutdown_behavior = value(&behavior);
            }
            Attribute::InstanceType => response.instance_type = value(&instance.instance_type.name),
            Attribute::Kernel => response.kernel = none,
            Attribute::ProductCodes => response.product_codes = Some([].into_iter().collect()),
            Attribute::Ramdisk => response.ramdisk = none,
            Attribute::RootDeviceName => {
                let name = instance.system_disk().map(|disk| disk.device.to_string());
                response.root_device_name = Some(Value { value: name });
            }
            Attribute::SourceDestCheck => response.source_dest_check = value(&!aws.routes_traffic),
            Attribute::SriovNetSupport => response.sriov_net_support = if aws.sriov { value(&SRIOV) } else { none },
            Attribute::UserData => {
                let data = aws.user_data.as_ref().map(ToString::to_string);
                response.user_data = Some(Value { value: data });
            }
        }
        Ok(response)
    }
}
