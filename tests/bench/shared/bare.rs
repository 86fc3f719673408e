//! The bare axum server that Twinstance is held against: it reads a whole request, within the same layers, and gives one
//! answer to everything.

use super::Failure;
use super::servers::Server;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::io::Read;
use std::process::Command;
use twinstance::cli::log;
use twinstance::config::Config;
use twinstance::server::layers;

/// The argument that makes a bench's program the bare server, with the answer that is on stdin.
pub const BARE: &str = "--bare";

/// Starts one that gives this answer.
pub fn start(answer: &[u8]) -> Result<Server, Failure> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(BARE);
    Server::start(command, answer)
}

/// Serves the answer on stdin, in the runtime and the way of serving that Twinstance has, until it is told to stop.
pub fn serve() -> Result<(), Failure> {
    let mut answer = Vec::new();
    std::io::stdin().read_to_end(&mut answer)?;
    let (headers, body) = read_answer(&answer).ok_or("not an answer")?;
    let config = Config::example()?;
    let _log = log::start(&config);
    let routes = Router::new().fallback(move |_: Bytes| {
        let answer = (headers.clone(), body.clone());
        async move { answer }
    });
    let app = layers::add_layers(routes);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("bare axum listening on http://{}", listener.local_addr()?);
        let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
            let _ = stream.set_nodelay(true);
        });
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            served = axum::serve(listener, app) => served?,
            _ = terminate.recv() => {}
        }
        Ok(())
    })
}

/// Headers and body of a successful answer, without the headers that any server adds by itself.
fn read_answer(answer: &[u8]) -> Option<(HeaderMap, Bytes)> {
    let text = std::str::from_utf8(answer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let mut headers = HeaderMap::new();
    for line in head.lines().skip(1) {
        let (name, value) = line.split_once(": ")?;
        if !["date", "content-length"].contains(&name) {
            headers.append(HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?);
        }
    }
    Some((headers, Bytes::copy_from_slice(body.as_bytes())))
}
