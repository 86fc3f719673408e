//! Roles and instance profiles of an account, of which there are names, ARNs and tags alone: nobody is refused anything here.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_switch-role-ec2_instance-profiles.html>

use crate::domain::compute::instance::Tags;
use crate::domain::geography::partition;
use crate::domain::ids::Ids;
use crate::domain::scope::Scope;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// The most roles of an account, and the most instance profiles: IAM's quotas.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
pub const MAX_ENTITIES: usize = 1000;

/// The roles and instance profiles of an account, by name. They are the same in all regions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Identities {
    pub roles: BTreeMap<SmolStr, Role>,
    pub profiles: BTreeMap<SmolStr, InstanceProfile>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Role {
    /// `AROA` and 17 characters.
    pub id: SmolStr,
    pub name: SmolStr,
    /// It begins and ends with a slash.
    pub path: SmolStr,
    pub created: Timestamp,
    /// Who may assume it: a JSON document, which is shown and not judged.
    pub trust: SmolStr,
    pub description: Option<SmolStr>,
    /// How long its sessions may last, in seconds.
    pub max_session: u32,
    pub tags: Tags,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct InstanceProfile {
    /// `AIPA` and 17 characters.
    pub id: SmolStr,
    pub name: SmolStr,
    pub path: SmolStr,
    pub created: Timestamp,
    /// The name of its role.
    pub role: Option<SmolStr>,
    pub tags: Tags,
}

/// The instance profile of an instance of EC2. It stays as it is when the profile is deleted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProfileAssociation {
    /// `iip-assoc-` and digits.
    pub id: SmolStr,
    /// The ARN of the profile.
    pub arn: SmolStr,
    /// The id of the profile.
    pub profile: SmolStr,
}

/// The identities of an account that has none.
pub static NONE: Identities = Identities { roles: BTreeMap::new(), profiles: BTreeMap::new() };

impl Identities {
    /// The instance profile with this ARN.
    pub fn profile_by_arn(&self, scope: &Scope, arn: &str) -> Option<&InstanceProfile> {
        let name = arn.rsplit('/').next().unwrap_or_default();
        self.profiles.get(name).filter(|profile| profile.arn(scope) == arn)
    }

    /// The instance profiles that have this role.
    pub fn profiles_of<'i>(&'i self, role: &'i str) -> impl Iterator<Item = &'i InstanceProfile> {
        self.profiles.values().filter(move |profile| profile.role.as_deref() == Some(role))
    }

    /// Whether what comes from outside holds.
    pub fn check(&self) -> Result<(), String> {
        if self.roles.len().max(self.profiles.len()) > MAX_ENTITIES {
            return Err(format!("an account has at most {MAX_ENTITIES} roles and instance profiles"));
        }
        let misnamed = self.roles.iter().find(|(name, role)| **name != role.name).map(|(name, _)| name);
        let misnamed =
            misnamed.or_else(|| self.profiles.iter().find(|(name, one)| **name != one.name).map(|(name, _)| name));
        if let Some(name) = misnamed {
            return Err(format!("{name} has another name"));
        }
        let is_missing = |role: &&SmolStr| !self.roles.contains_key(*role);
        match self.profiles.values().filter_map(|profile| profile.role.as_ref()).find(is_missing) {
            Some(role) => Err(format!("there is no role {role} for its instance profile")),
            None => Ok(()),
        }
    }
}

impl Role {
    pub fn arn(&self, scope: &Scope) -> String {
        arn(scope, "role", &self.path, &self.name)
    }
}

impl InstanceProfile {
    pub fn arn(&self, scope: &Scope) -> String {
        arn(scope, "instance-profile", &self.path, &self.name)
    }
}

fn arn(scope: &Scope, kind: &str, path: &str, name: &str) -> String {
    format!("arn:{}:iam::{}:{kind}{path}{name}", partition(scope.region).name, scope.account)
}

/// A new id of IAM: the prefix of its kind, and as many random characters as make 21 together.
pub fn new_id(ids: &mut dyn Ids, prefix: &str) -> SmolStr {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let random = u128::from(ids.word()) << 64 | u128::from(ids.word());
    let digits = (0..21 - prefix.len()).map(|n| char::from(DIGITS[(random >> (5 * n)) as usize % DIGITS.len()]));
    prefix.chars().chain(digits).collect()
}
