//! The program: what its command line asks for.

mod arguments;
pub mod log;
pub mod replay;
pub mod stop;

use crate::app::App;
use crate::config::Config;
use crate::control::client;
use crate::control::webhook;
use crate::server::{self, ServedApis};
use crate::wire::signing::Signatures;
use arguments::{Asked, Command};
use axum::http::{Request, StatusCode};
use http_body_util::Full;
use replay::{Against, Outcome, replay};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use std::{env, io};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::time::timeout;

/// Does what the command line asks for.
pub fn main() -> ExitCode {
    let asked = match arguments::read() {
        Ok(asked) => asked,
        Err(answer) => {
            // Where nobody can read it, the exit code says it.
            let _ = answer.print();
            return if answer.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match run(asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("twinstance: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut asked: Asked) -> Result<(), Failure> {
    match asked.command.take() {
        None => serve(asked.config()?),
        Some(Command::Healthcheck { url: Some(url) }) => healthcheck(&url),
        Some(Command::Healthcheck { url: None }) => healthcheck(&format!("http://{}", health_address(&asked.keys()?))),
        Some(Command::Replay { file, against }) => replay_file(&file, against.as_deref(), asked),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut arguments::command(), "twinstance", &mut script);
            Ok(io::stdout().write_all(&script)?)
        }
    }
}

type Failure = Box<dyn std::error::Error>;

fn serve(config: Config) -> Result<(), Failure> {
    log::start(&config);
    let (listen, control) = (config.listen, config.control_listen);
    if !listen.ip().is_loopback() && config.signatures == Signatures::Off && !is_contained() {
        tracing::warn!("{listen} is not loopback, and signatures are not verified: whoever reaches it may do anything");
    }
    let webhook = config.events_webhook.as_deref().map(webhook::check).transpose()?;
    let app = Arc::new(App::new(config)?);
    let stopped = stop::on_signal()?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = bind(listen)?;
        // Whoever started the server reads the ports from here.
        println!("twinstance listening on http://{}", listener.local_addr()?);
        if let Some(url) = webhook {
            webhook::start(app.clone(), url);
        }
        let stop = async {
            told(stopped.clone()).await;
            tracing::info!("stopping: requests in flight are finished first");
        };
        let control = control.map(bind).transpose()?;
        let serves = if control.is_some() { ServedApis::Clouds } else { ServedApis::All };
        if let Some(control) = &control {
            println!("twinstance control on http://{}", control.local_addr()?);
        }
        let control = async {
            if let Some(listener) = control {
                server::serve(listener, app.clone(), ServedApis::Control, told(stopped.clone())).await;
            }
        };
        tokio::join!(server::serve(listener, app.clone(), serves, told(stopped.clone())), control, stop);
        Ok(())
    })
}

/// Whether this is the image, which says so: there a listener beyond loopback is reached by what the container lets in.
fn is_contained() -> bool {
    env::var_os("TWINSTANCE_CONTAINER").is_some_and(|said| said == "true")
}

/// Where a server of this configuration answers for its health.
fn health_address(config: &Config) -> SocketAddr {
    let mut address = config.control_listen.unwrap_or(config.listen);
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

/// Exit 0 if all answers are the same, else 1.
fn replay_file(file: &Path, against: Option<&str>, asked: Asked) -> Result<(), Failure> {
    let recording = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let outcome = if let Some(url) = against {
        replay(&recording, Against::Server(client::authority(url)?))?
    } else {
        let app = Arc::new(App::new(asked.config()?.for_replay(&recording))?);
        replay(&recording, Against::App(&app))?
    };
    match outcome {
        Outcome::Same(count) => {
            println!("{count} answers are the same");
            Ok(())
        }
        Outcome::Differs(how) => Err(how.into()),
    }
}

/// Ready once it is told to stop.
async fn told(mut stopped: watch::Receiver<bool>) {
    // It is told, or there is nobody left who could.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}

/// How many connections may wait until they are accepted. One that finds no place tries again after a second.
const BACKLOG: u32 = 4096;

fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    let listen = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // A port that was in use a moment ago can be used again; on Windows this would mean something else.
        #[cfg(not(windows))]
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    listen().map_err(|error: io::Error| format!("{address}: {error}"))
}

/// How long a server may take to say that it is well.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks a server for its health, over plain HTTP.
fn healthcheck(url: &str) -> Result<(), Failure> {
    let request = Request::get(format!("http://{}/_twin/health", client::authority(url)?)).body(Full::default())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let asked = async { timeout(PATIENCE, client::send(&client::new(), request)).await };
    let answer = runtime.block_on(asked).map_err(|_| format!("{url} does not answer within {PATIENCE:?}"))?;
    let answer = answer.map_err(|error| format!("{url}: {error}"))?;
    if answer.status() == StatusCode::OK { Ok(()) } else { Err(format!("{url} is not healthy").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn health_is_asked_where_the_server_listens() {
        for (keys, address) in [
            ("", "127.0.0.1:4780"),
            ("listen = '127.0.0.2:7'", "127.0.0.2:7"),
            ("listen = '0.0.0.0:7'", "127.0.0.1:7"),
            ("listen = '[::]:7'", "[::1]:7"),
            ("listen = '127.0.0.2:7'\ncontrol_listen = '0.0.0.0:8'", "127.0.0.1:8"),
        ] {
            assert_eq!(health_address(&Config::from_toml(keys).unwrap()).to_string(), address, "{keys}");
        }
    }
}
