//! Roles and instance profiles in answers.

use super::common::{Tag, tag_list};
use crate::aws::cloudwatch::common::List;
use crate::domain::compute::instance::Tags;
use crate::domain::iam::{InstanceProfile, Role};
use crate::domain::place::Place;
use crate::domain::scope::Scope;
use jiff::Timestamp;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use smol_str::SmolStr;

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct RoleView {
    path: SmolStr,
    role_name: SmolStr,
    role_id: SmolStr,
    arn: String,
    create_date: String,
    assume_role_policy_document: String,
    description: Option<SmolStr>,
    max_session_duration: Option<u32>,
    tags: Option<List<Tag>>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct ProfileView {
    path: SmolStr,
    instance_profile_name: SmolStr,
    instance_profile_id: SmolStr,
    arn: String,
    create_date: String,
    roles: List<RoleView>,
    tags: Option<List<Tag>>,
}

impl RoleView {
    /// A role as lists have it.
    pub fn new(scope: &Scope, role: &Role) -> Self {
        Self { max_session_duration: Some(role.max_session), ..Self::short(scope, role) }
    }

    /// A role in an instance profile, and in the answer that creates it, which tells no duration.
    pub fn short(scope: &Scope, role: &Role) -> Self {
        Self {
            path: role.path.clone(),
            role_name: role.name.clone(),
            role_id: role.id.clone(),
            arn: role.arn(scope),
            create_date: seconds(role.created),
            assume_role_policy_document: encoded(&role.trust),
            description: role.description.clone(),
            max_session_duration: None,
            tags: None,
        }
    }

    /// With its tags, which lists do not have.
    pub fn tagged(self, role: &Role) -> Self {
        Self { tags: shown(&role.tags), ..self }
    }
}

impl ProfileView {
    /// An instance profile as lists have it.
    pub fn new(at: Place<'_>, profile: &InstanceProfile) -> Self {
        let role = profile.role.as_ref().and_then(|role| at.identities.roles.get(role));
        let roles = role.map(|role| RoleView::short(at.scope, role));
        Self { roles: roles.into_iter().collect(), ..Self::without_role(at.scope, profile) }
    }

    /// A new one, which has no role yet.
    pub fn without_role(scope: &Scope, profile: &InstanceProfile) -> Self {
        Self {
            path: profile.path.clone(),
            instance_profile_name: profile.name.clone(),
            instance_profile_id: profile.id.clone(),
            arn: profile.arn(scope),
            create_date: seconds(profile.created),
            roles: List(Vec::new()),
            tags: None,
        }
    }

    /// With its tags, which lists do not have.
    pub fn tagged(self, profile: &InstanceProfile) -> Self {
        Self { tags: shown(&profile.tags), ..self }
    }
}

fn shown(tags: &Tags) -> Option<List<Tag>> {
    Some(tag_list(tags)).filter(|_| !tags.is_empty())
}

/// A time in whole seconds, in UTC.
pub fn seconds(time: Timestamp) -> String {
    Timestamp::from_second(time.as_second()).unwrap_or(time).to_string()
}

/// A document as IAM answers it: percent-encoded, as in a URL.
fn encoded(document: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(document, KEPT).to_string()
}
