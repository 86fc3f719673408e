//! From where an operation sees the world, and changes it.

use crate::domain::endpoint::Endpoint;
use crate::domain::ids::Ids;
use crate::domain::notice::{Notice, Notices};
use crate::domain::queue::Queue;
use crate::domain::region::{Account, Region};
use crate::domain::rules::Rules;
use crate::domain::scope::Scope;
use jiff::Timestamp;
use smol_str::SmolStr;

/// What an operation sees while it decides.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The time.
    pub now: Timestamp,
    /// The seed of everything random.
    pub seed: u64,
    /// Where.
    pub scope: &'a Scope,
    /// By what name the caller reaches this server.
    pub endpoint: Endpoint<'a>,
    /// How the world behaves.
    pub rules: &'a Rules,
    /// The account.
    pub account: &'a Account,
    /// What it has here.
    pub region: &'a Region,
}

/// What an operation or an event changes.
pub struct PlaceMut<'a> {
    /// The time.
    pub now: Timestamp,
    /// Where.
    pub scope: &'a Scope,
    /// How the world behaves.
    pub rules: &'a Rules,
    /// Where new ids come from.
    pub ids: &'a mut dyn Ids,
    /// What the account has here.
    pub region: &'a mut Region,
    /// What will happen by itself.
    pub queue: &'a mut Queue,
    /// What happened.
    pub notices: &'a mut Notices,
}

impl PlaceMut<'_> {
    /// A new id in the cloud's own form.
    pub fn new_id(&mut self, prefix: &str) -> SmolStr {
        self.ids.new_id(self.scope, prefix)
    }

    /// Notes that something happened.
    pub fn tell(&mut self, notice: Notice) {
        self.notices.tell(self.now, self.scope, notice);
    }
}
