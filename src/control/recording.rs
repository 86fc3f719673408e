//! Recordings: a line that says which world they begin with, then a line for each exchange, all in JSON.

use super::requests;
use crate::app::App;
use crate::middleware::recorder::{Next, Queue};
use crate::middleware::request_log::Exchange;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::thread::{self, JoinHandle};

/// The first line of a recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The time on the world's clock at which the server began.
    pub began: Timestamp,
    /// The clock's mode: `wall` or `manual`.
    pub clock: String,
    /// How many exchanges before the first one are not in it.
    pub missing: u64,
    /// The number of the file, of those that `record` names; 1 for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub segment: Option<u64>,
    /// The version of the server.
    pub version: String,
}

#[derive(Deserialize)]
struct FirstLine {
    recording: Head,
}

impl Head {
    pub(super) fn new(app: &App, missing: u64) -> Self {
        let clock = app.config.clock().mode().to_owned();
        Self { began: app.began, clock, missing, segment: None, version: env!("CARGO_PKG_VERSION").to_owned() }
    }

    /// The line, without its end.
    pub(super) fn line(&self) -> String {
        json!({ "recording": self }).to_string()
    }

    /// Reads a first line. `None` if it is another one.
    pub fn parse(line: &str) -> Option<Self> {
        serde_json::from_str::<FirstLine>(line).ok().map(|first| first.recording)
    }
}

/// The path of a file of a recording: the first has the name that the configuration gives, the others a number behind it.
pub fn segment_path(first: &Path, segment: u64) -> PathBuf {
    let mut path = first.as_os_str().to_owned();
    if segment > 1 {
        path.push(format!(".{segment}"));
    }
    path.into()
}

/// How many bytes are collected before they are written, while exchanges wait.
const CHUNK: usize = 64 << 10;

/// Writes all exchanges to files, on a thread of its own.
pub struct Recorder {
    queue: Arc<Queue>,
    thread: JoinHandle<()>,
}

impl Recorder {
    /// Begins a recording. Fails if its first file is there already: no recording is overwritten.
    pub fn start(app: &App, path: &Path, max_segment: usize) -> Result<Self, String> {
        let (queue, waiting) = Queue::new();
        let queue = Arc::new(queue);
        let head = Head::new(app, 0);
        let mut writer = Writer::new(head, path.to_owned(), max_segment);
        writer.open(1, 0).and_then(|()| writer.flush()).map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => {
                format!("{}: there is such a file; --record overwrites none, so move it away", path.display())
            }
            _ => format!("{}: {error}; --record names this file", path.display()),
        })?;
        app.request_log.record_to(queue.clone());
        let of_thread = queue.clone();
        let thread = thread::Builder::new().name("record".to_owned());
        let thread = thread.spawn(move || writer.run(&waiting, &of_thread)).map_err(|error| error.to_string())?;
        Ok(Self { queue, thread })
    }

    /// Waits until what has happened so far is written.
    pub fn finish(self) {
        self.queue.finish();
        // It has logged its panic.
        let _ = self.thread.join();
    }
}

struct Writer {
    head: Head,
    first: PathBuf,
    max_segment: u64,
    segment: u64,
    file: Option<File>,
    /// The bytes of the present file, and of these lines, which are still to be written.
    written: u64,
    lines: String,
    /// The number of the last exchange in the lines, and of the last that is written.
    last: u64,
    flushed: u64,
}

impl Writer {
    fn new(head: Head, first: PathBuf, max_segment: usize) -> Self {
        let max_segment = u64::try_from(max_segment).unwrap_or(u64::MAX);
        Self { head, first, max_segment, segment: 0, file: None, written: 0, lines: String::new(), last: 0, flushed: 0 }
    }

    fn path(&self) -> PathBuf {
        segment_path(&self.first, self.segment)
    }

    /// Begins a file.
    fn open(&mut self, segment: u64, missing: u64) -> io::Result<()> {
        self.segment = segment;
        self.file = Some(File::create_new(self.path())?);
        self.written = 0;
        self.lines = Head { missing, segment: Some(segment), ..self.head.clone() }.line() + "\n";
        Ok(())
    }

    /// Writes the lines. After an error the file has whole lines alone.
    fn flush(&mut self) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        if let Err(error) = file.write_all(self.lines.as_bytes()) {
            // What cannot be undone is a line that does not end, at which a replay stops.
            let _ = file.set_len(self.written);
            return Err(error);
        }
        self.written += self.lines.len() as u64;
        self.lines.clear();
        self.flushed = self.last;
        Ok(())
    }

    fn write(&mut self, exchange: &Exchange) -> io::Result<()> {
        if self.written + self.lines.len() as u64 >= self.max_segment {
            self.flush()?;
            self.open(self.segment + 1, exchange.number - 1)?;
        }
        self.lines += &requests::recorded(exchange);
        self.last = exchange.number;
        if self.lines.len() >= CHUNK { self.flush() } else { Ok(()) }
    }

    /// Writes what comes, until the server stops or it can no longer.
    fn run(mut self, waiting: &Receiver<Next>, queue: &Queue) {
        let ended = loop {
            let next = match waiting.try_recv() {
                Err(TryRecvError::Empty) => match self.flush() {
                    Ok(()) => waiting.recv().map_err(|_| TryRecvError::Disconnected),
                    Err(error) => break Some(error.to_string()),
                },
                next => next,
            };
            match next {
                Ok(Next::Write(exchange)) => {
                    if let Err(error) = self.write(&exchange) {
                        break Some(error.to_string());
                    }
                    queue.written(&exchange);
                }
                Ok(Next::Overflow) => {
                    let error = self.flush().err().map(|error| error.to_string());
                    break Some(error.unwrap_or_else(|| "it is slower than the requests come".to_owned()));
                }
                Ok(Next::Finish) | Err(_) => break self.flush().err().map(|error| error.to_string()),
            }
        };
        let (path, last) = (self.path(), self.flushed);
        match ended {
            None => {
                tracing::info!("{last} exchanges are recorded in {} files from {}", self.segment, self.first.display())
            }
            Some(why) => {
                queue.end();
                tracing::error!(
                    "the recording ends, and the server goes on: {}: {why}; what comes after exchange {last} is lost",
                    path.display()
                );
            }
        }
    }
}
