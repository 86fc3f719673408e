//! What the two operations that change a rule of a security group share.

use super::group;
use super::permission::{CommonParameters, PeerParameters, PermissionParameters, port_range, protocol_name};
use super::rules::check_count;
use crate::alibaba::ecs::common::Done;
use crate::domain::network::{
    AlibabaGroupError, LocalRange, Peer, Permission, Rule, RuleChange, SecurityGroup, change_rules,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use serde::Deserialize;
use smol_str::{SmolStr, format_smolstr};

/// A request to change a rule: the one with this id; or, in the older form, the one with this permission, of which only the
/// description changes.
#[derive(Debug, Deserialize)]
pub struct Modify<S>(CommonParameters, S, Modified);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Modified {
    security_group_id: SmolStr,
    security_group_rule_id: Option<SmolStr>,
    description: Option<SmolStr>,
}

/// The change of a rule of a group.
pub struct Modification {
    group: SmolStr,
    change: RuleChange,
}

impl Modification {
    pub fn plan<S: Into<PeerParameters>>(
        at: Place<'_>,
        egress: bool,
        Modify(common, other, request): Modify<S>,
    ) -> Result<Self, Error> {
        let group = group(at.region, &request.security_group_id)?;
        let parameters = PermissionParameters::single(common, other, request.description.clone());
        let (rule, permission) = match &request.security_group_rule_id {
            Some(id) => {
                let rule = group.rule_by_id(id, Some(egress))?;
                if parameters.is_empty() && request.description.is_none() {
                    return Err(AlibabaGroupError::NoChange.into());
                }
                let permission = parameters.over(&rule.permission).read_single(at, group, egress)?.permission;
                check(at, group, rule, &permission)?;
                (rule, permission)
            }
            None => {
                let requested = parameters.read_single(at, group, egress)?;
                let rule = group.rules.iter().find(|rule| requested.matches(&rule.permission));
                let rule = rule.ok_or(AlibabaGroupError::PermissionNotFound)?;
                (rule, rule.permission.clone())
            }
        };
        let description = request.description.or_else(|| rule.description.clone());
        let change = RuleChange { id: rule.id.clone(), permission, description };
        Ok(Self { group: request.security_group_id, change })
    }

    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        change_rules(at, &self.group, vec![self.change]);
        Done {}
    }
}

/// The other side of a rule stays of its kind, and no two rules are the same.
fn check(at: Place<'_>, group: &SecurityGroup, rule: &Rule, new: &Permission) -> Result<(), Error> {
    if std::mem::discriminant(&rule.permission.peer) != std::mem::discriminant(&new.peer) {
        return Err(AlibabaGroupError::PeerKind.into());
    }
    if group.rule(new).is_some_and(|other| other.id != rule.id) {
        return Err(AlibabaGroupError::NoChange.into());
    }
    let others = group.rules.iter().filter(|other| other.id != rule.id).map(|other| &other.permission);
    Ok(check_count(at.region, others.chain([new]))?)
}

impl PermissionParameters {
    /// What it has itself, and beside that what the rule has.
    pub fn over(mut self, rule: &Permission) -> Self {
        let (own, peer) = (rule.terms.own.as_ref(), &rule.peer);
        let range = |v4, v6| (v4, v6);
        let own = match own {
            None => (None, None),
            Some(LocalRange::V4(one)) => range(Some(format_smolstr!("{one}")), None),
            Some(LocalRange::V6(one)) => range(None, Some(format_smolstr!("{one}"))),
        };
        let (mut other, mut of) = ((None, None), PeerParameters::default());
        match peer {
            Peer::V4(one) => other.0 = Some(format_smolstr!("{one}")),
            Peer::V6(one) => other.1 = Some(format_smolstr!("{one}")),
            Peer::Group(id) => of.group_id = Some(id.clone()),
            Peer::PrefixList(id) => of.prefix_list_id = Some(id.clone()),
        }
        let (source, dest) = if rule.egress { (own, other) } else { (other, own) };
        let common = &mut self.common;
        let named_source = common.source_cidr_ip.is_some() || common.ipv6_source_cidr_ip.is_some();
        let named_dest = common.dest_cidr_ip.is_some() || common.ipv6_dest_cidr_ip.is_some();
        let named_peer = self.peer.group_id.is_some() || self.peer.prefix_list_id.is_some();
        if !named_source && (rule.egress || !named_peer) {
            (common.source_cidr_ip, common.ipv6_source_cidr_ip) = source;
        }
        if !named_dest && (!rule.egress || !named_peer) {
            (common.dest_cidr_ip, common.ipv6_dest_cidr_ip) = dest;
        }
        if !named_peer && !if rule.egress { named_dest } else { named_source } {
            self.peer = of;
        }
        let terms = &rule.terms;
        common.policy.get_or_insert_with(|| if terms.drop { "drop".into() } else { "accept".into() });
        common.priority.get_or_insert_with(|| format_smolstr!("{}", terms.priority));
        common.ip_protocol.get_or_insert_with(|| protocol_name(&rule.protocol));
        common.port_range.get_or_insert_with(|| port_range(rule.ports));
        common.source_port_range.get_or_insert_with(|| port_range(terms.source_ports));
        self
    }

    /// Whether it says nothing of the traffic.
    pub fn is_empty(&self) -> bool {
        self.common == CommonParameters::default() && self.peer == PeerParameters::default()
    }
}
