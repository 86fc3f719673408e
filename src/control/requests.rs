//! The request log.

use super::stream::{Feed, follow};
use super::{Asked, ok, read_query, refuse};
use crate::app::App;
use crate::journal::{Called, Exchange, Facts};
use crate::operation::Api;
use crate::params::{Params, form};
use crate::pattern::matches;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Which exchanges are asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Those after the one of this number.
    #[serde(default)]
    after: u64,
    /// At most so many.
    limit: Option<usize>,
    cloud: Option<Api>,
    /// With `*` and `?`.
    action: Option<String>,
    account: Option<String>,
    region: Option<String>,
    status: Option<u16>,
    /// With `*` and `?`.
    code: Option<String>,
    /// Met by a fault, or not.
    fault: Option<bool>,
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Format {
    Json,
    Jsonl,
}

impl Wanted {
    fn is_for(&self, facts: &Facts) -> bool {
        let of = |is: &dyn Fn(&Called) -> bool| facts.called.as_ref().is_some_and(is);
        self.cloud.is_none_or(|api| of(&|called| called.api == api))
            && self.action.as_ref().is_none_or(|action| of(&|called| matches(action, &called.action)))
            && self.account.as_ref().is_none_or(|account| of(&|called| called.account == *account))
            && self.region.as_ref().is_none_or(|region| of(&|called| called.region == region))
            && self.status.is_none_or(|status| facts.status == status)
            && self.code.as_ref().is_none_or(|code| facts.code.is_some_and(|is| matches(code, is)))
            && self.fault.is_none_or(|met| of(&|called| called.faults.is_empty() != met))
    }
}

/// `GET /_twin/requests`: the last exchanges, the oldest first. `last` is the number to ask on from with `after`.
/// `format=jsonl` has each whole on a line of its own, its answer too, for `twinstance replay`.
pub(super) fn list(&Asked { app, query, .. }: &Asked) -> Response {
    let wanted: Wanted = match read_query(query) {
        Ok(wanted) => wanted,
        Err(refusal) => return refusal,
    };
    let limit = wanted.limit.unwrap_or(usize::MAX);
    let mut exchanges = app.journal.after(wanted.after, limit, |facts| wanted.is_for(facts));
    if wanted.format == Some(Format::Jsonl) {
        // In the order in which they saw the world.
        exchanges.sort_by_key(|exchange| (exchange.facts.turn, exchange.number));
        let lines: String = exchanges.iter().map(|exchange| format!("{}\n", whole(exchange))).collect();
        return ([(header::CONTENT_TYPE, "application/jsonl")], lines).into_response();
    }
    let last = exchanges.last().map_or(wanted.after, |exchange| exchange.number);
    ok(&json!({ "requests": exchanges.iter().map(|exchange| view(exchange)).collect::<Vec<_>>(), "last": last }))
}

/// `GET /_twin/requests/{number}`: one exchange, whole.
pub(super) fn show(&Asked { app, name, .. }: &Asked) -> Response {
    let of_number = |number: u64| {
        let next = app.journal.after(number.saturating_sub(1), 1, |_| true).pop();
        next.filter(|exchange| exchange.number == number)
    };
    match name.parse().ok().and_then(of_number) {
        Some(exchange) => ok(&whole(&exchange)),
        None => refuse(StatusCode::NOT_FOUND, format!("there is no exchange {name}, or no longer")),
    }
}

/// `DELETE /_twin/requests`: forgets them.
pub(super) fn clear(&Asked { app, .. }: &Asked) -> Response {
    app.journal.clear();
    ok(&json!({ "requests": [] }))
}

struct Requests {
    app: Arc<App>,
    wanted: Wanted,
}

impl Feed for Requests {
    fn more(&mut self) -> Vec<(u64, String)> {
        let exchanges = self.app.journal.after(self.wanted.after, usize::MAX, |facts| self.wanted.is_for(facts));
        self.wanted.after = exchanges.last().map_or(self.wanted.after, |last| last.number);
        exchanges.iter().map(|exchange| (exchange.number, view(exchange).to_string())).collect()
    }
}

/// `GET /_twin/requests/stream`: the same as they happen, as server-sent events whose id is their number.
pub(super) fn stream(&Asked { app, query, .. }: &Asked) -> Response {
    match read_query(query) {
        Ok(wanted) => follow(Requests { app: app.clone(), wanted }),
        Err(refusal) => refusal,
    }
}

/// What is shown of an exchange.
fn view(exchange: &Exchange) -> Value {
    let parameters = Params::parse(exchange.kept.query(), exchange.kept.body());
    let parameters: Map<String, Value> =
        parameters.iter().map(|(name, value)| (name.to_owned(), redacted(name, value).into())).collect();
    let mut view = json!({
        "number": exchange.number,
        "time": exchange.facts.time.to_string(),
        "parameters": parameters,
        "status": exchange.facts.status,
        "duration_us": u64::try_from(exchange.facts.duration.as_micros()).unwrap_or(u64::MAX),
    });
    if let Some(code) = exchange.facts.code {
        view["code"] = json!(code);
    }
    if let Some(called) = &exchange.facts.called {
        view["cloud"] = json!(called.api);
        view["action"] = json!(called.action);
        view["account"] = json!(called.account);
        view["region"] = json!(called.region);
        let id = called.request_id;
        view["request_id"] = json!(if called.api == Api::Ecs { id.upper() } else { id.lower() });
        view["ignored"] = called.ignored.split(", ").filter(|name| !name.is_empty()).collect();
        view["faults"] = json!(called.faults);
    }
    view
}

/// An exchange as it was, but for its secrets: enough to do it again.
fn whole(exchange: &Exchange) -> Value {
    let mut whole = view(exchange);
    let form = |text: &str| {
        let pairs = form(text.as_bytes());
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name, redacted(name, value))).collect();
        serde_urlencoded::to_string(pairs).unwrap_or_default()
    };
    let request = &exchange.kept;
    let body = String::from_utf8_lossy(request.body());
    whole["turn"] = json!(exchange.facts.turn);
    whole["method"] = json!(request.method.as_str());
    whole["path"] = json!(request.path());
    whole["query"] = json!(form(request.query()));
    whole["headers"] = headers(request.headers());
    // What is no call, or is one of the JSON protocol, has a body of another kind.
    let is_form = exchange.facts.called.is_some() && !body.starts_with('{');
    whole["body"] = json!(if is_form { form(&body) } else { body.into_owned() });
    whole["reply"] = json!(without_key(&String::from_utf8_lossy(exchange.kept.reply())));
    whole
}

/// Headers by their names. Of a signature remains whose it is.
fn headers(lines: &str) -> Value {
    let pairs = lines.lines().filter_map(|line| line.split_once(": ")).map(|(name, value)| {
        let value =
            value.split_once("Signature=").map_or(value.to_owned(), |(before, _)| format!("{before}Signature=0"));
        (name.to_owned(), Value::from(value))
    });
    Value::Object(pairs.collect())
}

/// A parameter's value, unless it is a secret.
fn redacted<'v>(name: &str, value: &'v str) -> &'v str {
    let secret = ["Signature", "X-Amz-Signature", "SecurityToken", "X-Amz-Security-Token", "BearerToken"];
    let hidden = secret.contains(&name) || name.ends_with("Password") || name.ends_with("UserData");
    if hidden { "..." } else { value }
}

/// An answer without the private key that may be in it.
pub fn without_key(reply: &str) -> String {
    const BEGIN: &str = "-----BEGIN ";
    match (reply.find(BEGIN), reply.rfind("KEY-----")) {
        (Some(from), Some(to)) if from < to => {
            format!("{}...{}", &reply[..from], reply[to + "KEY-----".len()..].trim_start())
        }
        _ => reply.to_owned(),
    }
}
