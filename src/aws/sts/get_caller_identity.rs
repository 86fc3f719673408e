//! [GetCallerIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)

use super::{Sts, caller};
use crate::domain::place::Place;
use crate::domain::session::Caller;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the account that owns the access key, and who calls: an assumed role, or the account's root user.
pub struct GetCallerIdentity;

#[derive(Debug, Deserialize)]
pub struct Request {}

/// The user id of a root user is the account id.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    arn: SmolStr,
    user_id: SmolStr,
    account: SmolStr,
}

impl Operation for GetCallerIdentity {
    const ACTION: &'static str = "GetCallerIdentity";
    type Protocol = Sts;
    type Request = Request;
    type Response = Response;
}

impl Read for GetCallerIdentity {
    fn read(at: Place<'_>, _: Request) -> Result<Response, Error> {
        let Caller { arn, id, .. } = caller(at);
        Ok(Response { arn, user_id: id, account: at.scope.account.clone() })
    }
}
