//! [AssumeRole](https://api.alibabacloud.com/document/Sts/2015-04-01/AssumeRole)

use crate::alibaba::ecs::common::{in_range, time_to_the_second};
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::session::{Caller, begin};
use crate::operation::{Change, Error, Operation, VendorError, row};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Gives temporary credentials of a role's account, which this server takes until they end by the world's clock. RAM is another
/// service: any name is that of a role, which anybody may assume (ours).
pub struct AssumeRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    role_arn: SmolStr,
    role_session_name: SmolStr,
    duration_seconds: Option<i64>,
    source_identity: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    assumed_role_user: AssumedRoleUser,
    credentials: Credentials,
    #[serde(skip_serializing_if = "Option::is_none")]
    source_identity: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AssumedRoleUser {
    arn: SmolStr,
    assumed_role_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Credentials {
    access_key_id: SmolStr,
    access_key_secret: SmolStr,
    security_token: SmolStr,
    expiration: String,
}

/// The session to begin.
pub struct Plan {
    account: SmolStr,
    caller: Caller,
    lasts: SignedDuration,
}

impl Operation for AssumeRole {
    const ACTION: &'static str = "AssumeRole";
    // What roles may do, and who may assume them, is not modelled.
    const IGNORED: &'static [&'static str] = &["ExternalId", "Policy"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        Some(match error.invalid_parameter()? {
            "RoleArn" => row(400, "InvalidParameter.RoleArn", "The parameter RoleArn is wrongly formed."),
            "RoleSessionName" => row(400, "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed."),
            "DurationSeconds" => row(400, "InvalidParameter.DurationSeconds", "The Min/Max value of DurationSeconds is 15min/1hr."),
            _ => return None,
        })
    }
}

impl Change for AssumeRole {
    type Plan = Plan;

    fn plan(_: Place<'_>, request: Request) -> Result<Plan, Error> {
        let Some(account) = account_of(&request.role_arn) else {
            return Err(Error::invalid("RoleArn", request.role_arn, "acs:ram::ACCOUNT:role/NAME"));
        };
        let account = SmolStr::new(account);
        let name = request.role_session_name;
        let good = |c: char| c.is_ascii_alphanumeric() || "-_.@=".contains(c);
        if !(2..=64).contains(&name.len()) || !name.chars().all(good) {
            return Err(Error::invalid("RoleSessionName", name, "2 to 64 letters, digits and -_.@="));
        }
        let seconds = in_range("DurationSeconds", request.duration_seconds.unwrap_or(3600), 900..=43_200)?;
        if request.source_identity.as_ref().is_some_and(|text| !(2..=64).contains(&text.len())) {
            return Err(Error::invalid("SourceIdentity", "...", "2 to 64 characters"));
        }
        let arn = request.role_arn;
        let caller = Caller {
            id: format_smolstr!("{}:{name}", role_id(&arn)),
            arn: format_smolstr!("{arn}/{name}"),
            source: request.source_identity,
            is_role: true,
        };
        Ok(Plan { account, caller, lasts: SignedDuration::from_secs(seconds.into()) })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { account, caller, lasts }: Plan) -> Response {
        let key = begin(at, account, caller, lasts);
        let session = &at.sessions[&key];
        Response {
            assumed_role_user: AssumedRoleUser {
                arn: session.caller.arn.clone(),
                assumed_role_id: session.caller.id.clone(),
            },
            credentials: Credentials {
                access_key_id: key,
                access_key_secret: session.secret.clone(),
                security_token: session.token.clone(),
                expiration: time_to_the_second(session.expires),
            },
            source_identity: session.caller.source.clone(),
        }
    }
}

/// The account of a role's ARN; `None` if it is none.
fn account_of(arn: &str) -> Option<&str> {
    let (account, role) = arn.strip_prefix("acs:ram::")?.split_once(":role/")?;
    let is_account = (1..=32).contains(&account.len()) && account.bytes().all(|byte| byte.is_ascii_digit());
    let good = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    (is_account && (1..=64).contains(&role.len()) && role.chars().all(good)).then_some(account)
}

/// The id of a role: 18 digits that follow from its ARN (ours).
fn role_id(arn: &str) -> u64 {
    const BASE: u64 = 100_000_000_000_000_000;
    let sum = arn.bytes().fold(0u64, |sum, byte| sum.wrapping_mul(1_099_511_628_211).wrapping_add(u64::from(byte)));
    3 * BASE + sum % BASE
}
