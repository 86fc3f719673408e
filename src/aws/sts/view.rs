//! Temporary credentials in answers.

use crate::aws::cloudwatch::common::Time;
use crate::domain::session::Session;
use jiff::Timestamp;
use serde::Serialize;
use smol_str::SmolStr;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Credentials {
    access_key_id: SmolStr,
    secret_access_key: SmolStr,
    session_token: SmolStr,
    /// To the second.
    expiration: Time,
}

impl Credentials {
    pub fn new(access_key: SmolStr, session: &Session) -> Self {
        let expires = Timestamp::from_second(session.expires.as_second()).unwrap_or(session.expires);
        Self {
            access_key_id: access_key,
            secret_access_key: session.secret.clone(),
            session_token: session.token.clone(),
            expiration: Time(expires),
        }
    }
}
