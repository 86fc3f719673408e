//! What the four actions on rules have in common: rules come to a group, rules go from it.

use super::group;
use super::permission::{Asked, Common, InList, Other, Wanted, wanted};
use crate::alibaba::ecs::common::Done;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{AlibabaGroupError, GroupError, Peer, Permission, Terms, add_rules};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

/// The most rules that a group has, in both directions together.
const MAX_RULES: usize = 200;

/// The most rules of a group that are about other groups.
const MAX_PEERS: usize = 20;

/// A request for rules to come, in one of the two ways.
#[derive(Debug, Deserialize)]
pub struct Authorize<S>(Common, S, Authorized<S>);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", bound = "S: Deserialize<'de>")]
struct Authorized<S> {
    security_group_id: SmolStr,
    #[serde(default)]
    permissions: Vec<InList<S>>,
    description: Option<SmolStr>,
}

/// A request for rules to go, in one of the three ways.
#[derive(Debug, Deserialize)]
pub struct Revoke<S>(Common, S, Revoked<S>);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase", bound = "S: Deserialize<'de>")]
struct Revoked<S> {
    security_group_id: SmolStr,
    #[serde(default)]
    security_group_rule_id: Vec<SmolStr>,
    #[serde(default)]
    permissions: Vec<InList<S>>,
}

/// Rules that come.
pub struct Additions {
    group: SmolStr,
    wanted: Vec<(Permission, Option<SmolStr>)>,
}

impl Additions {
    /// Those of the wanted rules that the group has not yet, if there is room for them.
    pub fn plan<S: Into<Other>>(
        at: Place<'_>,
        egress: bool,
        Authorize(common, other, request): Authorize<S>,
    ) -> Result<Self, Error> {
        let group = group(at.region, &request.security_group_id)?;
        let list = request.permissions.into_iter().map(Asked::from).collect();
        let wanted = wanted(at, group, egress, list, Asked::flat(common, other, request.description))?;
        let new = wanted.into_iter().filter(|wanted| group.rule(&wanted.permission).is_none());
        let wanted: Vec<_> = new.map(|wanted| (wanted.permission, wanted.description)).collect();
        let peers = wanted.iter().filter(|(permission, _)| matches!(permission.peer, Peer::Group(_))).count();
        if group.rules.len() + wanted.len() > MAX_RULES {
            return Err(AlibabaGroupError::TooManyRules.into());
        }
        if group.rules_about_groups() + peers > MAX_PEERS {
            return Err(AlibabaGroupError::TooManyPeers.into());
        }
        Ok(Self { group: group.id.clone(), wanted })
    }

    /// Adds them.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        add_rules(at, &self.group, self.wanted, &Tags::new());
        Done {}
    }
}

/// Rules that go.
pub struct Removals {
    group: SmolStr,
    rules: Vec<SmolStr>,
}

impl Removals {
    /// The rules that a request names, by their ids or by what they let through. Where no rule lets it through there
    /// is nothing to do.
    pub fn plan<S: Into<Other>>(
        at: Place<'_>,
        egress: bool,
        Revoke(common, other, request): Revoke<S>,
    ) -> Result<Self, Error> {
        let of = group(at.region, &request.security_group_id)?;
        let list: Vec<Asked> = request.permissions.into_iter().map(Asked::from).collect();
        let (ids, flat) = (request.security_group_rule_id, Asked::flat(common, other, None));
        let group = of.id.clone();
        if ids.is_empty() {
            let wanted = wanted(at, of, egress, list, flat)?;
            let goes = |has: &Permission| wanted.iter().any(|wanted| wanted.names(has));
            let rules = of.rules.iter().filter(|rule| goes(&rule.permission)).map(|rule| rule.id.clone());
            return Ok(Self { group, rules: rules.collect() });
        }
        if !list.is_empty() || flat != Asked::default() {
            return Err(Error::invalid("Permissions", list.len(), "none beside SecurityGroupRuleId"));
        }
        if ids.len() > 100 {
            return Err(Error::invalid("SecurityGroupRuleId", ids.len(), "at most 100"));
        }
        for (n, id) in ids.iter().enumerate() {
            if !of.rules.iter().any(|rule| rule.id == *id && rule.permission.egress == egress) {
                return Err(GroupError::RuleNotFound(id.clone()).into());
            }
            if ids[..n].contains(id) {
                return Err(AlibabaGroupError::RuleTwice.into());
            }
        }
        Ok(Self { group, rules: ids })
    }

    /// Removes them.
    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        if let Some(group) = at.region.groups.get_mut(&self.group) {
            group.rules.retain(|rule| !self.rules.contains(&rule.id));
        }
        Done {}
    }
}

impl Wanted {
    /// Whether this is a permission that the request means: of any priority, if it says none (ours).
    fn names(&self, has: &Permission) -> bool {
        let priority = if self.priority_given { self.permission.terms.priority } else { has.terms.priority };
        let terms = Terms { priority, ..self.permission.terms.clone() };
        *has == Permission { terms, ..self.permission.clone() }
    }
}
