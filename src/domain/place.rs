//! The view that an operation has of the world.

use crate::domain::compute::catalog::Types;
use crate::domain::endpoint::Endpoint;
use crate::domain::iam::Identities;
use crate::domain::ids::Ids;
use crate::domain::notice::{Notice, Notices};
use crate::domain::queue::Queue;
use crate::domain::region::{Account, Region};
use crate::domain::rules::Rules;
use crate::domain::scope::Scope;
use crate::domain::session::{Session, Sessions};
use jiff::Timestamp;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// What an operation can tell of other accounts, and of other regions.
pub trait Others {
    /// Whether one of them has, or had, an image with this id.
    fn has_image(&self, scope: &Scope, id: &str) -> bool;
    /// An account's region, if something was changed there.
    fn region<'w>(&'w self, scope: &Scope) -> Option<&'w Region>;
    /// The roles and instance profiles of an account of AWS, if it has some.
    fn identities<'w>(&'w self, account: &str) -> Option<&'w Identities>;
    /// All regions in which the account has something.
    fn regions_of_account<'w>(&'w self, scope: &Scope) -> Vec<&'w Region>;
}

/// The read-only view of an operation: one account in one region.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub now: Timestamp,
    /// The world's seed.
    pub seed: u64,
    pub scope: &'a Scope,
    pub endpoint: Endpoint<'a>,
    pub rules: &'a Rules,
    pub types: Types<'a>,
    pub account: &'a Account,
    /// The account's roles and instance profiles.
    pub identities: &'a Identities,
    /// The session whose credentials the caller has; `None` if they are not temporary.
    pub session: Option<&'a Session>,
    pub region: &'a Region,
    pub others: &'a dyn Others,
}

/// The mutable view of an operation or an event.
pub struct PlaceMut<'a> {
    pub now: Timestamp,
    pub scope: &'a Scope,
    pub rules: &'a Rules,
    pub ids: &'a mut dyn Ids,
    pub region: &'a mut Region,
    /// The roles and instance profiles of all accounts.
    pub all_identities: &'a mut BTreeMap<SmolStr, Identities>,
    pub sessions: &'a mut Sessions,
    /// Scheduled events.
    pub queue: &'a mut Queue,
    /// The log of what AWS publishes.
    pub notices: &'a mut Notices,
}

impl PlaceMut<'_> {
    /// A new id in the form of the scope's cloud.
    pub fn new_id(&mut self, prefix: &str) -> SmolStr {
        self.ids.new_id(self.scope, prefix)
    }

    /// The account's roles and instance profiles.
    pub fn identities(&mut self) -> &mut Identities {
        self.all_identities.entry(self.scope.account.clone()).or_default()
    }

    /// Appends a notice to the log.
    pub fn notify(&mut self, notice: impl Into<Notice>) {
        self.notices.notify(self.now, self.scope, notice);
    }
}
