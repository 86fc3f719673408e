//! Figures in the text format of Prometheus.

use crate::app::App;
use crate::domain::scope::Cloud;
use crate::operation::Api;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use std::fmt::Write;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show_metrics))
}

fn name(api: Api) -> &'static str {
    match api {
        Api::Ec2 => "ec2",
        Api::Ecs => "ecs",
        Api::Sts => "sts",
    }
}

/// A label's value.
fn label(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// Figures for Prometheus.
#[utoipa::path(
    get,
    path = "/_twin/metrics",
    responses((status = 200, description = "Done", body = String, content_type = "text/plain"))
)]
async fn show_metrics(State(app): State<Arc<App>>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text(&app))
}

fn text(app: &App) -> String {
    let mut text = String::new();
    let head = |text: &mut String, name: &str, kind: &str, help: &str| {
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
    };
    let actions = app.tallies.actions();
    head(&mut text, "twinstance_requests_total", "counter", "Calls by API, action and error code.");
    for ((api, action), tally) in &actions {
        for (code, count) in &tally.codes {
            let (api, action, code) = (name(*api), label(action), label(code));
            let _ = writeln!(
                text,
                "twinstance_requests_total{{cloud=\"{api}\",action=\"{action}\",code=\"{code}\"}} {count}"
            );
        }
    }
    head(&mut text, "twinstance_request_seconds", "summary", "Time to answer, injected delays not counted.");
    for ((api, action), tally) in &actions {
        let labels = format!("cloud=\"{}\",action=\"{}\"", name(*api), label(action));
        let _ = writeln!(text, "twinstance_request_seconds_sum{{{labels}}} {}", tally.duration.as_secs_f64());
        let _ = writeln!(text, "twinstance_request_seconds_count{{{labels}}} {}", tally.calls);
    }
    head(&mut text, "twinstance_fault_hits_total", "counter", "Calls that a fault has met.");
    for fault in app.faults.list() {
        let _ = writeln!(text, "twinstance_fault_hits_total{{fault=\"{}\"}} {}", label(&fault.id), fault.hits);
    }
    let (instances, due, now) = {
        let mut running = app.running.lock();
        let (world, now) = running.settled();
        ([world.instances(Cloud::Aws), world.instances(Cloud::Alibaba)], world.events(), now)
    };
    head(&mut text, "twinstance_instances", "gauge", "Instances there are.");
    for (cloud, count) in ["ec2", "ecs"].into_iter().zip(instances) {
        let _ = writeln!(text, "twinstance_instances{{cloud=\"{cloud}\"}} {count}");
    }
    head(&mut text, "twinstance_events_due", "gauge", "Events to come.");
    let _ = writeln!(text, "twinstance_events_due {due}");
    head(&mut text, "twinstance_clock_seconds", "gauge", "The world's clock, in seconds since 1970.");
    let _ = writeln!(text, "twinstance_clock_seconds {}", now.as_second());
    head(&mut text, "twinstance_uptime_seconds", "gauge", "How long the server has run.");
    let _ = writeln!(text, "twinstance_uptime_seconds {}", app.uptime.elapsed().as_secs_f64());
    text
}
