//! Temporary credentials: an access key with a token, for a limited time.

use crate::domain::iam::new_id;
use crate::domain::ids::Ids;
use crate::domain::place::PlaceMut;
use crate::domain::scope::Cloud;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeMap;

/// What access keys of sessions begin with: of AWS, of Alibaba Cloud.
const PREFIXES: [&str; 2] = ["ASIA", "STS."];

/// The most sessions of all accounts; beyond that the earliest to end go (ours).
pub const MAX_SESSIONS: usize = 5000;

/// How long a session is known after its end, so that its caller is told of that.
const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// The sessions of all accounts, by their access keys.
pub type Sessions = BTreeMap<SmolStr, Session>;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    pub cloud: Cloud,
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
    /// The id of the role and the name of the session; of a root user the account's id.
    pub id: SmolStr,
    /// The name by which the source of the session is known, if it was told.
    pub source: Option<SmolStr>,
    pub is_role: bool,
}

/// Whether an access key looks like that of a session.
pub fn is_temporary(key: &str) -> bool {
    PREFIXES.iter().any(|prefix| key.starts_with(prefix))
}

/// Creates a session, and returns its access key. Forgets those that ended long ago.
pub fn begin(at: &mut PlaceMut<'_>, account: SmolStr, caller: Caller, lasts: SignedDuration) -> SmolStr {
    let (now, cloud) = (at.now, at.scope.cloud);
    at.sessions.retain(|_, session| now.duration_since(session.expires) < KEPT);
    make_room(at.sessions);
    // Times end in the year 9999.
    let expires = now.checked_add(lasts).unwrap_or(Timestamp::MAX);
    let (key, secret, token) = match cloud {
        // Access keys have 20 characters, one fewer than ids.
        Cloud::Aws => (new_id(at.ids, PREFIXES[0]).chars().take(20).collect(), base64(at.ids, 30), base64(at.ids, 210)),
        Cloud::Alibaba => {
            let mut word = || format_smolstr!("{:016x}", at.ids.word());
            let key = format_smolstr!("{}NU{}", PREFIXES[1], word());
            let secret = format_smolstr!("{}{}", word(), word());
            (key, secret, format_smolstr!("CAIS{}{}{}{}", word(), word(), word(), word()))
        }
    };
    at.sessions.insert(SmolStr::clone(&key), Session { cloud, account, caller, secret, token, expires });
    key
}

/// Forgets the earliest to end, if there are as many as there can be.
fn make_room(sessions: &mut Sessions) {
    if sessions.len() < MAX_SESSIONS {
        return;
    }
    let first = sessions.iter().min_by_key(|(_, session)| session.expires).map(|(key, _)| key.clone());
    first.and_then(|key| sessions.remove(&key));
}

/// Whether sessions that come from outside hold.
pub fn check(sessions: &Sessions) -> Result<(), String> {
    if sessions.len() > MAX_SESSIONS {
        return Err(format!("there are at most {MAX_SESSIONS} sessions"));
    }
    let stranger = sessions.keys().find(|key| !is_temporary(key));
    stranger.map_or(Ok(()), |key| Err(format!("{key} is not the access key of a session")))
}

/// So many random bytes in base 64. They follow from the world's seed, and are no secret.
fn base64(ids: &mut dyn Ids, count: usize) -> SmolStr {
    let bytes: Vec<u8> = std::iter::repeat_with(|| ids.word().to_le_bytes()).flatten().take(count).collect();
    BASE64_STANDARD.encode(bytes).into()
}
