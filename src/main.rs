//! The command line.

mod arguments;

use arguments::Command;
use std::io::{self, IsTerminal};
use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use twinstance::app::App;
use twinstance::client;
use twinstance::config::{Config, LogFormat, Settings, Signatures};
use twinstance::replay::{Against, Outcome, replay};
use twinstance::server::{self, Serves};
use twinstance::webhook;

/// The C library hands out what has been free for longest: after a large world, cold memory all over the heap.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let (command, settings) = match arguments::read() {
        Ok(asked) => asked,
        Err(refusal) => {
            eprintln!("twinstance: {refusal}\nFor what there is, try --help.");
            return ExitCode::from(2);
        }
    };
    let result = match command {
        Command::Serve => run(settings),
        Command::Healthcheck(url) => healthcheck(&url),
        Command::Replay { file, against } => replay_file(&file, against.as_deref(), settings),
        Command::Print(text) => {
            print!("{text}");
            Ok(())
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("twinstance: {error}");
            ExitCode::FAILURE
        }
    }
}

type Failure = Box<dyn std::error::Error>;

fn run(settings: Settings) -> Result<(), Failure> {
    let config = Config::load(settings)?;
    start_log(&config);
    let (listen, control) = (config.listen, config.control_listen);
    if !listen.ip().is_loopback() && config.signatures == Signatures::Off {
        tracing::warn!("{listen} is not loopback, and signatures are not verified: whoever reaches it may do anything");
    }
    let webhook = config.events_webhook.as_deref().map(webhook::check).transpose()?;
    let app = Arc::new(App::new(config)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let stop_signal = stop_signal();
        let listener = bind(listen)?;
        // Whoever started the server reads the ports from here.
        println!("twinstance listening on http://{}", listener.local_addr()?);
        if let Some(url) = webhook {
            tokio::spawn(webhook::run(app.clone(), url));
        }
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let mut serves = Serves::Everything;
        if let Some(control) = control {
            let listener = bind(control)?;
            println!("twinstance control on http://{}", listener.local_addr()?);
            tasks.spawn(server::serve(listener, app.clone(), Serves::Control, told(stopped.clone())));
            serves = Serves::Clouds;
        }
        tasks.spawn(server::serve(listener, app, serves, told(stopped.clone())));
        stop_signal.await;
        // Those who listen for it end; nobody else needs it.
        let _ = stop.send(true);
        tasks.join_all().await;
        Ok(())
    })
}

/// Exit 0 if all answers are the same, else 1.
fn replay_file(file: &Path, against: Option<&str>, settings: Settings) -> Result<(), Failure> {
    let recording = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let outcome = if let Some(url) = against {
        let host = client::authority(url)?;
        runtime.block_on(replay(&recording, Against::Server(host)))?
    } else {
        let app = Arc::new(App::new(Config::load(settings)?.for_replay(&recording))?);
        runtime.block_on(replay(&recording, Against::App(&app)))?
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

fn start_log(config: &Config) {
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(std::io::stderr().is_terminal());
    let filtered = tracing_subscriber::registry().with(config.log.0.clone());
    match config.log_format {
        LogFormat::Text => filtered.with(log).init(),
        LogFormat::Json => filtered.with(log.json()).init(),
    }
}

/// Ready at Ctrl-C or SIGTERM, which from the call on does not end the process at once.
fn stop_signal() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let asked = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate());
    async {
        let interrupt = async {
            // Without a handler for it, Ctrl-C ends the process anyway.
            let _ = tokio::signal::ctrl_c().await;
        };
        #[cfg(unix)]
        let terminate = async {
            match asked {
                Ok(mut asked) => asked.recv().await,
                Err(_) => std::future::pending().await,
            }
        };
        #[cfg(not(unix))]
        let terminate = std::future::pending::<Option<()>>();
        tokio::select! {
            () = interrupt => {}
            _ = terminate => {}
        }
        tracing::info!("stopping: requests in flight are finished first");
    }
}

/// Asks a server for its health, over plain HTTP.
fn healthcheck(url: &str) -> Result<(), Failure> {
    use std::io::{Read, Write};
    use std::net::{TcpStream, ToSocketAddrs};
    use std::time::Duration;

    let host = client::authority(url)?;
    let address = if host.contains(':') { host.to_owned() } else { format!("{host}:80") };
    let address = address.to_socket_addrs()?.next().ok_or_else(|| format!("{host}: no such host"))?;
    let wait = Duration::from_secs(3);
    let mut stream = TcpStream::connect_timeout(&address, wait)?;
    stream.set_read_timeout(Some(wait))?;
    write!(stream, "GET /_twin/health HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200 ") { Ok(()) } else { Err(format!("{url} is not healthy").into()) }
}
