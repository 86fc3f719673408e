//! The CPU credits of burstable instances.

use super::extract::{Body, Query};
use super::layers::log_request;
use super::reply::{Json, Refusal};
use super::targets::{Target, TargetView, Within};
use crate::app::App;
use crate::domain::compute::instance::Instance;
use crate::domain::credits::{self, Outlook, in_credits};
use crate::domain::scope::Scope;
use axum::extract::State;
use axum::middleware::from_fn;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    let logged = OpenApiRouter::new().routes(routes!(set_credits)).route_layer(from_fn(log_request));
    OpenApiRouter::new().routes(routes!(show_credits)).merge(logged)
}

/// The CPU credits of an instance. A credit is one vCPU at 100 % for a minute.
#[derive(Serialize, ToSchema)]
struct CreditsOf {
    #[serde(flatten)]
    of: TargetView,
    r#type: &'static str,
    /// `standard` or `unlimited`.
    mode: &'static str,
    /// The load now, in per cent of all vCPUs: what is asked of them; without credits they do less.
    cpu: f64,
    /// What can be spent without a surplus: `earned` and `launch`.
    balance: f64,
    earned: f64,
    /// Launch credits of T2, initial credits of ECS.
    launch: f64,
    /// Surplus credits, on ECS advance credits, that are neither paid back nor charged.
    surplus: f64,
    /// What was charged of the surplus so far.
    charged: f64,
    cost: Cost,
    earning_per_hour: f64,
    spending_per_hour: f64,
    /// When nothing is left without a surplus, if the load stays as it is; null if that is now, or not to come.
    empty_at: Option<Timestamp>,
    /// When it has earned as much as it can have, likewise.
    full_at: Option<Timestamp>,
}

/// What `charged` costs.
#[derive(Serialize, ToSchema)]
struct Cost {
    amount: f64,
    /// `USD` or `CNY`.
    currency: &'static str,
}

impl CreditsOf {
    fn new(scope: &Scope, instance: &Instance, now: Timestamp) -> Result<Self, Refusal> {
        let (id, instance_type) = (&instance.id, instance.instance_type.name);
        let none = || Refusal::bad(format!("{id} has no CPU credits: it is of the type {instance_type}"));
        let Outlook { mode, balance, earning, spending, empty_at, full_at } =
            credits::outlook(instance, now).ok_or_else(none)?;
        let credits::Price { amount, currency } = credits::price(scope, instance, balance.charged);
        Ok(Self {
            of: TargetView::new(scope, id),
            r#type: instance_type,
            mode: mode.ec2(),
            cpu: credits::load_state(instance, now).cpu,
            balance: in_credits(balance.total()),
            earned: in_credits(balance.earned.max(0)),
            launch: in_credits(balance.launch),
            surplus: in_credits(balance.surplus()),
            charged: in_credits(balance.charged),
            cost: Cost { amount, currency },
            earning_per_hour: in_credits(earning),
            spending_per_hour: in_credits(spending),
            empty_at,
            full_at,
        })
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CreditFilter {
    /// The id of the instance.
    instance: String,
    /// Its account, if there is more than one instance with this id.
    account: Option<String>,
    /// Its region, likewise.
    region: Option<String>,
}

/// The CPU credits of an instance.
#[utoipa::path(
    get,
    path = "/_twin/credits",
    params(CreditFilter),
    responses(
        (status = 200, description = "Done", body = CreditsOf),
        (status = 400, description = "What is wrong", body = Refusal),
        (status = 404, description = "There is no such instance", body = Refusal),
    )
)]
async fn show_credits(
    State(app): State<Arc<App>>,
    Query(filter): Query<CreditFilter>,
) -> Result<Json<CreditsOf>, Refusal> {
    let (scope, instance, now) = {
        let mut simulation = app.simulation.lock();
        let (world, now) = simulation.run_due_events();
        let within = Within { account: filter.account.as_deref(), region: filter.region.as_deref() };
        let Target { scope, id } = within.instance(world, &filter.instance)?;
        let instance = world.place(&scope, None, "", now).and_then(|at| at.region.instances.share(&id));
        (scope, instance.ok_or_else(|| Refusal::unknown(format!("there is no instance {id}")))?, now)
    };
    CreditsOf::new(&scope, &instance, now).map(Json)
}

/// A balance or a surplus of an instance, in credits, in place of all that it has. Without one of the two, that one is 0.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BalanceRequest {
    instance: String,
    /// Its account, if there is more than one instance with this id.
    account: Option<String>,
    /// Its region, likewise.
    region: Option<String>,
    /// From 0 to what the type earns in 24 hours.
    balance: Option<f64>,
    /// The same; for the unlimited mode.
    surplus: Option<f64>,
}

/// Set the balance or the surplus of an instance's CPU credits.
#[utoipa::path(
    post,
    path = "/_twin/credits",
    request_body(content = BalanceRequest, example = json!({ "instance": "i-1234567890abcdef0", "balance": 3 })),
    responses(
        (status = 200, description = "Done", body = CreditsOf),
        (status = 400, description = "What is wrong", body = Refusal),
        (status = 404, description = "There is no such instance", body = Refusal),
    )
)]
async fn set_credits(State(app): State<Arc<App>>, Body(body): Body) -> Result<Json<CreditsOf>, Refusal> {
    let request: BalanceRequest = serde_json::from_slice(&body)
        .map_err(|error| Refusal::bad(format!(r#"send {{"instance":"i-...","balance":3}}: {error}"#)))?;
    if request.balance.is_none() && request.surplus.is_none() {
        return Err(Refusal::bad("neither a balance nor a surplus"));
    }
    let (scope, instance, now) = {
        let mut simulation = app.simulation.lock();
        let (world, now) = simulation.run_due_events();
        let within = Within { account: request.account.as_deref(), region: request.region.as_deref() };
        let Target { scope, id } = within.instance(world, &request.instance)?;
        let gone = || Refusal::unknown(format!("there is no instance {id}"));
        let mut at = simulation.place_mut(&scope, now).ok_or_else(gone)?;
        let instance = at.region.instances.get(&id).ok_or_else(gone)?;
        let new = credits::balance(instance, request.balance, request.surplus).map_err(Refusal::bad)?;
        credits::set_balance(&mut at, &id, new);
        let instance = at.region.instances.share(&id).ok_or_else(gone)?;
        (scope, instance, now)
    };
    CreditsOf::new(&scope, &instance, now).map(Json)
}
