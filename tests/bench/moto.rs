//! moto's server, as a peer of Twinstance where both have an operation.

use crate::shared::Failure;
use crate::shared::servers::Server;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// Starts it: the `moto_server` at this path. What it logs goes nowhere.
pub fn start(path: &Path) -> Result<Server, Failure> {
    // It does not say which port it has taken, so it is given one that was free a moment ago.
    let address: SocketAddr = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
    let mut command = Command::new(path);
    command.args(["-H", "127.0.0.1", "-p", &address.port().to_string()]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let child = command.spawn().map_err(|error| format!("{}: {error}", path.display()))?;
    let server = Server::running(child, address);
    for _ in 0..600 {
        if TcpStream::connect(address).is_ok() {
            return Ok(server);
        }
        sleep(Duration::from_millis(100));
    }
    Err(format!("{} does not listen within a minute", path.display()).into())
}
