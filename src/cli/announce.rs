//! What the log says when the server starts and stops, and once a second in between.

use crate::app::App;
use crate::domain::scope::Cloud;
use crate::middleware::call_log::WINDOW;
use std::convert::Infallible;
use std::net::SocketAddr;
use tokio::time::sleep;

/// How many ids are named.
const MAX_IDS: usize = 12;

/// Says where the start page and the control API are, and what is in the world.
pub fn started(app: &App, clouds: SocketAddr, control: Option<SocketAddr>) {
    tracing::info!(
        "start page: http://{clouds}/; control API: http://{}/_twin/; --log requests shows every request",
        control.unwrap_or(clouds)
    );
    if let Some(ids) = ids(app) {
        tracing::info!("in the world: {ids}");
    }
}

/// The instances and capacity reservations in the world, by place. `None` if there are none.
fn ids(app: &App) -> Option<String> {
    let (mut text, mut count) = (String::new(), 0);
    let simulation = app.simulation.lock();
    for (scope, region) in simulation.world.places() {
        let instances = region.instances.values().map(|instance| instance.id.as_str());
        let ids: Vec<_> = instances.chain(region.reservations.keys().map(|id| id.as_str())).collect();
        let named = ids.len().min(MAX_IDS.saturating_sub(count));
        if named > 0 {
            let cloud = if scope.cloud == Cloud::Aws { "EC2" } else { "ECS" };
            let separator = if text.is_empty() { "" } else { "; " };
            text += &format!("{separator}{cloud} {}: {}", scope.region, ids[..named].join(", "));
        }
        count += ids.len();
    }
    if count > MAX_IDS {
        text += &format!(", and {} more", count - MAX_IDS);
    }
    (count > 0).then_some(text)
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
