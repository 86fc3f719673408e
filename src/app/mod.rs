//! The state of the server: the world with its clock, the faults, the logs, the snapshots.

pub mod faults;
mod ids;
pub mod load;
pub mod scenario;
pub mod snapshot;
pub mod stop;
pub mod tls;

use crate::alibaba::nonces::Nonces;
use crate::app::snapshot::{Snapshot, Snapshots, StoreError};
use crate::config::Config;
use crate::domain::scope::Cloud;
use crate::domain::session;
use crate::middleware::call_log::CallLog;
use crate::middleware::coverage::Coverage;
use crate::middleware::fault::{Active, Fault, Faults, TooMany};
use crate::middleware::request_log::RequestLog;
use crate::middleware::throttle::Throttle;
use crate::operation::Server;
use crate::wire::access_key::{AccessKey, KeyStatus, Secret};
use crate::wire::signing::{AuthError, Signatures, Verified};
use crate::world::World;
use crate::world::clock::{self, Stopwatch};
use crate::world::ids::{RequestId, RequestIds};
use crate::world::lock::{Lock, SERVER};
use crate::world::shared::{SharedSimulation, Simulation};
use jiff::Timestamp;
use scenario::Scenario;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::mem;
use std::sync::atomic::AtomicU64;
use stop::Stop;
use tls::Tls;

/// The state of the server.
pub struct App {
    pub config: Config,
    pub uptime: Stopwatch,
    /// The time on the world's clock at which the server began.
    pub began: Timestamp,
    pub request_ids: RequestIds,
    pub faults: Faults,
    /// The throttling buckets. `None` if calls are not throttled.
    pub throttle: Option<Throttle>,
    /// The used nonces. They are only recorded if signatures are verified.
    pub nonces: Nonces,
    pub request_log: RequestLog,
    pub call_log: CallLog,
    pub coverage: Coverage,
    /// How many events the webhook has not got, because they were no longer retained when they could be posted.
    pub events_lost: AtomicU64,
    /// The world and its clock.
    pub simulation: SharedSimulation,
    pub snapshots: Snapshots,
    pub stop: Stop,
    /// The certificates of https.
    pub tls: Tls,
    /// Held while several of the parts above are saved or replaced together.
    server_lock: Lock<(), SERVER>,
    scenarios: Vec<Scenario>,
    /// The ids of instances and capacity reservations in the world at the start, by place.
    pub initial_ids: Option<String>,
    initial_faults: Vec<Fault>,
}

/// How often a world is built anew, at most, because the present one changes meanwhile.
const MAX_BUILDS: usize = 4;

/// Why the world cannot be written as a scenario.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Toml(#[from] toml::ser::Error),
}

impl App {
    /// The initial state: the world, clock and faults of the configuration and its scenarios.
    pub fn new(config: Config) -> Result<Self, scenario::Error> {
        let parse = |(file, text): &(String, String)| Scenario::parse(text, file);
        let scenarios = config.scenarios.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let initial_faults = initial_faults(&config, &scenarios)?;
        let mut clock = config.clock();
        let began = clock.now();
        let world = load_world(&config, &scenarios, began)?;
        Ok(Self {
            initial_ids: ids::of(&world),
            uptime: Stopwatch::start(),
            began,
            request_ids: RequestIds::new(config.seed),
            faults: Faults::new(config.seed, &initial_faults),
            throttle: config.throttling.then(Throttle::default),
            nonces: Nonces::default(),
            request_log: RequestLog::new(config.request_log, config.request_log_bytes),
            call_log: CallLog::default(),
            coverage: Coverage::default(),
            events_lost: AtomicU64::default(),
            simulation: SharedSimulation::new(Simulation::new(world, clock, config.events_backlog)),
            snapshots: Snapshots::default(),
            stop: Stop::default(),
            tls: Tls::new(&config),
            server_lock: Lock::default(),
            scenarios,
            initial_faults,
            config,
        })
    }

    /// The time on the world's clock.
    pub fn now(&self) -> Timestamp {
        self.simulation.lock().clock.now()
    }

    /// Resets the world, the clock, the faults and the throttling to their initial state. A wall clock is no longer ahead.
    /// Returns the time at which the world begins.
    pub fn reset(&self) -> Result<Timestamp, scenario::Error> {
        let mut clock = self.config.clock_of_reset(self.now());
        let began = clock.now();
        let world = load_world(&self.config, &self.scenarios, began)?;
        let _guard = self.server_lock.lock();
        self.faults.reset(self.config.seed, &self.initial_faults);
        if let Some(throttle) = &self.throttle {
            throttle.clear();
        }
        let mut simulation = self.simulation.lock();
        self.publish_what_is_due(&mut simulation);
        let old = simulation.restart(world, clock);
        drop(simulation);
        drop(old);
        Ok(began)
    }

    /// Resets one account, on both clouds, to its initial state. Returns the time at which that begins.
    pub fn reset_account(&self, account: &str) -> Result<Timestamp, scenario::Error> {
        let _guard = self.server_lock.lock();
        let now = self.now();
        let fresh = load_world(&self.config, &self.scenarios, now)?;
        self.rebuild(|mut world, _| {
            world.replace_account(account, fresh.clone());
            Ok(world)
        })?;
        Ok(now)
    }

    /// Adds the content of a scenario to the world, or replaces the world and the faults by it. An error changes nothing.
    /// Returns the time at which the content begins.
    pub fn load_scenario(
        &self,
        text: &str,
        replace: bool,
        account: Option<SmolStr>,
    ) -> Result<Timestamp, scenario::Error> {
        let scenario = Scenario::parse(text, "scenario")?.in_account(account);
        let faults = scenario.faults()?;
        let _guard = self.server_lock.lock();
        let max = self.config.limits.faults;
        if replace && faults.len() > max {
            return Err(TooMany(max).into());
        }
        if !replace {
            self.faults.check_room(faults.len(), max)?;
        }
        let now = if replace {
            let now = self.now();
            let world = load_world(&self.config, &[scenario], now)?;
            let mut simulation = self.simulation.lock();
            self.publish_what_is_due(&mut simulation);
            let old = simulation.replace_world(world);
            drop(simulation);
            drop(old);
            self.faults.clear();
            now
        } else {
            self.rebuild(|mut world, now| {
                scenario.load(&self.config, &mut world, now)?;
                Ok(world)
            })?
        };
        // There is room: it was checked above.
        faults.into_iter().try_for_each(|fault| self.faults.add(fault, max).map(drop))?;
        Ok(now)
    }

    /// A copy of the world after its due events, which is cheap, and the time.
    pub fn copy_world(&self) -> (World, Timestamp) {
        let mut simulation = self.simulation.lock();
        let (world, now) = simulation.run_due_events();
        (world.clone(), now)
    }

    /// Puts what is built from a copy of the world in its place. That may take long, so it is done without the lock, and
    /// again if the world has changed meanwhile; the last time with the lock. The caller holds the server's lock. Returns the
    /// time of what was built.
    fn rebuild(
        &self,
        build: impl Fn(World, Timestamp) -> Result<World, scenario::Error>,
    ) -> Result<Timestamp, scenario::Error> {
        for _ in 1..MAX_BUILDS {
            let (copy, now) = self.copy_world();
            let changes = copy.changes();
            let built = build(copy, now)?;
            let mut simulation = self.simulation.lock();
            if simulation.world.changes() == changes {
                let old = mem::replace(&mut simulation.world, built);
                drop(simulation);
                drop(old);
                return Ok(now);
            }
        }
        let mut simulation = self.simulation.lock();
        let (world, now) = simulation.run_due_events();
        *world = build(world.clone(), now)?;
        Ok(now)
    }

    /// Runs the events that are due in a world that is about to be replaced: they have happened, though nobody has looked.
    /// A world that a call left in the middle of a change is left alone.
    fn publish_what_is_due(&self, simulation: &mut Simulation) {
        if !self.simulation.is_poisoned() {
            simulation.run_due_events();
        }
    }

    /// Adds a fault. Not while the state of the server is saved or replaced: a scenario that is loaded has its faults counted.
    pub fn add_fault(&self, fault: Fault) -> Result<Active, TooMany> {
        let _guard = self.server_lock.lock();
        self.faults.add(fault, self.config.limits.faults)
    }

    /// Fails if a call panicked in the middle of a change: nothing of such a world is worth keeping.
    fn check_whole(&self) -> Result<(), StoreError> {
        if self.simulation.is_poisoned() { Err(StoreError::Poisoned) } else { Ok(()) }
    }

    /// Stores a snapshot of the present state, and returns its time.
    pub fn take_snapshot(&self, name: String) -> Result<Timestamp, StoreError> {
        let _guard = self.server_lock.lock();
        self.check_whole()?;
        let (world, time, turn) = {
            let mut simulation = self.simulation.lock();
            let turn = simulation.last_sequence();
            let (world, time) = simulation.run_due_events();
            (world.clone(), time, turn)
        };
        let (faults, answers) = (self.faults.save(), self.request_ids.count());
        let snapshot = Snapshot { version: snapshot::VERSION, world, faults, answers, time, turn };
        self.snapshots.insert(name, snapshot, self.config.limits.snapshots)?;
        Ok(time)
    }

    /// Stores a snapshot that a client sends, and returns its time. Its world gets the rules of this server's configuration.
    pub fn add_snapshot(&self, name: String, mut snapshot: Snapshot) -> Result<Timestamp, StoreError> {
        let limits = &self.config.limits;
        if snapshot.faults.len() > limits.faults {
            return Err(TooMany(limits.faults).into());
        }
        let time = snapshot.time;
        snapshot.world.rules = self.config.rules();
        self.snapshots.insert(name, snapshot, limits.snapshots)?;
        Ok(time)
    }

    /// Writes the present world, or one account of it, and the faults as a scenario.
    pub fn save_scenario(&self, account: Option<&str>) -> Result<String, SaveError> {
        let _guard = self.server_lock.lock();
        self.check_whole()?;
        let (mut world, _) = self.copy_world();
        if let Some(account) = account {
            world.keep_account(account);
        }
        Ok(Scenario::save(world, self.faults.list().into_iter().map(|active| active.fault).collect())?)
    }

    /// Restores a snapshot. Returns `false` if there is none of this name.
    pub fn restore_snapshot(&self, name: &str) -> bool {
        let _guard = self.server_lock.lock();
        let Some(snapshot) = self.snapshots.get(name) else { return false };
        let world = snapshot.world.clone();
        let mut simulation = self.simulation.lock();
        let mut clock = simulation.clock.clone();
        clock.reset_to(snapshot.time);
        self.publish_what_is_due(&mut simulation);
        let old = simulation.restart(world, clock);
        drop(simulation);
        drop(old);
        self.faults.restore(&snapshot.faults);
        self.request_ids.resume(snapshot.answers);
        true
    }
}

impl App {
    /// The access key of a session of a cloud, if it is one.
    fn session(&self, cloud: Cloud, id: &str) -> Option<AccessKey> {
        if !session::is_temporary(id) || self.simulation.is_poisoned() {
            return None;
        }
        let mut simulation = self.simulation.lock();
        let now = simulation.clock.now();
        let session = simulation.world.sessions.get(id).filter(|session| session.cloud == cloud)?;
        let is_over = session.expires <= now;
        Some(AccessKey {
            secret: Some(Secret::new(&session.secret)),
            session_token: Some(Secret::new(&session.token)),
            status: if is_over { KeyStatus::Expired } else { KeyStatus::Active },
            ..AccessKey::for_account(session.account.clone())
        })
    }
}

impl Server for App {
    fn signatures(&self) -> Signatures {
        self.config.signatures
    }

    fn machine_time(&self) -> Timestamp {
        clock::machine_time()
    }

    fn access_key(&self, cloud: Cloud, id: &str) -> Option<Cow<'_, AccessKey>> {
        let configured = self.config.access_key(id).map(Cow::Borrowed);
        configured.or_else(|| self.session(cloud, id).map(Cow::Owned))
    }

    fn record_nonce(&self, access_key: &str, nonce: &str, at: Timestamp) -> Result<(), AuthError> {
        self.nonces.record(access_key, nonce, at)
    }

    fn account(&self, cloud: Cloud, caller: Verified<'_>) -> SmolStr {
        let session = self.session(cloud, caller.access_key());
        session.map_or_else(|| self.config.account(cloud, caller), |key| key.account)
    }

    fn region(&self, cloud: Cloud) -> &'static str {
        self.config.region(cloud)
    }

    fn request_id(&self) -> RequestId {
        self.request_ids.next()
    }
}

/// A world with the content of these scenarios, at this time.
fn load_world(config: &Config, scenarios: &[Scenario], now: Timestamp) -> Result<World, scenario::Error> {
    let mut world = World::new(config.seed, config.rules());
    for scenario in scenarios {
        scenario.load(config, &mut world, now)?;
    }
    Ok(world)
}

/// The faults of the configuration and the scenarios.
fn initial_faults(config: &Config, scenarios: &[Scenario]) -> Result<Vec<Fault>, scenario::Error> {
    let complete = |fault: &Fault| faults::complete(fault.clone()).map_err(scenario::Error::Fault);
    let mut faults = config.faults().map(complete).collect::<Result<Vec<_>, _>>()?;
    for scenario in scenarios {
        faults.extend(scenario.faults()?);
    }
    if faults.len() > config.limits.faults {
        return Err(TooMany(config.limits.faults).into());
    }
    Ok(faults)
}
