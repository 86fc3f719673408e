//! Which accounts may use a snapshot or an image, in requests and answers.

use crate::aws::ec2::common::Set;
use crate::domain::compute::snapshot::AwsSnapshotError;
use crate::domain::compute::snapshot::Permissions;
use crate::operation::Error;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What a request adds and removes.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PermissionChanges {
    #[serde(default)]
    pub add: Vec<PermissionRequest>,
    #[serde(default)]
    pub remove: Vec<PermissionRequest>,
}

/// One account, or all.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct PermissionRequest {
    pub group: Option<SmolStr>,
    pub user_id: Option<SmolStr>,
}

/// The same in the older syntax.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OperationType {
    Add,
    Remove,
}

/// The changes of a request that names users and groups in the older syntax.
pub fn older(operation: OperationType, users: Vec<SmolStr>, groups: Vec<SmolStr>) -> PermissionChanges {
    let user = |id| PermissionRequest { user_id: Some(id), group: None };
    let group = |name| PermissionRequest { user_id: None, group: Some(name) };
    let all: Vec<_> = users.into_iter().map(user).chain(groups.into_iter().map(group)).collect();
    match operation {
        OperationType::Add => PermissionChanges { add: all, remove: Vec::new() },
        OperationType::Remove => PermissionChanges { add: Vec::new(), remove: all },
    }
}

impl PermissionChanges {
    /// The permissions after the changes.
    pub fn apply(&self, mut permissions: Permissions) -> Result<Permissions, Error> {
        for (adds, list) in [(true, &self.add), (false, &self.remove)] {
            for one in list {
                match (&one.group, &one.user_id) {
                    (Some(group), _) if group != "all" => return Err(Error::invalid("group", group, "all")),
                    (Some(_), _) => permissions.all = adds,
                    (None, Some(id)) if !is_account(id) => return Err(AwsSnapshotError::Account(id.clone()).into()),
                    (None, Some(id)) if adds => {
                        permissions.accounts.insert(id.clone());
                    }
                    (None, Some(id)) => {
                        permissions.accounts.remove(id);
                    }
                    (None, None) => return Err(Error::missing("UserId")),
                }
            }
        }
        if permissions.accounts.len() > MAX_ACCOUNTS {
            return Err(Error::invalid("UserId", permissions.accounts.len(), format!("at most {MAX_ACCOUNTS}")));
        }
        Ok(permissions)
    }
}

/// With how many accounts an image or a snapshot can be shared. Ours.
const MAX_ACCOUNTS: usize = 1000;

fn is_account(id: &str) -> bool {
    id.len() == 12 && id.bytes().all(|digit| digit.is_ascii_digit())
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PermissionView {
    group: Option<&'static str>,
    user_id: Option<SmolStr>,
}

/// The permissions in an answer, that for all first.
pub fn permission_views(permissions: &Permissions) -> Set<PermissionView> {
    let all = permissions.all.then_some(PermissionView { group: Some("all"), user_id: None });
    let account = |id: &SmolStr| PermissionView { group: None, user_id: Some(id.clone()) };
    all.into_iter().chain(permissions.accounts.iter().map(account)).collect()
}
