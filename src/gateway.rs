//! From the bytes of a request to the bytes of its reply: which cloud, who calls, what is asked.

use crate::app::App;
use crate::domain::scope::{Cloud, Scope};
use crate::head::Head;
use crate::operation::{self, Api, Call, Dialect, Entry, Error, Format, Reply};
use crate::params::{ParamError, Params};
use crate::{ec2, ecs, landing, sts};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, Response, StatusCode};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The largest body that is read. A thousand credit specifications are 115 kB.
pub const MAX_BODY: usize = 4 << 20;

/// Answers one request.
pub async fn serve(app: &App, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    match to_bytes(body, MAX_BODY).await {
        Ok(body) => respond(answer(app, &parts, &body)),
        Err(_) => {
            let text = format!("The body could not be read, or is larger than {MAX_BODY} bytes.");
            respond(plain(app, 413, &text))
        }
    }
}

/// A refusal before it is known which cloud is meant: with the request id of both.
fn plain(app: &App, status: u16, text: &str) -> Reply {
    let id = app.request_ids.next();
    let headers = vec![(ec2::REQUEST_ID, id.lower()), (ecs::REQUEST_ID, id.upper())];
    let body = format!("{text}\nRequest id: {}\n", id.lower());
    Reply { status, content_type: "text/plain; charset=utf-8", code: None, headers, body }
}

fn respond(reply: Reply) -> Response<Body> {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    for (name, value) in reply.headers {
        if let Ok(value) = HeaderValue::try_from(value) {
            headers.append(HeaderName::from_static(name), value);
        }
    }
    response
}

/// Answers one request whose body has been read.
pub fn answer(app: &App, parts: &Parts, body: &[u8]) -> Reply {
    let head = Head::new(parts);
    let query = parts.uri.query().unwrap_or("");
    let params = Params::parse(query, body);
    let broken = params.check().err();
    if parts.method != Method::GET && parts.method != Method::POST {
        return plain(app, 405, "Both APIs take GET and POST.");
    }
    if params.is_empty() && parts.method == Method::GET && head.acs_action.is_none() {
        return landing::page(&parts.headers, head.host);
    }
    match api(&params, &head) {
        Some(Api::Ec2) => run_ec2(app, params, &head, broken),
        Some(Api::Ecs) => run_ecs(app, params, &head, broken),
        Some(Api::Sts) => run_sts(app, params, &head, broken),
        None => plain(app, 400, &which_cloud(&params)),
    }
}

/// Which API a call is for: by its version, else host, else signature, else its action, if only one has it.
fn api(params: &Params<'_>, head: &Head<'_>) -> Option<Api> {
    let version = params.get("Version").or(head.acs_version).unwrap_or("");
    let by_version = || match version {
        ecs::VERSION => Some(Api::Ecs),
        sts::VERSION => Some(Api::Sts),
        _ if ec2::VERSIONS.contains(&version) => Some(Api::Ec2),
        _ => head.amz_target.filter(|target| target.starts_with(sts::TARGET)).map(|_| Api::Sts),
    };
    let by_host = || match head.host.split(':').next().unwrap_or("") {
        host if host.ends_with(".amazonaws.com") || host.ends_with(".amazonaws.com.cn") => {
            Some(if host.starts_with("sts.") { Api::Sts } else { Api::Ec2 })
        }
        host if host.ends_with(".aliyuncs.com") => Some(Api::Ecs),
        _ => None,
    };
    let by_signature = || match head.authorization {
        text if text.starts_with("AWS4-") => Some(if text.contains("/sts/") { Api::Sts } else { Api::Ec2 }),
        text if text.starts_with("ACS3-") => Some(Api::Ecs),
        _ if params.get("AWSAccessKeyId").or(params.get("X-Amz-Credential")).is_some() => Some(Api::Ec2),
        _ if params.get("AccessKeyId").is_some() => Some(Api::Ecs),
        _ => None,
    };
    let by_action = || {
        let action = params.get("Action").or(head.acs_action)?;
        match (ec2::is_action(action), ecs::is_action(action)) {
            (true, false) => Some(Api::Ec2),
            (false, true) => Some(Api::Ecs),
            _ => None,
        }
    };
    by_version().or_else(by_host).or_else(by_signature).or_else(by_action)
}

fn which_cloud(params: &Params<'_>) -> String {
    let what = match params.get("Action") {
        Some(action) => format!("Action={action} alone does not say which cloud is meant."),
        None => "The request has no Action.".to_owned(),
    };
    format!("{what}\nAdd Version=2016-11-15 for AWS EC2, or Version=2014-05-26 for Alibaba Cloud ECS.")
}

fn run_ec2(app: &App, mut params: Params<'_>, head: &Head<'_>, broken: Option<ParamError>) -> Reply {
    let action = params.get("Action").unwrap_or("").to_owned();
    let version = params.get("Version").unwrap_or(ec2::VERSIONS[0]).to_owned();
    let caller = ec2::auth::caller(&params, head);
    let account = app.config.account(Cloud::Aws, &caller.access_key);
    let region = caller.region.unwrap_or_else(|| app.config.region(Cloud::Aws));
    params.retain(|name| !ec2::auth::is_common(name));
    let call = Call {
        api: Api::Ec2,
        scope: Scope { cloud: Cloud::Aws, account, region },
        anywhere: false,
        action: &action,
        version: &version,
        format: Format::Xml,
        endpoint: head.host,
        request_id: app.request_ids.next(),
        params,
    };
    let refusal = match broken {
        Some(error) => Some(Error::Param(error)),
        None if !ec2::VERSIONS.contains(&&*version) => Some(Error::UnknownVersion(version.clone())),
        None => None,
    };
    dispatch::<ec2::Ec2>(app, &call, refusal, ec2::OPERATIONS, ec2::is_action)
}

/// A call to STS: in the Query protocol, or in the JSON protocol, whose body nothing here has to read.
fn run_sts(app: &App, mut params: Params<'_>, head: &Head<'_>, broken: Option<ParamError>) -> Reply {
    let target = head.amz_target.and_then(|target| target.strip_prefix(sts::TARGET));
    let format = match target {
        Some(_) => Format::AmzJson,
        None if head.accept.contains("application/json") => Format::Json,
        None => Format::Xml,
    };
    let action = target.or(params.get("Action")).unwrap_or("").to_owned();
    let version = params.get("Version").unwrap_or(sts::VERSION).to_owned();
    let caller = ec2::auth::caller(&params, head);
    params.retain(|name| target.is_none() && !ec2::auth::is_common(name));
    let call = Call {
        api: Api::Sts,
        scope: Scope {
            cloud: Cloud::Aws,
            account: app.config.account(Cloud::Aws, &caller.access_key),
            region: caller.region.unwrap_or_else(|| app.config.region(Cloud::Aws)),
        },
        anywhere: false,
        action: &action,
        version: &version,
        format,
        endpoint: head.host,
        request_id: app.request_ids.next(),
        params,
    };
    let refusal = match broken.filter(|_| target.is_none()) {
        Some(error) => Some(Error::Param(error)),
        None if version != sts::VERSION => Some(Error::UnknownVersion(version.clone())),
        None => None,
    };
    dispatch::<sts::Sts>(app, &call, refusal, sts::OPERATIONS, sts::is_action)
}

fn run_ecs(app: &App, mut params: Params<'_>, head: &Head<'_>, broken: Option<ParamError>) -> Reply {
    let v3 = head.authorization.starts_with("ACS3-");
    let action = params.get("Action").or(head.acs_action).unwrap_or("").to_owned();
    let version = params.get("Version").or(head.acs_version).unwrap_or(ecs::VERSION).to_owned();
    let account = app.config.account(Cloud::Alibaba, ecs::auth::access_key(&params, head));
    let format = params.get("Format").unwrap_or(if v3 { "JSON" } else { "XML" }).to_owned();
    let json = format.eq_ignore_ascii_case("json");
    let (region, unknown_region) = ecs::auth::region(&params, head);
    let unknown_region = unknown_region.map(str::to_owned);
    params.retain(|name| !ecs::auth::is_common(name));
    let call = Call {
        api: Api::Ecs,
        scope: Scope {
            cloud: Cloud::Alibaba,
            account,
            region: region.unwrap_or_else(|| app.config.region(Cloud::Alibaba)),
        },
        anywhere: region.is_none(),
        action: &action,
        version: &version,
        format: if json { Format::Json } else { Format::Xml },
        endpoint: head.host,
        request_id: app.request_ids.next(),
        params,
    };
    let refusal = match broken {
        Some(error) => Some(Error::Param(error)),
        None if !json && !format.eq_ignore_ascii_case("xml") => Some(Error::UnknownFormat(format)),
        None if version != ecs::VERSION => Some(Error::UnknownVersion(version.clone())),
        None => unknown_region.map(Error::UnknownRegion),
    };
    dispatch::<ecs::Ecs>(app, &call, refusal, ecs::OPERATIONS, ecs::is_action)
}

/// Runs a call, unless something about it is refused before.
fn dispatch<D: Dialect>(
    app: &App,
    call: &Call<'_>,
    refusal: Option<Error>,
    operations: &'static [Entry],
    is_action: fn(&str) -> bool,
) -> Reply {
    let refusal = refusal.or_else(|| app.faults.hit(call));
    let reply = match (refusal, operation::find(operations, call.action)) {
        (Some(error), _) => D::refuse(call, &error),
        (None, Some(entry)) => catch_unwind(AssertUnwindSafe(|| (entry.run)(&app.running, call)))
            .unwrap_or_else(|_| D::refuse(call, &Error::Internal)),
        (None, None) => {
            let action = call.action.to_owned();
            let error = match &*action {
                "" => Error::MissingAction,
                _ if is_action(&action) => Error::NotImplemented(action),
                _ => Error::UnknownAction(action),
            };
            D::refuse(call, &error)
        }
    };
    tracing::debug!(
        target: "twinstance::request",
        api = ?call.api,
        account = %call.scope.account,
        region = call.scope.region,
        action = call.action,
        status = reply.status,
        code = reply.code,
        request_id = %call.request_id.lower(),
        "request"
    );
    reply
}
