//! [GetCallerIdentity](https://api.alibabacloud.com/document/Sts/2015-04-01/GetCallerIdentity)

use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the account that owns the access key: there are no users or roles here (ours).
pub struct GetCallerIdentity;

#[derive(Debug, Deserialize)]
pub struct Request {}

/// The account is its own user and principal. As in the vendor's answers, fields of roles are left out.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    identity_type: &'static str,
    account_id: SmolStr,
    principal_id: SmolStr,
    user_id: SmolStr,
    arn: String,
}

impl Operation for GetCallerIdentity {
    const ACTION: &'static str = "GetCallerIdentity";
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for GetCallerIdentity {
    fn read(at: Place<'_>, _: Request) -> Result<Response, Error> {
        let account = &at.scope.account;
        Ok(Response {
            identity_type: "Account",
            account_id: account.clone(),
            principal_id: account.clone(),
            user_id: account.clone(),
            arn: format!("acs:ram::{account}:root"),
        })
    }
}
