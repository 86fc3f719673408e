//! The world: a deterministic state machine, `(world, now, call) -> (world', outcome)`.
//!
//! Accounts have regions, regions have everything else. Changes that need time are events in a queue. Before each call
//! [`World::run_due_events`] runs those that are due, in order. Nothing here reads a clock.

pub mod clock;
pub mod ids;
pub mod lock;
pub mod shared;

use crate::domain::alarms;
use crate::domain::billing::{expiry, prepaid, renewal};
use crate::domain::capacity::reservation::{self, ReservationState};
use crate::domain::capacity::{commitment, interruptible};
use crate::domain::check;
use crate::domain::compute::catalog::Added;
use crate::domain::compute::image;
use crate::domain::compute::lifecycle;
use crate::domain::compute::release;
use crate::domain::compute::volume;
use crate::domain::compute::{ecs_snapshot, snapshot};
use crate::domain::credits;
use crate::domain::endpoint::Endpoint;
use crate::domain::geography;
use crate::domain::iam::{self, Identities};
use crate::domain::network;
use crate::domain::notice::Notices;
use crate::domain::place::{Others, Place, PlaceMut};
use crate::domain::queue::{Event, Queue};
use crate::domain::region::{Account, Region};
use crate::domain::resize;
use crate::domain::rules::Rules;
use crate::domain::scope::{Cloud, Scope};
use crate::domain::session::{self, Sessions};
use crate::domain::written;
use ids::Generator;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The state of both clouds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct World {
    #[serde(with = "written::bits")]
    seed: u64,
    /// The server's configuration of how the world behaves. It is not part of a saved world.
    #[serde(skip)]
    pub rules: Rules,
    /// The instance types that scenarios added.
    #[serde(default)]
    pub types: Added,
    #[serde(with = "written::pairs")]
    accounts: BTreeMap<(Cloud, SmolStr), Account>,
    /// The roles and instance profiles of accounts of AWS, by the account's id.
    #[serde(default)]
    identities: BTreeMap<SmolStr, Identities>,
    /// The temporary credentials of all accounts.
    #[serde(default)]
    pub sessions: Sessions,
    #[serde(with = "written::pairs")]
    regions: BTreeMap<Scope, Furnished>,
    /// Regions in which nothing was changed, as [`World::unchanged`] made them, so that they need not be made for each read.
    #[serde(skip)]
    unchanged: BTreeMap<Scope, Arc<Furnished>>,
    queue: Queue,
    /// How often something was to be changed. It tells whether a copy is still the same.
    #[serde(skip)]
    changes: u64,
}

/// An account's resources in a region, and the generator of their ids.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Furnished {
    ids: Generator,
    region: Region,
}

/// How many regions in which nothing was changed are kept. Further ones are made anew, which takes as long as a short call.
pub const MAX_UNCHANGED: usize = 64;

impl Others for World {
    fn has_image(&self, scope: &Scope, id: &str) -> bool {
        let beside = |other: &Scope| other != scope && (other.cloud, other.region) == (scope.cloud, scope.region);
        self.regions.iter().any(|(other, furnished)| beside(other) && furnished.region.images.contains_key(id))
    }

    fn region<'w>(&'w self, scope: &Scope) -> Option<&'w Region> {
        self.regions.get(scope).map(|furnished| &furnished.region)
    }

    fn identities<'w>(&'w self, account: &str) -> Option<&'w Identities> {
        self.identities.get(account)
    }

    fn regions_of_account<'w>(&'w self, scope: &Scope) -> Vec<&'w Region> {
        let same = |other: &Scope| (other.cloud, &other.account) == (scope.cloud, &scope.account);
        self.regions.iter().filter(|(other, _)| same(other)).map(|(_, furnished)| &furnished.region).collect()
    }
}

impl World {
    /// A world without accounts. [`World::open`] creates them when they are changed.
    pub fn new(seed: u64, rules: Rules) -> Self {
        let (accounts, identities, sessions) = (BTreeMap::new(), BTreeMap::new(), Sessions::new());
        let (regions, unchanged, queue) = (BTreeMap::new(), BTreeMap::new(), Queue::default());
        let types = Added::default();
        Self { seed, rules, types, accounts, identities, sessions, regions, unchanged, queue, changes: 0 }
    }

    /// An account, created if it does not exist.
    pub fn account_mut(&mut self, cloud: Cloud, id: &SmolStr) -> &mut Account {
        self.accounts.entry((cloud, id.clone())).or_default()
    }

    /// The account's region as it is before its first change: with its default resources, which depend on nothing but the
    /// seed. `None` if it was changed. It is no part of the world, which does not grow by reads.
    pub fn unchanged(&mut self, scope: &Scope) -> Option<Arc<Furnished>> {
        if self.regions.contains_key(scope) {
            return None;
        }
        if let Some(known) = self.unchanged.get(scope) {
            return Some(known.clone());
        }
        let mut ids = Generator::new(self.seed, scope);
        let region = Region::with_default_network(scope, &mut ids);
        let made = Arc::new(Furnished { ids, region });
        if self.unchanged.len() >= MAX_UNCHANGED {
            self.unchanged.pop_first();
        }
        self.unchanged.insert(scope.clone(), made.clone());
        Some(made)
    }

    /// Adds the account's region with its default resources, unless it is there: for a change.
    pub fn open(&mut self, scope: &Scope) {
        if let Some(furnished) = self.unchanged(scope) {
            self.unchanged.remove(scope);
            self.regions.insert(scope.clone(), Arc::unwrap_or_clone(furnished));
            self.account_mut(scope.cloud, &scope.account);
        }
    }

    /// Runs the events that are due at `now`, each with the time at which it was due.
    pub fn run_due_events(&mut self, now: Timestamp, notices: &mut Notices) {
        while let Some((due, number, scope, event)) = self.queue.pop(now) {
            if let Some(mut at) = self.place_mut(&scope, due, notices) {
                run_event(&mut at, number, event);
            }
        }
    }

    /// What an operation reads. `unchanged` is [`World::unchanged`] of the scope. `None` if neither has it.
    pub fn place<'a>(
        &'a self,
        scope: &'a Scope,
        unchanged: Option<&'a Furnished>,
        endpoint: impl Into<Endpoint<'a>>,
        now: Timestamp,
    ) -> Option<Place<'a>> {
        let Furnished { region, .. } = self.regions.get(scope).or(unchanged)?;
        let account = self.accounts.get(&(scope.cloud, scope.account.clone())).unwrap_or(&Account::NEW);
        let identities =
            self.identities.get(&scope.account).filter(|_| scope.cloud == Cloud::Aws).unwrap_or(&iam::NONE);
        let (endpoint, rules, types) = (endpoint.into(), &self.rules, self.types.of(scope.cloud));
        let (seed, session, others) = (self.seed, None, self);
        Some(Place { now, seed, scope, endpoint, rules, types, account, identities, session, region, others })
    }

    /// The first thing about a world from outside that does not hold, as a sentence. What passes is safe to use.
    pub fn check(&self) -> Result<(), String> {
        self.queue.check()?;
        session::check(&self.sessions)?;
        for (scope, Furnished { region, .. }) in &self.regions {
            let place = |error| format!("{scope}: {error}");
            if !self.accounts.contains_key(&(scope.cloud, scope.account.clone())) {
                return Err(place("the account is not there".to_owned()));
            }
            check::region(scope, region).map_err(place)?;
            let event = region.alarms.event();
            if self.queue.judges(scope, event) != (usize::from(event.is_some()), event.is_some()) {
                return Err(place("its alarms are not judged by one event".to_owned()));
            }
        }
        for (account, identities) in &self.identities {
            identities.check().map_err(|error| format!("{account}: {error}"))?;
            if !self.accounts.contains_key(&(Cloud::Aws, account.clone())) {
                return Err(format!("{account}: the account of its roles is not there"));
            }
        }
        for (_, scope, _) in self.queue.iter() {
            if !self.regions.contains_key(scope) {
                return Err(format!("{scope}: an event is to come where nothing is"));
            }
        }
        Ok(())
    }

    /// What an operation changes. `None` unless [`World::open`] was called for the scope.
    pub fn place_mut<'a>(
        &'a mut self,
        scope: &'a Scope,
        now: Timestamp,
        notices: &'a mut Notices,
    ) -> Option<PlaceMut<'a>> {
        self.changes += 1;
        let Furnished { ids, region } = self.regions.get_mut(scope)?;
        let (rules, all_identities, queue) = (&self.rules, &mut self.identities, &mut self.queue);
        let sessions = &mut self.sessions;
        Some(PlaceMut { now, scope, rules, ids, region, all_identities, sessions, queue, notices })
    }

    /// The scope of an instance that is not in this scope's region but in another region of the same account.
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

    /// Replaces all that an account has, on both clouds, by what it has in another world.
    pub fn replace_account(&mut self, account: &str, mut other: World) {
        self.remove_accounts(|id| id == account);
        other.remove_accounts(|id| id != account);
        self.add(other);
    }

    /// Adds the accounts of another world. They replace accounts of the same id. A world in which nothing was changed yet
    /// takes over the seed too.
    pub fn merge(&mut self, other: World) {
        if self.regions.is_empty() {
            self.seed = other.seed;
            self.unchanged.clear();
        }
        self.add(other);
    }

    fn add(&mut self, mut other: World) {
        let accounts: BTreeSet<SmolStr> = other.accounts.keys().map(|(_, id)| id.clone()).collect();
        self.remove_accounts(|id| accounts.contains(id));
        self.types.merge(other.types);
        let offset = self.queue.append(other.queue);
        self.accounts.append(&mut other.accounts);
        self.identities.append(&mut other.identities);
        self.sessions.append(&mut other.sessions);
        for furnished in other.regions.values_mut() {
            furnished.region.instances.shift_tickets(offset);
            furnished.region.alarms.shift_event(offset);
            furnished.region.credit_hours.shift_events(offset);
        }
        self.regions.append(&mut other.regions);
    }

    /// Removes all but this account, on both clouds.
    pub fn keep_account(&mut self, account: &str) {
        self.remove_accounts(|id| id != account);
    }

    /// A number that is another one whenever something in the world was changed since.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    fn remove_accounts(&mut self, is_removed: impl Fn(&str) -> bool) {
        self.accounts.retain(|(_, id), _| !is_removed(id));
        self.identities.retain(|id, _| !is_removed(id));
        self.sessions.retain(|_, session| !is_removed(&session.account));
        self.regions.retain(|scope, _| !is_removed(&scope.account));
        self.queue.retain(|scope| !is_removed(&scope.account));
    }

    /// The regions in which something was changed.
    pub fn regions(&self) -> impl Iterator<Item = (&Scope, &Region)> {
        self.regions.iter().map(|(scope, furnished)| (scope, &furnished.region))
    }

    /// The number of instances of a cloud, in all accounts.
    pub fn instance_count(&self, cloud: Cloud) -> usize {
        self.regions
            .iter()
            .filter(|(scope, _)| scope.cloud == cloud)
            .map(|(_, furnished)| furnished.region.instances.len())
            .sum()
    }

    /// What was changed: the accounts' regions.
    pub fn places(&self) -> impl Iterator<Item = (&Scope, &Region)> {
        self.regions.iter().map(|(scope, furnished)| (scope, &furnished.region))
    }

    /// How many accounts have been changed, each counted once for each of its regions.
    pub fn region_count(&self) -> usize {
        self.regions.len()
    }

    /// How many regions in which nothing was changed are kept.
    pub fn unchanged_count(&self) -> usize {
        self.unchanged.len()
    }

    /// The seed of everything random.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// When the next event is due that is waited for. Alarms are judged, and credits told of, as long as there are some: who
    /// waits for all that is to come does not wait for them.
    pub fn next_due(&self) -> Option<Timestamp> {
        let is_awaited =
            |(_, _, event): &(Timestamp, &Scope, &Event)| !matches!(event, Event::Alarms | Event::CreditHour { .. });
        self.pending_events().find(is_awaited).map(|(at, _, _)| at)
    }

    /// The pending events in the order of their times.
    pub fn pending_events(&self) -> impl Iterator<Item = (Timestamp, &Scope, &Event)> {
        self.queue.iter()
    }

    pub fn pending_event_count(&self) -> usize {
        self.queue.len()
    }
}

/// Runs an event. `at.now` is the time at which it was due.
fn run_event(at: &mut PlaceMut<'_>, number: u64, event: Event) {
    match event {
        Event::Instance { id, to } => lifecycle::complete_transition(at, &id, number, to),
        Event::Removal { id } => release::forget(at, &id),
        Event::Interrupted { id } => interruptible::interrupt(at, &id),
        Event::Allocation { source } => interruptible::settle(at, &source),
        Event::ImageReady { id } => image::complete(at.region, &id),
        Event::ReservationAdvances { id } => commitment::advance(at, &id),
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
        Event::ReservationRemoval { id } => reservation::remove(at, &id),
        Event::SpecChange { id, task } => resize::finish(at, &id, &task),
        Event::TemporaryBegins { id, out, until } => resize::begin_temporary(at, &id, out, until),
        Event::TemporaryEnds { id } => resize::end_temporary(at, &id),
        Event::ElasticEnds { id } => prepaid::end_elastic(at, &id),
        Event::Reboot { id } => prepaid::reboot(at, &id),
        Event::Renewal { id, ends } => renewal::run(at, &id, ends),
        Event::Expiry { id, ends } => expiry::run(at, &id, ends),
        Event::Release { id } => release::run(at, &id),
        Event::Alarms => alarms::judge_due(at),
        Event::CreditHour { id } => credits::end_hour(at, &id, number),
        Event::NatGateway { id } => match at.scope.cloud {
            Cloud::Aws => network::advance_nat_gateway(at, &id),
            Cloud::Alibaba => network::advance_alibaba_nat(at, &id),
        },
        Event::Peering { id } => network::advance_peering(at, &id),
        Event::Endpoint { id } => network::advance_endpoint(at, &id),
        Event::Volume { id } => volume::advance(at, &id),
        Event::Interface { id } => network::interfaces::advance(at, &id),
        Event::SnapshotReady { id } => snapshot::complete(at, &id),
        Event::SnapshotEnds { id } => ecs_snapshot::end(at, &id),
    }
}
