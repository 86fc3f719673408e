//! Tunnels: connections of clients that use this server as their proxy for https, to the clouds' hosts. They end here.
//!
//! See [RFC 9110, section 9.3.6](https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6).

use super::connection::Failure;
use crate::app::App;
use crate::domain::geography::is_cloud_host;
use axum::http::header::HOST;
use axum::http::uri::{Authority, PathAndQuery, Scheme};
use axum::http::{Method, Request, Uri};
use hyper::body::Incoming;
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;

/// A connection that becomes a tunnel once the client has been told so.
pub(super) struct Tunnel {
    /// The host that the client means to reach.
    pub host: String,
    upgrade: OnUpgrade,
}

impl Tunnel {
    /// The tunnel that a request asks for.
    pub fn new(request: &mut Request<Incoming>) -> Self {
        let host = request.uri().host().unwrap_or("").to_owned();
        Self { host, upgrade: hyper::upgrade::on(request) }
    }

    /// What the client sends from now on.
    pub async fn open(&self) -> Result<TokioIo<Upgraded>, Failure> {
        Ok(TokioIo::new(self.upgrade.clone().await?))
    }
}

/// Whether a request asks for a tunnel that there is.
pub(super) fn is_asked_for(app: &App, request: &Request<Incoming>) -> bool {
    request.method() == Method::CONNECT && app.tls.is_on() && request.uri().host().is_some_and(is_cloud_host)
}

/// Gives a request in a tunnel the target that a proxy would get: its URL with the host.
pub(super) fn name_host<B>(request: &mut Request<B>) {
    let host = request.headers().get(HOST).and_then(|host| Authority::try_from(host.as_bytes()).ok());
    let mut parts = request.uri().clone().into_parts();
    if let (Some(host), None) = (host, &parts.authority) {
        parts.path_and_query.get_or_insert(PathAndQuery::from_static("/"));
        (parts.scheme, parts.authority) = (Some(Scheme::HTTPS), Some(host));
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
}
