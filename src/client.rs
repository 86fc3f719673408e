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
