//! [GetCallerIdentity](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html)

use super::Sts;
use crate::domain::geography::partition;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the account that owns the access key, as its root user: there are no other users here (ours).
pub struct GetCallerIdentity;

#[derive(Debug, Deserialize)]
pub struct Request {}

/// The user id of a root user is the account id.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    arn: String,
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
        let (account, partition) = (at.scope.account.clone(), partition(at.scope.region));
        let arn = format!("arn:{}:iam::{account}:root", partition.name);
        Ok(Response { arn, user_id: account.clone(), account })
    }
}
