//! Reads recordings.

use crate::control::recording::{Head, segment_path};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A recorded exchange, as far as a replay needs it.
#[derive(Debug, Deserialize)]
pub(super) struct Recorded {
    pub number: u64,
    pub turn: u64,
    pub time: Timestamp,
    pub method: String,
    pub path: String,
    pub query: String,
    pub headers: BTreeMap<String, String>,
    pub body: String,
    pub status: u16,
    pub reply: String,
    #[serde(default)]
    pub action: String,
    #[serde(default)]
    pub faults: Vec<String>,
    #[serde(default)]
    pub redacted: bool,
}

/// A recording: one answer of `GET /_twin/requests?format=jsonl`, or the files that `record` names.
#[derive(Debug, Default)]
pub struct Recording {
    /// Its first line. `None` for one of an earlier version.
    pub head: Option<Head>,
    /// In the order in which they locked the world.
    pub(super) exchanges: Vec<Recorded>,
}

impl Recording {
    /// Reads a file, and those that continue it.
    pub fn read(file: &Path) -> Result<Self, String> {
        let mut recording = Self::read_one(file)?;
        let mut segment = 1;
        while let Some(head) = recording.head.clone().filter(|head| head.segment.is_some()) {
            let (is_first, path) = (head.segment == Some(1), segment_path(file, segment + 1));
            if !is_first || !path.exists() {
                break;
            }
            segment += 1;
            let next = Self::read_one(&path)?;
            let expected = Head { segment: Some(segment), missing: recording.last_number(), ..head };
            if next.head.as_ref() != Some(&expected) {
                return Err(format!(
                    "{}: this file does not continue {}: move it away",
                    path.display(),
                    file.display()
                ));
            }
            recording.exchanges.extend(next.exchanges);
        }
        Ok(recording.sorted())
    }

    fn read_one(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Self::lines(&text).map_err(|error| format!("{}: {error}", path.display()))
    }

    /// Reads the text of one file.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::lines(text).map(Self::sorted)
    }

    fn lines(text: &str) -> Result<Self, String> {
        let mut recording = Self::default();
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            if line == 1 {
                recording.head = Head::parse(text);
                if recording.head.is_some() {
                    continue;
                }
            }
            let exchange = serde_json::from_str(text).map_err(|error| format!("line {line}: {error}"))?;
            recording.exchanges.push(exchange);
        }
        Ok(recording)
    }

    fn last_number(&self) -> u64 {
        self.exchanges.iter().map(|exchange| exchange.number).max().unwrap_or(0)
    }

    fn sorted(mut self) -> Self {
        self.exchanges.sort_by_key(|exchange| (exchange.turn, exchange.number));
        self
    }

    /// The time at which the recorded server began, or the recording if that is not known; and whether its clock ran, if that
    /// is known.
    pub fn beginning(&self) -> (Option<Timestamp>, Option<bool>) {
        match &self.head {
            Some(head) => (Some(head.began), Some(head.clock == "wall")),
            None => (self.exchanges.first().map(|first| first.time), None),
        }
    }

    /// How many exchanges before its first are missing.
    pub fn missing(&self) -> u64 {
        self.head.as_ref().map_or(0, |head| head.missing)
    }

    /// Leaves out the exchanges up to this turn. Returns how many they are, and how many turns are missing after it.
    pub fn begin_after(&mut self, turn: u64) -> (usize, u64) {
        let before = self.exchanges.len();
        self.exchanges.retain(|exchange| exchange.turn == 0 || exchange.turn > turn);
        let first = self.exchanges.iter().map(|exchange| exchange.turn).find(|turn| *turn > 0);
        if let Some(head) = &mut self.head {
            head.missing = 0;
        }
        (before - self.exchanges.len(), first.map_or(0, |first| first - turn - 1))
    }
}
