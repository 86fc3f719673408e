//! Temporary credentials: an access key with a token, for a limited time.

use crate::domain::iam::new_id;
use crate::domain::ids::Ids;
use crate::domain::place::PlaceMut;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// What access keys of sessions of AWS begin with.
pub const PREFIX: &str = "ASIA";

/// How long a session is known after its end, so that its caller is told of that.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// The sessions of all accounts, by their access keys.
pub type Sessions = BTreeMap<SmolStr, Session>;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// The account in which it acts.
    pub account: SmolStr,
    /// Who acts: an assumed role, or the root user of the account.
    pub caller: Caller,
    pub secret: SmolStr,
    pub token: SmolStr,
    pub expires: Timestamp,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    pub arn: SmolStr,
    /// `AROA…:session`; of a root user the account's id.
    pub id: SmolStr,
    /// The name by which the source of the session is known, if it was told.
    pub source: Option<SmolStr>,
    pub is_role: bool,
}

/// Creates a session, and returns its access key. Forgets those that ended long ago.
pub fn begin(at: &mut PlaceMut<'_>, account: SmolStr, caller: Caller, lasts: SignedDuration) -> SmolStr {
    let now = at.now;
    at.sessions.retain(|_, session| now.duration_since(session.expires) < KEPT);
    // Times end in the year 9999.
    let expires = now.checked_add(lasts).unwrap_or(Timestamp::MAX);
    let (secret, token) = (base64(at.ids, 30), base64(at.ids, 210));
    // Access keys have 20 characters, one fewer than ids.
    let key: SmolStr = new_id(at.ids, PREFIX).chars().take(20).collect();
    at.sessions.insert(key.clone(), Session { account, caller, secret, token, expires });
    key
}

/// So many random bytes in base 64. They follow from the world's seed, and are no secret.
fn base64(ids: &mut dyn Ids, count: usize) -> SmolStr {
    let bytes: Vec<u8> = std::iter::repeat_with(|| ids.word().to_le_bytes()).flatten().take(count).collect();
    BASE64_STANDARD.encode(bytes).into()
}
