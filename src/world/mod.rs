//! The world: a deterministic state machine, `(world, now, call) -> (world', outcome)`.
//!
//! Accounts have regions, regions have everything else. What happens by itself is an event in the queue, and
//! [`World::settle`] lets the due ones happen, in order, before each call. Nothing here reads a clock.

pub mod clock;
pub mod ids;
pub mod lock;
pub mod shared;

use crate::domain::billing::prepaid;
use crate::domain::capacity::interruptible;
use crate::domain::capacity::reservation::{self, ReservationState};
use crate::domain::compute::image;
use crate::domain::compute::lifecycle;
use crate::domain::compute::release;
use crate::domain::endpoint::Endpoint;
use crate::domain::geography;
use crate::domain::notice::Notices;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::queue::{Event, Queue};
use crate::domain::region::{Account, Region};
use crate::domain::resize;
use crate::domain::rules::Rules;
use crate::domain::scope::{Cloud, Scope};
use crate::domain::written;
use ids::Generator;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// Everything there is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct World {
    #[serde(with = "written::bits")]
    seed: u64,
    /// How it behaves: as this server is configured, wherever a saved world comes from.
    #[serde(skip)]
    pub rules: Rules,
    #[serde(with = "written::pairs")]
    accounts: BTreeMap<(Cloud, SmolStr), Account>,
    #[serde(with = "written::pairs")]
    regions: BTreeMap<Scope, Furnished>,
    queue: Queue,
    /// What happened of late.
    pub notices: Notices,
}

/// What an account has in a region, and where its new ids come from.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Furnished {
    ids: Generator,
    region: Region,
}

impl World {
    /// A world without accounts. Each comes to be, furnished, when it is first asked for.
    pub fn new(seed: u64, rules: Rules) -> Self {
        let (accounts, regions) = (BTreeMap::new(), BTreeMap::new());
        Self { seed, rules, accounts, regions, queue: Queue::default(), notices: Notices::default() }
    }

    /// The facts about an account, to change.
    pub fn account_mut(&mut self, cloud: Cloud, id: &SmolStr) -> &mut Account {
        self.accounts.entry((cloud, id.clone())).or_default()
    }

    /// Makes sure that the account has this region. It has had it all along: what is in it follows from the seed.
    pub fn open(&mut self, scope: &Scope) {
        if !self.regions.contains_key(scope) {
            let mut ids = Generator::new(self.seed, scope);
            let region = Region::furnished(scope, &mut ids);
            self.regions.insert(scope.clone(), Furnished { ids, region });
            self.account_mut(scope.cloud, &scope.account);
        }
    }

    /// Lets happen what is due at `now`, each event at its own time.
    pub fn settle(&mut self, now: Timestamp) {
        while let Some((due, number, scope, event)) = self.queue.pop(now) {
            if let Some(mut at) = self.place_mut(&scope, due) {
                happen(&mut at, number, event);
            }
        }
    }

    /// What an operation sees; `None` unless the scope is open.
    pub fn place<'a>(
        &'a self,
        scope: &'a Scope,
        endpoint: impl Into<Endpoint<'a>>,
        now: Timestamp,
    ) -> Option<Place<'a>> {
        let Furnished { region, .. } = self.regions.get(scope)?;
        let account = self.accounts.get(&(scope.cloud, scope.account.clone()))?;
        Some(Place { now, seed: self.seed, scope, endpoint: endpoint.into(), rules: &self.rules, account, region })
    }

    /// What an operation changes; `None` unless the scope is open.
    pub fn place_mut<'a>(&'a mut self, scope: &'a Scope, now: Timestamp) -> Option<PlaceMut<'a>> {
        let Furnished { ids, region } = self.regions.get_mut(scope)?;
        Some(PlaceMut {
            now,
            scope,
            rules: &self.rules,
            ids,
            region,
            queue: &mut self.queue,
            notices: &mut self.notices,
        })
    }

    /// Where an instance of this id is, if it is not in the region of this scope but in another of the same account.
    pub fn scope_of_instance(&self, scope: &Scope, id: &str) -> Option<Scope> {
        let has = |scope: &Scope| {
            self.regions.get(scope).is_some_and(|furnished| furnished.region.instances.contains_key(id))
        };
        if has(scope) {
            return None;
        }
        let elsewhere = |region: &geography::Region| Scope { region: region.name, ..scope.clone() };
        geography::regions(scope.cloud).iter().map(elsewhere).find(has)
    }

    /// Takes all that an account has, on both clouds, from another world, in place of what it has here.
    pub fn take_account(&mut self, account: &str, mut other: World) {
        self.leave_out(|id| id == account);
        other.leave_out(|id| id != account);
        self.take(other);
    }

    /// Takes all that another world has, in place of what its accounts have here. An empty world takes the seed too.
    pub fn take(&mut self, mut other: World) {
        if self.regions.is_empty() {
            self.seed = other.seed;
        }
        let accounts: BTreeSet<SmolStr> = other.accounts.keys().map(|(_, id)| id.clone()).collect();
        self.leave_out(|id| accounts.contains(id));
        let offset = self.queue.append(other.queue);
        self.accounts.append(&mut other.accounts);
        other.regions.values_mut().for_each(|furnished| furnished.region.instances.shift_tickets(offset));
        self.regions.append(&mut other.regions);
    }

    /// The part of the world that an account has, on both clouds.
    pub fn of(&self, account: &str) -> World {
        let mut world = self.clone();
        world.leave_out(|id| id != account);
        world
    }

    /// Takes accounts out of the world.
    fn leave_out(&mut self, goes: impl Fn(&str) -> bool) {
        self.accounts.retain(|(_, id), _| !goes(id));
        self.regions.retain(|scope, _| !goes(&scope.account));
        self.queue.retain(|scope| !goes(&scope.account));
    }

    /// How many instances a cloud has, of all accounts.
    pub fn instances(&self, cloud: Cloud) -> usize {
        self.regions
            .iter()
            .filter(|(scope, _)| scope.cloud == cloud)
            .map(|(_, furnished)| furnished.region.instances.len())
            .sum()
    }

    /// The seed of everything random.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// When the next event is due.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.due().next().map(|(at, _, _)| at)
    }

    /// The events to come, the next one first: when, where and what.
    pub fn due(&self) -> impl Iterator<Item = (Timestamp, &Scope, &Event)> {
        self.queue.iter()
    }

    /// How many events are to come.
    pub fn events(&self) -> usize {
        self.queue.len()
    }
}

/// An event happens, at the time it was due.
fn happen(at: &mut PlaceMut<'_>, number: u64, event: Event) {
    match event {
        Event::Instance { id, to } => lifecycle::arrive(at, &id, number, to),
        Event::Forgotten { id } => {
            at.region.instances.remove(&id);
        }
        Event::Interrupted { id } => interruptible::interrupt(at, &id),
        Event::Allocation { source } => interruptible::settle(at, &source),
        Event::ImageReady { id } => image::complete(at.region, &id),
        Event::ReservationEnds { id } => {
            if at
                .region
                .reservations
                .get(&id)
                .is_some_and(|r| r.state == ReservationState::Active && r.ends == Some(at.now))
            {
                reservation::end(at, &id, ReservationState::Expired);
            }
        }
        Event::SpecChange { id, change, task } => resize::finish(at, &id, change, &task),
        Event::TemporaryBegins { id, out, until } => resize::begin_temporary(at, &id, out, until),
        Event::TemporaryEnds { id } => resize::end_temporary(at, &id),
        Event::ElasticEnds { id } => prepaid::end_elastic(at, &id),
        Event::Reboot { id } => prepaid::reboot(at, &id),
        Event::Release { id } => release::fall_due(at, &id),
        Event::TokenExpires { action, token } => {
            at.region.tokens.remove(&(action, token));
        }
    }
}
