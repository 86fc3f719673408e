//! The whole world: resets it, loads scenarios into it, saves it as a scenario.

use super::extract::{NoBody, Query, Upload};
use super::jobs;
use super::layers::{ExecutedAt, log_request};
use super::reply::{Json, Refusal};
use crate::app::App;
use crate::app::scenario::Error;
use axum::Extension;
use axum::extract::State;
use axum::http::header;
use axum::middleware::from_fn;
use axum::response::IntoResponse;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    let logged = OpenApiRouter::new().routes(routes!(reset)).routes(routes!(load_scenario));
    let router = OpenApiRouter::new().merge(logged.route_layer(from_fn(log_request))).routes(routes!(save_scenario));
    router.route_layer(from_fn(jobs::limit))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct AccountFilter {
    /// Only the resources of this account.
    account: Option<String>,
}

/// Reset the world, the faults and the clock to their initial state.
#[utoipa::path(
    post,
    path = "/_twin/reset",
    params(AccountFilter),
    responses(
        (status = 200, description = "Done", body = Object, example = json!({ "reset": true })),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn reset(
    State(app): State<Arc<App>>,
    Query(filter): Query<AccountFilter>,
    _: NoBody,
) -> Result<(Extension<ExecutedAt>, Json<Value>), Refusal> {
    let done = jobs::run(move || match &filter.account {
        Some(account) => app.reset_account(account),
        None => app.reset(),
    });
    let at = done.await?.map_err(Refusal::internal)?;
    Ok((Extension(ExecutedAt(at)), Json(json!({ "reset": true }))))
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct LoadOptions {
    /// Load it into an empty world, instead of the present one.
    #[serde(default)]
    replace: bool,
    /// The account of entries that name none: 12 digits, or 16 on ECS.
    account: Option<String>,
}

/// Whether the lines of a scenario were joined: something follows the name of a table on its line.
fn is_joined(text: &str) -> bool {
    let is_name = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
    !text.trim_end().contains('\n') && text.split(']').skip(1).any(is_name)
}

fn is_account(text: &str) -> bool {
    matches!(text.len(), 12 | 16) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is wrong with a scenario whose lines were joined.
const JOINED: &str = "the scenario is one line, and cannot be read: curl -d removes line ends, so send a file with \
                      --data-binary @FILE";

/// Load a scenario into the world. An error leaves the world unchanged.
#[utoipa::path(
    post,
    path = "/_twin/scenario",
    params(LoadOptions),
    request_body(content = String, description = "A scenario in TOML", content_type = "application/toml"),
    responses(
        (status = 200, description = "Done", body = Object, example = json!({ "loaded": true })),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn load_scenario(
    State(app): State<Arc<App>>,
    Query(options): Query<LoadOptions>,
    Upload(body): Upload,
) -> Result<(Extension<ExecutedAt>, Json<Value>), Refusal> {
    let loaded = jobs::run(move || {
        let text = str::from_utf8(&body).map_err(|_| Refusal::bad("a scenario is text in UTF-8"))?;
        if let Some(account) = options.account.as_ref().filter(|account| !is_account(account)) {
            return Err(Refusal::bad(format!("{account:?} is not an account: it has 12 digits, or 16 on ECS")));
        }
        app.load_scenario(text, options.replace, options.account.map(Into::into)).map_err(|error| match error {
            // The error would repeat all of it.
            Error::Invalid { .. } if is_joined(text) => Refusal::bad(JOINED),
            error => Refusal::bad(error),
        })
    });
    let at = loaded.await??;
    Ok((Extension(ExecutedAt(at)), Json(json!({ "loaded": true }))))
}

/// Save the present world as a scenario.
#[utoipa::path(
    get,
    path = "/_twin/scenario",
    params(AccountFilter),
    responses(
        (status = 200, description = "A scenario in TOML", body = String, content_type = "application/toml"),
        (status = 400, description = "What is wrong", body = Refusal),
    )
)]
async fn save_scenario(
    State(app): State<Arc<App>>,
    Query(filter): Query<AccountFilter>,
) -> Result<impl IntoResponse, Refusal> {
    let saved = jobs::run(move || app.save_scenario(filter.account.as_deref()));
    let text = saved.await?.map_err(Refusal::internal)?;
    Ok(([(header::CONTENT_TYPE, "application/toml")], text))
}
