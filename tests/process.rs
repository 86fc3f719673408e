//! The program itself: the binary, its arguments, its files, its socket, its end.

mod command_line;
mod configuration;
mod connections;
mod control;
mod crowd;
mod jobs;
mod locks;
mod log;
mod pages;
mod secrets;
mod serving;
mod stopping;
mod tls;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

/// How long a test waits for what should come at once before it fails.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server in a process of its own, on a port of its own.
struct Program {
    child: Child,
    stdout: BufReader<ChildStdout>,
    stderr: BufReader<ChildStderr>,
    address: String,
}

fn command(arguments: &[&str], environment: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinstance"));
    command.args(arguments).env_clear().envs(environment.iter().copied());
    command
}

/// What the program says when it does not stay.
fn run(arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    command(arguments, environment).output().expect("an output")
}

/// What it complains of before it gives up.
#[track_caller]
fn complaint(arguments: &[&str], environment: &[(&str, &str)]) -> String {
    let output = run(arguments, environment);
    let text = String::from_utf8(output.stderr).expect("a text");
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(output.stdout.is_empty(), "it has not listened");
    text
}

/// A file for a test, by a name that no other test uses.
fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("a file");
    path.to_str().expect("a text").to_owned()
}

impl Program {
    /// A server on a free port.
    fn start(arguments: &[&str]) -> Self {
        Self::with(&[&["--listen", "127.0.0.1:0"], arguments].concat(), &[])
    }

    /// A server, listening.
    fn with(arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::spawn(command(arguments, environment))
    }

    /// A server that is started in another way, listening.
    fn spawn(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a process");
        let stderr = BufReader::new(child.stderr.take().expect("a stream"));
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("a stream"));
        stdout.read_line(&mut line).expect("a line");
        let address = line.strip_prefix("twinstance listening on http://").and_then(|rest| rest.strip_suffix('\n'));
        let address = address.unwrap_or_else(|| panic!("the first line is {line:?}")).to_owned();
        Self { child, stdout, stderr, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).expect("a connection");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        stream
    }

    /// What it says after its first line.
    fn second_line(&mut self) -> String {
        let mut line = String::new();
        self.stdout.read_line(&mut line).expect("a line");
        line.trim_end().to_owned()
    }

    /// A request on a connection of its own: the status and the body.
    #[track_caller]
    fn send(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = self.connect();
        write(&mut stream, method, path, body);
        read(&mut BufReader::new(stream))
    }

    /// A request to the server itself, and its JSON.
    #[track_caller]
    fn twin(&self, method: &str, path: &str, body: &str) -> (u16, serde_json::Value) {
        let (status, body) = self.send(method, &format!("/_twin/{path}"), body);
        (status, serde_json::from_str(&body).expect("JSON"))
    }

    /// A live stream of the server itself.
    fn listen(&self, path: &str) -> Stream {
        let mut stream = self.connect();
        write(&mut stream, "GET", path, "");
        Stream(BufReader::new(stream))
    }

    /// Asks it to end.
    fn terminate(&self) {
        self.signal("TERM");
    }

    fn signal(&self, name: &str) {
        send_signal(&self.child, name);
    }

    /// Waits until its log has a line with this text.
    fn wait_for_log(&mut self, text: &str) -> String {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            assert_ne!(self.stderr.read_line(&mut line).expect("a line"), 0, "the log ends without {text:?}");
        }
        line
    }

    /// Its exit code, once it has ended.
    fn exit_code(&mut self) -> Option<i32> {
        let pause = Duration::from_millis(5);
        for _ in 0..PATIENCE.as_millis() / pause.as_millis() {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status.code();
            }
            std::thread::sleep(pause);
        }
        panic!("it has not ended");
    }
}

/// Server-sent events.
struct Stream(BufReader<TcpStream>);

impl Stream {
    /// The next event: its id and its JSON.
    #[track_caller]
    fn next(&mut self) -> (u64, serde_json::Value) {
        let (kind, id, event) = self.next_of_any_type();
        assert_eq!(kind, "", "{event}");
        (id, event)
    }

    /// The next event: its type, its id and its JSON.
    #[track_caller]
    fn next_of_any_type(&mut self) -> (String, u64, serde_json::Value) {
        let (mut kind, mut id, mut line) = (String::new(), 0, String::new());
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).expect("a line"), 0, "the stream ends");
            if let Some(name) = line.strip_prefix("event: ") {
                kind = name.trim().to_owned();
            } else if let Some(number) = line.strip_prefix("id: ") {
                id = number.trim().parse().expect("a number");
            } else if let Some(data) = line.strip_prefix("data: ") {
                // The order of the fields is not fixed: an empty line ends an event.
                let event = serde_json::from_str(data.trim()).expect("JSON");
                line.clear();
                while self.0.read_line(&mut line).expect("a line") > 0 && line != "\n" {
                    kind = line.strip_prefix("event: ").map_or(kind, |name| name.trim().to_owned());
                    id = line.strip_prefix("id: ").map_or(id, |number| number.trim().parse().expect("a number"));
                    line.clear();
                }
                return (kind, id, event);
            }
        }
    }
}

fn send_signal(child: &Child, name: &str) {
    let kill = format!("kill -{name} {}", child.id());
    assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Writes a request.
fn write(stream: &mut TcpStream, method: &str, path: &str, body: &str) {
    let length = body.len();
    let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\n\r\n");
    stream.write_all((head + body).as_bytes()).expect("a request");
}

/// Reads one answer: its status and its body.
#[track_caller]
fn read(stream: &mut BufReader<TcpStream>) -> (u16, String) {
    let (status, head) = read_head(stream);
    (status, read_body(stream, &head))
}

/// Reads the head of an answer: its status, and its lines in lower case.
#[track_caller]
fn read_head(stream: &mut BufReader<TcpStream>) -> (u16, String) {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(stream.read_line(&mut head).expect("a line"), 0, "an answer that breaks off: {head:?}");
    }
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("a status line: {head:?}")), head.to_ascii_lowercase())
}

/// Reads the body of an answer. A stream of events, which has no end, counts as an empty one.
#[track_caller]
fn read_body(stream: &mut BufReader<TcpStream>, head: &str) -> String {
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().expect("a length"))];
    stream.read_exact(&mut body).expect("a whole body");
    let is_endless = head.contains("\ncontent-type: text/event-stream\r");
    let mut is_chunked = head.contains("\ntransfer-encoding: chunked\r") && !is_endless;
    while is_chunked {
        let mut line = String::new();
        stream.read_line(&mut line).expect("the length of a chunk");
        let mut chunk = vec![0; usize::from_str_radix(line.trim_end(), 16).expect("a length")];
        stream.read_exact(&mut chunk).expect("a whole chunk");
        stream.read_exact(&mut [0; 2]).expect("the end of a chunk");
        is_chunked = !chunk.is_empty();
        body.append(&mut chunk);
    }
    String::from_utf8(body).expect("a text")
}
