//! Runs an operation: the steps that all of them share.

use super::{Call, Change, Compute, DryRun, Error, Operation, Prepare, Protocol, Read, Reply, covers, is_read};
use crate::domain::endpoint::Endpoint;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::scope::Scope;
use crate::domain::token::Token;
use crate::wire::params::{ParamError, Params};
use crate::world::Furnished;
use crate::world::lock::{Guard, Lock, assert_none_held};
use crate::world::shared::{SharedSimulation, Simulation};
use jiff::Timestamp;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::sync::Arc;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::Semaphore;
use tokio::task::block_in_place;

/// The response header that lists the parameters that had no effect.
pub const IGNORED: &str = "x-twinstance-ignored";

pub(super) const DRY_RUN: &str = "DryRun";
pub(super) const CLIENT_TOKEN: &str = "ClientToken";
pub(super) const REGION_ID: &str = "RegionId";

/// Runs a call of an operation that changes nothing.
pub(super) fn read<O: Read>(simulation: &SharedSimulation, call: &Call<'_>) -> Reply {
    answer::<O>(call, |request, common| {
        let world = LockedWorld::lock(simulation, call)?;
        let answer = O::read(world.place()?, request)?;
        drop(world);
        if common.dry_run { Err(Error::DryRun) } else { O::Protocol::render(call, O::ACTION, &answer) }
    })
}

/// Runs a call of a [`Compute`] operation.
pub(super) fn compute<O: Compute>(simulation: &SharedSimulation, call: &Call<'_>) -> Reply {
    answer::<O>(call, |request, _| {
        let world = LockedWorld::lock(simulation, call)?;
        let seen = O::see(world.place()?, request)?;
        drop(world);
        let answer = if O::is_long(&seen) {
            run_blocking(|| O::compute(seen)).ok_or(Error::Overloaded)??
        } else {
            O::compute(seen)?
        };
        O::Protocol::render(call, O::ACTION, &answer)
    })
}

/// Runs a call of an operation that changes the world.
pub(super) fn change<O: Change>(simulation: &SharedSimulation, call: &Call<'_>) -> Reply {
    answer::<O>(call, |request, common| {
        let mut world = LockedWorld::lock(simulation, call)?;
        let at = world.place()?;
        if let Some(stored) = common.stored_answer(at)? {
            return match O::repeat(at, &request, stored)? {
                _ if common.dry_run => Err(Error::DryRun),
                Some(present) => O::Protocol::render(call, O::ACTION, &present),
                None => repeat::<O::Protocol>(call, O::ACTION, stored),
            };
        }
        let request = match O::complete(at, &request)? {
            Some(further) => completed::<O>(call, further)?,
            None => request,
        };
        let plan = O::plan(at, request)?;
        if common.dry_run {
            return Err(Error::DryRun);
        }
        let mut at = world.place_mut()?;
        let answer = O::commit(&mut at, plan);
        // For operations without tokens, the code that writes the answer as JSON is not compiled.
        if O::CLIENT_TOKEN && common.token.is_some() {
            common.store_answer(&mut at, serde_json::to_string(&answer));
        }
        drop(world);
        O::Protocol::render(call, O::ACTION, &answer)
    })
}

/// The request of a call that has further parameters. Those are refused that are not modelled.
fn completed<O: Change>(call: &Call<'_>, further: Params<'static>) -> Result<O::Request, Error> {
    let params = call.params.completed(further);
    let (request, unread) = params.read::<O::Request>()?;
    check_unread(&params, const { &Constants::of::<O>() }, unread, &mut Vec::new())?;
    Ok(request)
}

/// Runs a call of a [`Prepare`] operation. After a first plan, the computation is done without the lock. Since the world
/// may have changed meanwhile, the plan is made again; the result is used if the new plan needs the same computation.
pub(super) fn prepare<O: Prepare>(simulation: &SharedSimulation, call: &Call<'_>) -> Reply {
    const { assert!(!O::CLIENT_TOKEN, "tokens of such operations are not kept") };
    answer::<O>(call, |request, common| {
        let mut made: Option<(O::Recipe, O::Made)> = None;
        loop {
            let mut world = LockedWorld::lock(simulation, call)?;
            let (plan, recipe) = O::plan(world.place()?, &request)?;
            if common.dry_run {
                return Err(Error::DryRun);
            }
            match made.take() {
                Some((of, made)) if of == recipe => {
                    let answer = O::commit(&mut world.place_mut()?, plan, made);
                    drop(world);
                    return O::Protocol::render(call, O::ACTION, &answer);
                }
                _ => {
                    drop(world);
                    let new = run_blocking(|| O::make(&recipe)).ok_or(Error::Overloaded)??;
                    made = Some((recipe, new));
                }
            }
        }
    })
}

/// How many threads may do long work, or wait for it. Each is one of Tokio's blocking threads, which are limited.
const MAX_LONG_WORK: usize = 64;

/// Does long work on this thread, after that of others: it would take the other threads' time. Tokio moves the thread's
/// other tasks to another thread. `None` if too many wait already.
fn run_blocking<T>(work: impl FnOnce() -> T) -> Option<T> {
    static WAITING: Semaphore = Semaphore::const_new(MAX_LONG_WORK);
    static WORKING: Lock<()> = Lock::new(());
    assert_none_held();
    let _waiting = WAITING.try_acquire().ok()?;
    let work = || {
        let _working = WORKING.lock();
        work()
    };
    Some(match Handle::try_current() {
        Ok(runtime) if runtime.runtime_flavor() == RuntimeFlavor::MultiThread => block_in_place(work),
        // A runtime with one thread, or none, has no other thread for them.
        _ => work(),
    })
}

/// Reads a call's parameters, runs it, and writes the answer or the error.
fn answer<O: Operation>(call: &Call<'_>, run: impl FnOnce(O::Request, CommonParams) -> Result<Reply, Error>) -> Reply {
    let mut ignored = Vec::new();
    let read = call.params.read::<O::Request>();
    let read = if O::REGION_ID { require_region(call, read) } else { read };
    let read = if O::Protocol::STRICT { read.map_err(|error| first_unknown::<O>(call, error)) } else { read };
    let read = read.map_err(Error::from);
    let reply = read.and_then(|(request, unread)| {
        let common = CommonParams::read(call, const { &Constants::of::<O>() }, unread, &mut ignored)?;
        ignored.extend(O::without_effect(&request));
        run(request, common)
    });
    let reply = match O::DRY_RUN {
        DryRun::BeforeParameters(except) if is_dry_run(call) => Err(before_parameters(reply.err(), except)),
        _ => reply,
    };
    let mut reply = reply.unwrap_or_else(|error| O::Protocol::refuse(call, O::refuse, &error));
    if !ignored.is_empty() {
        reply.headers.push((IGNORED, listed(&ignored).into()));
    }
    reply
}

/// How long the list of the parameters that had no effect may be, in bytes, and how long each of their names.
const MAX_IGNORED: usize = 2048;
const MAX_IGNORED_NAME: usize = 256;

/// The names, which are ASCII, as far as there is room for them in a header, and how many more there are.
fn listed(names: &[String]) -> String {
    let mut list = String::new();
    for (n, name) in names.iter().enumerate() {
        if list.len() + name.len().min(MAX_IGNORED_NAME) > MAX_IGNORED {
            return format!("{list}, ... and {} more", names.len() - n);
        }
        let (separator, rest) =
            (if n == 0 { "" } else { ", " }, if name.len() > MAX_IGNORED_NAME { "..." } else { "" });
        list.extend([separator, &name[..name.len().min(MAX_IGNORED_NAME)], rest]);
    }
    list
}

fn is_dry_run(call: &Call<'_>) -> bool {
    call.params.get(DRY_RUN).is_some_and(|text| text.eq_ignore_ascii_case("true"))
}

/// The answer to a dry run that is answered before the parameters are checked, except for these.
fn before_parameters(error: Option<Error>, except: &[&str]) -> Error {
    let is_excepted = |error: &Error| {
        let without_index =
            |name: &str| except.contains(&name.trim_end_matches(|c: char| c == '.' || c.is_ascii_digit()));
        match error {
            Error::Param(ParamError::Unknown { .. }) => true,
            Error::NotModelled(name) => except.contains(&name.as_str()),
            _ => error.missing_parameter().or_else(|| error.invalid_parameter()).is_some_and(without_index),
        }
    };
    error.filter(is_excepted).unwrap_or(Error::DryRun)
}

/// The error that goes before all others about parameters: an unknown one (ours). If there is none, `error`.
fn first_unknown<O: Operation>(call: &Call<'_>, error: ParamError) -> ParamError {
    let known = super::parameters::<O>();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let is_known =
        |name: &str| is_read(&known, name) || covers(O::IGNORED, name) || not_modelled(O::NOT_MODELLED, name).is_some();
    // An empty value counts as left out.
    let mut names = call.params.iter().filter(|(_, value)| !value.is_empty()).map(|(name, _)| name);
    match names.find(|name| !is_known(name) && O::Protocol::COMMON_PARAMETER != Some(name)) {
        Some(name) => ParamError::Unknown { name: name.to_owned() },
        None => error,
    }
}

/// Refuses a call without RegionId. Of several missing parameters, RegionId is the one that is reported. Errors about
/// values come first.
fn require_region<T>(call: &Call<'_>, read: Result<T, ParamError>) -> Result<T, ParamError> {
    match read {
        Ok(_) if call.params.get(REGION_ID).is_none() => Err(ParamError::Missing { name: REGION_ID.to_owned() }),
        Err(ParamError::Missing { name }) if !name.contains('.') && call.params.get(REGION_ID).is_none() => {
            Err(ParamError::Missing { name: REGION_ID.to_owned() })
        }
        read => read,
    }
}

/// Writes the stored answer of an earlier call with the same token.
fn repeat<P: Protocol>(call: &Call<'_>, action: &'static str, stored: &str) -> Result<Reply, Error> {
    P::render(call, action, &serde_transcode::Transcoder::new(&mut serde_json::Deserializer::from_str(stored)))
}

/// The world, locked for one call.
struct LockedWorld<'c> {
    simulation: Guard<'c, Simulation>,
    scope: Cow<'c, Scope>,
    /// The scope's region, if nothing was changed in it yet.
    unchanged: Option<Arc<Furnished>>,
    endpoint: Endpoint<'c>,
    access_key: &'c str,
    now: Timestamp,
}

impl<'c> LockedWorld<'c> {
    /// Locks the world and runs the due events. Fails if an earlier call panicked in the middle of a change.
    fn lock(shared: &'c SharedSimulation, call: &'c Call<'_>) -> Result<Self, Error> {
        let mut simulation = shared.lock();
        if shared.is_poisoned() {
            return Err(Error::Internal);
        }
        let sequence = simulation.next_sequence();
        let (world, now) = simulation.run_due_events();
        call.executed.set(Some((sequence, now)));
        let elsewhere = || world.scope_of_instance(&call.scope, call.params.get("InstanceId")?);
        let scope = call.region_is_default.then(elsewhere).flatten().map_or(Cow::Borrowed(&call.scope), Cow::Owned);
        let unchanged = world.unchanged(&scope);
        let (endpoint, access_key) = (call.endpoint, call.access_key.as_str());
        Ok(Self { simulation, scope, unchanged, endpoint, access_key, now })
    }

    fn place(&self) -> Result<Place<'_>, Error> {
        let world = &self.simulation.world;
        let place = world.place(&self.scope, self.unchanged.as_deref(), self.endpoint, self.now);
        let session = world.sessions.get(self.access_key).filter(|session| session.cloud == self.scope.cloud);
        Ok(Place { session, ..place.ok_or(Error::Internal)? })
    }

    fn place_mut(&mut self) -> Result<PlaceMut<'_>, Error> {
        self.unchanged = None;
        self.simulation.world.open(&self.scope);
        self.simulation.place_mut(&self.scope, self.now).ok_or(Error::Internal)
    }
}

/// The constants of an operation, as values: so the common steps are compiled once, not once for each operation.
struct Constants {
    dry_run: DryRun,
    client_token: bool,
    token_identity: fn(&str) -> Result<Option<&str>, Error>,
    tokens: &'static str,
    ignored: &'static [&'static str],
    not_modelled: &'static [(&'static str, &'static str)],
    strict: bool,
    common_parameter: Option<&'static str>,
}

impl Constants {
    const fn of<O: Operation>() -> Self {
        Self {
            dry_run: O::DRY_RUN,
            client_token: O::CLIENT_TOKEN,
            token_identity: O::Protocol::client_token,
            tokens: O::TOKENS,
            ignored: O::IGNORED,
            not_modelled: O::NOT_MODELLED,
            strict: O::Protocol::STRICT,
            common_parameter: O::Protocol::COMMON_PARAMETER,
        }
    }
}

/// The entry of an operation's [`Operation::NOT_MODELLED`] that covers this parameter.
fn not_modelled<'e>(entries: &'e [(&str, &str)], name: &str) -> Option<&'e (&'e str, &'e str)> {
    entries.iter().find(|(pattern, _)| covers(&[pattern], name))
}

/// Adds to `ignored` the names in `unread` that have no effect. Refuses those that are not modelled, after those that are unknown.
fn check_unread(
    params: &Params<'_>,
    operation: &Constants,
    unread: Vec<String>,
    ignored: &mut Vec<String>,
) -> Result<(), Error> {
    let mut refused = None;
    for name in unread {
        if let Some((_, neutral)) = not_modelled(operation.not_modelled, &name) {
            if params.get(&name).is_some_and(|value| !value.eq_ignore_ascii_case(neutral)) {
                refused.get_or_insert(Error::NotModelled(name));
            }
            continue;
        }
        if (operation.dry_run != DryRun::None && name == DRY_RUN)
            || (operation.client_token && name == CLIENT_TOKEN)
            || operation.common_parameter == Some(&name)
        {
            continue;
        }
        if operation.strict && !covers(operation.ignored, &name) {
            return Err(ParamError::Unknown { name }.into());
        }
        // The names go into a header, which must be ASCII.
        ignored.push(name.escape_default().to_string());
    }
    refused.map_or(Ok(()), Err)
}

/// The parameters that many operations have: DryRun and ClientToken.
struct CommonParams {
    /// The operation's [`Operation::TOKENS`].
    tokens: &'static str,
    dry_run: bool,
    /// The client token, and a hash of the other parameters. The region is that of the stored tokens, whether the call
    /// names it or not.
    token: Option<(SmolStr, u64)>,
}

impl CommonParams {
    /// Reads them, and checks the names that the operation does not read.
    fn read(
        call: &Call<'_>,
        operation: &Constants,
        unread: Vec<String>,
        ignored: &mut Vec<String>,
    ) -> Result<Self, Error> {
        check_unread(&call.params, operation, unread, ignored)?;
        let dry_run = match call.params.get(DRY_RUN).filter(|_| operation.dry_run != DryRun::None) {
            None => false,
            Some(text) if text.eq_ignore_ascii_case("true") => true,
            Some(text) if text.eq_ignore_ascii_case("false") => false,
            Some(text) => return Err(Error::invalid(DRY_RUN, text, "true or false")),
        };
        let sent = call.params.iter().find(|(name, _)| operation.client_token && *name == CLIENT_TOKEN);
        let token = sent.map_or(Ok(None), |(_, token)| (operation.token_identity)(token))?;
        let token =
            token.map(|token| (SmolStr::new(token), call.params.fingerprint(&[CLIENT_TOKEN, DRY_RUN, REGION_ID])));
        Ok(Self { tokens: operation.tokens, dry_run, token })
    }

    /// The answer, as JSON, of an earlier call with this token. Fails if that call had other parameters.
    fn stored_answer<'r>(&self, at: Place<'r>) -> Result<Option<&'r str>, Error> {
        let Some((token, fingerprint)) = &self.token else { return Ok(None) };
        match at.region.tokens.get(self.tokens, token, at.now) {
            None => Ok(None),
            Some(stored) if stored.fingerprint == *fingerprint => Ok(Some(&stored.answer)),
            Some(_) => Err(Error::TokenMismatch(token.to_string())),
        }
    }

    /// Stores an answer, to be sent again if the call is repeated with the same token. An error is not stored (ours): the
    /// call may be repeated once its cause is gone.
    fn store_answer(self, at: &mut PlaceMut<'_>, answer: serde_json::Result<String>) {
        let Some((token, fingerprint)) = self.token else { return };
        let answer = match answer {
            Ok(answer) => answer.into(),
            // Not reached: answers consist of texts, numbers and lists, which JSON can represent.
            Err(error) => return tracing::error!(%error, self.tokens, "an answer that is not JSON is not kept"),
        };
        let action = SmolStr::new_static(self.tokens);
        at.region.tokens.insert(Token { action, token, fingerprint, answer, used: at.now });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dry_run_may_be_answered_before_all_parameters_but_some() {
        let bad = |name| Error::invalid(name, "x", "y");
        assert_eq!(before_parameters(Some(bad("PublicIp")), &["PublicIp"]), bad("PublicIp"));
        assert_eq!(before_parameters(Some(Error::missing("PublicIp")), &["PublicIp"]), Error::missing("PublicIp"));
        assert_eq!(before_parameters(Some(bad("PublicIp.2")), &["PublicIp"]), bad("PublicIp.2"));
        assert_eq!(before_parameters(Some(bad("Domain")), &["PublicIp"]), Error::DryRun);
        let not_modelled = |name: &str| Error::NotModelled(name.to_owned());
        assert_eq!(before_parameters(Some(not_modelled("Address")), &["Address"]), not_modelled("Address"));
        assert_eq!(before_parameters(Some(not_modelled("Pool")), &["Address"]), Error::DryRun);
        let unknown = || Error::Param(ParamError::Unknown { name: "Odd".to_owned() });
        assert_eq!(before_parameters(Some(unknown()), &[]), unknown());
        assert_eq!(before_parameters(Some(Error::Internal), &["PublicIp"]), Error::DryRun);
        assert_eq!(before_parameters(None, &[]), Error::DryRun);
    }
}
