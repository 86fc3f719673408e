//! [GetCallerIdentity](https://api.alibabacloud.com/document/Sts/2015-04-01/GetCallerIdentity)

use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::domain::session::Session;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Returns the account that owns the access key, or the role that a session has assumed: there are no users here (ours).
pub struct GetCallerIdentity;

#[derive(Debug, Deserialize)]
pub struct Request {}

/// An account is its own user and principal. As in the vendor's answers, fields of others are left out.
#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    identity_type: &'static str,
    account_id: SmolStr,
    principal_id: SmolStr,
    user_id: Option<SmolStr>,
    role_id: Option<SmolStr>,
    arn: SmolStr,
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
        if let Some(Session { caller, .. }) = at.session {
            return Ok(Response {
                identity_type: "AssumedRoleUser",
                account_id: account.clone(),
                principal_id: caller.id.clone(),
                user_id: None,
                role_id: caller.id.split(':').next().map(Into::into),
                arn: caller.arn.clone(),
            });
        }
        Ok(Response {
            identity_type: "Account",
            account_id: account.clone(),
            principal_id: account.clone(),
            user_id: Some(account.clone()),
            role_id: None,
            arn: format_smolstr!("acs:ram::{account}:root"),
        })
    }
}
