//! What the server holds: the world and its clock behind one lock, and what stands around them.

pub mod faults;
pub mod scenario;
pub mod snapshot;

use crate::alibaba::nonces::Nonces;
use crate::app::snapshot::{Snapshot, Snapshots};
use crate::config::Config;
use crate::domain::notice::Notices;
use crate::domain::scope::Cloud;
use crate::middleware::coverage::Coverage;
use crate::middleware::fault::{Fault, Faults};
use crate::middleware::request_log::RequestLog;
use crate::middleware::throttle::Throttle;
use crate::operation::Server;
use crate::wire::access_key::AccessKey;
use crate::wire::signing::{AuthError, Signatures, Verified};
use crate::world::World;
use crate::world::clock::{self, Clock, Stopwatch};
use crate::world::ids::{RequestId, RequestIds};
use crate::world::lock::{Lock, SERVER};
use crate::world::shared::{SharedSimulation, Simulation};
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
    pub request_log: RequestLog,
    /// What has been called.
    pub coverage: Coverage,
    /// The world and its clock.
    pub simulation: SharedSimulation,
    /// What can be put back.
    pub snapshots: Snapshots,
    /// Held while more than one of these is saved or replaced.
    whole: Lock<(), SERVER>,
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
            request_log: RequestLog::new(config.request_log, config.request_log_bytes),
            coverage: Coverage::default(),
            simulation: SharedSimulation::new(start(&config, &scenarios)?),
            snapshots: Snapshots::default(),
            whole: Lock::default(),
            scenarios,
            first_faults,
            config,
        })
    }

    /// The time on the world's clock.
    pub fn now(&self) -> Timestamp {
        self.simulation.lock().clock.now()
    }

    /// Puts the world back to what the configuration describes, the clock with it if it is a manual one.
    pub fn reset(&self) -> Result<(), scenario::Error> {
        let fresh = start(&self.config, &self.scenarios)?;
        let _whole = self.whole.lock();
        self.faults.reset(self.config.seed, &self.first_faults);
        if let Some(throttle) = &self.throttle {
            throttle.clear();
        }
        let mut simulation = self.simulation.lock();
        let sequence = simulation.sequence;
        simulation.replace(Simulation { sequence, ..fresh });
        Ok(())
    }

    /// Puts back what one account has, on both clouds, and leaves everything else as it is.
    pub fn reset_account(&self, account: &str) -> Result<(), scenario::Error> {
        let mut simulation = self.simulation.lock();
        let now = simulation.clock.now();
        let mut fresh = World::new(self.config.seed, self.config.rules());
        for scenario in &self.scenarios {
            scenario.load(&self.config, &mut fresh, now)?;
        }
        simulation.world.replace_account(account, fresh);
        Ok(())
    }

    /// Puts what a scenario describes into the world, or into an empty one. If it cannot be, nothing changes.
    pub fn load_scenario(&self, text: &str, replace: bool) -> Result<(), scenario::Error> {
        let scenario = Scenario::parse(text, "scenario")?;
        let faults =
            scenario.faults().iter().map(|fault| faults::complete(fault.clone()).map_err(scenario::Error::Fault));
        let faults = faults.collect::<Result<Vec<_>, _>>()?;
        let _whole = self.whole.lock();
        let mut simulation = self.simulation.lock();
        let (world, now) = simulation.run_due_events();
        let mut world = if replace { World::new(self.config.seed, self.config.rules()) } else { world.clone() };
        scenario.load(&self.config, &mut world, now)?;
        simulation.world = world;
        drop(simulation);
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
            let mut simulation = self.simulation.lock();
            let (world, time) = simulation.run_due_events();
            (world.clone(), time)
        };
        let (faults, answers) = (self.faults.save(), self.request_ids.count());
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
        let mut simulation = self.simulation.lock();
        let (world, _) = simulation.run_due_events();
        let mut world = match account {
            None => world.clone(),
            Some(account) => world.only_account(account),
        };
        drop(simulation);
        // A world that is built anew has no history.
        world.notices = Notices::default();
        Scenario::save(world, self.faults.list().into_iter().map(|active| active.fault).collect())
    }

    /// Puts everything back as it was; `false` if there is no snapshot of this name.
    pub fn restore_snapshot(&self, name: &str) -> bool {
        let _whole = self.whole.lock();
        let Some(snapshot) = self.snapshots.get(name) else { return false };
        let world = snapshot.world.clone();
        let mut simulation = self.simulation.lock();
        let mut clock = simulation.clock.clone();
        clock.reset_to(snapshot.time);
        let sequence = simulation.sequence;
        simulation.replace(Simulation { world, clock, sequence });
        drop(simulation);
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
        clock::machine_time()
    }

    fn access_key(&self, id: &str) -> Option<&AccessKey> {
        self.config.access_key(id)
    }

    fn record_nonce(&self, access_key: &str, nonce: &str, at: Timestamp) -> Result<(), AuthError> {
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

fn start(config: &Config, scenarios: &[Scenario]) -> Result<Simulation, scenario::Error> {
    let mut clock: Clock = config.clock();
    let mut world = World::new(config.seed, config.rules());
    for scenario in scenarios {
        scenario.load(config, &mut world, clock.now())?;
    }
    Ok(Simulation { world, clock, sequence: 0 })
}

/// The faults that the configuration and the scenarios want from the start.
fn faults(config: &Config, scenarios: &[Scenario]) -> Result<Vec<Fault>, scenario::Error> {
    let wanted = config.faults().chain(scenarios.iter().flat_map(Scenario::faults));
    wanted.map(|fault| faults::complete(fault.clone()).map_err(scenario::Error::Fault)).collect()
}
