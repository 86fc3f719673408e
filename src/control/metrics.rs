//! Metrics for Prometheus, in the [OpenMetrics text format](https://prometheus.io/docs/specs/om/open_metrics_spec/).

use super::reply::Refusal;
use crate::app::App;
use crate::domain::scope::Cloud;
use crate::middleware::coverage::Actions;
use crate::middleware::fault::Active;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use jiff::Timestamp;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{self, DescriptorEncoder, EncodeMetric};
use prometheus_client::metrics::MetricType;
use prometheus_client::metrics::counter::ConstCounter;
use prometheus_client::metrics::gauge::ConstGauge;
use prometheus_client::registry::Registry;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show_metrics))
}

const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Metrics for Prometheus.
#[utoipa::path(
    get,
    path = "/_twin/metrics",
    responses((status = 200, description = "Done", body = String, content_type = "application/openmetrics-text"))
)]
async fn show_metrics(State(app): State<Arc<App>>) -> Result<impl IntoResponse, Refusal> {
    let mut registry = Registry::default();
    registry.register_collector(Box::new(Metrics::read(&app)));
    let mut text = String::new();
    encoding::text::encode(&mut text, &registry).map_err(Refusal::internal)?;
    Ok(([(header::CONTENT_TYPE, OPEN_METRICS)], text))
}

/// The values of all metrics. They are read before the answer is written, so that nothing is locked meanwhile.
#[derive(Debug)]
struct Metrics {
    actions: Actions,
    faults: Vec<Active>,
    instances: [(&'static str, u64); 2],
    events_due: u64,
    events_lost: u64,
    clock: Timestamp,
    uptime: Duration,
}

impl Metrics {
    fn read(app: &App) -> Self {
        let (actions, faults) = (app.coverage.actions(), app.faults.list());
        let mut simulation = app.simulation.lock();
        let (world, clock) = simulation.run_due_events();
        let instances = [("ec2", Cloud::Aws), ("ecs", Cloud::Alibaba)];
        Self {
            actions,
            faults,
            instances: instances.map(|(name, cloud)| (name, world.instance_count(cloud) as u64)),
            events_due: world.pending_event_count() as u64,
            events_lost: app.events_lost.load(Ordering::Relaxed),
            clock,
            uptime: app.uptime.elapsed(),
        }
    }
}

impl Collector for Metrics {
    fn encode(&self, mut encoder: DescriptorEncoder) -> fmt::Result {
        let help = "Calls by API, action and error code.";
        let mut requests = encoder.encode_descriptor("twinstance_requests", help, None, MetricType::Counter)?;
        for ((api, action), stats) in &self.actions {
            for (code, count) in &stats.codes {
                let labels = [("cloud", api.name()), ("action", action), ("code", code)];
                ConstCounter::new(*count).encode(requests.encode_family(&labels)?)?;
            }
        }
        let help = "Time to answer, injected delays not counted.";
        let mut seconds = encoder.encode_descriptor("twinstance_request_seconds", help, None, MetricType::Histogram)?;
        for ((api, action), stats) in &self.actions {
            let labels = [("cloud", api.name()), ("action", action)];
            stats.seconds.encode(seconds.encode_family(&labels)?)?;
        }
        let help = "Calls that a fault has met.";
        let mut hits = encoder.encode_descriptor("twinstance_fault_hits", help, None, MetricType::Counter)?;
        for fault in &self.faults {
            ConstCounter::new(fault.hits).encode(hits.encode_family(&[("fault", fault.id.as_str())])?)?;
        }
        let help = "Instances there are.";
        let mut instances = encoder.encode_descriptor("twinstance_instances", help, None, MetricType::Gauge)?;
        for (cloud, count) in self.instances {
            ConstGauge::new(count).encode(instances.encode_family(&[("cloud", cloud)])?)?;
        }
        let help = "Events to come.";
        let due = encoder.encode_descriptor("twinstance_events_due", help, None, MetricType::Gauge)?;
        ConstGauge::new(self.events_due).encode(due)?;
        let help = "Events that the webhook has not got: they were no longer retained when it took them.";
        let lost = encoder.encode_descriptor("twinstance_events_lost", help, None, MetricType::Counter)?;
        ConstCounter::new(self.events_lost).encode(lost)?;
        let help = "The world's clock, in seconds since 1970.";
        let clock = encoder.encode_descriptor("twinstance_clock_seconds", help, None, MetricType::Gauge)?;
        ConstGauge::new(self.clock.as_second()).encode(clock)?;
        let help = "How long the server has run.";
        let uptime = encoder.encode_descriptor("twinstance_uptime_seconds", help, None, MetricType::Gauge)?;
        ConstGauge::new(self.uptime.as_secs_f64()).encode(uptime)
    }
}
