//! https on the port of http: handshakes, certificates, HTTP/2, tunnels, and their limits.

mod certificates;
mod frames;
mod http2;
mod tunnels;

use super::{Program, file, read, write};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use twinstance::app::tls::provider;

const REGIONS: &str = "Action=DescribeRegions&Version=2016-11-15";

type Encrypted = StreamOwned<ClientConnection, TcpStream>;

/// A client that trusts this authority, and speaks these protocols.
struct Client(Arc<ClientConfig>);

impl Client {
    fn trusting(pem: &str, protocols: &[&str]) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from_pem_slice(pem.as_bytes()).expect("a certificate")).expect("an authority");
        let config = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions();
        let mut config = config.expect("versions").with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
        Self(Arc::new(config))
    }

    /// One that trusts what a server shows.
    fn of(program: &Program, protocols: &[&str]) -> Self {
        Self::trusting(&authority(program), protocols)
    }

    /// A connection to a host by this name, after the handshake.
    fn shake(&self, mut stream: TcpStream, host: &str) -> io::Result<Encrypted> {
        let name = ServerName::try_from(host.to_owned()).expect("a name");
        let mut connection = ClientConnection::new(self.0.clone(), name).expect("a client");
        while connection.is_handshaking() {
            connection.complete_io(&mut stream)?;
        }
        Ok(StreamOwned::new(connection, stream))
    }

    /// What a server answers to a request by this name.
    fn get(&self, program: &Program, host: &str, path: &str) -> io::Result<String> {
        let mut stream = self.shake(program.connect(), host)?;
        ask(&mut stream, host, path)
    }
}

/// The certificate that clients of this server are to trust.
fn authority(program: &Program) -> String {
    let (status, pem) = program.send("GET", "/_twin/ca.pem", "");
    assert_eq!(status, 200, "{pem}");
    pem
}

/// Sends a request, and reads all that is answered until the server closes the connection.
fn ask(stream: &mut (impl Read + Write), host: &str, path: &str) -> io::Result<String> {
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Whether a stream ends, in whichever way, before anybody loses patience.
fn ends(stream: &mut impl Read) -> bool {
    let waited = |error: &io::Error| [ErrorKind::WouldBlock, ErrorKind::TimedOut].contains(&error.kind());
    let mut piece = [0; 4096];
    loop {
        match stream.read(&mut piece) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(error) => return !waited(&error),
        }
    }
}

#[test]
fn one_port_has_both() {
    let mut program = Program::start(&["--control-token", "secret"]);
    let client = Client::of(&program, &[]);
    let target = format!("/?{REGIONS}");
    for host in ["127.0.0.1", "localhost", "twinstance", "ec2.eu-west-1.amazonaws.com"] {
        let answer = client.get(&program, host, &target).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("</DescribeRegionsResponse>"), "{answer}");
    }
    let answer = client.get(&program, "localhost", "/_twin/clock").expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 401 "), "{answer}");
    assert_eq!(program.send("POST", "/", REGIONS).0, 200);
    assert!(client.get(&program, "example.com", "/").is_err());
    program.wait_for_log(
        "\"example.com\" is neither a local name nor one of the clouds': control_host names further hosts",
    );
    let other = Client::of(&Program::start(&[]), &[]);
    assert!(other.get(&program, "localhost", "/").is_err());
    program.wait_for_log("a client does not trust the certificate: it is to trust what GET /_twin/ca.pem shows");
}

#[test]
fn https_can_be_off() {
    let mut program = Program::start(&["--tls", "off"]);
    let client = Client::of(&Program::start(&[]), &[]);
    assert!(client.get(&program, "localhost", "/").is_err());
    program.wait_for_log("a client speaks https, which --tls off does not have: let it use http");
    let (status, refusal) = program.twin("GET", "ca.pem", "");
    assert_eq!((status, &refusal["error"]), (404, &"https is off: --tls auto has it".into()));
    assert_eq!(program.send("POST", "/", REGIONS).0, 200);
}

#[test]
fn who_stalls_is_let_go() {
    let config = "[limits]\nconnections = 1\nheader_timeout = \"200ms\"\n";
    let program = Program::start(&["--config", &file("stalled.toml", config)]);
    let trusted = authority(&program);
    let stalled = |begin: &[u8]| {
        let mut stream = program.connect();
        stream.write_all(begin).expect("a beginning");
        assert!(ends(&mut stream), "{begin:?}");
    };
    // A handshake of which only the first byte comes, or its head, or a half.
    stalled(&[0x16]);
    stalled(&[0x16, 3, 1, 2, 0]);
    stalled(&[&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xFC, 3, 3][..], &[7; 100]].concat());
    for protocol in ["http/1.1", "h2"] {
        let client = Client::trusting(&trusted, &[protocol]);
        // The place of the one before may not be free yet.
        let shaken = || (0..100).find_map(|_| client.shake(program.connect(), "localhost").ok()).expect("a handshake");
        assert!(ends(&mut shaken()), "{protocol}: after the handshake nothing comes");
        let mut half = shaken();
        half.write_all(if protocol == "h2" { b"PRI * HTTP/2.0\r\n" } else { b"GET / HTTP/1.1\r\n" }).expect("a half");
        assert!(ends(&mut half), "{protocol}: half a head");
    }
    let mut tunnel = program.connect();
    tunnels::open(&mut tunnel, "ecs.aliyuncs.com:443");
    assert!(ends(&mut tunnel), "a tunnel without a handshake");
    let served = (0..100).any(|_| program.send("POST", "/", REGIONS).0 == 200);
    assert!(served, "each has left its place");
}

#[test]
fn a_connection_too_many_has_no_tunnel() {
    let program = Program::start(&["--config", &file("tunnels.toml", "[limits]\nconnections = 1\n")]);
    let client = Client::of(&program, &[]);
    let first = (0..100).find_map(|_| {
        let mut stream = program.connect();
        write(&mut stream, "POST", "/", REGIONS);
        // The place of the one before may not be free yet.
        (read(&mut BufReader::new(stream.try_clone().expect("the same stream"))).0 == 200).then_some(stream)
    });
    assert!(first.is_some());
    let answer = client.get(&program, "localhost", "/_twin/health").expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let answer = client.get(&program, "localhost", &format!("/?{REGIONS}")).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    let mut third = program.connect();
    third.write_all(tunnels::connect("ecs.aliyuncs.com:443").as_bytes()).expect("a request");
    assert_eq!(read(&mut BufReader::new(third)).0, 503);
    drop(first);
}
