//! Coverage: which actions and parameters were called, and which of them Twinstance does not model.

use super::extract::NoBody;
use super::reply::Json;
use crate::alibaba;
use crate::app::App;
use crate::aws::cloudwatch;
use crate::aws::ec2;
use crate::aws::iam;
use crate::aws::ssm;
use crate::aws::sts;
use crate::middleware::coverage::ActionStats;
use crate::middleware::fault::api_schema;
use crate::operation::{self, Api, Entry, covers};
use axum::extract::State;
use serde::Serialize;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new().routes(routes!(show_coverage, clear_coverage))
}

/// The actions that were called.
#[derive(Default, Serialize, ToSchema)]
struct Coverage {
    actions: Vec<Action>,
}

/// The statistics of one action.
#[derive(Serialize, ToSchema)]
struct Action {
    #[schema(schema_with = api_schema)]
    cloud: Api,
    /// Its name; `other` for those that the vendor does not have.
    #[schema(value_type = String)]
    action: Cow<'static, str>,
    /// Whether Twinstance implements it.
    implemented: bool,
    calls: u64,
    /// The number of calls by error code; `success` for those without an error.
    outcomes: BTreeMap<Cow<'static, str>, u64>,
    /// The parameters that were sent, with N for an index; `other` for those that the operation does not have.
    #[schema(value_type = Vec<String>)]
    parameters: BTreeSet<SmolStr>,
    /// Those of them that have no effect.
    #[schema(value_type = Vec<String>)]
    ignored: Vec<SmolStr>,
}

impl Action {
    fn new(api: Api, action: Cow<'static, str>, stats: ActionStats) -> Self {
        let entries = find(api, &action);
        let is_ignored = |name: &&SmolStr| entries.iter().any(|entry| covers(entry.ignored, name));
        let codes = stats
            .codes
            .into_iter()
            .map(|(code, count)| (if code.is_empty() { Cow::Borrowed("success") } else { code }, count));
        Self {
            cloud: api,
            implemented: !entries.is_empty(),
            calls: stats.calls,
            outcomes: codes.collect(),
            ignored: stats.parameters.iter().filter(is_ignored).cloned().collect(),
            parameters: stats.parameters,
            action,
        }
    }
}

fn find(api: Api, action: &str) -> Vec<&'static Entry> {
    match api {
        Api::Ec2 => operation::find(ec2::OPERATIONS, action).into_iter().collect(),
        Api::Ecs => alibaba::services::find(action),
        Api::Sts => operation::find(sts::OPERATIONS, action).into_iter().collect(),
        Api::CloudWatch => operation::find(cloudwatch::OPERATIONS, action).into_iter().collect(),
        Api::Iam => operation::find(iam::OPERATIONS, action).into_iter().collect(),
        Api::Ssm => operation::find(ssm::OPERATIONS, action).into_iter().collect(),
    }
}

/// Show which actions and parameters were called, and which of them have no effect.
#[utoipa::path(get, path = "/_twin/coverage", responses((status = 200, description = "Done", body = Coverage)))]
async fn show_coverage(State(app): State<Arc<App>>) -> Json<Coverage> {
    let actions = app.coverage.actions().into_iter();
    Json(Coverage { actions: actions.map(|((api, action), stats)| Action::new(api, action, stats)).collect() })
}

/// Delete the statistics.
#[utoipa::path(delete, path = "/_twin/coverage", responses((status = 200, description = "Done", body = Coverage)))]
async fn clear_coverage(State(app): State<Arc<App>>, _: NoBody) -> Json<Coverage> {
    app.coverage.clear();
    Json(Coverage::default())
}
