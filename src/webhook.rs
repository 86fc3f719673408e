//! Events posted to a URL as they happen, in order, each again until it is taken.

use crate::app::App;
use crate::client::{self, connect};
use crate::control::{LOOK, events_after};
use axum::body::Bytes;
use axum::http::header::{CONTENT_TYPE, HOST};
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
    let (mut last, mut pause) = (0, LOOK);
    loop {
        let (events, newest) = events_after(&app, last, None);
        // After a reset the numbers begin anew.
        last = last.min(newest);
        for (number, event) in events {
            while let Err(error) = post(&url, event.to_string()).await {
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
async fn post(url: &Uri, body: String) -> Result<(), Failure> {
    let (Some(host), Some(authority)) = (url.host(), url.authority()) else { return Err("no host".into()) };
    let mut sender = timeout(PATIENCE, connect((host, url.port_u16().unwrap_or(80)))).await??;
    let path = url.path_and_query().map_or("/", |path| path.as_str());
    let request = Request::post(path).header(HOST, authority.as_str()).header(CONTENT_TYPE, "application/json");
    let response = timeout(PATIENCE, sender.send_request(request.body(Full::new(Bytes::from(body)))?)).await??;
    if response.status().is_success() { Ok(()) } else { Err(response.status().to_string().into()) }
}
