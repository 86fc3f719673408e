//! The load of instances: what their vCPUs have to do.

use super::extract::{Body, Query};
use super::jobs;
use super::layers::log_request;
use super::reply::{Json, Refusal};
use super::targets::{MAX_TARGETS, Target, TargetView, Within};
use crate::app::App;
use crate::app::load::{self, LoadStep};
use crate::domain::compute::instance::{Instance, State as InstanceState};
use crate::domain::credits::{self, LoadState};
use crate::domain::scope::Scope;
use crate::world::World;
use axum::extract::State;
use axum::middleware::from_fn;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    let logged = OpenApiRouter::new().routes(routes!(set_load)).route_layer(from_fn(log_request));
    OpenApiRouter::new().routes(routes!(list_loads)).merge(logged)
}

/// A load of instances: of one, of a list, or of those with a tag. `cpu` is the same all the time; `steps` begin now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LoadRequest {
    instance: Option<String>,
    instances: Option<Vec<String>>,
    /// Keys and values that the instances have, all of them.
    tag: Option<BTreeMap<String, String>>,
    /// Only instances of this account.
    account: Option<String>,
    /// Only instances of this region.
    region: Option<String>,
    /// In per cent of all vCPUs together, from 0 to 100.
    cpu: Option<f64>,
    /// At most 1440.
    steps: Option<Vec<LoadStep>>,
    /// Whether the first step follows the last one; otherwise the load is 0 after that.
    #[serde(default)]
    repeat: bool,
}

/// The load of an instance.
#[derive(Serialize, ToSchema)]
struct LoadOf {
    #[serde(flatten)]
    of: TargetView,
    /// The load now, in per cent of all vCPUs: 0 unless the instance runs.
    cpu: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    steps: Option<Vec<LoadStep>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repeat: Option<bool>,
}

/// Loads of instances.
#[derive(Serialize, ToSchema)]
struct Loads {
    loads: Vec<LoadOf>,
}

impl LoadOf {
    fn new(scope: &Scope, instance: &Instance, now: Timestamp) -> Self {
        let LoadState { cpu, load } = credits::load_state(instance, now);
        let (steps, repeat) = load::steps(&load).unzip();
        Self { of: TargetView::new(scope, &instance.id), cpu, steps, repeat }
    }
}

impl LoadRequest {
    /// The instances that it names, each once.
    fn targets(&self, world: &World) -> Result<Vec<Target>, Refusal> {
        let within = Within { account: self.account.as_deref(), region: self.region.as_deref() };
        match (&self.instance, &self.instances, &self.tag) {
            (Some(id), None, None) => Ok(vec![within.instance(world, id)?]),
            (None, Some(ids), None) if (1..=MAX_TARGETS).contains(&ids.len()) => {
                let ids: BTreeSet<_> = ids.iter().collect();
                ids.into_iter().map(|id| within.instance(world, id)).collect()
            }
            (None, Some(ids), None) => {
                Err(Refusal::bad(format!("{} instances; 1 to {MAX_TARGETS} can be named", ids.len())))
            }
            (None, None, Some(tag)) if !tag.is_empty() => within.tagged(world, tag),
            _ => Err(Refusal::bad("name one instance, or instances, or a tag: one of these alone")),
        }
    }
}

/// Give instances a load, from now on. An error leaves all of them as they are.
#[utoipa::path(
    post,
    path = "/_twin/load",
    request_body(content = LoadRequest, example = json!({ "instance": "i-1234567890abcdef0", "cpu": 35 })),
    responses(
        (status = 200, description = "Done", body = Loads),
        (status = 400, description = "What is wrong", body = Refusal),
        (status = 404, description = "There is no such instance", body = Refusal),
    )
)]
async fn set_load(State(app): State<Arc<App>>, Body(body): Body) -> Result<Json<Loads>, Refusal> {
    let request: LoadRequest = serde_json::from_slice(&body).map_err(|error| {
        Refusal::bad(format!(
            r#"send {{"instance":"i-...","cpu":35}} or {{"instance":"i-...","steps":[{{"for":"2h","cpu":100}}]}}: {error}"#
        ))
    })?;
    let mut simulation = app.simulation.lock();
    let (world, now) = simulation.run_due_events();
    let load = load::load(now, request.cpu, request.steps.as_deref(), request.repeat).map_err(Refusal::bad)?;
    let targets = request.targets(world)?;
    for Target { scope, id } in &targets {
        let instance = world.place(scope, None, "", now).and_then(|at| at.region.instances.get(id));
        if let Some(instance) = instance.filter(|instance| is_gone(instance)) {
            return Err(Refusal::bad(format!("{id} has no load: it is {}", instance.state.as_str())));
        }
    }
    let mut loads = Vec::new();
    for Target { scope, id } in &targets {
        let Some(mut at) = simulation.place_mut(scope, now) else { continue };
        credits::set_load(&mut at, id, load.clone());
        loads.extend(at.region.instances.get(id).map(|instance| LoadOf::new(scope, instance, now)));
    }
    Ok(Json(Loads { loads }))
}

fn is_gone(instance: &Instance) -> bool {
    matches!(instance.state, InstanceState::ShuttingDown | InstanceState::Terminated)
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LoadFilter {
    /// Only this instance, whether it has a load or not.
    instance: Option<String>,
    /// Only instances of this account.
    account: Option<String>,
    /// Only instances of this region.
    region: Option<String>,
}

/// The loads of instances: up to 1000 of those that were given one, or one instance's.
#[utoipa::path(
    get,
    path = "/_twin/load",
    params(LoadFilter),
    responses(
        (status = 200, description = "Done", body = Loads),
        (status = 404, description = "There is no such instance", body = Refusal),
    )
)]
async fn list_loads(State(app): State<Arc<App>>, Query(filter): Query<LoadFilter>) -> Result<Json<Loads>, Refusal> {
    let list = move || {
        let (world, now) = app.copy_world();
        let within = Within { account: filter.account.as_deref(), region: filter.region.as_deref() };
        if let Some(id) = &filter.instance {
            let Target { scope, id } = within.instance(&world, id)?;
            let instance = world.place(&scope, None, "", now).and_then(|at| at.region.instances.get(&id));
            return Ok(instance.map(|instance| LoadOf::new(&scope, instance, now)).into_iter().collect());
        }
        let regions = world.regions().filter(|(scope, _)| within.has(scope));
        let loaded = regions.flat_map(|(scope, region)| region.instances.values().map(move |one| (scope, one)));
        let loaded = loaded.filter(|(_, instance)| credits::has_load(instance) && !is_gone(instance));
        Ok(loaded.take(MAX_TARGETS).map(|(scope, instance)| LoadOf::new(scope, instance, now)).collect())
    };
    Ok(Json(Loads { loads: jobs::run(list).await?? }))
}
