//! Runs a call in one of the protocols.

use super::{GatewayReply, told};
use crate::app::App;
use crate::domain::scope::{Cloud, Scope};
use crate::middleware::call_log::Called;
use crate::middleware::fault::{Ending, Hit};
use crate::middleware::request_log::CallRecord;
use crate::operation::{self, Api, Call, Entry, Error, ErrorOverride, Format, Incoming, Protocol, Reply};
use crate::wire::cbor;
use crate::wire::head::Head;
use crate::wire::params::{Params, is_name};
use crate::wire::signing::Verified;
use crate::world::clock::Stopwatch;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tracing::Span;

/// A request for one of the APIs.
pub(super) struct Request<'a> {
    pub api: Api,
    /// The parameters in the query and in a form.
    pub params: Params<'a>,
    pub head: &'a Head<'a>,
    /// The body, without its content coding.
    pub body: &'a [u8],
    /// Why it is refused whatever it says.
    pub refusal: Option<Error>,
}

/// Answers a call in one of the protocols.
pub(super) fn answer<P: Protocol>(app: &App, request: Request<'_>) -> GatewayReply {
    let Request { api, params, head, body, refusal } = request;
    let format = P::format(&params, head);
    let call = || {
        let (params, refusal) = match format {
            Format::AmzJson | Format::Cbor => document(app, head, format, body, refusal),
            _ => (params, refusal),
        };
        let mut incoming = P::read(head, params, format, app);
        incoming.refusal = refusal.or(incoming.refusal);
        dispatch::<P>(app, incoming, head)
    };
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| panicked::<P>(app, api, format, head))
}

/// The parameters of a call in the AWS JSON protocol, or in that of CBOR. Its body is not a form, so an error about a form does
/// not apply.
fn document<'a>(
    app: &App,
    head: &Head<'_>,
    format: Format,
    body: &[u8],
    refusal: Option<Error>,
) -> (Params<'a>, Option<Error>) {
    let limits = &app.config.limits;
    let refusal = refusal.filter(|error| !matches!(error, Error::Param(_)));
    let content_type = if format == Format::Cbor { cbor::CONTENT_TYPE } else { "application/x-amz-json" };
    if !head.header("content-type").is_some_and(|text| text.starts_with(content_type)) {
        return (Params::default(), refusal);
    }
    let parse = if format == Format::Cbor { Params::parse_cbor } else { Params::parse_json };
    let read = parse(body).and_then(|params| params.check(limits.parameters, limits.depth).map(|()| params));
    match read {
        Ok(params) => (params, refusal),
        Err(error) => (Params::default(), refusal.or(Some(error.into()))),
    }
}

/// The answer to a call that panicked while it was read.
fn panicked<P: Protocol>(app: &App, api: Api, format: Format, head: &Head<'_>) -> GatewayReply {
    let cloud = if api == Api::Ecs { Cloud::Alibaba } else { Cloud::Aws };
    let account = app.config.account(cloud, Verified::default());
    let call = Call {
        api,
        scope: Scope { cloud, account, region: app.config.region(cloud) },
        access_key: SmolStr::default(),
        region_is_default: false,
        action: Cow::Borrowed(""),
        version: Cow::Borrowed(""),
        format,
        query_mode: false,
        endpoint: head.endpoint(),
        request_id: app.request_ids.next(),
        params: Params::default(),
        executed: Cell::default(),
    };
    P::refuse(&call, |_| None, &Error::Internal).into()
}

/// Runs a call, unless it is refused before: for its signature, by a fault, by throttling, or for its action.
fn dispatch<P: Protocol>(app: &App, incoming: Incoming<'_>, head: &Head<'_>) -> GatewayReply {
    let Incoming { call, refusal, operations, is_action } = incoming;
    let call = &call;
    let watch = Stopwatch::start();
    let Hit { ids, error, outcome } = app.faults.hit(call, || app.now());
    let entry = operation::find(operations, &call.action);
    name_in_log(call, entry);
    let error_override = entry.map_or((|_| None) as ErrorOverride, |entry| entry.refuse);
    let refusal = refusal.or(error).or_else(|| match (&*call.action, entry) {
        // The connection is closed without an answer, so the error does not matter.
        _ if outcome.ending == Some(Ending::NotRun) => Some(Error::Internal),
        (_, Some(entry)) => app.throttle.as_ref().and_then(|throttle| throttle.refuse(call, entry, app.now())),
        ("", None) => Some(Error::MissingAction),
        (action, None) if is_action(action) => Some(Error::NotImplemented(action.to_owned())),
        (action, None) => Some(Error::UnknownAction(action.to_owned())),
    });
    if let Some(Error::NotImplemented(action)) = &refusal {
        app.call_log.unimplemented(Called { api: call.api, action, user_agent: &told::user_agent(head) });
    }
    let reply = match (refusal, entry) {
        (None, Some(entry)) => catch_unwind(AssertUnwindSafe(|| (entry.run)(&app.simulation, call)))
            .unwrap_or_else(|_| P::refuse(call, error_override, &Error::Internal)),
        (refusal, _) => P::refuse(call, error_override, &refusal.unwrap_or(Error::Internal)),
    };
    let record = call_record(call, entry, &reply, ids);
    app.coverage.record(call, entry, is_action, &reply, watch.elapsed());
    GatewayReply { reply, executed: call.executed.get(), call: Some(record), outcome }
}

/// Adds the call and its request id to every log line of the request from here on.
fn name_in_log(call: &Call<'_>, entry: Option<&Entry>) {
    let span = Span::current();
    span.record("cloud", call.api.name());
    // Another action may be a text of any kind, with secrets in it.
    span.record("action", entry.map_or("(not here)", |entry| entry.action));
    span.record("account", &*call.scope.account);
    span.record("region", call.scope.region);
    span.record("request_id", call.request_id.lower().as_str());
}

/// What the request log stores of a call.
fn call_record(call: &Call<'_>, entry: Option<&Entry>, reply: &Reply, faults: Vec<SmolStr>) -> CallRecord {
    let ignored = reply.headers.iter().find(|(name, _)| *name == operation::IGNORED);
    CallRecord {
        api: call.api,
        account: call.scope.account.clone(),
        region: call.scope.region,
        action: entry.map_or_else(|| Cow::Owned(call.action.to_string()), |entry| Cow::Borrowed(entry.action)),
        request_id: call.request_id,
        // What was sent in another form has names that cannot be one, with secrets in them.
        ignored: ignored
            .map(|(_, names)| names.split(", ").filter(|name| is_name(name)).collect::<Vec<_>>().join(", "))
            .unwrap_or_default(),
        faults,
    }
}
