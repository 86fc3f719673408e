//! Requests that are no calls: the start page, and what is wrong with the others.

use super::choose::{Choice, unknown_api_message};
use super::{METHODS, plain_error};
use crate::app::App;
use crate::control;
use crate::domain::geography::is_cloud_host;
use crate::operation::Reply;
use crate::server::landing;
use crate::wire::body;
use crate::wire::head::Head;
use crate::wire::page;
use crate::wire::params::Params;
use crate::wire::signing::FOREIGN_PAGE;
use axum::http::Method;
use axum::http::request::Parts;

/// Answers a request that is no call, or one with a method or a content coding that no call has.
pub(super) fn answer(
    app: &App,
    parts: &Parts,
    head: &Head<'_>,
    params: &Params<'_>,
    choice: &Choice,
    body: Option<&body::Error>,
) -> Reply {
    let is_call = matches!(choice, Choice::Served(_));
    let is_elsewhere = head.path != "/" || (head.proxied && !app.config.is_own_host(head.host));
    let is_read = [Method::GET, Method::HEAD].contains(&parts.method);
    // It has nothing that it does not tell everyone, web pages of other origins included.
    if is_read && !is_call && !is_elsewhere && params.is_empty() && head.authorization.is_empty() {
        return landing::page(app, head);
    }
    if app.config.refuses_page(head) {
        return plain_error(app, 403, FOREIGN_PAGE);
    }
    if parts.method == Method::CONNECT {
        return tunnel(app, head);
    }
    if head.path != "/" && !is_call {
        return plain_error(app, 404, &nothing_here(app, head.path));
    }
    if is_elsewhere && !is_call {
        return elsewhere(app, head);
    }
    if !METHODS.contains(&parts.method) {
        return not_allowed(app, "Both APIs take GET and POST.");
    }
    if let Some(error) = body {
        return plain_error(app, error.status().as_u16(), &error.to_string());
    }
    plain_error(app, 400, &unknown_api_message(params))
}

/// The answer to a request for a tunnel that is not opened.
fn tunnel(app: &App, head: &Head<'_>) -> Reply {
    if !page::host_name(head.host).is_some_and(|host| is_cloud_host(&host)) {
        return elsewhere(app, head);
    }
    let text = if app.tls.is_on() {
        "A tunnel is opened by HTTP/1.1, and not in another tunnel."
    } else {
        "This server is a proxy for http alone, as --tls off says: let the client use http, not https."
    };
    not_allowed(app, text)
}

fn elsewhere(app: &App, head: &Head<'_>) -> Reply {
    let text = format!("Twinstance forwards nothing, and is neither cloud's {}.", head.host);
    plain_error(app, 404, &text)
}

fn not_allowed(app: &App, text: &str) -> Reply {
    let mut reply = plain_error(app, 405, text);
    reply.headers.push(("allow", METHODS.map(|method| method.to_string()).join(", ").into()));
    reply
}

fn nothing_here(app: &App, path: &str) -> String {
    let apis = "The clouds' APIs are at /, with an Action, or with a signature that names a service";
    match app.config.control_listen {
        Some(_) if control::has_path(path) => {
            "There is nothing at this path. The control API has an address of its own, that of --control-listen."
                .to_owned()
        }
        Some(_) => format!("There is nothing at this path. {apis}."),
        None => format!("There is nothing at this path. {apis}; the control API is at /_twin/."),
    }
}
