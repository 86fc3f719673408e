//! An HTTP client.

use crate::app::tls;
use axum::body::Bytes;
use axum::http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::handshake;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{Connect, HttpConnector};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::{ClientConfig, RootCertStore};
use std::error::Error;
use std::io;
use tokio::net::TcpStream;

/// A client with a connection pool, for `http`.
pub type Http = Client<HttpConnector, Full<Bytes>>;

/// One for `https`, too.
pub type Https = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

pub fn new() -> Http {
    Client::builder(TokioExecutor::new()).build_http()
}

/// A client that trusts servers whose certificates one of these authorities has signed.
pub fn with_roots(roots: RootCertStore) -> Result<Https, rustls::Error> {
    let config = ClientConfig::builder_with_provider(tls::provider()).with_safe_default_protocol_versions()?;
    let config = config.with_root_certificates(roots).with_no_client_auth();
    let connector = HttpsConnectorBuilder::new().with_tls_config(config).https_or_http().enable_http1().build();
    Ok(Client::builder(TokioExecutor::new()).build(connector))
}

/// Sends a request, and reads the whole answer. The error is the text of the root cause.
pub async fn send<C: Connect + Clone + Send + Sync + 'static>(
    http: &Client<C, Full<Bytes>>,
    request: Request<Full<Bytes>>,
) -> Result<Response<Bytes>, String> {
    let (head, body) = http.request(request).await.map_err(|error| root_cause(&error))?.into_parts();
    let body = body.collect().await.map_err(|error| root_cause(&error))?;
    Ok(Response::from_parts(head, body.to_bytes()))
}

/// Sends a request to a server as to a proxy: the request line has the absolute URL, which may name another host.
pub async fn send_via_proxy(server: &str, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, String> {
    let exchange = async {
        let stream = TcpStream::connect(server).await?;
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
        // An error of the connection is also returned by the calls below.
        tokio::spawn(connection);
        let (head, body) = sender.send_request(request).await.map_err(io::Error::other)?.into_parts();
        let body = body.collect().await.map_err(io::Error::other)?;
        Ok(Response::from_parts(head, body.to_bytes()))
    };
    exchange.await.map_err(|error: io::Error| root_cause(&error))
}

/// The text of the root cause of an error. The errors above it add nothing useful.
fn root_cause(mut error: &(dyn Error + 'static)) -> String {
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

/// The error message for an `https` URL.
const NO_TLS: &str = "this command speaks plain HTTP, which the same port of Twinstance has beside https";

fn wants_tls(url: &str) -> bool {
    url.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"))
}

/// The host and port of an `http` URL. The scheme may be left out, and a path does not matter. Fails for `https`.
pub fn authority(url: &str) -> Result<&str, String> {
    if wants_tls(url) {
        return Err(format!("{url}: {NO_TLS}"));
    }
    let rest = url.strip_prefix("http://").unwrap_or(url);
    Ok(rest.split_once('/').map_or(rest, |(authority, _)| authority))
}
