//! CpuOptions, as RunInstances has them.

use crate::domain::compute::catalog::InstanceType;
use crate::domain::compute::instance::CpuOptions;
use crate::operation::Error;
use serde::Deserialize;

/// How many of its cores and threads an instance uses. Both are needed, and neither may be more than the type has; which
/// smaller numbers of cores a type takes is not known here, so all of them will do (ours).
#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CpuOptionsRequest {
    core_count: Option<i64>,
    threads_per_core: Option<i64>,
}

impl CpuOptionsRequest {
    /// The options for an instance of this type.
    pub fn check(&self, instance_type: &InstanceType) -> Result<Option<CpuOptions>, Error> {
        if self.core_count.is_none() && self.threads_per_core.is_none() {
            return Ok(None);
        }
        let figures = instance_type.ec2();
        let cores = figures.and_then(|figures| figures.cores).unwrap_or(instance_type.vcpus);
        let threads = figures.and_then(|figures| figures.threads_per_core).unwrap_or(1);
        Ok(Some(CpuOptions {
            cores: number("CpuOptions.CoreCount", self.core_count, cores)?,
            threads_per_core: number("CpuOptions.ThreadsPerCore", self.threads_per_core, threads)?,
        }))
    }
}

fn number(name: &str, value: Option<i64>, most: u32) -> Result<u32, Error> {
    let value = value.ok_or_else(|| Error::missing(name))?;
    let number = u32::try_from(value).ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| Error::invalid(name, value, format!("a number from 1 to {most} for this instance type")))
}
