//! How an operation is described and run.
//!
//! An operation that only reads gets a shared reference to the world. One that changes it has two halves: `plan` checks
//! the request and cannot change anything, `commit` makes the change and cannot fail. So a failed call changes nothing,
//! and a dry run is a plan without its commit. This module also has what all operations share: DryRun, ClientToken,
//! unknown parameters.

mod error;
mod protocol;
mod run;

pub use error::{Error, VendorError, not_modelled, row};
pub use protocol::{Incoming, MAX_TOKEN, Protocol, Server, check_allowed, check_unexpired};
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
use smol_str::SmolStr;
use std::borrow::Cow;
use std::cell::Cell;

/// One call, as far as all operations of a cloud are read alike.
#[derive(Debug)]
pub struct Call<'a> {
    pub api: Api,
    /// The cloud, account and region.
    pub scope: Scope,
    /// The caller's access key; empty if there is none.
    pub access_key: SmolStr,
    /// Whether the call names no region, so that `scope` has the default one. An instance that the call names is then
    /// looked up in all regions.
    pub region_is_default: bool,
    pub action: Cow<'a, str>,
    /// The requested version of the API.
    pub version: Cow<'a, str>,
    /// The format of the answer.
    pub format: Format,
    /// Whether a client of another protocol wants errors to be told as those of the Query protocol are.
    pub query_mode: bool,
    /// The name by which the client called this server.
    pub endpoint: Endpoint<'a>,
    pub request_id: RequestId,
    /// The operation's own parameters.
    pub params: Params<'a>,
    /// The call's sequence number and its time on the world's clock. `None` until it has locked the world.
    pub executed: Cell<Option<(u64, Timestamp)>>,
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
    /// AWS Systems Manager.
    Ssm,
    /// Amazon CloudWatch.
    CloudWatch,
    /// AWS IAM.
    Iam,
}

impl Api {
    /// Its name in faults, the request log and metrics.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ec2 => "ec2",
            Self::Ecs => "ecs",
            Self::Sts => "sts",
            Self::Ssm => "ssm",
            Self::CloudWatch => "cloudwatch",
            Self::Iam => "iam",
        }
    }

    /// Its name in the scopes of AWS's signatures and in host names.
    pub fn scope(self) -> &'static str {
        if self == Self::CloudWatch { "monitoring" } else { self.name() }
    }
}

/// The format of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Xml,
    Json,
    /// JSON without an envelope, as in the AWS JSON protocol.
    AmzJson,
    /// [RPC v2 CBOR](https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html).
    Cbor,
}

/// An answer, ready for the wire.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub content_type: &'static str,
    /// The vendor's error code. `None` for success.
    pub code: Option<Cow<'static, str>>,
    /// Headers beyond the common ones.
    pub headers: Vec<(&'static str, Cow<'static, str>)>,
    pub body: String,
    /// What is sent in place of `body` in a protocol that has no text.
    pub binary: Option<Vec<u8>>,
}

/// Whether an operation has the parameter DryRun, and when it answers that the call would have succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DryRun {
    /// It has no such parameter.
    None,
    /// After all other checks. On EC2 that is recorded for RunInstances, MonitorInstances and UnmonitorInstances, and ours
    /// for the other operations that have it.
    AfterParameters,
    /// Before the other parameters are checked, except for these. An unknown parameter is refused even so.
    BeforeParameters(&'static [&'static str]),
}

/// An operation of a cloud.
pub trait Operation {
    const ACTION: &'static str;
    /// Whether it requires the parameter RegionId, which the protocol reads for the scope.
    const REGION_ID: bool = false;
    /// Whether it has the parameter DryRun, and when it answers it.
    const DRY_RUN: DryRun = DryRun::None;
    /// Whether it has the parameter ClientToken.
    const CLIENT_TOKEN: bool = false;
    /// The name under which its tokens are stored. It differs from the action if another service has an action of the
    /// same name.
    const TOKENS: &'static str = Self::ACTION;
    /// Its token bucket of instances, which throttling has in addition to that of calls: the capacity, and the refill per
    /// second.
    const RESOURCE_BUCKET: Option<(f64, f64)> = None;
    /// Parameters that the vendor documents but Twinstance ignores, with `N` for an index. Each covers all names below it.
    const IGNORED: &'static [&'static str] = &[];
    /// Parameters that the vendor documents and Twinstance refuses, since the caller would soon see that they had no effect:
    /// each with the one value that changes nothing, in any case; empty if there is none. `N` is for an index, and each covers
    /// all names below it.
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[];
    type Protocol: Protocol;
    /// The parameters.
    type Request: DeserializeOwned;
    /// The answer.
    type Response: Serialize;
    /// The names of parameters that have no effect with the values that they have.
    fn without_effect(_request: &Self::Request) -> Vec<String> {
        Vec::new()
    }
    /// The vendor's error, if this operation has another one than the cloud's other operations.
    fn refuse(_error: &Error) -> Option<VendorError> {
        None
    }
}

/// An operation's [`Operation::refuse`].
pub type ErrorOverride = fn(&Error) -> Option<VendorError>;

/// An operation that changes nothing.
pub trait Read: Operation {
    fn read(at: Place<'_>, request: Self::Request) -> Result<Self::Response, Error>;
}

/// An operation that changes nothing, and computes more than is done while the world is locked.
pub trait Compute: Operation {
    /// A copy of what the answer is computed from.
    type Seen;
    /// Checks the request, and copies what it is about.
    fn see(at: Place<'_>, request: Self::Request) -> Result<Self::Seen, Error>;
    /// Computes the answer. The world is not locked.
    fn compute(seen: Self::Seen) -> Result<Self::Response, Error>;
    /// Whether that takes so long that it waits for other long work.
    fn is_long(_seen: &Self::Seen) -> bool {
        false
    }
}

/// An operation that changes the world.
pub trait Change: Operation {
    /// The change that `plan` has decided on.
    type Plan;
    /// Further parameters of the call, which the world has, as a launch template does. One that the call names itself counts, with
    /// all that is below the first segment of its name.
    fn complete(_at: Place<'_>, _request: &Self::Request) -> Result<Option<Params<'static>>, Error> {
        Ok(None)
    }
    /// Checks the request, and decides on the change. Cannot change anything.
    fn plan(at: Place<'_>, request: Self::Request) -> Result<Self::Plan, Error>;
    /// Makes the change. Cannot fail.
    fn commit(at: &mut PlaceMut<'_>, plan: Self::Plan) -> Self::Response;
    /// The answer to a repeated call with the same client token. `stored` is the one to the first call, as JSON, which is sent
    /// again if this is `None`.
    fn repeat(_at: Place<'_>, _request: &Self::Request, _stored: &str) -> Result<Option<Self::Response>, Error> {
        Ok(None)
    }
}

/// An operation that changes the world, with a computation that takes too long to do while the world is locked.
pub trait Prepare: Operation {
    /// The change that `plan` has decided on.
    type Plan;
    /// The input of the computation.
    type Recipe: PartialEq;
    /// The result of the computation.
    type Made;
    /// Checks the request, and decides on the change and the computation. Cannot change anything.
    fn plan(at: Place<'_>, request: &Self::Request) -> Result<(Self::Plan, Self::Recipe), Error>;
    /// Does the computation. The world is not locked.
    fn make(recipe: &Self::Recipe) -> Result<Self::Made, Error>;
    /// Makes the change. Cannot fail.
    fn commit(at: &mut PlaceMut<'_>, plan: Self::Plan, made: Self::Made) -> Self::Response;
}

/// An operation in a service's list.
pub struct Entry {
    pub action: &'static str,
    /// Whether it can change the world.
    pub changes: bool,
    /// Runs a call.
    pub run: fn(&SharedSimulation, &Call<'_>) -> Reply,
    /// Its [`Operation::refuse`].
    pub refuse: ErrorOverride,
    /// Its [`Operation::RESOURCE_BUCKET`].
    pub resource_bucket: Option<(f64, f64)>,
    /// Its [`Operation::IGNORED`].
    pub ignored: &'static [&'static str],
    /// Its [`Operation::NOT_MODELLED`].
    pub not_modelled: &'static [(&'static str, &'static str)],
    /// The names of the parameters that it reads, sorted, with `N` for an index.
    pub parameters: fn() -> Vec<String>,
    /// Its [`Protocol::COMMON_PARAMETER`].
    pub common_parameter: Option<&'static str>,
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
            not_modelled: O::NOT_MODELLED,
            parameters: parameters::<O>,
            common_parameter: O::Protocol::COMMON_PARAMETER,
        }
    }
}

/// The entry of an operation that only reads.
pub const fn read<O: Read>() -> Entry {
    Entry::new::<O>(false, run::read::<O>)
}

/// The entry of a [`Compute`] operation.
pub const fn compute<O: Compute>() -> Entry {
    Entry::new::<O>(false, run::compute::<O>)
}

/// The entry of an operation that changes the world.
pub const fn change<O: Change>() -> Entry {
    Entry::new::<O>(true, run::change::<O>)
}

/// The entry of a [`Prepare`] operation.
pub const fn prepare<O: Prepare>() -> Entry {
    Entry::new::<O>(true, run::prepare::<O>)
}

/// Defines the operations of a service, sorted by name: each is a `read`, a `compute`, a `change` or a `prepare`.
macro_rules! operations {
    ($($kind:ident $operation:ty,)*) => {
        /// The operations that Twinstance has, sorted by name.
        pub const OPERATIONS: &[crate::operation::Entry] = &[$(crate::operation::$kind::<$operation>(),)*];
    };
}

pub(crate) use operations;

/// Finds an operation in a sorted list.
pub fn find(operations: &'static [Entry], action: &str) -> Option<&'static Entry> {
    operations.binary_search_by(|entry| entry.action.cmp(action)).ok().map(|at| &operations[at])
}

/// The names of the parameters that an operation reads, sorted, with `N` for an index.
fn parameters<O: Operation>() -> Vec<String> {
    let mut names = crate::wire::params::names::<O::Request>();
    names.extend((O::DRY_RUN != DryRun::None).then(|| run::DRY_RUN.to_owned()));
    names.extend(O::REGION_ID.then(|| run::REGION_ID.to_owned()));
    names.extend(O::CLIENT_TOKEN.then(|| run::CLIENT_TOKEN.to_owned()));
    names.sort();
    // A request type may read the token itself.
    names.dedup();
    names
}

/// Whether `name` is one of `names` or below one of them. In `names`, `N` stands for an index.
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

/// Whether `name` is exactly one of `names`. In `names`, `N` stands for an index, which may be negative, or left out at the
/// end.
fn is_read(names: &[&str], name: &str) -> bool {
    let name = name.replace(".-", ".");
    let is_same =
        |name: &str, pattern: &str| pattern.split('.').count() == name.split('.').count() && covers(&[pattern], name);
    names
        .iter()
        .any(|pattern| is_same(&name, pattern) || pattern.strip_suffix(".N").is_some_and(|list| is_same(&name, list)))
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
