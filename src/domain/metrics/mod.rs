//! Metrics of CloudWatch: what they are, their points, and how points become data of a period.
//!
//! Those of instances are computed from their credits and loads, and have no samples of their own. See
//! <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html>.

mod bins;
mod custom;
mod datum;
mod ended;
mod instance;
pub mod math;
mod series;

pub use bins::{Bin, Bins, retention};
pub use custom::{CustomMetrics, Sample, Samples};
pub use datum::{Datum, Point, Statistic, UNITS};
pub use ended::{EndedMeters, MAX_ENDED};
pub use instance::{InstanceMetric, NAMESPACE, Record};
pub use series::{Source, listed};

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The name of a metric.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Metric {
    pub namespace: SmolStr,
    pub name: SmolStr,
    /// Names and values, sorted: their order does not matter.
    pub dimensions: Vec<(SmolStr, SmolStr)>,
}

impl Metric {
    pub fn new(namespace: SmolStr, name: SmolStr, mut dimensions: Vec<(SmolStr, SmolStr)>) -> Self {
        dimensions.sort();
        Self { namespace, name, dimensions }
    }
}
