//! What the four actions on rules have in common: rules come to a group, rules go from it.

use super::permission::{Flat, IpPermission, Wanted, wanted};
use super::view::{IpPermissionView, RevokedView, RuleView, permissions};
use crate::aws::ec2::common::Set;
use crate::domain::compute::instance::Tags;
use crate::domain::ids::is_hex_id;
use crate::domain::network::{AwsGroupError, AwsNetworkError, GroupError, Permission, Rule, SecurityGroup, add_rules};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use serde::Serialize;
use smol_str::SmolStr;

/// Rules that come.
pub struct Additions {
    group: SmolStr,
    wanted: Vec<Wanted>,
    tags: Tags,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Authorized {
    r#return: bool,
    security_group_rule_set: Set<RuleView>,
}

impl Additions {
    /// Whether the group can have these: it has none of them yet.
    pub fn plan(group: &SecurityGroup, wanted: Vec<Wanted>, tags: Tags) -> Result<Self, Error> {
        let permissions: Vec<&Permission> = wanted.iter().map(|(permission, _)| permission).collect();
        group.check_new(&permissions)?;
        Ok(Self { group: group.id.clone(), wanted, tags })
    }

    /// Adds them.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Authorized {
        let made = add_rules(at, &self.group, self.wanted, &self.tags);
        let view = |rule: &Rule| RuleView::new(at.scope, at.region, &self.group, rule);
        let security_group_rule_set = made.iter().map(view).collect();
        Authorized { r#return: true, security_group_rule_set }
    }
}

/// Rules that go.
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
    /// The rules of these ids.
    fn by_id(group: &SecurityGroup, egress: bool, ids: Vec<SmolStr>) -> Result<Self, Error> {
        for id in &ids {
            if !is_hex_id(id, "sgr-") {
                return Err(AwsNetworkError::Malformed("sgr-", id.clone()).into());
            }
            if !group.rules.iter().any(|rule| rule.id == *id && rule.permission.egress == egress) {
                return Err(GroupError::RuleNotFound(id.clone()).into());
            }
        }
        Ok(Self { group: group.id.clone(), rules: ids, unknown: Vec::new() })
    }

    /// The rules that let this through. In the default VPC what no rule lets through is told in the answer; elsewhere
    /// it is an error.
    fn by_permission(at: Place<'_>, group: &SecurityGroup, wanted: Vec<Wanted>) -> Result<Self, Error> {
        let mut removals = Self { group: group.id.clone(), rules: Vec::new(), unknown: Vec::new() };
        for (permission, _) in wanted {
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

    /// Removes them.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Revoked {
        let unknown = permissions(at.scope, self.unknown.iter().map(|permission| (permission, None)));
        let mut gone = Vec::new();
        if let Some(group) = at.region.groups.get_mut(&self.group) {
            gone.extend(group.rules.extract_if(.., |rule| self.rules.contains(&rule.id)));
        }
        Revoked {
            r#return: true,
            unknown_ip_permission_set: Set::non_empty(unknown),
            revoked_security_group_rule_set: gone.iter().map(|rule| RevokedView::new(&self.group, rule)).collect(),
        }
    }
}

/// The rules that a request to revoke names, by their ids or by what they let through.
pub fn removals(
    at: Place<'_>,
    of: &SecurityGroup,
    egress: bool,
    ids: Vec<SmolStr>,
    (list, flat): (Vec<IpPermission>, Flat),
) -> Result<Removals, Error> {
    if ids.is_empty() {
        return Removals::by_permission(at, of, wanted(at, of, egress, list, flat)?);
    }
    if !list.is_empty() || !flat.is_empty() {
        let text = "The parameter securityGroupRuleIds cannot be used with the parameter ipPermissions";
        return Err(Error::Conflict(text.to_owned()));
    }
    Removals::by_id(of, egress, ids)
}
