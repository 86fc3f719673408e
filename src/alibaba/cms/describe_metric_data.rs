//! [DescribeMetricData](https://api.alibabacloud.com/document/Cms/2019-01-01/DescribeMetricData)

use super::SUCCESS;
use super::points::{Shown, Values};
use super::query::{self, Query};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Compute, Error, Operation};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeMap;

/// Returns the points of a metric over all instances that are asked for, by time, up to Length of them (1000). Ours: the latest,
/// and without a StartTime those of the last hour.
pub struct DescribeMetricData;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    namespace: SmolStr,
    metric_name: SmolStr,
    period: Option<SmolStr>,
    start_time: Option<SmolStr>,
    end_time: Option<SmolStr>,
    dimensions: Option<SmolStr>,
    length: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    code: &'static str,
    period: SmolStr,
    /// A JSON text.
    datapoints: String,
}

impl From<Request> for query::Request {
    fn from(request: Request) -> Self {
        let Request { namespace, metric_name, period, start_time, end_time, dimensions, length } = request;
        Self { namespace, metric_name, period, start_time, end_time, dimensions, length, next_token: None }
    }
}

impl Operation for DescribeMetricData {
    const ACTION: &'static str = "DescribeMetricData";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Express", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

const DEFAULT_SPAN: SignedDuration = SignedDuration::from_hours(1);

impl Compute for DescribeMetricData {
    type Seen = Query;

    fn see(at: Place<'_>, request: Request) -> Result<Query, Error> {
        Query::new(at, &request.into(), DEFAULT_SPAN)
    }

    fn compute(query: Query) -> Result<Response, Error> {
        let mut all: BTreeMap<i64, Values> = BTreeMap::new();
        for source in &query.sources {
            for (time, values) in source.points(query.metric, query.window) {
                all.entry(time).and_modify(|sum| sum.add(values)).or_insert(values);
            }
        }
        let beyond = all.len().saturating_sub(query.length);
        let shown: Vec<_> = all.iter().skip(beyond).map(|(time, values)| Shown::new(*time, values, None)).collect();
        let datapoints = serde_json::to_string(&shown).map_err(|_| Error::Internal)?;
        Ok(Response { code: SUCCESS, period: format_smolstr!("{}", query.window.period), datapoints })
    }
}
