//! Posts events to a URL as they happen, in order. Each is posted until it is accepted.

use crate::app::App;
use crate::control::client::{self, Http};
use crate::control::{POLL_INTERVAL, events_after};
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, Uri};
use http_body_util::Full;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long one delivery may take.
const DELIVERY_TIMEOUT: Duration = Duration::from_secs(10);

/// The delays between attempts double from [`POLL_INTERVAL`] up to this.
const MAX_RETRY_DELAY: Duration = Duration::from_secs(10);

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Parses the URL of a webhook, which must be an `http` URL with a host.
pub fn parse_url(url: &str) -> Result<Uri, String> {
    client::authority(url)?;
    let uri: Uri = url.parse().map_err(|error| format!("{url}: {error}"))?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http"), Some(_)) => Ok(uri),
        _ => Err(format!("{url}: not an http URL")),
    }
}

/// Starts a task that posts every event.
pub fn start(app: Arc<App>, url: Uri) {
    tokio::spawn(run(app, url));
}

async fn run(app: Arc<App>, url: Uri) {
    let (http, mut last, mut delay) = (client::new(), 0, POLL_INTERVAL);
    loop {
        let (events, newest) = events_after(&app, last, None);
        // After a reset the numbers start again.
        last = last.min(newest);
        for (number, event) in events {
            while let Err(error) = post(&http, &url, event.to_string()).await {
                tracing::warn!(%error, %url, number, "an event is not taken; it is posted again");
                sleep(delay).await;
                delay = (delay * 2).min(MAX_RETRY_DELAY);
            }
            (last, delay) = (number, POLL_INTERVAL);
        }
        sleep(POLL_INTERVAL).await;
    }
}

/// Posts one event. Any status from 200 to 299 means that it is accepted.
async fn post(http: &Http, url: &Uri, body: String) -> Result<(), Failure> {
    let request = Request::post(url.clone()).header(CONTENT_TYPE, "application/json");
    let request = request.body(Full::new(Bytes::from(body)))?;
    let status = timeout(DELIVERY_TIMEOUT, client::send(http, request)).await??.status();
    if status.is_success() { Ok(()) } else { Err(status.to_string().into()) }
}
