//! [CreateRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html)

use super::Iam;
use super::common::{MAX_ROLE_NAME, Tag, check_length, check_name, check_new, merged, path};
use super::errors::{constraint, own, plain};
use super::view::RoleView;
use crate::domain::compute::instance::Tags;
use crate::domain::iam::{Role, new_id};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a role. Who may assume it is kept and shown, and not judged. There are no permissions boundaries.
pub struct CreateRole;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    path: Option<SmolStr>,
    role_name: SmolStr,
    assume_role_policy_document: SmolStr,
    description: Option<SmolStr>,
    max_session_duration: Option<i64>,
    #[serde(default)]
    tags: Vec<Tag>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    role: RoleView,
}

impl Operation for CreateRole {
    const ACTION: &'static str = "CreateRole";
    const NOT_MODELLED: &'static [(&'static str, &'static str)] =
        &[("MaxSigninSessionDuration", ""), ("PermissionsBoundary", "")];
    type Protocol = Iam;
    type Request = Request;
    type Response = Response;
}

/// The most characters of who may assume it: IAM's quota.
const MAX_DOCUMENT: usize = 2048;

/// How long its sessions last at the most unless the request says otherwise, in seconds.
const SESSION: u32 = 3600;

impl Change for CreateRole {
    /// Without an id.
    type Plan = Role;

    fn plan(at: Place<'_>, request: Request) -> Result<Role, Error> {
        check_name("roleName", &request.role_name, MAX_ROLE_NAME)?;
        let path = path(request.path)?;
        check_document(&request.assume_role_policy_document)?;
        if let Some(description) = &request.description {
            check_length("description", description, 0, 1000)?;
        }
        let max_session = request.max_session_duration.map_or(Ok(SESSION), duration)?;
        let tags = merged(&Tags::new(), request.tags)?;
        check_new("Role with name", "RolesPerAccount", &request.role_name, at.identities.roles.keys())?;
        Ok(Role {
            id: SmolStr::default(),
            name: request.role_name,
            path,
            created: at.now,
            trust: request.assume_role_policy_document,
            description: request.description,
            max_session,
            tags,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, role: Role) -> Response {
        let role = Role { id: new_id(at.ids, "AROA"), ..role };
        let view = RoleView::short(at.scope, &role).tagged(&role);
        at.identities().roles.insert(role.name.clone(), role);
        Response { role: view }
    }
}

fn check_document(document: &SmolStr) -> Result<(), Error> {
    check_length("assumeRolePolicyDocument", document, 1, 131_072)?;
    match serde_json::from_str(document) {
        Ok(serde_json::Value::Object(_)) if document.chars().count() <= MAX_DOCUMENT => Ok(()),
        Ok(serde_json::Value::Object(_)) => {
            Err(own("LimitExceeded", format!("Cannot exceed quota for ACLSizePerRole: {MAX_DOCUMENT}")))
        }
        _ => Err(plain("MalformedPolicyDocument")),
    }
}

fn duration(seconds: i64) -> Result<u32, Error> {
    let must = |what: &str| constraint(&seconds.to_string(), "maxSessionDuration", what);
    match u32::try_from(seconds) {
        Ok(good @ SESSION..=43_200) => Ok(good),
        Ok(0..SESSION) | Err(_) if seconds < i64::from(SESSION) => {
            Err(must("have value greater than or equal to 3600"))
        }
        _ => Err(must("have value less than or equal to 43200")),
    }
}
