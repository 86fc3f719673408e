//! [DescribeAlarmsForMetric](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html)

use super::CloudWatch;
use super::alarm_view::AlarmView;
use super::common::{Dimension, List, check_unit, metric};
use crate::domain::alarms::Alarm;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes the alarms on a metric, in the order of their names.
pub struct DescribeAlarmsForMetric;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    metric_name: SmolStr,
    namespace: SmolStr,
    statistic: Option<SmolStr>,
    extended_statistic: Option<SmolStr>,
    #[serde(default)]
    dimensions: Vec<Dimension>,
    period: Option<i64>,
    unit: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    metric_alarms: List<AlarmView>,
}

impl Operation for DescribeAlarmsForMetric {
    const ACTION: &'static str = "DescribeAlarmsForMetric";
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeAlarmsForMetric {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let Request { metric_name, namespace, statistic, extended_statistic, dimensions, period, unit } = request;
        check_unit(unit.as_ref())?;
        let metric = metric(namespace, metric_name, dimensions)?;
        let statistic = statistic.or(extended_statistic);
        let is_wanted = |alarm: &&Alarm| {
            let definition = &alarm.definition;
            definition.metric == metric
                && statistic.as_ref().is_none_or(|name| definition.statistic.name() == *name)
                && period.is_none_or(|period| definition.period == period)
                && (unit.is_none() || definition.unit == unit)
        };
        let wanted = at.region.alarms.after(None).filter(is_wanted);
        Ok(Response { metric_alarms: wanted.map(|alarm| AlarmView::new(at.scope, alarm)).collect() })
    }
}
