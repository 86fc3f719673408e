//! Connections to other servers, over plain HTTP.

use axum::body::Bytes;
use http_body_util::Full;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::io;
use tokio::net::{TcpStream, ToSocketAddrs};

/// A connection, ready for requests.
pub async fn connect(address: impl ToSocketAddrs) -> io::Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    // What goes wrong on it is told to whoever waits for an answer.
    tokio::spawn(connection);
    Ok(sender)
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
