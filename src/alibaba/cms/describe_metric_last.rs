//! [DescribeMetricLast](https://api.alibabacloud.com/document/Cms/2019-01-01/DescribeMetricLast)

use super::describe_metric_list::Response;
use super::points::Shown;
use super::query::{Query, Request};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Compute, Error, Operation};
use jiff::SignedDuration;
use smol_str::SmolStr;

/// Returns the latest point of a metric for each instance, in the order of their ids, up to Length of them (1000); NextToken
/// leads to the next. It is looked for from StartTime or two hours before EndTime, whichever is earlier.
pub struct DescribeMetricLast;

impl Operation for DescribeMetricLast {
    const ACTION: &'static str = "DescribeMetricLast";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Express", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

const SPAN: SignedDuration = SignedDuration::from_hours(2);

impl Compute for DescribeMetricLast {
    type Seen = Query;

    fn see(at: Place<'_>, request: Request) -> Result<Query, Error> {
        let mut query = Query::new(at, &request, SPAN)?;
        let earliest = query.window.end.saturating_sub(SPAN).unwrap_or(query.window.start);
        query.window.start = query.window.start.min(earliest);
        query.sources.retain(|source| request.next_token.as_ref().is_none_or(|after| source.id > *after));
        Ok(query)
    }

    fn compute(query: Query) -> Result<Response, Error> {
        let mut latest = query.sources.iter().filter_map(|source| {
            let (time, values) = source.points(query.metric, query.window).last()?;
            Some((&source.id, time, values))
        });
        let found: Vec<_> = latest.by_ref().take(query.length).collect();
        let last = found.last().filter(|_| latest.next().is_some());
        let next_token: Option<SmolStr> = last.map(|(id, ..)| (*id).clone());
        let of = |id| Some((&query.account, id));
        let shown: Vec<_> = found.iter().map(|(id, time, values)| Shown::new(*time, values, of(*id))).collect();
        Response::new(&query, &shown, next_token)
    }
}
