//! The performance of EBS volumes: what can be provisioned, and which instances are optimized for them.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::error::AwsInstanceError;
use smol_str::SmolStr;

/// The operations per second of a gp3 volume that asks for none. It can have them at any size.
const GP3_IOPS: u32 = 3_000;

/// Why a volume cannot have the requested performance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PerformanceError {
    #[error("the operations per second of a volume of the type {0} cannot be set")]
    IopsUnsupported(SmolStr),
    #[error("a volume of the type {0} needs a number of operations per second")]
    IopsRequired(SmolStr),
    #[error("the volume cannot have {iops} operations per second, only {min} to {max}")]
    Iops { iops: u32, min: u32, max: u32 },
    #[error("a volume of {gib} GiB cannot have {iops} operations per second, only {max} for each GiB")]
    IopsRatio { iops: u32, gib: u32, max: u32 },
    #[error("only a volume of the type gp3 has a throughput that can be set")]
    ThroughputUnsupported,
    #[error("the volume cannot have a throughput of {throughput} MiB/s, only {min} to {max}")]
    Throughput { throughput: u32, min: u32, max: u32 },
    #[error("a throughput of {throughput} MiB/s needs more than {iops} operations per second, one for each 0.25 MiB/s")]
    ThroughputRatio { throughput: u32, iops: u32 },
}

/// Whether a volume of this type and size, in GiB, can have these operations per second and this throughput, in MiB/s.
///
/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_EbsBlockDevice.html>,
/// <https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html>
pub fn check_performance(
    category: &SmolStr,
    gib: u32,
    iops: Option<u32>,
    throughput: Option<u32>,
) -> Result<(), PerformanceError> {
    let (min, max, per_gib) = match category.as_str() {
        "gp3" => (GP3_IOPS, 80_000, 500),
        "io1" => (100, 64_000, 50),
        "io2" => (100, 256_000, 1_000),
        _ if iops.is_some() => return Err(PerformanceError::IopsUnsupported(category.clone())),
        _ if throughput.is_some() => return Err(PerformanceError::ThroughputUnsupported),
        _ => return Ok(()),
    };
    let is_gp3 = category == "gp3";
    let iops = match iops {
        Some(iops) => iops,
        None if is_gp3 => GP3_IOPS,
        None => return Err(PerformanceError::IopsRequired(category.clone())),
    };
    if !(min..=max).contains(&iops) {
        return Err(PerformanceError::Iops { iops, min, max });
    }
    if iops > gib.saturating_mul(per_gib) && !(is_gp3 && iops == GP3_IOPS) {
        return Err(PerformanceError::IopsRatio { iops, gib, max: per_gib });
    }
    match throughput {
        Some(_) if !is_gp3 => Err(PerformanceError::ThroughputUnsupported),
        Some(throughput) if !(125..=2_000).contains(&throughput) => {
            Err(PerformanceError::Throughput { throughput, min: 125, max: 2_000 })
        }
        Some(throughput) if throughput > iops / 4 => Err(PerformanceError::ThroughputRatio { throughput, iops }),
        _ => Ok(()),
    }
}

/// Whether instances of this type can be EBS-optimized, if that is requested.
pub fn check_ebs_optimized(instance_type: &InstanceType, requested: Option<bool>) -> Result<(), AwsInstanceError> {
    let supported = instance_type.ec2().is_none_or(|figures| figures.ebs.optimized != "unsupported");
    if supported || requested != Some(true) { Ok(()) } else { Err(AwsInstanceError::Unsupported) }
}
