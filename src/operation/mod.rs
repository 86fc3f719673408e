//! How an operation is described and run.
//!
//! A reading operation sees the world; a changing one has two halves: `plan`, which decides and cannot change
//! anything, and `commit`, which changes and cannot fail. So a failed call changes nothing, and a dry run is a plan
//! without its commit. What all operations share stands here once: DryRun, ClientToken, unknown parameters.

mod error;

pub use error::{Error, Wire, row};

use crate::domain::endpoint::Endpoint;
use crate::domain::estate::{Place, PlaceMut, TOKEN_LIFE, Token};
use crate::domain::lifecycle;
use crate::domain::queue::Event;
use crate::domain::scope::Scope;
use crate::ids::RequestId;
use crate::params::{ParamError, Params};
use crate::running::Shared;
use crate::world::World;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
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
    pub action: &'a str,
    /// The version of the API that was asked for.
    pub version: &'a str,
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
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

/// How a cloud writes its answers.
pub trait Dialect {
    /// Whether a parameter that the API does not have is an error.
    const STRICT: bool;
    /// A parameter that the gateway has read, and that every operation may have or not.
    const EVERYWHERE: Option<&'static str> = None;
    /// Writes what an operation answered.
    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error>;
    /// Writes why a call is refused.
    fn refuse(call: &Call<'_>, error: &Error) -> Reply;
}

/// What an operation of a cloud is.
pub trait Operation {
    /// Its name.
    const ACTION: &'static str;
    /// Whether it has the parameter DryRun.
    const DRY_RUN: bool = false;
    /// Whether it has the parameter ClientToken.
    const CLIENT_TOKEN: bool = false;
    /// Under what name its tokens are kept: its own, unless another service has an operation of that name.
    const TOKENS: &'static str = Self::ACTION;
    /// Parameters that are real but not modelled: names with `N` for an index; each covers all below it.
    const IGNORED: &'static [&'static str] = &[];
    /// The cloud.
    type Dialect: Dialect;
    /// The parameters.
    type Request: DeserializeOwned;
    /// The answer.
    type Response: Serialize;
}

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

/// An operation in a cloud's list.
pub struct Entry {
    /// Its name.
    pub action: &'static str,
    /// Whether it can change the world.
    pub changes: bool,
    /// Runs a call.
    pub run: fn(&Shared, &Call<'_>) -> Reply,
    /// The names of the parameters it knows but does not model.
    pub ignored: &'static [&'static str],
}

/// A reading operation's entry.
pub const fn read<O: Read>() -> Entry {
    Entry { action: O::ACTION, changes: false, run: run_read::<O>, ignored: O::IGNORED }
}

/// A changing operation's entry.
pub const fn change<O: Change>() -> Entry {
    Entry { action: O::ACTION, changes: true, run: run_change::<O>, ignored: O::IGNORED }
}

/// The operations of a cloud, sorted by name: each is a `read` or a `change`.
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
    let mut names = crate::params::names::<O::Request>();
    names.extend(O::DRY_RUN.then(|| DRY_RUN.to_owned()));
    names.extend(O::CLIENT_TOKEN.then(|| CLIENT_TOKEN.to_owned()));
    names.sort();
    // A request may want to know its token as well.
    names.dedup();
    names
}

/// The header that names the parameters that had no effect.
pub const IGNORED: &str = "x-twinstance-ignored";

const DRY_RUN: &str = "DryRun";
const CLIENT_TOKEN: &str = "ClientToken";

/// Lets happen what is due, then lets a call at the world.
fn with<T>(
    running: &Shared,
    call: &Call<'_>,
    run: impl FnOnce(&mut World, &Scope, Timestamp) -> Result<T, Error>,
) -> Result<T, Error> {
    let mut running = running.lock();
    let turn = running.next_turn();
    let (world, now) = running.settled();
    call.seen.set(Some((turn, now)));
    world.open(&call.scope);
    if call.anywhere
        && let Some(id) = call.params.get("InstanceId")
        && let Some(scope) = world.scope_of_instance(&call.scope, id)
    {
        return run(world, &scope, now);
    }
    run(world, &call.scope, now)
}

/// An answer, new or, as JSON, kept from before.
enum Answer<T> {
    New(T),
    Kept(Box<str>),
}

fn run_read<O: Read>(running: &Shared, call: &Call<'_>) -> Reply {
    let (asked, ignored) = ask::<O>(call);
    let answer = asked.and_then(|asked| {
        let answer = with(running, call, |world, scope, now| {
            let at = world.place(scope, call.endpoint, now).ok_or(Error::Internal)?;
            O::read(at, asked.request)
        })?;
        if asked.dry_run { Err(Error::DryRun) } else { Ok(Answer::New(answer)) }
    });
    finish::<O>(call, answer, ignored)
}

fn run_change<O: Change>(running: &Shared, call: &Call<'_>) -> Reply {
    let (asked, ignored) = ask::<O>(call);
    let answer = asked.and_then(|asked| {
        with(running, call, |world, scope, now| {
            let at = world.place(scope, call.endpoint, now).ok_or(Error::Internal)?;
            if let Some((token, fingerprint)) = &asked.token
                && let Some(kept) = at.region.tokens.get(&(SmolStr::new_static(O::TOKENS), token.clone()))
            {
                if kept.fingerprint != *fingerprint {
                    return Err(Error::TokenMismatch);
                }
                O::still_stands(at, &kept.answer)?;
                return if asked.dry_run { Err(Error::DryRun) } else { Ok(Answer::Kept(kept.answer.clone())) };
            }
            let plan = O::plan(at, asked.request)?;
            if asked.dry_run {
                return Err(Error::DryRun);
            }
            let mut at = world.place_mut(scope, now).ok_or(Error::Internal)?;
            let answer = O::commit(&mut at, plan);
            if let Some((token, fingerprint)) = asked.token {
                keep(&mut at, O::TOKENS, token, fingerprint, &answer);
            }
            Ok(Answer::New(answer))
        })
    });
    finish::<O>(call, answer, ignored)
}

/// Keeps an answer for whoever asks again with the same token. A refusal is not kept (ours): the call may be
/// repeated once its cause is gone.
fn keep<T: Serialize>(at: &mut PlaceMut<'_>, action: &'static str, token: SmolStr, fingerprint: u64, answer: &T) {
    let answer = match serde_json::to_string(answer) {
        Ok(answer) => answer.into(),
        // None is like that: an answer is made of texts, numbers and lists of them.
        Err(error) => return tracing::error!(%error, action, "an answer that is not JSON is not kept"),
    };
    let due = lifecycle::after(at.now, TOKEN_LIFE);
    let action = SmolStr::new_static(action);
    at.queue.push(due, at.scope, Event::TokenExpires { action: action.clone(), token: token.clone() });
    at.region.tokens.insert((action, token), Token { fingerprint, answer });
}

fn finish<O: Operation>(call: &Call<'_>, answer: Result<Answer<O::Response>, Error>, ignored: Vec<String>) -> Reply {
    let rendered = answer.and_then(|answer| match answer {
        Answer::New(answer) => O::Dialect::render(call, O::ACTION, &answer),
        Answer::Kept(answer) => {
            let mut answer = serde_json::Deserializer::from_str(&answer);
            O::Dialect::render(call, O::ACTION, &serde_transcode::Transcoder::new(&mut answer))
        }
    });
    let mut reply = rendered.unwrap_or_else(|error| O::Dialect::refuse(call, &error));
    if !ignored.is_empty() {
        // A header is ASCII.
        let names: Vec<String> = ignored.iter().map(|name| name.escape_default().to_string()).collect();
        reply.headers.push((IGNORED, names.join(", ")));
    }
    reply
}

/// What a call asks of an operation.
struct Asked<R> {
    request: R,
    dry_run: bool,
    token: Option<(SmolStr, u64)>,
}

/// Reads the parameters; beside them, the names of those that have no effect.
fn ask<O: Operation>(call: &Call<'_>) -> (Result<Asked<O::Request>, Error>, Vec<String>) {
    let mut ignored = Vec::new();
    let asked = read_parameters::<O>(call, &mut ignored);
    (asked, ignored)
}

fn read_parameters<O: Operation>(call: &Call<'_>, ignored: &mut Vec<String>) -> Result<Asked<O::Request>, Error> {
    let (request, strangers) = call.params.read::<O::Request>()?;
    for name in strangers {
        if (O::DRY_RUN && name == DRY_RUN) || (O::CLIENT_TOKEN && name == CLIENT_TOKEN) {
            continue;
        }
        if O::Dialect::EVERYWHERE == Some(name.as_str()) {
            continue;
        }
        if O::Dialect::STRICT && !covers(O::IGNORED, &name) {
            return Err(ParamError::Unknown { name }.into());
        }
        ignored.push(name);
    }
    let dry_run = match call.params.get(DRY_RUN).filter(|_| O::DRY_RUN) {
        None => false,
        Some(text) if text.eq_ignore_ascii_case("true") => true,
        Some(text) if text.eq_ignore_ascii_case("false") => false,
        Some(text) => return Err(Error::invalid(DRY_RUN, text, "true or false")),
    };
    let token = match call.params.get(CLIENT_TOKEN).filter(|_| O::CLIENT_TOKEN) {
        None => None,
        Some(token) if token.len() <= 64 && token.is_ascii() => {
            Some((SmolStr::new(token), call.params.fingerprint(&[CLIENT_TOKEN, DRY_RUN])))
        }
        Some(token) => return Err(Error::TokenMalformed(token.to_owned())),
    };
    Ok(Asked { request, dry_run, token })
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
