//! The two servers under load, each in a process of its own.

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// The argument that makes this program the bare server.
pub const BARE: &str = "--bare";

/// A server's process, which ends with this value.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
}

impl Server {
    pub fn twinstance() -> Result<Self, Box<dyn Error>> {
        let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/bench/load.toml");
        let mut command = Command::new(env!("CARGO_BIN_EXE_twinstance"));
        command.args(["--listen", "127.0.0.1:0", "--scenario", scenario, "--log", "warn"]);
        Self::start(command, b"")
    }

    /// A server that gives this answer to everything.
    pub fn bare(answer: &[u8]) -> Result<Self, Box<dyn Error>> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(BARE);
        Self::start(command, answer)
    }

    fn start(mut command: Command, input: &[u8]) -> Result<Self, Box<dyn Error>> {
        // Whatever the caller has set for Twinstance would be set for one of the two only.
        let mut child = command.env_clear().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        child.stdin.take().ok_or("no stdin")?.write_all(input)?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no stdout")?).read_line(&mut line)?;
        let address = line.trim().rsplit('/').next().unwrap_or("").parse();
        // Before anything can go wrong, so that the process ends with it.
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        server.address = address.map_err(|_| format!("a server said {line:?} instead of its address"))?;
        Ok(server)
    }

    /// The CPU time that the process has used, in seconds, where the system tells it as Linux does.
    pub fn cpu(&self) -> Option<f64> {
        const TICKS_PER_SECOND: f64 = 100.0;
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // After the name, which may hold anything, user and system time are the 12th and 13th.
        let (_, rest) = stat.rsplit_once(") ")?;
        let ticks: u64 = rest.split(' ').skip(11).take(2).map(|field| field.parse().unwrap_or(0)).sum();
        Some(ticks as f64 / TICKS_PER_SECOND)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Serves the answer on stdin, in the runtime and the way of serving that Twinstance has, until it is killed.
pub fn serve_bare() -> Result<(), Box<dyn Error>> {
    let mut answer = Vec::new();
    std::io::stdin().read_to_end(&mut answer)?;
    let (headers, body) = read_answer(&answer).ok_or("not an answer")?;
    let app = Router::new().fallback(move |_: Bytes| {
        let answer = (headers.clone(), body.clone());
        async move { answer }
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        println!("bare axum listening on http://{}", listener.local_addr()?);
        let listener = axum::serve::ListenerExt::tap_io(listener, |stream| {
            let _ = stream.set_nodelay(true);
        });
        Ok(axum::serve(listener, app).await?)
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
