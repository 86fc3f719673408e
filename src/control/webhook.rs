//! Events posted to a URL as they happen, in order, each again until it is taken.

use crate::app::App;
use crate::control::client::{self, Http};
use crate::control::{LOOK, events_after};
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, Uri};
use http_body_util::Full;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How long one delivery may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The pauses between attempts double from `LOOK` up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Whether events can be posted there: an http URL with a host.
pub fn check(url: &str) -> Result<Uri, String> {
    client::authority(url)?;
    let uri: Uri = url.parse().map_err(|error| format!("{url}: {error}"))?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http"), Some(_)) => Ok(uri),
        _ => Err(format!("{url}: not an http URL")),
    }
}

/// Posts every event there, from now on, beside what else the runtime does.
pub fn start(app: Arc<App>, url: Uri) {
    tokio::spawn(run(app, url));
}

async fn run(app: Arc<App>, url: Uri) {
    let (http, mut last, mut pause) = (client::new(), 0, LOOK);
    loop {
        let (events, newest) = events_after(&app, last, None);
        // After a reset the numbers begin anew.
        last = last.min(newest);
        for (number, event) in events {
            while let Err(error) = post(&http, &url, event.to_string()).await {
                tracing::warn!(%error, %url, number, "an event is not taken; it is posted again");
                sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
            (last, pause) = (number, LOOK);
        }
        sleep(LOOK).await;
    }
}

/// Posts one event; any status from 200 to 299 says that it is taken.
async fn post(http: &Http, url: &Uri, body: String) -> Result<(), Failure> {
    let request = Request::post(url.clone()).header(CONTENT_TYPE, "application/json");
    let request = request.body(Full::new(Bytes::from(body)))?;
    let status = timeout(PATIENCE, client::send(http, request)).await??.status();
    if status.is_success() { Ok(()) } else { Err(status.to_string().into()) }
}
