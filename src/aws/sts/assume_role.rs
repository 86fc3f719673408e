//! [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)

use super::view::Credentials;
use super::{Sts, caller, denied, seconds};
use crate::aws::iam::errors::{constraint, validation};
use crate::domain::iam::Role;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::session::{Caller, begin};
use crate::operation::{Change, Error, Operation};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use smol_str::{SmolStr, format_smolstr};

/// Gives temporary credentials of a role, of the account or of another one. Whoever asks may assume it: who the role trusts is kept
/// and not judged, as are the policies and tags of the session.
pub struct AssumeRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    role_arn: SmolStr,
    role_session_name: SmolStr,
    duration_seconds: Option<i64>,
    source_identity: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    credentials: Credentials,
    assumed_role_user: AssumedRoleUser,
    source_identity: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct AssumedRoleUser {
    assumed_role_id: SmolStr,
    arn: SmolStr,
}

impl Operation for AssumeRole {
    const ACTION: &'static str = "AssumeRole";
    const IGNORED: &'static [&'static str] = &[
        "ExternalId",
        "Policy",
        "PolicyArns",
        "ProvidedContexts",
        "SerialNumber",
        "Tags",
        "TokenCode",
        "TransitiveTagKeys",
    ];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("MinimumSessionTokenSize", "0")];
    type Protocol = Sts;
    type Request = Request;
    type Response = Response;
}

/// The session to begin.
pub struct Plan {
    account: SmolStr,
    caller: Caller,
    lasts: SignedDuration,
}

/// How long sessions last, in seconds: by default, and at the most where a role assumes a role.
const HOUR: i64 = 3600;

impl Change for AssumeRole {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        check_name("roleSessionName", &request.role_session_name)?;
        if let Some(source) = &request.source_identity {
            check_name("sourceIdentity", source)?;
        }
        let lasts = seconds(request.duration_seconds.unwrap_or(HOUR), 43_200)?;
        let (account, role) = find(at, &request.role_arn)?;
        let chains = at.session.is_some_and(|session| session.caller.is_role);
        if chains && lasts.as_secs() > HOUR {
            let text =
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.";
            return Err(validation(text.to_owned()));
        }
        if lasts.as_secs() > i64::from(role.max_session) {
            let text = "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
            return Err(validation(text.to_owned()));
        }
        let (partition, name) = (request.role_arn.split(':').nth(1).unwrap_or("aws"), &request.role_session_name);
        let caller = Caller {
            arn: format_smolstr!("arn:{partition}:sts::{account}:assumed-role/{}/{name}", role.name),
            id: format_smolstr!("{}:{name}", role.id),
            source: request.source_identity,
            is_role: true,
        };
        Ok(Plan { account, caller, lasts })
    }

    fn commit(at: &mut PlaceMut<'_>, Plan { account, caller, lasts }: Plan) -> Response {
        let key = begin(at, account, caller, lasts);
        let session = &at.sessions[&key];
        Response {
            credentials: Credentials::new(key, session),
            assumed_role_user: AssumedRoleUser {
                assumed_role_id: session.caller.id.clone(),
                arn: session.caller.arn.clone(),
            },
            source_identity: session.caller.source.clone(),
        }
    }
}

/// The role with this ARN, and its account. A role that is not there is refused as one that may not be assumed.
fn find<'r>(at: Place<'r>, arn: &SmolStr) -> Result<(SmolStr, &'r Role), Error> {
    let count = arn.chars().count();
    if count < 20 {
        return Err(constraint(arn, "roleArn", "have length greater than or equal to 20"));
    }
    if count > 2048 {
        return Err(constraint("...", "roleArn", "have length less than or equal to 2048"));
    }
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let ["arn", _, "iam", "", account, resource] = parts[..] else {
        return Err(validation(format!("{arn} is invalid")));
    };
    let name = resource.strip_prefix("role/").and_then(|path| path.rsplit('/').next()).unwrap_or_default();
    let role = at.others.identities(account).and_then(|identities| identities.roles.get(name));
    let role = role.filter(|role| resource == format!("role{}{}", role.path, role.name));
    let no_role = || {
        let text = format!("User: {} is not authorized to perform: sts:AssumeRole on resource: {arn}", caller(at).arn);
        denied(text)
    };
    Ok((account.into(), role.ok_or_else(no_role)?))
}

/// Fails if a name has other characters than names of sessions have, or not from 2 to 64.
fn check_name(parameter: &str, name: &str) -> Result<(), Error> {
    let pattern = r"satisfy regular expression pattern: [\w+=,.@-]*";
    match name.chars().count() {
        0..2 => Err(constraint(name, parameter, "have length greater than or equal to 2")),
        2..=64 => {
            let good = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte));
            if good { Ok(()) } else { Err(constraint(name, parameter, pattern)) }
        }
        _ => Err(constraint("...", parameter, "have length less than or equal to 64")),
    }
}
