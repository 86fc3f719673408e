//! What the server holds: the world and its clock behind one lock, and what stands around them.

pub mod faults;
pub mod scenario;
pub mod snapshot;

use crate::alibaba::nonces::Nonces;
use crate::app::snapshot::{Snapshot, Snapshots};
use crate::config::Config;
use crate::domain::notice::Notices;
use crate::domain::scope::Cloud;
use crate::middleware::coverage::Tallies;
use crate::middleware::fault::{Fault, Faults};
use crate::middleware::request_log::Journal;
use crate::middleware::throttle::Throttle;
use crate::operation::Server;
use crate::wire::access_key::AccessKey;
use crate::wire::signing::{AuthError, Signatures, Verified};
use crate::world::World;
use crate::world::clock::{self, Clock, Stopwatch};
use crate::world::ids::{RequestId, RequestIds};
use crate::world::lock::{Lock, WHOLE};
use crate::world::shared::{Running, Shared};
use jiff::Timestamp;
use scenario::Scenario;
use smol_str::SmolStr;

/// Everything the server holds.
pub struct App {
    /// How it is configured.
    pub config: Config,
    /// How long it has run.
    pub uptime: Stopwatch,
    /// The ids of its answers.
    pub request_ids: RequestIds,
    /// Faults in force.
    pub faults: Faults,
    /// The buckets of callers, where they are throttled.
    pub throttle: Option<Throttle>,
    /// The nonces that were used, where signatures are verified.
    pub nonces: Nonces,
    /// The last exchanges.
    pub journal: Journal,
    /// What has been called.
    pub tallies: Tallies,
    /// The world and its clock.
    pub running: Shared,
    /// What can be put back.
    pub snapshots: Snapshots,
    /// Held while more than one of these is saved or replaced.
    whole: Lock<(), WHOLE>,
    scenarios: Vec<Scenario>,
    first_faults: Vec<Fault>,
}

impl App {
    /// A server's state, with the world that the configuration describes.
    pub fn new(config: Config) -> Result<Self, scenario::Error> {
        let parse = |(file, text): &(String, String)| Scenario::parse(text, file);
        let scenarios = config.scenarios.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let first_faults = faults(&config, &scenarios)?;
        Ok(Self {
            uptime: Stopwatch::start(),
            request_ids: RequestIds::new(config.seed),
            faults: Faults::new(config.seed, &first_faults),
            throttle: config.throttling.then(Throttle::default),
            nonces: Nonces::default(),
            journal: Journal::new(config.request_log, config.request_log_bytes),
            tallies: Tallies::default(),
            running: Shared::new(start(&config, &scenarios)?),
            snapshots: Snapshots::default(),
            whole: Lock::default(),
            scenarios,
            first_faults,
            config,
        })
    }

    /// The time on the world's clock.
    pub fn now(&self) -> Timestamp {
        self.running.lock().clock.now()
    }

    /// Puts the world back to what the configuration describes, the clock with it if it is a manual one.
    pub fn reset(&self) -> Result<(), scenario::Error> {
        let fresh = start(&self.config, &self.scenarios)?;
        let _whole = self.whole.lock();
        self.faults.reset(self.config.seed, &self.first_faults);
        if let Some(throttle) = &self.throttle {
            throttle.clear();
        }
        let mut running = self.running.lock();
        let turns = running.turns;
        running.replace(Running { turns, ..fresh });
        Ok(())
    }

    /// Puts back what one account has, on both clouds, and leaves everything else as it is.
    pub fn reset_account(&self, account: &str) -> Result<(), scenario::Error> {
        let mut running = self.running.lock();
        let now = running.clock.now();
        let mut fresh = World::new(self.config.seed, self.config.rules());
        for scenario in &self.scenarios {
            scenario.load(&self.config, &mut fresh, now)?;
        }
        running.world.take_account(account, fresh);
        Ok(())
    }

    /// Puts what a scenario describes into the world, or into an empty one. If it cannot be, nothing changes.
    pub fn load_scenario(&self, text: &str, replace: bool) -> Result<(), scenario::Error> {
        let scenario = Scenario::parse(text, "scenario")?;
        let faults =
            scenario.faults().iter().map(|fault| faults::complete(fault.clone()).map_err(scenario::Error::Fault));
        let faults = faults.collect::<Result<Vec<_>, _>>()?;
        let _whole = self.whole.lock();
        let mut running = self.running.lock();
        let (world, now) = running.settled();
        let mut world = if replace { World::new(self.config.seed, self.config.rules()) } else { world.clone() };
        scenario.load(&self.config, &mut world, now)?;
        running.world = world;
        drop(running);
        if replace {
            self.faults.clear();
        }
        faults.into_iter().for_each(|fault| drop(self.faults.add(fault)));
        Ok(())
    }

    /// Keeps everything as it is now, and returns the time on the world's clock.
    pub fn take_snapshot(&self, name: String) -> Timestamp {
        let _whole = self.whole.lock();
        let (world, time) = {
            let mut running = self.running.lock();
            let (world, time) = running.settled();
            (world.clone(), time)
        };
        let (faults, answers) = (self.faults.keep(), self.request_ids.count());
        self.snapshots.keep(name, Snapshot { world, faults, answers, time });
        time
    }

    /// Keeps a snapshot that comes from outside. How its world behaves is up to this server.
    pub fn keep_snapshot(&self, name: String, mut snapshot: Snapshot) -> Timestamp {
        let time = snapshot.time;
        snapshot.world.rules = self.config.rules();
        self.snapshots.keep(name, snapshot);
        time
    }

    /// The present world as a scenario, with the faults in force; or what one account has of it.
    pub fn save_scenario(&self, account: Option<&str>) -> Result<String, toml::ser::Error> {
        let _whole = self.whole.lock();
        let mut running = self.running.lock();
        let (world, _) = running.settled();
        let mut world = match account {
            None => world.clone(),
            Some(account) => world.of(account),
        };
        drop(running);
        // A world that is built anew has no history.
        world.notices = Notices::default();
        Scenario::save(world, self.faults.list().into_iter().map(|active| active.fault).collect())
    }

    /// Puts everything back as it was; `false` if there is no snapshot of this name.
    pub fn restore_snapshot(&self, name: &str) -> bool {
        let _whole = self.whole.lock();
        let Some(snapshot) = self.snapshots.get(name) else { return false };
        let world = snapshot.world.clone();
        let mut running = self.running.lock();
        let mut clock = running.clock.clone();
        clock.back_to(snapshot.time);
        let turns = running.turns;
        running.replace(Running { world, clock, turns });
        drop(running);
        self.faults.restore(&snapshot.faults);
        self.request_ids.resume(snapshot.answers);
        true
    }
}

impl Server for App {
    fn signatures(&self) -> Signatures {
        self.config.signatures
    }

    fn machine_time(&self) -> Timestamp {
        clock::machine()
    }

    fn access_key(&self, id: &str) -> Option<&AccessKey> {
        self.config.access_key(id)
    }

    fn note_nonce(&self, access_key: &str, nonce: &str, at: Timestamp) -> Result<(), AuthError> {
        self.nonces.note(access_key, nonce, at)
    }

    fn account(&self, cloud: Cloud, caller: Verified<'_>) -> SmolStr {
        self.config.account(cloud, caller)
    }

    fn region(&self, cloud: Cloud) -> &'static str {
        self.config.region(cloud)
    }

    fn request_id(&self) -> RequestId {
        self.request_ids.next()
    }
}

fn start(config: &Config, scenarios: &[Scenario]) -> Result<Running, scenario::Error> {
    let mut clock: Clock = config.clock();
    let mut world = World::new(config.seed, config.rules());
    for scenario in scenarios {
        scenario.load(config, &mut world, clock.now())?;
    }
    Ok(Running { world, clock, turns: 0 })
}

/// The faults that the configuration and the scenarios want from the start.
fn faults(config: &Config, scenarios: &[Scenario]) -> Result<Vec<Fault>, scenario::Error> {
    let wanted = config.faults().chain(scenarios.iter().flat_map(Scenario::faults));
    wanted.map(|fault| faults::complete(fault.clone()).map_err(scenario::Error::Fault)).collect()
}
