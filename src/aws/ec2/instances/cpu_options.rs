//! The parameter CpuOptions of RunInstances.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::CpuOptions;
use crate::operation::Error;
use serde::Deserialize;

/// The number of cores, and of threads per core, that an instance uses. Either both or neither must be given, and
/// neither can be more than the type has. Any smaller number of cores is accepted (ours): the catalog does not have the
/// valid ones.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CpuOptionsRequest {
    core_count: Option<i64>,
    threads_per_core: Option<i64>,
}

impl CpuOptionsRequest {
    /// Checks the options for this instance type. Returns `None` if none are given.
    pub fn check(&self, instance_type: &InstanceType) -> Result<Option<CpuOptions>, Error> {
        if self.core_count.is_none() && self.threads_per_core.is_none() {
            return Ok(None);
        }
        let figures = instance_type.ec2();
        let cores = figures.and_then(|figures| figures.cores).unwrap_or(instance_type.vcpus);
        let threads = figures.and_then(|figures| figures.threads_per_core).unwrap_or(1);
        Ok(Some(CpuOptions {
            cores: in_range("CpuOptions.CoreCount", self.core_count, cores)?,
            threads_per_core: in_range("CpuOptions.ThreadsPerCore", self.threads_per_core, threads)?,
        }))
    }
}

fn in_range(name: &str, value: Option<i64>, max: u32) -> Result<u32, Error> {
    let value = value.ok_or_else(|| Error::missing(name))?;
    let number = u32::try_from(value).ok().filter(|number| (1..=max).contains(number));
    number.ok_or_else(|| Error::invalid(name, value, format!("a number from 1 to {max} for this instance type")))
}
