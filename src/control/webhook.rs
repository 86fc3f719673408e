//! Posts events to a URL as they happen, in order. Each is posted until it is accepted, or until it is no longer retained.
//! Then the number of missing events is posted in place of them.

use crate::app::App;
use crate::app::tls;
use crate::aws::ec2::events;
use crate::control::client::{self, Https};
use crate::control::{Events, POLL_INTERVAL};
use crate::domain::scope::{Cloud, Scope};
use crate::wire::signing::Verified;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, Uri};
use http_body_util::Full;
use rustls::RootCertStore;
use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};

/// How long one delivery may take.
const DELIVERY_TIMEOUT: Duration = Duration::from_secs(10);

/// The delays between attempts double from [`POLL_INTERVAL`] up to this.
const MAX_RETRY_DELAY: Duration = Duration::from_secs(10);

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Where events are posted, and how.
pub struct Receiver {
    url: Uri,
    http: Https,
}

impl Receiver {
    /// The one at an `http` or `https` URL. `ca` is a file with the authorities that one with `https` is trusted by; without it,
    /// those of the machine are.
    pub fn new(url: &str, ca: Option<&Path>) -> Result<Self, String> {
        let uri: Uri = url.parse().map_err(|error| format!("{url}: {error}"))?;
        let roots = match (uri.scheme_str(), uri.host()) {
            (Some("http"), Some(_)) => RootCertStore::empty(),
            (Some("https"), Some(_)) => tls::roots(ca)?,
            _ => return Err(format!("{url}: not an http or https URL")),
        };
        Ok(Self { url: uri, http: client::with_roots(roots).map_err(|error| error.to_string())? })
    }
}

/// The task that posts events.
#[must_use]
pub struct Webhook {
    delivery: Arc<Delivery>,
    task: JoinHandle<()>,
}

/// Starts a task that posts every event. Once the stop is requested, it does not wait long between attempts.
pub fn start(app: Arc<App>, Receiver { url, http }: Receiver) -> Webhook {
    let (last, is_complete) = (AtomicU64::new(0), AtomicBool::new(false));
    let delivery = Arc::new(Delivery { app, url, http, last, is_complete });
    Webhook { task: tokio::spawn(delivery.clone().run()), delivery }
}

impl Webhook {
    /// Posts what is still to be posted, for at most this time, and ends the task.
    pub async fn finish(mut self, within: Duration) {
        self.delivery.is_complete.store(true, Ordering::Relaxed);
        if timeout(within, &mut self.task).await.is_err() {
            self.task.abort();
            let events = self.delivery.pending();
            tracing::warn!(events, url = %self.delivery.url, "the server stops, and these events are not posted");
        }
    }
}

/// How far the events are posted.
struct Delivery {
    app: Arc<App>,
    url: Uri,
    http: Https,
    /// The number of the last event that was posted, or told to be missing.
    last: AtomicU64,
    /// Whether no further events come.
    is_complete: AtomicBool,
}

/// What is to be posted next.
struct Message {
    /// The number of the event, or of the last missing one.
    number: u64,
    body: String,
}

impl Delivery {
    /// Posts events until no further ones come and none is left.
    async fn run(self: Arc<Self>) {
        let (mut delay, mut counted) = (POLL_INTERVAL, 0);
        let mut stop = pin!(self.app.stop.requested());
        let mut is_stopping = false;
        loop {
            // Looked at before the events, so that none that came before is left.
            let is_complete = self.is_complete.load(Ordering::Relaxed);
            let mut wait = POLL_INTERVAL;
            match self.next(&mut counted) {
                None if is_complete => return,
                None => {}
                Some(Message { number, body }) => match self.post(body).await {
                    Ok(()) => {
                        self.last.store(number, Ordering::Relaxed);
                        delay = POLL_INTERVAL;
                        continue;
                    }
                    Err(error) => {
                        tracing::warn!(%error, url = %self.url, number, "an event is not taken; it is posted again");
                        (wait, delay) = (delay, (delay * 2).min(MAX_RETRY_DELAY));
                    }
                },
            }
            tokio::select! {
                () = &mut stop, if !is_stopping => (is_stopping, delay) = (true, POLL_INTERVAL),
                () = sleep(wait) => {}
            }
        }
    }

    /// The next event, or that some are missing. `counted` is the number of the last one that is counted as lost.
    fn next(&self, counted: &mut u64) -> Option<Message> {
        let last = self.last.load(Ordering::Relaxed);
        let batch = Events::read(&self.app, Some(last), 1, |_| true);
        let missing = batch.missing;
        if missing == 0 {
            return batch.events().next().map(|(number, event)| Message { number, body: event.to_string() });
        }
        let number = last + missing;
        let lost = number - last.max(*counted);
        if lost > 0 {
            *counted = number;
            self.app.events_lost.fetch_add(lost, Ordering::Relaxed);
            tracing::warn!(lost, url = %self.url, "events are lost: they were not taken while they were retained");
        }
        let App { config, .. } = &*self.app;
        let account = config.account(Cloud::Aws, Verified::default());
        let scope = Scope { cloud: Cloud::Aws, account, region: config.region(Cloud::Aws) };
        let event = events::missing(config.seed, &scope, self.app.now(), missing, number);
        Some(Message { number, body: event.to_string() })
    }

    /// How many events are still to be posted.
    fn pending(&self) -> u64 {
        self.app.simulation.lock().notices.last() - self.last.load(Ordering::Relaxed)
    }

    /// Posts one event. Any status from 200 to 299 means that it is accepted.
    async fn post(&self, body: String) -> Result<(), Failure> {
        let request = Request::post(self.url.clone()).header(CONTENT_TYPE, "application/json");
        let request = request.body(Full::new(Bytes::from(body)))?;
        let status = timeout(DELIVERY_TIMEOUT, client::send(&self.http, request)).await??.status();
        if status.is_success() { Ok(()) } else { Err(status.to_string().into()) }
    }
}
