//! [ListMetrics](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html)

use super::CloudWatch;
use super::common::{Dimension, List, constraint, dimensions, read_token, token};
use super::errors::invalid;
use crate::domain::credits::millis;
use crate::domain::metrics::{Metric, NAMESPACE, Samples, listed};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Lists the metrics that have had data in the last two weeks, in the order of their namespaces and dimensions.
pub struct ListMetrics;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    namespace: Option<SmolStr>,
    metric_name: Option<SmolStr>,
    #[serde(default)]
    dimensions: Vec<Filter>,
    next_token: Option<SmolStr>,
    recently_active: Option<SmolStr>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Filter {
    name: SmolStr,
    value: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    metrics: List<MetricView>,
    next_token: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct MetricView {
    namespace: SmolStr,
    metric_name: SmolStr,
    dimensions: List<Dimension>,
}

impl From<Metric> for MetricView {
    fn from(metric: Metric) -> Self {
        let dimensions = dimensions(&metric);
        Self { namespace: metric.namespace, metric_name: metric.name, dimensions }
    }
}

/// The most metrics of a page.
const PAGE: usize = 500;

/// The most instances that are looked at for a page, which has fewer metrics then (ours).
const LOOK: usize = 10_000;

const HOUR: i64 = 3_600_000;

impl Operation for ListMetrics {
    const ACTION: &'static str = "ListMetrics";
    // No account is linked to another here.
    const IGNORED: &'static [&'static str] = &["IncludeLinkedAccounts"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("OwningAccount", "")];
    type Protocol = CloudWatch;
    type Request = Request;
    type Response = Response;
}

impl Request {
    fn wants(&self, metric: &Metric) -> bool {
        let has = |filter: &Filter| {
            let is = |(name, value): &(SmolStr, SmolStr)| {
                *name == filter.name && filter.value.as_ref().is_none_or(|wanted| wanted == value)
            };
            metric.dimensions.iter().any(is)
        };
        self.namespace.as_ref().is_none_or(|namespace| *namespace == metric.namespace)
            && self.metric_name.as_ref().is_none_or(|name| *name == metric.name)
            && self.dimensions.iter().all(has)
    }

    /// Metrics of instances; those after this instance. Also returns the instance after which the next page begins.
    fn of_instances(&self, at: Place<'_>, since: i64, after: Option<&str>) -> (Vec<Metric>, Option<String>) {
        // One instance is found without looking at others.
        let named = self.dimensions.iter().find(|filter| filter.name == "InstanceId");
        let named = named.and_then(|filter| filter.value.as_deref());
        let mut after = after.map(SmolStr::new);
        let next = |after: Option<SmolStr>| after.map(|id| After::Instance(id).text());
        let (mut metrics, mut looked) = (Vec::new(), 0);
        while looked < LOOK {
            let (page, last) = listed(at.region, named, after.as_deref(), PAGE, since, millis(at.now));
            looked += PAGE;
            for (id, of) in page {
                let metric =
                    |name: &str| Metric::new(NAMESPACE.into(), name.into(), vec![("InstanceId".into(), id.clone())]);
                let wanted: Vec<_> =
                    of.iter().map(|of| metric(of.name())).filter(|metric| self.wants(metric)).collect();
                if metrics.len() + wanted.len() > PAGE {
                    return (metrics, next(after));
                }
                metrics.extend(wanted);
                after = Some(id);
            }
            match last {
                Some(last) => after = Some(last),
                None => return (metrics, None),
            }
        }
        (metrics, next(after))
    }
}

impl Read for ListMetrics {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let hours = match request.recently_active.as_deref() {
            None => 14 * 24,
            Some("PT3H") => 3,
            Some(other) => return Err(constraint(other, "recentlyActive", "satisfy enum value set: [PT3H]")),
        };
        let since = millis(at.now) - hours * HOUR;
        let bad_token = || invalid("Request parameter NextToken is invalid");
        let after = request.next_token.as_deref().map(read_token).transpose().map_err(|_| bad_token())?;
        let after = after.as_deref().map(|text| After::read(text).ok_or_else(bad_token)).transpose()?;
        let (mut metrics, mut next) = match &after {
            Some(After::Metric(_)) => (Vec::new(), None),
            Some(After::Instance(id)) => request.of_instances(at, since, Some(id)),
            None => request.of_instances(at, since, None),
        };
        if next.is_none() {
            let begin = if let Some(After::Metric(metric)) = &after { Some(metric) } else { None };
            let is_recent = |samples: &Samples| samples.back().is_some_and(|last| last.at >= since);
            let published = at.region.custom.after(begin);
            let mut published = published.filter(|(metric, samples)| is_recent(samples) && request.wants(metric));
            let page: Vec<_> = published.by_ref().take(PAGE - metrics.len()).map(|(metric, _)| metric).collect();
            // No metric is before the one without names.
            let first = Metric::new(SmolStr::default(), SmolStr::default(), Vec::new());
            let last = page.last().map_or(first, |last| (*last).clone());
            next = published.next().map(|_| After::Metric(last).text());
            metrics.extend(page.into_iter().cloned());
        }
        Ok(Response {
            metrics: metrics.into_iter().map(Into::into).collect(),
            next_token: next.map(|text| token(&text)),
        })
    }
}

/// Where a page begins: after an instance, or, when all instances have been listed, after a metric.
enum After {
    Instance(SmolStr),
    Metric(Metric),
}

impl After {
    fn text(&self) -> String {
        match self {
            Self::Instance(id) => format!("i{id}"),
            Self::Metric(metric) => format!("m{}", serde_json::to_string(metric).unwrap_or_default()),
        }
    }

    fn read(text: &str) -> Option<Self> {
        match text.split_at_checked(1)? {
            ("i", id) => Some(Self::Instance(id.into())),
            ("m", metric) => serde_json::from_str(metric).ok().map(Self::Metric),
            _ => None,
        }
    }
}
