//! The health of the server.

use super::describe::clock_modes;
use super::reply::{Json, Refusal};
use crate::app::App;
use crate::domain::scope::Cloud;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(health))
}

#[derive(Serialize, ToSchema)]
struct Health {
    #[schema(example = "twinstance")]
    name: &'static str,
    version: &'static str,
    uptime_seconds: f64,
    clock: Time,
    instances: Instances,
}

/// The world's clock.
#[derive(Serialize, ToSchema)]
struct Time {
    #[schema(schema_with = clock_modes)]
    mode: &'static str,
    now: Timestamp,
}

/// How many instances there are.
#[derive(Serialize, ToSchema)]
struct Instances {
    ec2: usize,
    ecs: usize,
}

/// Name, version, uptime, clock, instances per cloud.
#[utoipa::path(get, path = "/_twin/health", responses(
    (status = 200, description = "Done", body = Health),
    (status = 503, description = "A call panicked in the middle of a change; no call is answered before a reset", body = Refusal),
))]
async fn health(State(app): State<Arc<App>>) -> Result<Json<Health>, Refusal> {
    if app.simulation.is_poisoned() {
        let why = "a call panicked in the middle of a change: POST /_twin/reset puts the world back to its start";
        return Err(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, why));
    }
    let mut simulation = app.simulation.lock();
    let (_, now) = simulation.run_due_events();
    Ok(Json(Health {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        uptime_seconds: app.uptime.elapsed().as_secs_f64(),
        clock: Time { mode: simulation.clock.mode(), now },
        instances: Instances {
            ec2: simulation.world.instance_count(Cloud::Aws),
            ecs: simulation.world.instance_count(Cloud::Alibaba),
        },
    }))
}
