//! What the protocols of both clouds have in common.

use super::{Call, Entry, Error, Format, OwnWords, Reply};
use crate::domain::scope::Cloud;
use crate::wire::access_key::AccessKey;
use crate::wire::head::Head;
use crate::wire::params::Params;
use crate::wire::pattern::matches;
use crate::wire::signing::{AuthError, Signatures, Verified};
use crate::world::ids::RequestId;
use jiff::Timestamp;
use serde::Serialize;
use smol_str::SmolStr;

/// A protocol of one of the clouds: it reads what its calls have in common, and writes answers.
pub trait Protocol {
    /// Whether a parameter that the API does not have is an error.
    const STRICT: bool;
    /// A parameter that the protocol has read, and that every operation may have or not.
    const EVERYWHERE: Option<&'static str> = None;
    /// What the answer is to be written in.
    fn format(params: &Params<'_>, head: &Head<'_>) -> Format;
    /// Reads who calls what, and where.
    fn read<'a>(head: &'a Head<'_>, params: Params<'a>, format: Format, server: &dyn Server) -> Incoming<'a>;
    /// Writes what an operation answered.
    fn render<T: Serialize>(call: &Call<'_>, action: &'static str, answer: &T) -> Result<Reply, Error>;
    /// Writes why a call is refused: in the operation's own words, or in those of all.
    fn refuse(call: &Call<'_>, own: OwnWords, error: &Error) -> Reply;
}

/// A call that was read.
pub struct Incoming<'a> {
    /// The call.
    pub call: Call<'a>,
    /// Why it is refused whatever it asks for: its signature, version, format or region.
    pub refusal: Option<Error>,
    /// The operations of its service that Twinstance has, sorted by name.
    pub operations: &'static [Entry],
    /// Whether the service has an action of this name.
    pub is_action: fn(&str) -> bool,
}

/// What a protocol asks the server that it reads for.
pub trait Server {
    /// Whether signatures are verified.
    fn signatures(&self) -> Signatures;
    /// The machine's time, by which signatures are made.
    fn machine_time(&self) -> Timestamp;
    /// What is known of an access key.
    fn access_key(&self, id: &str) -> Option<&AccessKey>;
    /// Notes the nonce of a call that was signed for this time, or refuses one that was used.
    fn note_nonce(&self, access_key: &str, nonce: &str, at: Timestamp) -> Result<(), AuthError>;
    /// The account that a caller acts for.
    fn account(&self, cloud: Cloud, caller: Verified<'_>) -> SmolStr;
    /// The region of calls that name none.
    fn region(&self, cloud: Cloud) -> &'static str;
    /// The id of the next answer.
    fn request_id(&self) -> RequestId;
}

/// Whether the key may call this action.
pub fn check_allowed(server: &dyn Server, key: Verified<'_>, action: &str) -> Result<(), Error> {
    let key = server.access_key(key.access_key());
    let denied = key.is_some_and(|key| key.deny.iter().any(|pattern| matches(pattern, action)));
    if denied { Err(AuthError::Denied.into()) } else { Ok(()) }
}
