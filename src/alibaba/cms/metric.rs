//! The metrics that there are, as the vendor's page
//! [Burstable instances](https://www.alibabacloud.com/help/en/ecs/user-guide/monitor-burstable-instances) names them.

use crate::domain::credits::Sample;
use crate::operation::Error;
use smol_str::SmolStr;

/// The namespace of ECS's metrics.
pub const NAMESPACE: &str = "acs_ecs_dashboard";

pub struct Metric {
    pub name: &'static str,
    pub description: &'static str,
    pub unit: &'static str,
    /// Whether instances of types without credits have none.
    pub of_credits: bool,
    /// Its value for a minute.
    pub value: fn(&Sample) -> f64,
}

/// All metrics, sorted by name.
pub const METRICS: [Metric; 5] = [
    Metric {
        name: "AdvanceCredit",
        description: "Advance CPU credits in use",
        unit: "Count",
        of_credits: true,
        value: |sample| sample.surplus,
    },
    Metric {
        name: "BurstCredit",
        description: "Consumed CPU credits",
        unit: "Count",
        of_credits: true,
        value: |sample| sample.usage,
    },
    Metric {
        name: "CPUUtilization",
        description: "CPU utilization",
        unit: "%",
        of_credits: false,
        value: |sample| sample.cpu,
    },
    Metric {
        name: "NotpaidSurplusCredit",
        description: "Overdrawn CPU credits that are not billed yet",
        unit: "Count",
        of_credits: true,
        value: |sample| sample.unbilled,
    },
    Metric {
        name: "TotalCredit",
        description: "CPU credit balance",
        unit: "Count",
        of_credits: true,
        value: |sample| sample.balance,
    },
];

/// The metric of this name. An older page of the vendor spells one of them otherwise.
pub fn find(namespace: &SmolStr, name: &SmolStr) -> Result<&'static Metric, Error> {
    if namespace != NAMESPACE {
        return Err(Error::invalid("Namespace", namespace, NAMESPACE));
    }
    let known = if name == "TotlCredit" { "TotalCredit" } else { name };
    let names = METRICS.map(|metric| metric.name);
    let index = names.binary_search(&known).map_err(|_| Error::invalid("MetricName", name, names.join(", ")))?;
    Ok(&METRICS[index])
}
