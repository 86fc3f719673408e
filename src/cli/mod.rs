//! The program and its commands.

mod announce;
mod arguments;
pub mod log;
pub mod recording;
pub mod replay;
pub mod stop;

use crate::app::App;
use crate::app::snapshot::Snapshot;
use crate::config::{Address, Config};
use crate::control::client;
use crate::control::recording::Recorder;
use crate::control::webhook::{self, Receiver};
use crate::server::{self, SHUTDOWN_GRACE, ServedApis};
use crate::wire::signing::Signatures;
use crate::world::clock::Stopwatch;
use arguments::{Command, CommandLine};
use axum::http::{Request, StatusCode};
use http_body_util::Full;
use recording::Recording;
use replay::{Outcome, Target, replay};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use std::{env, io, iter};
use tokio::net::{TcpListener, TcpSocket};
use tokio::time::timeout;

/// Runs the command. Exit status 0: success, 1: failure, 2: wrong usage.
pub fn main() -> ExitCode {
    let command_line = match arguments::parse() {
        Ok(command_line) => command_line,
        Err(message) => {
            // If it cannot be printed, the exit status remains.
            let _ = message.print();
            return if message.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match run(command_line) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // If nobody reads it, the exit status remains.
            let _ = writeln!(io::stderr(), "twinstance: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut command_line: CommandLine) -> Result<(), Failure> {
    match command_line.command.take() {
        None => serve(command_line.config()?),
        Some(Command::Healthcheck { url: Some(url) }) => healthcheck(&url),
        Some(Command::Healthcheck { url: None }) => {
            healthcheck(&format!("http://{}", health_address(&command_line.config_without_scenarios()?)))
        }
        Some(Command::Replay { file, against, snapshot }) => {
            let host = against.as_deref().map(client::authority).transpose()?;
            let recording = Recording::read(&file)?;
            match host {
                Some(host) => replay_against(&recording, host, command_line),
                None => replay_here(recording, snapshot.as_deref(), command_line),
            }
        }
        Some(Command::Version) => Ok(io::stdout().write_all(arguments::command().render_version().as_bytes())?),
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(arguments::command()).render(&mut page)?;
            Ok(io::stdout().write_all(&page)?)
        }
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut arguments::command(), "twinstance", &mut script);
            Ok(io::stdout().write_all(&script)?)
        }
    }
}

type Failure = Box<dyn std::error::Error>;

fn serve(config: Config) -> Result<(), Failure> {
    let _log = log::start(&config);
    let (listen, control) = (config.listen, config.control_listen);
    if !is_contained() {
        warn_of_listeners(&config);
    }
    if config.signatures == Signatures::Check && !config.has_secrets() {
        tracing::warn!("signatures are checked, and no key of access_keys has a secret: every call will be refused");
    }
    let receiver = |url| Receiver::new(url, config.webhook_ca.as_deref());
    let webhook = config.events_webhook.as_deref().map(receiver).transpose()?;
    let app = Arc::new(App::new(config)?);
    app.tls.read_files()?;
    stop::on_signal(app.stop.clone())?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listeners = bind(listen)?;
        let address = listeners[0].local_addr()?;
        let control = control.map(bind).transpose()?;
        let record = app.config.record.as_deref();
        let recorder = record.map(|path| Recorder::start(&app, path, app.config.record_segment)).transpose()?;
        // Programs that start the server read the ports from these lines.
        writeln!(io::stdout(), "twinstance listening on http://{address}")?;
        let control_address = control.as_ref().map(|listeners| listeners[0].local_addr()).transpose()?;
        if let Some(control) = control_address {
            writeln!(io::stdout(), "twinstance control on http://{control}")?;
        }
        announce::started(&app, address, control_address);
        let webhook = webhook.map(|receiver| webhook::start(app.clone(), receiver));
        let stop = async {
            app.stop.requested().await;
            tracing::info!("stopping: requests in flight are finished first");
            Stopwatch::start()
        };
        let apis = if control.is_some() { ServedApis::Clouds } else { ServedApis::All };
        let control = async {
            if let Some(listeners) = control {
                server::serve(listeners, app.clone(), ServedApis::Control).await;
            }
        };
        let clouds = server::serve(listeners, app.clone(), apis);
        let all = async { tokio::join!(clouds, control, stop) };
        let ((), (), since_stop) = tokio::select! {
            ended = all => ended,
            never = announce::tell_dropped(&app) => match never {},
        };
        // The requests in flight may have caused events, too.
        if let Some(webhook) = webhook {
            webhook.finish(SHUTDOWN_GRACE.saturating_sub(since_stop.elapsed())).await;
        }
        if let Some(recorder) = recorder {
            recorder.finish();
        }
        announce::stopped(&app);
        Ok(())
    })
}

/// Warns of what anyone may do who reaches a listener that is not on loopback.
fn warn_of_listeners(config: &Config) {
    let (clouds, control) = (config.listen.main, config.control_listen.unwrap_or(config.listen).main);
    if !clouds.ip().is_loopback() && config.signatures == Signatures::Off {
        tracing::warn!(
            "{clouds} is not loopback, and signatures are not verified: whoever reaches it may call as anyone"
        );
    }
    if !control.ip().is_loopback() && config.control_token.is_none() {
        tracing::warn!("{control} is not loopback, and there is no control_token: whoever reaches it may do anything");
    }
}

/// Whether the server runs in its container image, which sets this variable. There the container decides who can reach a
/// listener that is not on loopback.
fn is_contained() -> bool {
    env::var_os("TWINSTANCE_CONTAINER").is_some_and(|value| value == "true")
}

/// The address at which a server of this configuration answers health checks.
fn health_address(config: &Config) -> SocketAddr {
    let mut address = config.control_listen.unwrap_or(config.listen).main;
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

/// Replays a recording with a server.
fn replay_against(recording: &Recording, host: &str, command_line: CommandLine) -> Result<(), Failure> {
    let config = command_line.config_without_scenarios()?;
    let outcome = replay(recording, Target::Server(host, config.control_token.as_ref()))?;
    report(recording, &outcome)
}

/// Replays a recording with a world in this process, which may begin with a snapshot.
fn replay_here(mut recording: Recording, snapshot: Option<&Path>, command_line: CommandLine) -> Result<(), Failure> {
    let (began, clock_ran) = recording.beginning();
    let app = Arc::new(App::new(command_line.config()?.for_replay(began, clock_ran))?);
    if let Some(path) = snapshot {
        let read = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let text = std::fs::read(path).map_err(|error| read(&error))?;
        let snapshot = Snapshot::parse(&text).map_err(|error| read(&error))?;
        let (skipped, missing) = recording.begin_after(snapshot.turn);
        app.add_snapshot(String::new(), snapshot)?;
        app.restore_snapshot("");
        // Whom faults affected is recorded.
        app.faults.clear();
        writeln!(io::stdout(), "{skipped} exchanges before the snapshot are left out")?;
        if missing > 0 {
            let gap = "exchanges between the snapshot and the first of the recording are missing";
            writeln!(io::stdout(), "{missing} {gap}: take a later snapshot, or record more")?;
        }
    }
    let outcome = replay(&recording, Target::App(&app))?;
    report(&recording, &outcome)
}

/// Tells how a replay ended. Fails if an answer differs.
fn report(recording: &Recording, outcome: &Outcome) -> Result<(), Failure> {
    let missing = match recording.missing() {
        0 => String::new(),
        missing => format!(
            "{missing} exchanges before the first of this recording are missing, so its world at that time is not known: \
             begin with a snapshot of that time (--snapshot FILE), or record from the start (--record FILE)\n"
        ),
    };
    match outcome {
        Outcome::Same { count, redacted } => {
            let mut stdout = io::stdout();
            writeln!(stdout, "{count} answers are the same")?;
            if *redacted > 0 {
                writeln!(
                    stdout,
                    "{redacted} calls that failed are not repeated: the recording does not have their secrets"
                )?;
            }
            Ok(write!(stdout, "{missing}")?)
        }
        Outcome::Differs(how) => Err(format!("{how}\n{missing}").trim_end().into()),
    }
}

/// How many connections may wait until they are accepted. The client of a further one retries after a second.
const BACKLOG: u32 = 4096;

/// Listens on the address, and on that of the same port in IPv6 if it has one.
fn bind(address: Address) -> Result<Vec<TcpListener>, String> {
    let main = listen(address.main)?;
    let port = main.local_addr().map_err(|error| error.to_string())?.port();
    let ipv6 = address.ipv6.and_then(|ipv6| match listen(SocketAddr::new(ipv6.ip(), port)) {
        Ok(listener) => Some(listener),
        Err(error) => {
            tracing::debug!("{error}");
            None
        }
    });
    Ok(iter::once(main).chain(ipv6).collect())
}

fn listen(address: SocketAddr) -> Result<TcpListener, String> {
    let listen = || -> io::Result<TcpListener> {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // Allows a port that was in use a moment ago. On Windows the option would let two servers share a port.
        #[cfg(not(windows))]
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        socket.listen(BACKLOG)
    };
    listen().map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => {
            let ip = address.ip();
            format!("{address}: {error}; stop what has this port, or listen on another: {ip}:0 takes any free one")
        }
        _ => format!("{address}: {error}"),
    })
}

/// How long a health check may take.
const HEALTH_TIMEOUT: Duration = Duration::from_secs(3);

/// Checks the health of a server over plain HTTP. Fails if it is not healthy.
fn healthcheck(url: &str) -> Result<(), Failure> {
    let request = Request::get(format!("http://{}/_twin/health", client::authority(url)?)).body(Full::default())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let exchange = async { timeout(HEALTH_TIMEOUT, client::send(&client::new(), request)).await };
    let answer = runtime.block_on(exchange).map_err(|_| format!("{url} does not answer within {HEALTH_TIMEOUT:?}"))?;
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
