//! What the server holds: the world and its clock behind one lock, and what stands around them.

use crate::clock::{Clock, Uptime};
use crate::config::Config;
use crate::fault::Faults;
use crate::ids::RequestIds;
use crate::running::{Running, Shared};
use crate::scenario::{self, Scenario};
use crate::world::World;

/// Everything the server holds.
pub struct App {
    /// How it is configured.
    pub config: Config,
    /// How long it has run.
    pub uptime: Uptime,
    /// The ids of its answers.
    pub request_ids: RequestIds,
    /// Faults in force.
    pub faults: Faults,
    /// The world and its clock.
    pub running: Shared,
    scenarios: Vec<Scenario>,
}

impl App {
    /// A server's state, with the world that the configuration describes.
    pub fn new(config: Config) -> Result<Self, scenario::Error> {
        let parse = |(file, text): &(String, String)| Scenario::parse(text, file);
        let scenarios = config.scenarios.iter().map(parse).collect::<Result<Vec<_>, _>>()?;
        let running = Shared::new(start(&config, &scenarios)?);
        let request_ids = RequestIds::new(config.seed);
        Ok(Self { uptime: Uptime::start(), request_ids, faults: Faults::default(), scenarios, running, config })
    }

    /// Puts the world back to what the configuration describes, the clock with it if it is a manual one.
    pub fn reset(&self) -> Result<(), scenario::Error> {
        let fresh = start(&self.config, &self.scenarios)?;
        self.faults.clear();
        *self.running.lock() = fresh;
        Ok(())
    }
}

fn start(config: &Config, scenarios: &[Scenario]) -> Result<Running, scenario::Error> {
    let mut clock: Clock = config.clock();
    let mut world = World::new(config.seed, config.rules());
    for scenario in scenarios {
        scenario.load(config, &mut world, clock.now())?;
    }
    Ok(Running { world, clock })
}
