//! What has been called, and what of it is not modelled: what a team's tests lean on.

use super::{Asked, ok};
use crate::operation::{self, Api, Entry, covers};
use crate::{ec2, ecs, sts};
use axum::response::Response;
use serde_json::{Value, json};

fn find(api: Api, action: &str) -> Vec<&'static Entry> {
    match api {
        Api::Ec2 => operation::find(ec2::OPERATIONS, action).into_iter().collect(),
        Api::Ecs => ecs::services::find(action),
        Api::Sts => operation::find(sts::OPERATIONS, action).into_iter().collect(),
    }
}

/// `GET /_twin/coverage`: for each action that was called: how often, how that ended, the parameters, and those of them
/// that are not modelled.
pub(super) fn show(&Asked { app, .. }: &Asked) -> Response {
    let actions = app.tallies.actions();
    let view = actions.iter().map(|((api, action), tally)| {
        let entries = find(*api, action);
        let codes = tally.codes.iter().map(|(code, count)| (if code.is_empty() { "success" } else { code }, *count));
        let ignored = |name: &&smol_str::SmolStr| entries.iter().any(|entry| covers(entry.ignored, name));
        json!({
            "cloud": api,
            "action": action,
            "implemented": !entries.is_empty(),
            "calls": tally.calls,
            "outcomes": codes.map(|(code, count)| (code.to_owned(), count.into())).collect::<serde_json::Map<_, Value>>(),
            "parameters": tally.parameters,
            "ignored": tally.parameters.iter().filter(ignored).collect::<Vec<_>>(),
        })
    });
    ok(&json!({ "actions": view.collect::<Vec<_>>() }))
}

/// `DELETE /_twin/coverage`: begins anew.
pub(super) fn clear(&Asked { app, .. }: &Asked) -> Response {
    app.tallies.clear();
    ok(&json!({ "actions": [] }))
}
