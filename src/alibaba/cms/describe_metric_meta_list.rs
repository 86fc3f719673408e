//! [DescribeMetricMetaList](https://api.alibabacloud.com/document/Cms/2019-01-01/DescribeMetricMetaList)

use super::SUCCESS;
use super::metric::{METRICS, Metric, NAMESPACE};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the metrics that there are, sorted by name, PageSize (30) on a page.
pub struct DescribeMetricMetaList;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    namespace: Option<SmolStr>,
    metric_name: Option<SmolStr>,
    page_number: Option<usize>,
    page_size: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    code: &'static str,
    success: bool,
    total_count: String,
    resources: Resources,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Resources {
    resource: Vec<View>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct View {
    namespace: &'static str,
    metric_name: &'static str,
    description: &'static str,
    unit: &'static str,
    dimensions: &'static str,
    periods: &'static str,
    statistics: &'static str,
    /// A JSON text.
    labels: &'static str,
}

impl From<&Metric> for View {
    fn from(metric: &Metric) -> Self {
        Self {
            namespace: NAMESPACE,
            metric_name: metric.name,
            description: metric.description,
            unit: metric.unit,
            dimensions: "userId,instanceId",
            periods: "60,300",
            statistics: "Average,Minimum,Maximum",
            labels: "[]",
        }
    }
}

impl Operation for DescribeMetricMetaList {
    const ACTION: &'static str = "DescribeMetricMetaList";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Labels", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

/// The most metrics of a page. Ours.
const MAX_PAGE_SIZE: usize = 1000;

impl Read for DescribeMetricMetaList {
    fn read(_at: Place<'_>, request: Request) -> Result<Response, Error> {
        let number = request.page_number.unwrap_or(1);
        let size = request.page_size.unwrap_or(30);
        if number == 0 {
            return Err(Error::invalid("PageNumber", number, "1 or more"));
        }
        if !(1..=MAX_PAGE_SIZE).contains(&size) {
            return Err(Error::invalid("PageSize", size, "1 to 1000"));
        }
        if let Some(other) = request.namespace.filter(|namespace| namespace != NAMESPACE) {
            return Err(Error::invalid("Namespace", other, NAMESPACE));
        }
        let is_asked = |metric: &&Metric| request.metric_name.as_ref().is_none_or(|name| name == metric.name);
        let found: Vec<_> = METRICS.iter().filter(is_asked).collect();
        let page = found.iter().skip((number - 1).saturating_mul(size)).take(size);
        let resource = page.map(|metric| View::from(*metric)).collect();
        let total_count = found.len().to_string();
        Ok(Response { code: SUCCESS, success: true, total_count, resources: Resources { resource } })
    }
}
