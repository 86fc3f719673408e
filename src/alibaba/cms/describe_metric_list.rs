//! [DescribeMetricList](https://api.alibabacloud.com/document/Cms/2019-01-01/DescribeMetricList)

use super::SUCCESS;
use super::points::Shown;
use super::query::{Query, Request};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Compute, Error, Operation};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

/// Returns the points of a metric of ECS instances, by instance and then by time, up to Length of them (1000); NextToken
/// leads to the next. StartTime is excluded and EndTime included. Ours: without a StartTime, those of the last hour.
///
/// The namespace is `acs_ecs_dashboard`; its metrics here are CPUUtilization and those of CPU credits, which follow from the
/// load that a scenario or `/_twin/load` gives an instance. Others are refused.
pub struct DescribeMetricList;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    code: &'static str,
    success: bool,
    period: SmolStr,
    /// A JSON text.
    datapoints: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<SmolStr>,
}

impl Response {
    pub fn new(query: &Query, points: &[Shown<'_>], next_token: Option<SmolStr>) -> Result<Self, Error> {
        let datapoints = serde_json::to_string(points).map_err(|_| Error::Internal)?;
        let period = format_smolstr!("{}", query.window.period);
        Ok(Self { code: SUCCESS, success: true, period, datapoints, next_token })
    }
}

impl Operation for DescribeMetricList {
    const ACTION: &'static str = "DescribeMetricList";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Express", "")];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

const DEFAULT_SPAN: SignedDuration = SignedDuration::from_hours(1);

/// The points that are asked for, and the last one before them.
pub struct Seen {
    query: Query,
    after: Option<(SmolStr, i64)>,
}

impl Compute for DescribeMetricList {
    type Seen = Seen;

    fn see(at: Place<'_>, request: Request) -> Result<Seen, Error> {
        let after = request.next_token.as_ref().map(|token| place(token)).transpose()?;
        let mut query = Query::new(at, &request, DEFAULT_SPAN)?;
        query.sources.retain(|source| after.as_ref().is_none_or(|(id, _)| source.id >= *id));
        Ok(Seen { query, after })
    }

    fn compute(Seen { query, after }: Seen) -> Result<Response, Error> {
        let mut rest = query.sources.iter().flat_map(|source| {
            let mut window = query.window;
            if let Some((id, time)) = &after
                && source.id == *id
            {
                window.start = window.start.max(Timestamp::from_second(*time).unwrap_or(window.start));
            }
            source.points(query.metric, window).map(|(time, values)| (&source.id, time, values))
        });
        let found: Vec<_> = rest.by_ref().take(query.length).collect();
        let last = found.last().filter(|_| rest.next().is_some());
        let next_token = last.map(|(id, time, _)| format_smolstr!("{id}/{time}"));
        let of = |id| Some((&query.account, id));
        let shown: Vec<_> = found.iter().map(|(id, time, values)| Shown::new(*time, values, of(*id))).collect();
        Response::new(&query, &shown, next_token)
    }
}

/// The instance and the time of the last point before those that a token leads to.
fn place(token: &str) -> Result<(SmolStr, i64), Error> {
    let place = token.split_once('/').and_then(|(id, time)| Some((id.into(), time.parse().ok()?)));
    place.ok_or_else(|| Error::invalid("NextToken", token, "the token of an answer"))
}
