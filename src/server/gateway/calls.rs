//! Reading what the APIs' calls have in common, and running them.

use super::Answered;
use crate::alibaba;
use crate::app::App;
use crate::aws;
use crate::aws::caller::{Caller, Claim};
use crate::aws::ec2;
use crate::aws::sts;
use crate::domain::scope::{Cloud, Scope};
use crate::middleware::fault::{Ending, Hit};
use crate::middleware::request_log::Called;
use crate::operation::{self, Api, Call, Dialect, Entry, Error, Format, OwnWords, Reply};
use crate::wire::head::Head;
use crate::wire::params::{ParamError, Params};
use crate::wire::pattern::matches;
use crate::wire::signing::Signatures;
use crate::wire::signing::{AuthError, Verified};
use crate::world::clock::{self, Stopwatch};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A call to EC2.
pub(super) fn ec2(app: &App, mut params: Params<'_>, head: &Head<'_>, broken: Option<ParamError>) -> Answered {
    let (caller, auth) = aws_caller(app, head, &params, "ec2", params.get("Action").unwrap_or(""));
    let account = app.config.account(Cloud::Aws, caller.verified);
    let region = caller.region.unwrap_or_else(|| app.config.region(Cloud::Aws));
    let action = params.take("Action").unwrap_or_default();
    let version = params.take("Version").unwrap_or(ec2::VERSIONS[0].into());
    params.retain(|name| !aws::caller::is_common(name));
    let call = Call {
        api: Api::Ec2,
        scope: Scope { cloud: Cloud::Aws, account, region },
        anywhere: false,
        action: &action,
        version: &version,
        format: Format::Xml,
        endpoint: head.endpoint(),
        request_id: app.request_ids.next(),
        params,
        seen: Cell::default(),
    };
    let refusal = match broken {
        Some(error) => Some(Error::Param(error)),
        None if !ec2::VERSIONS.contains(&&*version) => Some(Error::UnknownVersion(version.to_string())),
        None => auth.err(),
    };
    dispatch::<ec2::Ec2>(app, &call, refusal, ec2::OPERATIONS, ec2::is_action)
}

/// A call to STS: in the Query protocol, or in the JSON protocol, whose body nothing here has to read.
pub(super) fn sts(
    app: &App,
    mut params: Params<'_>,
    format: Format,
    head: &Head<'_>,
    broken: Option<ParamError>,
) -> Answered {
    let target = head.amz_target().and_then(|target| target.strip_prefix(sts::TARGET));
    let (caller, auth) = aws_caller(app, head, &params, "sts", target.or(params.get("Action")).unwrap_or(""));
    let account = app.config.account(Cloud::Aws, caller.verified);
    let region = caller.region.unwrap_or_else(|| app.config.region(Cloud::Aws));
    let named = params.take("Action").unwrap_or_default();
    let action = target.unwrap_or(&named);
    let version = params.take("Version").unwrap_or(sts::VERSION.into());
    params.retain(|name| target.is_none() && !aws::caller::is_common(name));
    let call = Call {
        api: Api::Sts,
        scope: Scope { cloud: Cloud::Aws, account, region },
        anywhere: false,
        action,
        version: &version,
        format,
        endpoint: head.endpoint(),
        request_id: app.request_ids.next(),
        params,
        seen: Cell::default(),
    };
    let refusal = match broken.filter(|_| target.is_none()) {
        Some(error) => Some(Error::Param(error)),
        None if version != sts::VERSION => Some(Error::UnknownVersion(version.to_string())),
        None => auth.err(),
    };
    dispatch::<sts::Sts>(app, &call, refusal, sts::OPERATIONS, sts::is_action)
}

/// A call to ECS, or to a service that speaks its protocol.
pub(super) fn ecs(
    app: &App,
    mut params: Params<'_>,
    format: Format,
    head: &Head<'_>,
    broken: Option<ParamError>,
) -> Answered {
    // Headers are no part of a V1 signature.
    let headers_count = alibaba::caller::is_v3(head) || app.config.signatures == Signatures::Off;
    let (acs_action, acs_version) = if headers_count { (head.acs_action(), head.acs_version()) } else { (None, None) };
    let (key, auth) = alibaba_caller(app, head, &params, params.get("Action").or(acs_action).unwrap_or(""));
    let account = app.config.account(Cloud::Alibaba, key);
    let (region, unknown_region) = alibaba::caller::region(&params, head);
    let unknown_region = unknown_region.map(str::to_owned);
    let [action, version, named] = ["Action", "Version", "Format"].map(|name| params.take(name));
    let action = action.as_deref().or(acs_action).unwrap_or("");
    let version = version.as_deref().or(acs_version);
    let service = alibaba::services::service(version, head.host);
    let version = version.unwrap_or(service.version);
    params.retain(|name| !alibaba::caller::is_common(name));
    let call = Call {
        api: Api::Ecs,
        scope: Scope {
            cloud: Cloud::Alibaba,
            account,
            region: region.unwrap_or_else(|| app.config.region(Cloud::Alibaba)),
        },
        anywhere: region.is_none(),
        action,
        version,
        format,
        endpoint: head.endpoint(),
        request_id: app.request_ids.next(),
        params,
        seen: Cell::default(),
    };
    let refusal = match broken {
        Some(error) => Some(Error::Param(error)),
        None if named.as_deref().is_some_and(|name| !["json", "xml"].contains(&&*name.to_ascii_lowercase())) => {
            Some(Error::UnknownFormat(named.unwrap_or_default().into_owned()))
        }
        None if version != service.version => Some(Error::UnknownVersion(version.to_owned())),
        None => auth.err().or(unknown_region.map(Error::UnknownRegion)),
    };
    dispatch::<alibaba::protocol::Rpc>(app, &call, refusal, service.operations, service.is_action)
}

/// What the answer is to be written in.
pub(super) fn format(api: Api, params: &Params<'_>, head: &Head<'_>) -> Format {
    let json = match api {
        Api::Ec2 => false,
        Api::Sts if head.amz_target().is_some_and(|target| target.starts_with(sts::TARGET)) => return Format::AmzJson,
        Api::Sts => head.accept().contains("application/json"),
        Api::Ecs => {
            params.get("Format").map_or(alibaba::caller::is_v3(head), |format| format.eq_ignore_ascii_case("json"))
        }
    };
    if json { Format::Json } else { Format::Xml }
}

/// The answer to a call that panicked before it was known what it asks for, in the caller's protocol.
pub(super) fn panicked(app: &App, api: Api, format: Format, head: &Head<'_>) -> Answered {
    let cloud = if api == Api::Ecs { Cloud::Alibaba } else { Cloud::Aws };
    let account = app.config.account(cloud, Verified::default());
    let call = Call {
        api,
        scope: Scope { cloud, account, region: app.config.region(cloud) },
        anywhere: false,
        action: "",
        version: "",
        format,
        endpoint: head.endpoint(),
        request_id: app.request_ids.next(),
        params: Params::default(),
        seen: Cell::default(),
    };
    let refuse = match api {
        Api::Ec2 => ec2::Ec2::refuse,
        Api::Ecs => alibaba::protocol::Rpc::refuse,
        Api::Sts => sts::Sts::refuse,
    };
    refuse(&call, |_| None, &Error::Internal).into()
}

/// Who calls a service of AWS, and why the call is refused, if it is: nobody calls with a signature that does not stand.
fn aws_caller<'a>(
    app: &App,
    head: &'a Head<'_>,
    params: &'a Params<'_>,
    service: &str,
    action: &str,
) -> (Caller<'a>, Result<(), Error>) {
    let caller = match app.config.signatures {
        Signatures::Check => {
            aws::signature::verify(head, params, service, clock::machine(), |key| app.config.access_key(key))
        }
        Signatures::Off => {
            let believed = Claim::believed(params, head);
            let verified = Verified::by_word(app.config.signatures, believed.access_key);
            Ok(Caller { verified, region: believed.region(head.host) })
        }
    };
    match caller {
        Ok(caller) => (caller, check_allowed(app, caller.verified, action)),
        Err(error) => (Caller::default(), Err(error.into())),
    }
}

/// The same for Alibaba Cloud, whose calls name their region themselves.
fn alibaba_caller<'a>(
    app: &App,
    head: &'a Head<'_>,
    params: &'a Params<'_>,
    action: &str,
) -> (Verified<'a>, Result<(), Error>) {
    let verified = match app.config.signatures {
        Signatures::Check => {
            alibaba::signature::verify(head, params, clock::machine(), &app.nonces, |key| app.config.access_key(key))
        }
        Signatures::Off => Ok(Verified::by_word(app.config.signatures, alibaba::caller::Claim::believed(params, head))),
    };
    match verified {
        Ok(verified) => (verified, check_allowed(app, verified, action)),
        Err(error) => (Verified::default(), Err(error.into())),
    }
}

/// Whether the key may do this.
fn check_allowed(app: &App, key: Verified<'_>, action: &str) -> Result<(), Error> {
    let key = app.config.access_key(key.access_key());
    let denied = key.is_some_and(|key| key.deny.iter().any(|pattern| matches(pattern, action)));
    if denied { Err(AuthError::Denied.into()) } else { Ok(()) }
}

/// Runs a call, unless something about it is refused before.
fn dispatch<D: Dialect>(
    app: &App,
    call: &Call<'_>,
    refusal: Option<Error>,
    operations: &'static [Entry],
    is_action: fn(&str) -> bool,
) -> Answered {
    let watch = Stopwatch::start();
    let Hit { ids, error, outcome } = app.faults.hit(call, || app.now());
    let entry = operation::find(operations, call.action);
    // Every line that is logged from here on says what is called, and under which request id.
    let _span = tracing::error_span!(
        "call",
        cloud = call.api.name(),
        action = entry.map_or("(not here)", |entry| entry.action),
        account = &*call.scope.account,
        region = call.scope.region,
        request_id = call.request_id.lower(),
    )
    .entered();
    let own = entry.map_or((|_| None) as OwnWords, |entry| entry.refuse);
    let refusal = refusal.or(error).or_else(|| match (call.action, entry) {
        // Nobody hears what is said.
        _ if outcome.ending == Some(Ending::NotRun) => Some(Error::Internal),
        (_, Some(entry)) => app.throttle.as_ref().and_then(|throttle| throttle.refuse(call, entry, app.now())),
        ("", None) => Some(Error::MissingAction),
        (action, None) if is_action(action) => Some(Error::NotImplemented(action.to_owned())),
        (action, None) => Some(Error::UnknownAction(action.to_owned())),
    });
    let reply = match (refusal, entry) {
        (None, Some(entry)) => catch_unwind(AssertUnwindSafe(|| (entry.run)(&app.running, call)))
            .unwrap_or_else(|_| D::refuse(call, own, &Error::Internal)),
        (refusal, _) => D::refuse(call, own, &refusal.unwrap_or(Error::Internal)),
    };
    let called = called(call, entry, &reply, ids);
    tracing::debug!(
        target: "twinstance::request",
        action = call.action,
        status = reply.status,
        code = reply.code,
        ignored = called.ignored,
        "answered"
    );
    app.tallies.note(call, called.action.clone(), &reply, watch.elapsed());
    Answered { reply, seen: call.seen.get(), called: Some(called), outcome }
}

/// What the request log says of a call.
fn called(call: &Call<'_>, entry: Option<&Entry>, reply: &Reply, faults: Vec<SmolStr>) -> Called {
    let ignored = reply.headers.iter().find(|(name, _)| *name == operation::IGNORED);
    Called {
        api: call.api,
        account: call.scope.account.clone(),
        region: call.scope.region,
        action: entry.map_or_else(|| Cow::Owned(call.action.to_owned()), |entry| Cow::Borrowed(entry.action)),
        request_id: call.request_id,
        ignored: ignored.map(|(_, names)| names.to_string()).unwrap_or_default(),
        faults,
    }
}
