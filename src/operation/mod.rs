//! How an operation is described and run.
//!
//! A reading operation sees the world; a changing one has two halves: `plan`, which decides and cannot change
//! anything, and `commit`, which changes and cannot fail. So a failed call changes nothing, and a dry run is a plan
//! without its commit. What all operations share stands here once: DryRun, ClientToken, unknown parameters.

mod error;
mod protocol;
mod run;

pub use error::{Error, VendorError, row};
pub use protocol::{Incoming, Protocol, Server, check_allowed};
pub use run::IGNORED;

use crate::domain::endpoint::Endpoint;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::scope::Scope;
use crate::wire::params::Params;
use crate::world::ids::RequestId;
use crate::world::shared::SharedSimulation;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::Cell;

/// One call, read from the wire as far as all operations of a cloud have in common.
#[derive(Debug)]
pub struct Call<'a> {
    /// Which API.
    pub api: Api,
    /// Where it goes.
    pub scope: Scope,
    /// Nothing in the call names a region, so that `scope` has the default one: an instance that the call names may
    /// be in another.
    pub anywhere: bool,
    /// What is to be done.
    pub action: Cow<'a, str>,
    /// The version of the API that was asked for.
    pub version: Cow<'a, str>,
    /// What the answer is to be written in.
    pub format: Format,
    /// By what name the caller reaches this server.
    pub endpoint: Endpoint<'a>,
    /// The id of the answer.
    pub request_id: RequestId,
    /// The operation's own parameters.
    pub params: Params<'a>,
    /// When it saw the world: its turn, and the time.
    pub seen: Cell<Option<(u64, Timestamp)>>,
}

/// One of the APIs.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
pub enum Api {
    /// AWS EC2.
    Ec2,
    /// Alibaba Cloud ECS.
    Ecs,
    /// AWS STS.
    Sts,
}

impl Api {
    /// Its name, as faults and the request log have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ec2 => "ec2",
            Self::Ecs => "ecs",
            Self::Sts => "sts",
        }
    }
}

/// What an answer is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// XML.
    Xml,
    /// JSON.
    Json,
    /// JSON without an envelope, as in the AWS JSON protocol.
    AmzJson,
}

/// An answer, ready for the wire.
#[derive(Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The Content-Type.
    pub content_type: &'static str,
    /// The vendor's error code, unless it succeeded.
    pub code: Option<&'static str>,
    /// Headers beyond the common ones.
    pub headers: Vec<(&'static str, Cow<'static, str>)>,
    /// The body.
    pub body: String,
}

/// Whether an operation has the parameter DryRun, and when it says that the call would have succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DryRun {
    /// It has no such parameter.
    None,
    /// Once everything else was found good.
    AfterParameters,
    /// Whatever the other parameters are, but for these, whose values are judged before.
    BeforeParameters(&'static [&'static str]),
}

/// What an operation of a cloud is.
pub trait Operation {
    /// Its name.
    const ACTION: &'static str;
    /// Whether it asks for the parameter RegionId, which the cloud's protocol has read for the scope.
    const REGION_ID: bool = false;
    /// Whether it has the parameter DryRun, and when it answers it.
    const DRY_RUN: DryRun = DryRun::None;
    /// Whether it has the parameter ClientToken.
    const CLIENT_TOKEN: bool = false;
    /// Under what name its tokens are kept: its own, unless another service has an operation of that name.
    const TOKENS: &'static str = Self::ACTION;
    /// The bucket of resources that throttling has for it beside that of calls: how many instances it holds, and how many
    /// come in each second.
    const RESOURCE_BUCKET: Option<(f64, f64)> = None;
    /// Parameters that are real but not modelled: names with `N` for an index; each covers all below it.
    const IGNORED: &'static [&'static str] = &[];
    /// The cloud.
    type Protocol: Protocol;
    /// The parameters.
    type Request: DeserializeOwned;
    /// The answer.
    type Response: Serialize;
    /// What it says of an error in words of its own; `None` where it says what all operations of the cloud say.
    fn refuse(_error: &Error) -> Option<VendorError> {
        None
    }
}

/// An operation's [`Operation::refuse`].
pub type OwnWords = fn(&Error) -> Option<VendorError>;

/// An operation that changes nothing.
pub trait Read: Operation {
    /// Answers.
    fn read(at: Place<'_>, request: Self::Request) -> Result<Self::Response, Error>;
}

/// An operation that changes the world.
pub trait Change: Operation {
    /// What will be done.
    type Plan;
    /// Decides what will be done. It cannot change anything.
    fn plan(at: Place<'_>, request: Self::Request) -> Result<Self::Plan, Error>;
    /// Does it. It cannot fail.
    fn commit(at: &mut PlaceMut<'_>, plan: Self::Plan) -> Self::Response;
    /// Whether an answer from before, as JSON, can still be given to who asks again with the same token.
    fn still_stands(_at: Place<'_>, _answer: &str) -> Result<(), Error> {
        Ok(())
    }
}

/// An operation that changes the world, with something that takes too long to be made while the world is locked.
pub trait Prepare: Operation {
    /// What will be done.
    type Plan;
    /// What is to be made for it: all that the making needs to know.
    type Recipe: PartialEq;
    /// What was made.
    type Made;
    /// Decides what will be done, and what has to be made for it. It cannot change anything.
    fn plan(at: Place<'_>, request: &Self::Request) -> Result<(Self::Plan, Self::Recipe), Error>;
    /// Makes it, away from the world.
    fn make(recipe: &Self::Recipe) -> Result<Self::Made, Error>;
    /// Does what was planned. It cannot fail.
    fn commit(at: &mut PlaceMut<'_>, plan: Self::Plan, made: Self::Made) -> Self::Response;
}

/// An operation in a cloud's list.
pub struct Entry {
    /// Its name.
    pub action: &'static str,
    /// Whether it can change the world.
    pub changes: bool,
    /// Runs a call.
    pub run: fn(&SharedSimulation, &Call<'_>) -> Reply,
    /// What it says of errors in words of its own.
    pub refuse: OwnWords,
    /// Its [`Operation::RESOURCE_BUCKET`].
    pub resource_bucket: Option<(f64, f64)>,
    /// The names of the parameters it knows but does not model.
    pub ignored: &'static [&'static str],
}

impl Entry {
    const fn new<O: Operation>(changes: bool, run: fn(&SharedSimulation, &Call<'_>) -> Reply) -> Self {
        Self {
            action: O::ACTION,
            changes,
            run,
            refuse: O::refuse,
            resource_bucket: O::RESOURCE_BUCKET,
            ignored: O::IGNORED,
        }
    }
}

/// A reading operation's entry.
pub const fn read<O: Read>() -> Entry {
    Entry::new::<O>(false, run::read::<O>)
}

/// A changing operation's entry.
pub const fn change<O: Change>() -> Entry {
    Entry::new::<O>(true, run::change::<O>)
}

/// The entry of a changing operation with something to be made before.
pub const fn prepare<O: Prepare>() -> Entry {
    Entry::new::<O>(true, run::prepare::<O>)
}

/// The operations of a cloud, sorted by name: each is a `read`, a `change` or a `prepare`.
macro_rules! operations {
    ($($kind:ident $operation:ty,)*) => {
        /// The operations that Twinstance has, sorted by name.
        pub const OPERATIONS: &[crate::operation::Entry] = &[$(crate::operation::$kind::<$operation>(),)*];

        /// The names of the parameters that each of them reads. Apart, so that a server without a use for them is smaller.
        pub const PARAMETERS: &[fn() -> Vec<String>] = &[$(crate::operation::parameters::<$operation>,)*];
    };
}

pub(crate) use operations;

/// The operation of this name in a sorted list.
pub fn find(operations: &'static [Entry], action: &str) -> Option<&'static Entry> {
    operations.binary_search_by(|entry| entry.action.cmp(action)).ok().map(|at| &operations[at])
}

/// The names of the parameters that an operation reads, sorted, with `N` for an index.
pub fn parameters<O: Operation>() -> Vec<String> {
    let mut names = crate::wire::params::names::<O::Request>();
    names.extend((O::DRY_RUN != DryRun::None).then(|| run::DRY_RUN.to_owned()));
    names.extend(O::REGION_ID.then(|| run::REGION_ID.to_owned()));
    names.extend(O::CLIENT_TOKEN.then(|| run::CLIENT_TOKEN.to_owned()));
    names.sort();
    // A request may want to know its token as well.
    names.dedup();
    names
}

/// Whether one of these names, or one that stands above it, is `name` with its indexes written as `N`.
pub fn covers(names: &[&str], name: &str) -> bool {
    names.iter().any(|pattern| {
        let mut segments = name.split('.');
        pattern.split('.').all(|part| {
            segments.next().is_some_and(|segment| {
                part == segment || (part == "N" && segment.bytes().all(|byte| byte.is_ascii_digit()))
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_covers_all_below_it() {
        let names = ["NetworkInterface", "Disk.N.Size"];
        assert!(covers(&names, "NetworkInterface.1.SubnetId"));
        assert!(covers(&names, "Disk.12.Size"));
        assert!(!covers(&names, "Disk.12.Id"));
        assert!(!covers(&names, "NetworkInterfaces"));
    }
}
