//! [GetSessionToken](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html)

use super::view::Credentials;
use super::{Sts, caller, denied, seconds};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::session::{Caller, begin};
use crate::operation::{Change, Error, Operation};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// Gives temporary credentials of the account. They last an hour at the most: the caller is the root user.
pub struct GetSessionToken;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    duration_seconds: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    credentials: Credentials,
}

impl Operation for GetSessionToken {
    const ACTION: &'static str = "GetSessionToken";
    const IGNORED: &'static [&'static str] = &["SerialNumber", "TokenCode"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("MinimumSessionTokenSize", "0")];
    type Protocol = Sts;
    type Request = Request;
    type Response = Response;
}

/// An hour, in seconds.
const MOST: i64 = 3600;

impl Change for GetSessionToken {
    type Plan = (Caller, SignedDuration);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let lasts = seconds(request.duration_seconds.unwrap_or(MOST), 129_600)?;
        if at.session.is_some() {
            return Err(denied("Cannot call GetSessionToken with session credentials".to_owned()));
        }
        Ok((caller(at), lasts.min(SignedDuration::from_secs(MOST))))
    }

    fn commit(at: &mut PlaceMut<'_>, (caller, lasts): Self::Plan) -> Response {
        let key = begin(at, at.scope.account.clone(), caller, lasts);
        let session = &at.sessions[&key];
        Response { credentials: Credentials::new(key, session) }
    }
}
