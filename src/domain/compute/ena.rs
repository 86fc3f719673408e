//! Enhanced networking of EC2 instances with the Elastic Network Adapter (ENA).

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::Instance;
use crate::domain::error::AwsInstanceError;

/// Whether ENA is on: as it was switched, or else as the type has it.
pub fn is_on(instance: &Instance) -> bool {
    let by_type = || instance.instance_type.ec2().is_some_and(|figures| figures.network.ena != "unsupported");
    instance.aws.ena.unwrap_or_else(by_type)
}

/// Whether an instance can have this type, which may require ENA.
pub fn check_type(instance: &Instance, instance_type: &InstanceType) -> Result<(), AwsInstanceError> {
    let required = instance_type.ec2().is_some_and(|figures| figures.network.ena == "required");
    let off = instance.aws.ena == Some(false);
    if required && off { Err(AwsInstanceError::EnaRequired(instance_type.name)) } else { Ok(()) }
}
