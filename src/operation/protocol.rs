//! What the protocols of both clouds have in common.

use super::{Call, Entry, Error, ErrorOverride, Format, Reply};
use crate::domain::scope::Cloud;
use crate::wire::access_key::{AccessKey, KeyStatus};
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::signing::{AuthError, Signatures, Verified};
use crate::world::ids::RequestId;
use jiff::Timestamp;
use serde::Serialize;
use smol_str::SmolStr;
use std::borrow::Cow;

/// The most bytes of a client token.
pub const MAX_TOKEN: usize = 64;

/// A protocol of one of the clouds. It reads the common part of calls, and writes answers.
pub trait Protocol {
    /// Whether an unknown parameter is an error.
    const STRICT: bool;
    /// A parameter that the protocol reads, and that every operation accepts.
    const COMMON_PARAMETER: Option<&'static str> = None;
    /// The identity of the client token that was sent, or `None` if it counts as none.
    fn client_token(sent: &str) -> Result<Option<&str>, Error> {
        match sent {
            "" => Ok(None),
            _ if sent.len() <= MAX_TOKEN && sent.is_ascii() => Ok(Some(sent)),
            _ => Err(Error::TokenMalformed(sent.to_owned())),
        }
    }
    /// The format of the answer.
    fn format(params: &Params<'_>, head: &Head<'_>) -> Format;
    /// Reads the caller, the region and the action.
    fn read<'a>(head: &'a Head<'_>, params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a>;
    /// Writes the answer of an operation.
    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error>;
    /// Writes an error: as `error_override` maps it, else as all operations of the cloud do.
    fn refuse(call: &Call<'_>, error_override: ErrorOverride, error: &Error) -> Reply;
}

/// A call, as [`Protocol::read`] returns it.
pub struct Incoming<'a> {
    pub call: Call<'a>,
    /// Why the call is refused, whatever its action: its signature, version, format or region is wrong.
    pub refusal: Option<Error>,
    /// The operations of its service that Twinstance has, sorted by name.
    pub operations: &'static [Entry],
    /// Whether the vendor's service has an action of this name.
    pub is_action: fn(&str) -> bool,
}

/// What a protocol needs of the server.
pub trait Server {
    /// Whether signatures are verified.
    fn signatures(&self) -> Signatures;
    /// The machine's time, with which signatures are made.
    fn machine_time(&self) -> Timestamp;
    /// An access key: as configured, or that of a session of a cloud.
    fn access_key(&self, cloud: Cloud, id: &str) -> Option<Cow<'_, AccessKey>>;
    /// Records the nonce of a call that was signed at this time. Fails if the nonce was used before.
    fn record_nonce(&self, access_key: &str, nonce: &str, at: Timestamp) -> Result<(), AuthError>;
    /// The account of a caller.
    fn account(&self, cloud: Cloud, caller: Verified<'_>) -> SmolStr;
    /// The region of calls that name none.
    fn region(&self, cloud: Cloud) -> &'static str;
    /// The next request id.
    fn request_id(&self) -> RequestId;
}

/// Refuses a session that has ended. A signature is refused for it before, if it is verified.
pub fn check_unexpired(server: &dyn Server, cloud: Cloud, key: Verified<'_>) -> Result<(), AuthError> {
    let key = server.access_key(cloud, key.access_key());
    let is_over = key.is_some_and(|key| key.status == KeyStatus::Expired);
    if is_over { Err(AuthError::SessionEnded) } else { Ok(()) }
}

/// Refuses an action that the access key may not call.
pub fn check_allowed(server: &dyn Server, cloud: Cloud, key: Verified<'_>, action: &str) -> Result<(), Error> {
    let key = server.access_key(cloud, key.access_key());
    let denied = key.is_some_and(|key| key.deny.iter().any(|pattern| pattern.matches(action)));
    if denied { Err(AuthError::Denied.into()) } else { Ok(()) }
}
