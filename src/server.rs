//! The server: what it holds, how a call reaches the world, and how requests reach it over HTTP.

use crate::clock::{Clock, Uptime};
use crate::config::Config;
use crate::domain::scope::Scope;
use crate::fault::Faults;
use crate::ids::RequestIds;
use crate::operation::{Call, Error};
use crate::scenario;
use crate::world::World;
use crate::{control, gateway};
use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;

/// Everything the server holds.
pub struct Server {
    /// How it is configured.
    pub config: Config,
    /// How long it has run.
    pub uptime: Uptime,
    /// The ids of its answers.
    pub request_ids: RequestIds,
    /// Faults in force.
    pub faults: Faults,
    // One plain lock: it is held for tens of nanoseconds, and anything finer would break the order of events.
    state: Mutex<Running>,
}

/// The world and its clock.
pub struct Running {
    /// The world.
    pub world: World,
    /// Its clock.
    pub clock: Clock,
}

impl Running {
    /// A world as the configuration describes it.
    fn new(config: &Config) -> Result<Self, scenario::Error> {
        let mut clock = config.clock();
        let mut world = World::new(config.seed, config.rules());
        for scenario in &config.scenarios {
            scenario.load(config, &mut world, clock.now())?;
        }
        Ok(Self { world, clock })
    }
}

impl Server {
    /// A server with the world that the configuration describes.
    pub fn new(config: Config) -> Result<Self, scenario::Error> {
        let state = Mutex::new(Running::new(&config)?);
        let request_ids = RequestIds::new(config.seed);
        Ok(Self { uptime: Uptime::start(), request_ids, faults: Faults::default(), state, config })
    }

    /// The world and its clock, locked.
    pub fn running(&self) -> MutexGuard<'_, Running> {
        // A panic is answered as an internal error, and the world goes on with what was there.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts the world back to what the configuration describes, the clock with it if it is a manual one.
    pub fn reset(&self) -> Result<(), scenario::Error> {
        let fresh = Running::new(&self.config)?;
        self.faults.clear();
        *self.running() = fresh;
        Ok(())
    }

    /// Lets happen what is due, then lets a call at the world.
    pub fn with<T>(
        &self,
        call: &Call<'_>,
        run: impl FnOnce(&mut World, &Scope, Timestamp) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut running = self.running();
        let Running { world, clock } = &mut *running;
        let now = clock.now();
        world.settle(now);
        world.open(&call.scope);
        if call.anywhere
            && let Some(id) = call.params.get("InstanceId")
            && let Some(scope) = world.scope_of_instance(&call.scope, id)
        {
            return run(world, &scope, now);
        }
        run(world, &call.scope, now)
    }
}

/// The routes: the emulator's own under `/_twin`, everything else is for the clouds.
pub fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/_twin/health", get(control::health))
        .route("/_twin/clock", get(control::clock).post(control::set_clock))
        .route("/_twin/reset", post(control::reset))
        .route("/_twin/faults", get(control::faults).post(control::add_fault).delete(control::clear_faults))
        .route("/_twin/{*path}", axum::routing::any(control::not_found))
        .fallback(clouds)
        .with_state(server)
}

async fn clouds(State(server): State<Arc<Server>>, request: Request) -> Response {
    gateway::serve(&server, request).await
}

/// Serves until `stop` is ready; then requests in flight are finished, and that is all.
pub async fn serve(
    listener: TcpListener,
    server: Arc<Server>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(
        axum::serve::ListenerExt::tap_io(listener, |stream| {
            // Answers are small and whole: waiting to fill a packet only delays them.
            let _ = stream.set_nodelay(true);
        }),
        router(server),
    )
    .with_graceful_shutdown(stop)
    .await
}
