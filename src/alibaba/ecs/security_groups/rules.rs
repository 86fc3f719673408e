//! Helpers of the four operations that add rules to a security group or remove them.

use super::group;
use super::permission::{
    CommonParameters, ListItem, PeerParameters, PermissionParameters, RequestedPermission, requested_permissions,
};
use crate::alibaba::ecs::common::Done;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{AlibabaGroupError, GroupError, Peer, Permission, Terms, add_rules};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::region::Region;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

/// The most rules that a group has, in both directions together.
const MAX_RULES: usize = 200;

/// The most rules of a group that are about other groups.
const MAX_PEERS: usize = 20;

/// A request to add rules: the list `Permissions.N`, or one permission directly.
#[derive(Debug, Deserialize)]
pub struct Authorize<S>(CommonParameters, S, Authorized<S>);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", bound = "S: Deserialize<'de>")]
struct Authorized<S> {
    security_group_id: SmolStr,
    #[serde(default)]
    permissions: Vec<ListItem<S>>,
    description: Option<SmolStr>,
}

/// A request to remove rules: by id, by the list `Permissions.N`, or by one permission directly.
#[derive(Debug, Deserialize)]
pub struct Revoke<S>(CommonParameters, S, Revoked<S>);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", bound = "S: Deserialize<'de>")]
struct Revoked<S> {
    security_group_id: SmolStr,
    #[serde(default)]
    security_group_rule_id: Vec<SmolStr>,
    #[serde(default)]
    permissions: Vec<ListItem<S>>,
}

/// Fails if these are more rules than a group can have. A rule about a prefix list counts as often as the list can have entries.
pub fn check_count<'p>(
    region: &Region,
    permissions: impl Iterator<Item = &'p Permission>,
) -> Result<(), AlibabaGroupError> {
    let weight = |permission: &Permission| match &permission.peer {
        Peer::PrefixList(id) => region.prefix_lists.get(id).map_or(1, |list| list.max_entries as usize),
        _ => 1,
    };
    let count: usize = permissions.map(weight).sum();
    if count > MAX_RULES { Err(AlibabaGroupError::TooManyRules) } else { Ok(()) }
}

/// The rules to add to a group.
pub struct Additions {
    group: SmolStr,
    rules: Vec<(Permission, Option<SmolStr>)>,
}

impl Additions {
    /// Checks the rules of the request. Leaves out those that the group already has. Fails if the group would have too
    /// many.
    pub fn plan<S: Into<PeerParameters>>(
        at: Place<'_>,
        egress: bool,
        Authorize(common, other, request): Authorize<S>,
    ) -> Result<Self, Error> {
        let group = group(at.region, &request.security_group_id)?;
        let list = request.permissions.into_iter().map(PermissionParameters::from).collect();
        let single = PermissionParameters::single(common, other, request.description);
        let requested = requested_permissions(at, group, egress, list, single)?;
        let new = requested.into_iter().filter(|requested| group.rule(&requested.permission).is_none());
        let rules: Vec<_> = new.map(|requested| (requested.permission, requested.description)).collect();
        let peers = rules.iter().filter(|(permission, _)| matches!(permission.peer, Peer::Group(_))).count();
        let present = group.rules.iter().map(|rule| &rule.permission);
        check_count(at.region, present.chain(rules.iter().map(|(permission, _)| permission)))?;
        if group.rules_about_groups() + peers > MAX_PEERS {
            return Err(AlibabaGroupError::TooManyPeers.into());
        }
        Ok(Self { group: group.id.clone(), rules })
    }

    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        add_rules(at, &self.group, self.rules, &Tags::new());
        Done {}
    }
}

/// The rules to remove from a group.
pub struct Removals {
    group: SmolStr,
    rules: Vec<SmolStr>,
}

impl Removals {
    /// Finds the rules of the request. An unknown id is an error. A permission that no rule has is no error.
    pub fn plan<S: Into<PeerParameters>>(
        at: Place<'_>,
        egress: bool,
        Revoke(common, other, request): Revoke<S>,
    ) -> Result<Self, Error> {
        let own_group = group(at.region, &request.security_group_id)?;
        let list: Vec<PermissionParameters> = request.permissions.into_iter().map(PermissionParameters::from).collect();
        let (ids, single) = (request.security_group_rule_id, PermissionParameters::single(common, other, None));
        let group = own_group.id.clone();
        if ids.is_empty() {
            let requested = requested_permissions(at, own_group, egress, list, single)?;
            let is_removed = |permission: &Permission| requested.iter().any(|requested| requested.matches(permission));
            let rules = own_group.rules.iter().filter(|rule| is_removed(&rule.permission)).map(|rule| rule.id.clone());
            return Ok(Self { group, rules: rules.collect() });
        }
        if !list.is_empty() || single != PermissionParameters::default() {
            return Err(Error::invalid("Permissions", list.len(), "none beside SecurityGroupRuleId"));
        }
        if ids.len() > 100 {
            return Err(Error::invalid("SecurityGroupRuleId", ids.len(), "at most 100"));
        }
        for (n, id) in ids.iter().enumerate() {
            if !own_group.rules.iter().any(|rule| rule.id == *id && rule.permission.egress == egress) {
                return Err(GroupError::RuleNotFound(id.clone()).into());
            }
            if ids[..n].contains(id) {
                return Err(AlibabaGroupError::RuleTwice.into());
            }
        }
        Ok(Self { group, rules: ids })
    }

    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        if let Some(group) = at.region.groups.get_mut(&self.group) {
            group.rules.retain(|rule| !self.rules.contains(&rule.id));
        }
        Done {}
    }
}

impl RequestedPermission {
    /// Whether the request means this permission. If it has no priority, any priority matches (ours).
    pub fn matches(&self, permission: &Permission) -> bool {
        let priority = if self.priority_given { self.permission.terms.priority } else { permission.terms.priority };
        let terms = Terms { priority, ..self.permission.terms.clone() };
        *permission == Permission { terms, ..self.permission.clone() }
    }
}
