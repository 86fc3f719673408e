//! The exchanges that wait to be written to a recording. Requests do not wait for the disk.

use crate::middleware::request_log::Exchange;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

/// How many bytes of exchanges wait. With more the recording ends, since one with gaps would not replay.
pub const MAX_WAITING: usize = 64 << 20;

/// What the writer of a recording has to do next.
#[derive(Debug)]
pub enum Next {
    Write(Arc<Exchange>),
    /// More bytes would wait than may: what comes from here on is not written.
    Overflow,
    /// All is written.
    Finish,
}

/// The exchanges that wait.
#[derive(Debug)]
pub struct Queue {
    sender: Sender<Next>,
    waiting: AtomicUsize,
    ended: AtomicBool,
}

impl Queue {
    /// A queue, and what the writer reads from it.
    pub fn new() -> (Self, Receiver<Next>) {
        let (sender, receiver) = channel();
        (Self { sender, waiting: AtomicUsize::new(0), ended: AtomicBool::new(false) }, receiver)
    }

    /// Adds an exchange, unless the recording has ended. An error means that the writer is gone.
    pub(super) fn push(&self, exchange: &Arc<Exchange>) {
        if self.ended.load(Ordering::Relaxed) {
            return;
        }
        let size = exchange.size();
        let before = self.waiting.fetch_add(size, Ordering::Relaxed);
        let next = if before > 0 && before.saturating_add(size) > MAX_WAITING {
            self.end();
            Next::Overflow
        } else {
            Next::Write(exchange.clone())
        };
        let _ = self.sender.send(next);
    }

    /// Counts an exchange as no longer waiting.
    pub fn written(&self, exchange: &Exchange) {
        self.waiting.fetch_sub(exchange.size(), Ordering::Relaxed);
    }

    /// Takes no further exchanges.
    pub fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }

    /// Takes no further exchanges, and lets the writer write those that wait.
    pub fn finish(&self) {
        self.end();
        let _ = self.sender.send(Next::Finish);
    }

    /// How many bytes wait.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }
}
