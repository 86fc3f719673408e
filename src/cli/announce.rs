//! What the log says when the server starts and stops, and once a second in between.

use crate::app::App;
use crate::middleware::call_log::WINDOW;
use std::convert::Infallible;
use std::net::SocketAddr;
use tokio::time::sleep;

/// Says where the start page and the control API are, and what is in the world.
pub fn started(app: &App, clouds: SocketAddr, control: Option<SocketAddr>) {
    tracing::info!(
        "start page: http://{clouds}/; control API: http://{}/_twin/; --log requests shows every request",
        control.unwrap_or(clouds)
    );
    if let Some(ids) = &app.initial_ids {
        tracing::info!("in the world: {ids}");
    }
}

/// Tells, when a second is over, how many lines were not logged in it.
pub async fn tell_dropped(app: &App) -> Infallible {
    loop {
        app.call_log.dropped.notified().await;
        sleep(WINDOW).await;
        app.call_log.tell_dropped();
    }
}

/// Says what the server has done.
pub fn stopped(app: &App) {
    app.call_log.tell_dropped();
    tracing::info!("stopped after {:.1?}: {}", app.uptime.elapsed(), app.coverage.summary());
}
