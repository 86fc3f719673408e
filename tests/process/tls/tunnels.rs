//! Clients that are told of the server as their proxy for https.

use super::{Client, REGIONS, ask, ends};
use crate::process::{PATIENCE, Program, read_head};
use std::io::{BufReader, Write};
use std::net::TcpStream;

/// The request for a tunnel.
pub fn connect(host: &str) -> String {
    format!("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n")
}

/// Opens a tunnel.
#[track_caller]
pub fn open(stream: &mut TcpStream, host: &str) {
    stream.write_all(connect(host).as_bytes()).expect("a request");
    // Nothing follows the head before the client has sent something.
    let (status, head) = read_head(&mut BufReader::new(stream.try_clone().expect("the same stream")));
    assert_eq!(status, 200, "{head}");
    assert!(!head.contains("content-length") && !head.contains("transfer-encoding"), "{head}");
}

#[test]
fn the_clouds_hosts_are_reached_by_their_names() {
    let program = Program::start(&["--demo"]);
    let client = Client::of(&program, &["http/1.1"]);
    let through = |host: &str, path: &str| {
        let mut stream = program.connect();
        open(&mut stream, &format!("{host}:443"));
        ask(&mut client.shake(stream, host).expect("a handshake"), host, path).expect("an answer")
    };
    let answer = through("ec2.eu-west-1.amazonaws.com", &format!("/?{REGIONS}"));
    assert!(answer.contains("<regionEndpoint>ec2.us-west-2.amazonaws.com</regionEndpoint>"), "{answer}");
    let zones = "/?Action=DescribeAvailabilityZones&Version=2016-11-15";
    let answer = through("ec2.eu-west-1.amazonaws.com", zones);
    assert!(answer.contains("<regionName>eu-west-1</regionName>"), "{answer}");
    let answer = through("ecs.cn-beijing.aliyuncs.com", "/?Action=DescribeRegions&Format=JSON");
    assert!(answer.contains("ecs.cn-shanghai.aliyuncs.com"), "{answer}");
    // What is the server's own is not the clouds'.
    for path in ["/_twin/clock", "/_twin/ca.pem"] {
        let answer = through("ecs.cn-beijing.aliyuncs.com", path);
        assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
    }
    // A call in a tunnel is recorded with its host.
    let (_, log) = program.twin("GET", "requests/1", "");
    assert_eq!(log["path"], "https://ec2.eu-west-1.amazonaws.com/");
}

#[test]
fn a_tunnel_may_be_in_a_connection_that_is_encrypted() {
    let program = Program::start(&[]);
    let client = Client::of(&program, &[]);
    let mut stream = client.shake(program.connect(), "localhost").expect("a handshake");
    stream.write_all(connect("ecs.aliyuncs.com:443").as_bytes()).expect("a request");
    let mut head = [0; 12];
    std::io::Read::read_exact(&mut stream, &mut head).expect("a head");
    assert_eq!(&head, b"HTTP/1.1 200");
}

#[test]
fn a_tunnel_is_for_https_to_the_clouds() {
    let mut program = Program::start(&[]);
    let mut stream = program.connect();
    open(&mut stream, "ecs.aliyuncs.com:80");
    stream.write_all(b"GET / HTTP/1.1\r\nHost: ecs.aliyuncs.com\r\n\r\n").expect("a request");
    assert!(ends(&mut stream));
    program.wait_for_log("a client does not speak https in a tunnel, which is for https alone");
    let client = Client::of(&program, &[]);
    let mut stream = program.connect();
    open(&mut stream, "ecs.aliyuncs.com:443");
    let mut tunnel = client.shake(stream, "ecs.aliyuncs.com").expect("a handshake");
    let inner = connect("vpc.aliyuncs.com:443");
    tunnel.write_all(inner.as_bytes()).expect("a request");
    let mut head = [0; 12];
    std::io::Read::read_exact(&mut tunnel, &mut head).expect("a head");
    assert_eq!(&head, b"HTTP/1.1 405", "a tunnel in a tunnel");
}

#[test]
fn sigterm_ends_tunnels() {
    let mut program = Program::start(&[]);
    let client = Client::of(&program, &["http/1.1"]);
    let mut waiting = program.connect();
    open(&mut waiting, "ecs.aliyuncs.com:443");
    let mut stream = program.connect();
    open(&mut stream, "ecs.aliyuncs.com:443");
    let mut idle = client.shake(stream, "ecs.aliyuncs.com").expect("a handshake");
    idle.sock.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    program.terminate();
    assert!(ends(&mut waiting) && ends(&mut idle));
    assert_eq!(program.exit_code(), Some(0));
}
