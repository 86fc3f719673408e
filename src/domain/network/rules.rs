//! Changes of the rules of EC2's security groups, and how many rules a group can have.

use super::group::{AwsGroupError, GroupError, Peer, Permission, Rule, SecurityGroup};
use super::prefix_list::PrefixList;
use crate::domain::error::Error;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// The most rules of a group in one direction for IPv4, and as many for IPv6. A rule about a security group counts for both.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups>
const MAX_RULES: usize = 60;

/// What a rule becomes. Its id, its direction, its tags and the kind of its other side stay.
pub struct RuleChange {
    pub id: SmolStr,
    pub permission: Permission,
    pub description: Option<SmolStr>,
}

impl SecurityGroup {
    /// Fails if the group would have too many rules with these. A rule about a prefix list counts as often as the list can have
    /// entries.
    pub fn check_limit(&self, region: &Region, new: &[&Permission]) -> Result<(), AwsGroupError> {
        let over = |egress: bool, v6: bool| {
            let new = new.iter().filter(|permission| permission.egress == egress);
            let new: usize = new.map(|permission| weight(region, &permission.peer, v6)).sum();
            self.count(region, egress, v6) + new > MAX_RULES
        };
        let over = |egress: bool| over(egress, false) || over(egress, true);
        if new.iter().any(|permission| over(permission.egress)) { Err(AwsGroupError::TooManyRules) } else { Ok(()) }
    }

    /// Whether the group has room for a prefix list, to which rules of it refer, with so many entries more.
    pub fn has_room_to_grow(&self, region: &Region, list: &PrefixList, more: usize) -> bool {
        let is_about = |peer: &Peer| matches!(peer, Peer::PrefixList(id) if *id == list.id);
        let has_room = |egress: bool| {
            let about = |rule: &&Rule| rule.permission.egress == egress && is_about(&rule.permission.peer);
            let times = self.rules.iter().filter(about).count();
            times == 0 || self.count(region, egress, list.v6) + times * more <= MAX_RULES
        };
        has_room(false) && has_room(true)
    }

    /// As how many rules those of one direction count, for one family of addresses.
    fn count(&self, region: &Region, egress: bool, v6: bool) -> usize {
        let there = self.rules.iter().filter(|rule| rule.permission.egress == egress);
        there.map(|rule| weight(region, &rule.permission.peer, v6)).sum()
    }

    /// The rule with this id, in one direction or in either.
    pub fn rule_by_id(&self, id: &SmolStr, egress: Option<bool>) -> Result<&Rule, GroupError> {
        let is_it = |rule: &&Rule| rule.id == *id && egress.is_none_or(|egress| rule.permission.egress == egress);
        self.rules.iter().find(is_it).ok_or_else(|| GroupError::RuleNotFound(id.clone()))
    }

    /// Whether rules of the group can become these: no two rules may be the same then, and none may have an other side of
    /// another kind than before.
    pub fn check_changes(&self, changes: &[RuleChange]) -> Result<(), Error> {
        let changed: BTreeSet<&SmolStr> = changes.iter().map(|change| &change.id).collect();
        for (n, RuleChange { id, permission, .. }) in changes.iter().enumerate() {
            let (old, new) = (&self.rule_by_id(id, None)?.permission.peer, &permission.peer);
            if std::mem::discriminant(old) != std::mem::discriminant(new) {
                let (rule, old, new) = (id.clone(), Box::new(old.clone()), Box::new(new.clone()));
                return Err(AwsGroupError::PeerKind { rule, old, new }.into());
            }
            if self.rules.iter().any(|rule| !changed.contains(&rule.id) && rule.permission == *permission) {
                return Err(AwsGroupError::PermissionDuplicate(Box::new(permission.clone())).into());
            }
            if changes[..n].iter().any(|change| change.permission == *permission) {
                return Err(GroupError::PermissionTwice.into());
            }
        }
        Ok(())
    }
}

/// How many rules of IPv4, or of IPv6, a rule about this other side counts as.
fn weight(region: &Region, peer: &Peer, v6: bool) -> usize {
    match peer {
        Peer::V4(_) => usize::from(!v6),
        Peer::V6(_) => usize::from(v6),
        Peer::PrefixList(list) => match region.prefix_lists.get(list) {
            Some(list) if list.v6 == v6 => list.max_entries as usize,
            Some(_) => 0,
            // AWS's lists of the services that have gateway endpoints count once, and have ranges of IPv4.
            None => usize::from(!v6),
        },
        _ => 1,
    }
}

/// Changes rules of a group. Requires a successful [`SecurityGroup::check_changes`].
pub fn change_rules(at: &mut PlaceMut<'_>, group: &SmolStr, changes: Vec<RuleChange>) {
    for RuleChange { id, permission, description } in changes {
        if let Some(rule) = rule_mut(at, group, &id) {
            (rule.permission, rule.description) = (permission, description);
        }
    }
}

/// Sets or removes the descriptions of rules of a group.
pub fn describe_rules(at: &mut PlaceMut<'_>, group: &SmolStr, descriptions: Vec<(SmolStr, Option<SmolStr>)>) {
    for (id, description) in descriptions {
        if let Some(rule) = rule_mut(at, group, &id) {
            rule.description = description;
        }
    }
}

fn rule_mut<'r>(at: &'r mut PlaceMut<'_>, group: &SmolStr, id: &SmolStr) -> Option<&'r mut Rule> {
    at.region.groups.get_mut(group)?.rules.iter_mut().find(|rule| rule.id == *id)
}
