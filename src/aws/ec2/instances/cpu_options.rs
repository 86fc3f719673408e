//! The parameter CpuOptions of RunInstances.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::CpuOptions;
use crate::operation::Error;
use serde::Deserialize;

/// The number of cores, and of threads per core, that an instance uses. Either both or neither must be given, and
/// both must be valid for the type. Of a type without a choice, only what it has is.
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
        let figures = instance_type.ec2().ok_or(Error::Internal)?;
        let (cores, threads) = match figures.valid_cores(instance_type.vcpus) {
            Some(cores) => (cores, (1..=figures.threads_per_core).collect()),
            None => (vec![figures.cores(instance_type.vcpus)], vec![figures.threads_per_core]),
        };
        Ok(Some(CpuOptions {
            cores: one_of("CpuOptions.CoreCount", self.core_count, &cores)?,
            threads_per_core: one_of("CpuOptions.ThreadsPerCore", self.threads_per_core, &threads)?,
        }))
    }
}

fn one_of(name: &str, value: Option<i64>, valid: &[u32]) -> Result<u32, Error> {
    let value = value.ok_or_else(|| Error::missing(name))?;
    let number = u32::try_from(value).ok().filter(|number| valid.contains(number));
    let valid = || valid.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    number.ok_or_else(|| Error::invalid(name, value, format!("one of {} for this instance type", valid())))
}
