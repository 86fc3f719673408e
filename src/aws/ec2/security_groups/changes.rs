//! The plans and answers of the four actions that add and remove rules.

use super::permission::{IpPermission, RequestedRule, SinglePermission, requested_rules};
use super::rule;
use super::view::{IpPermissionView, RevokedView, RuleView, permissions};
use crate::aws::ec2::common::Set;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{AwsGroupError, Permission, Rule, SecurityGroup, add_rules};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use serde::Serialize;
use smol_str::SmolStr;

/// Rules to add to a group.
pub struct Additions {
    group: SmolStr,
    requested_rules: Vec<RequestedRule>,
    tags: Tags,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Authorized {
    r#return: bool,
    security_group_rule_set: Set<RuleView>,
}

impl Additions {
    /// Checks that the group has none of these rules yet, and room for them.
    pub fn plan(
        at: Place<'_>,
        group: &SecurityGroup,
        requested_rules: Vec<RequestedRule>,
        tags: Tags,
    ) -> Result<Self, Error> {
        let permissions: Vec<&Permission> = requested_rules.iter().map(|(permission, _)| permission).collect();
        group.check_new(&permissions)?;
        group.check_limit(at.region, &permissions)?;
        Ok(Self { group: group.id.clone(), requested_rules, tags })
    }

    /// Adds the rules.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Authorized {
        let added = add_rules(at, &self.group, self.requested_rules, &self.tags);
        let view = |rule: &Rule| RuleView::new(at.scope, &self.group, rule);
        let security_group_rule_set = added.iter().map(view).collect();
        Authorized { r#return: true, security_group_rule_set }
    }
}

/// Rules to remove from a group. `unknown` are the requested permissions for which it has no rule.
pub struct Removals {
    group: SmolStr,
    rules: Vec<SmolStr>,
    unknown: Vec<Permission>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Revoked {
    r#return: bool,
    unknown_ip_permission_set: Option<Set<IpPermissionView>>,
    revoked_security_group_rule_set: Set<RevokedView>,
}

impl Removals {
    /// The removal of the rules with these ids. Fails for a malformed id, and for an id that is not one of the group's
    /// rules in this direction.
    fn by_id(group: &SecurityGroup, egress: bool, ids: Vec<SmolStr>) -> Result<Self, Error> {
        for id in &ids {
            rule(group, Some(egress), id)?;
        }
        Ok(Self { group: group.id.clone(), rules: ids, unknown: Vec::new() })
    }

    /// The removal of the rules with these permissions. For a permission without a rule: in the default VPC the answer
    /// lists it, in another VPC the call fails.
    fn by_permission(at: Place<'_>, group: &SecurityGroup, requested_rules: Vec<RequestedRule>) -> Result<Self, Error> {
        let mut removals = Self { group: group.id.clone(), rules: Vec::new(), unknown: Vec::new() };
        for (permission, _) in requested_rules {
            match group.rule(&permission) {
                Some(rule) => removals.rules.push(rule.id.clone()),
                None => removals.unknown.push(permission),
            }
        }
        let default = at.region.vpcs.get(&group.vpc).is_some_and(|vpc| vpc.default);
        if !removals.unknown.is_empty() && !default {
            return Err(AwsGroupError::PermissionNotFound.into());
        }
        Ok(removals)
    }

    /// Removes the rules.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Revoked {
        let unknown = permissions(at.scope, self.unknown.iter().map(|permission| (permission, None)));
        let mut removed = Vec::new();
        if let Some(group) = at.region.groups.get_mut(&self.group) {
            removed.extend(group.rules.extract_if(.., |rule| self.rules.contains(&rule.id)));
        }
        Revoked {
            r#return: true,
            unknown_ip_permission_set: Set::non_empty(unknown),
            revoked_security_group_rule_set: removed.iter().map(|rule| RevokedView::new(&self.group, rule)).collect(),
        }
    }
}

/// Reads the rules to remove, by ids or by permissions. Fails if both are given.
pub fn removals(
    at: Place<'_>,
    group: &SecurityGroup,
    egress: bool,
    ids: Vec<SmolStr>,
    (list, single): (Vec<IpPermission>, SinglePermission),
) -> Result<Removals, Error> {
    if ids.is_empty() {
        return Removals::by_permission(at, group, requested_rules(at, group, egress, list, single)?);
    }
    if !list.is_empty() || !single.is_empty() {
        let text = "The parameter securityGroupRuleIds cannot be used with the parameter ipPermissions";
        return Err(Error::Conflict(text.to_owned()));
    }
    Removals::by_id(group, egress, ids)
}
