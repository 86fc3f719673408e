//! Requests to other servers, over plain HTTP.

use axum::body::Bytes;
use axum::http::{Request, Response};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::handshake;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::error::Error;
use std::io;
use tokio::net::TcpStream;

/// Whoever makes requests: it keeps its connections for the next ones.
pub type Http = Client<HttpConnector, Full<Bytes>>;

/// A client of other servers.
pub fn new() -> Http {
    Client::builder(TokioExecutor::new()).build_http()
}

/// Makes a request, and reads the answer to its end. What goes wrong is told by its cause.
pub async fn send(http: &Http, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, String> {
    let (head, body) = http.request(request).await.map_err(|error| cause(&error))?.into_parts();
    let body = body.collect().await.map_err(|error| cause(&error))?;
    Ok(Response::from_parts(head, body.to_bytes()))
}

/// Makes a request of this server as of a proxy: the target is written as it is, which may be another server's.
pub async fn send_via_proxy(server: &str, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, String> {
    let exchange = async {
        let stream = TcpStream::connect(server).await?;
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
        // What goes wrong on it is told to whoever waits for an answer.
        tokio::spawn(connection);
        let (head, body) = sender.send_request(request).await.map_err(io::Error::other)?.into_parts();
        let body = body.collect().await.map_err(io::Error::other)?;
        Ok(Response::from_parts(head, body.to_bytes()))
    };
    exchange.await.map_err(|error: io::Error| cause(&error))
}

/// The first cause of an error, which says most: those above it say that there was one.
fn cause(mut error: &(dyn Error + 'static)) -> String {
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

/// Why an `https` URL will not do.
const NO_TLS: &str = "Twinstance speaks plain HTTP, without TLS: put a proxy in between that adds it";

/// Whether a URL asks for TLS.
fn wants_tls(url: &str) -> bool {
    url.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://"))
}

/// Host and port of a server's URL, which may be without its scheme.
pub fn authority(url: &str) -> Result<&str, String> {
    if wants_tls(url) {
        return Err(format!("{url}: {NO_TLS}"));
    }
    Ok(url.strip_prefix("http://").unwrap_or(url).trim_end_matches('/'))
}
