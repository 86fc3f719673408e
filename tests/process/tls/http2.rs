//! HTTP/2 has the limits of HTTP/1.1.

use super::frames::{DATA, END_HEADERS, END_STREAM, GOAWAY, HEADERS, Http2, RST_STREAM, SETTINGS};
use super::{Client, REGIONS};
use crate::process::{Program, file};

const SETTINGS_MAX_CONCURRENT_STREAMS: [u8; 2] = [0, 3];
const INITIAL_WINDOW_SIZE: u16 = 4;

fn target() -> String {
    format!("/?{REGIONS}")
}

fn start(name: &str, limits: &str) -> (Program, Client) {
    let program = Program::start(&["--config", &file(name, &format!("[limits]\n{limits}"))]);
    let client = Client::of(&program, &["h2"]);
    (program, client)
}

/// It still answers others.
#[track_caller]
fn serves(program: &Program) {
    assert_eq!(program.send("POST", "/", REGIONS).0, 200);
}

#[test]
fn requests_share_a_connection() {
    let program = Program::start(&["--signatures", "check"]);
    let mut http = Http2::open(&program, &Client::of(&program, &["h2", "http/1.1"]), &[]);
    http.ask(1, "GET", "/_twin/health", true).expect("a request");
    assert!(http.body(1).contains("uptime"));
    http.ask(3, "POST", "/", false).expect("a request");
    http.send(DATA, END_STREAM, 3, REGIONS.as_bytes()).expect("a body");
    let refusal = http.body(3);
    assert!(refusal.contains("<Code>MissingAuthenticationToken</Code>"), "{refusal}");
    http.ask(5, "CONNECT", "/", true).expect("a request");
    assert_eq!(http.next(RST_STREAM).expect("a refusal").stream, 5, "a CONNECT with a path is none");
    http.ask(7, "GET", "/_twin/health", true).expect("a request");
    assert!(http.body(7).contains("uptime"));
}

#[test]
fn bodies_and_heads_have_their_limits() {
    let (program, client) = start("heads.toml", "body = 1000\nheaders = 8192\nbody_timeout = \"200ms\"\n");
    let mut http = Http2::open(&program, &client, &[]);
    http.ask(1, "POST", "/", false).expect("a request");
    http.send(DATA, END_STREAM, 1, &[b'x'; 1001]).expect("a body");
    assert!(http.body(1).contains("The body is larger than 1000 bytes."));
    http.ask(3, "POST", "/", false).expect("a request");
    http.send(DATA, 0, 3, b"Action=").expect("half a body");
    let late = http.body(3);
    assert!(late.contains("body"), "{late}");
    // As much as a frame has: more than the limit, within one frame.
    http.ask(5, "GET", &format!("/?{}", "x".repeat(16_000)), true).expect("a request");
    // The rest of the body before is not waited for.
    let rest = http.frame().expect("an end");
    assert_eq!((rest.kind, rest.stream), (RST_STREAM, 3), "{rest:?}");
    let refusal = http.frame().expect("a refusal");
    assert!(refusal.stream == 5 && [HEADERS, RST_STREAM].contains(&refusal.kind), "{refusal:?}");
    // Heads that go on and on.
    let mut http = Http2::open(&program, &client, &[]);
    let mut sent = http.send(HEADERS, 0, 1, &[0x82, 0x87, 0x84]);
    for _ in 0..10_000 {
        sent = sent.and_then(|()| http.send(9, 0, 1, &[0; 1000]));
    }
    assert!(sent.is_err() || http.ends());
    serves(&program);
}

#[test]
fn streams_are_so_many() {
    let program = Program::start(&[]);
    let mut http = Http2::open(&program, &Client::of(&program, &["h2"]), &[]);
    let settings = http.next(SETTINGS).expect("settings").payload;
    let most = settings.chunks(6).find(|pair| pair[..2] == SETTINGS_MAX_CONCURRENT_STREAMS).expect("a limit");
    assert_eq!(most[2..], 100_u32.to_be_bytes());
    for number in 0..101 {
        http.ask(2 * number + 1, "POST", "/", false).expect("a request");
    }
    let refused = http.next(RST_STREAM).expect("a refusal");
    assert_eq!((refused.stream, refused.payload), (201, 7_u32.to_be_bytes().to_vec()), "REFUSED_STREAM");
    serves(&program);
}

#[test]
fn who_resets_again_and_again_is_sent_away() {
    let program = Program::start(&[]);
    let mut http = Http2::open(&program, &Client::of(&program, &["h2"]), &[]);
    let mut frames = Vec::new();
    for number in 0..50_000_u32 {
        frames.push((HEADERS, number));
        frames.push((RST_STREAM, number));
    }
    // Those of a reset stream whose error is the client's own: a window that grows by nothing.
    let sent = frames.into_iter().try_for_each(|(kind, number)| match kind {
        HEADERS => http.ask(2 * number + 1, "POST", "/", false),
        _ => http.send(8, 0, 2 * number + 1, &[0; 4]),
    });
    let gone = sent.is_err() || http.next(GOAWAY).is_ok();
    assert!(gone, "the connection is ended");
    let mut http = Http2::open(&program, &Client::of(&program, &["h2"]), &[]);
    let rapid = (0..50_000_u32).try_for_each(|number| {
        http.ask(2 * number + 1, "POST", "/", false)?;
        http.send(RST_STREAM, 0, 2 * number + 1, &8_u32.to_be_bytes())
    });
    drop((rapid, http));
    serves(&program);
}

#[test]
fn who_does_not_read_is_let_go() {
    let (program, client) = start("unread.toml", "write_timeout = \"200ms\"\n");
    // A window without room: no byte of a body may be sent.
    let mut http = Http2::open(&program, &client, &[(INITIAL_WINDOW_SIZE, 1)]);
    for number in 0..10 {
        http.ask(2 * number + 1, "GET", "/_twin/openapi.json", true).expect("a request");
    }
    assert!(http.ends());
    serves(&program);
}

#[test]
fn who_asks_for_nothing_is_let_go() {
    let (program, client) = start("idle.toml", "connections = 1\nheader_timeout = \"200ms\"\n");
    let mut http = Http2::open(&program, &client, &[]);
    http.ask(1, "GET", "/_twin/health", true).expect("a request");
    assert!(http.body(1).contains("uptime"));
    let goaway = http.next(GOAWAY).expect("a farewell");
    assert_eq!(goaway.payload[4..8], [0; 4], "without an error");
    assert!(http.ends());
    serves(&program);
}

#[test]
fn a_stream_of_events_is_not_idle() {
    let (program, client) = start("busy.toml", "header_timeout = \"100ms\"\nwrite_timeout = \"100ms\"\n");
    let mut http = Http2::open(&program, &client, &[]);
    http.ask(1, "GET", "/_twin/requests/stream", true).expect("a request");
    assert_eq!(http.next(HEADERS).expect("a head").stream, 1);
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(program.send("POST", "/", REGIONS).0, 200);
    let event = http.next(DATA).expect("an event").payload;
    assert!(String::from_utf8_lossy(&event).contains("DescribeRegions"));
}

#[test]
fn sigterm_lets_what_is_asked_be_answered() {
    let mut program = Program::start(&[]);
    let client = Client::of(&program, &["h2"]);
    let mut idle = Http2::open(&program, &client, &[]);
    let mut busy = Http2::open(&program, &client, &[]);
    for http in [&mut idle, &mut busy] {
        http.ask(1, "GET", "/_twin/health", true).expect("a request");
        assert!(http.body(1).contains("uptime"));
    }
    program.signal("STOP");
    busy.ask(3, "GET", &target(), true).expect("a request");
    program.terminate();
    program.signal("CONT");
    assert!(busy.body(3).ends_with("</DescribeRegionsResponse>"));
    drop((busy, idle));
    assert_eq!(program.exit_code(), Some(0));
}

#[test]
fn heads_in_pieces_are_read() {
    let program = Program::start(&[]);
    let mut http = Http2::open(&program, &Client::of(&program, &["h2"]), &[]);
    let authority = [&[0x41, 9][..], b"localhost"].concat();
    http.send(HEADERS, END_STREAM, 1, &[0x82, 0x87, 0x84]).expect("a piece");
    http.send(9, END_HEADERS, 1, &authority).expect("the rest");
    assert!(http.body(1).starts_with("Twinstance "));
}
