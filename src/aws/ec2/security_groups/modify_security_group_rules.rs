//! [ModifySecurityGroupRules](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html)

use super::permission::{check_description, parse};
use super::{group, rule};
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::aws::ec2::prefix_lists::any_list;
use crate::domain::network::{
    AwsGroupError, Peer, Permission, Protocol, RuleChange, SecurityGroup, Terms, change_rules,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Replaces protocol, ports, other side and description of rules. Id, direction and tags stay, and so does the kind of the
/// other side. A description that is not given is removed (ours).
pub struct ModifySecurityGroupRules;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    group_id: SmolStr,
    #[serde(default)]
    security_group_rule: Vec<RuleUpdate>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RuleUpdate {
    security_group_rule_id: SmolStr,
    security_group_rule: Option<RuleRequest>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RuleRequest {
    ip_protocol: Option<SmolStr>,
    from_port: Option<i64>,
    to_port: Option<i64>,
    cidr_ipv4: Option<SmolStr>,
    cidr_ipv6: Option<SmolStr>,
    prefix_list_id: Option<SmolStr>,
    referenced_group_id: Option<SmolStr>,
    description: Option<SmolStr>,
}

impl Operation for ModifySecurityGroupRules {
    const ACTION: &'static str = "ModifySecurityGroupRules";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifySecurityGroupRules {
    type Plan = (SmolStr, Vec<RuleChange>);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let group = group(at.region, &request.group_id)?;
        if request.security_group_rule.is_empty() {
            return Err(Error::missing("SecurityGroupRule"));
        }
        let mut seen = BTreeSet::new();
        let mut changes = Vec::new();
        for RuleUpdate { security_group_rule_id: id, security_group_rule } in request.security_group_rule {
            if !seen.insert(id.clone()) {
                return Err(Error::invalid("SecurityGroupRuleId", id, "each rule once"));
            }
            changes.push(security_group_rule.unwrap_or_default().change(at, group, id)?);
        }
        group.check_changes(&changes)?;
        Ok((group.id.clone(), changes))
    }

    fn commit(at: &mut PlaceMut<'_>, (group, changes): Self::Plan) -> Done {
        change_rules(at, &group, changes);
        Done::YES
    }
}

impl RuleRequest {
    fn change(self, at: Place<'_>, owner: &SecurityGroup, id: SmolStr) -> Result<RuleChange, Error> {
        let peer = self.peer(at, owner)?;
        let egress = rule(owner, None, &id)?.permission.egress;
        let protocol = Protocol::new(&self.ip_protocol.ok_or(AwsGroupError::ProtocolRequired)?)?;
        let ports = protocol.ports(self.from_port, self.to_port)?;
        check_description(self.description.as_ref())?;
        let permission = Permission { egress, protocol, ports, peer, terms: Terms::default() };
        Ok(RuleChange { id, permission, description: self.description })
    }

    /// The other side, for which there is exactly one parameter.
    fn peer(&self, at: Place<'_>, owner: &SecurityGroup) -> Result<Peer, Error> {
        match (&self.cidr_ipv4, &self.cidr_ipv6, &self.prefix_list_id, &self.referenced_group_id) {
            (Some(range), None, None, None) => Ok(Peer::V4(parse(range)?)),
            (None, Some(range), None, None) => Ok(Peer::V6(parse(range)?)),
            (None, None, Some(id), None) => {
                any_list(at, id)?;
                Ok(Peer::PrefixList(id.clone()))
            }
            (None, None, None, Some(id)) => {
                let peer = group(at.region, id)?;
                if peer.vpc == owner.vpc {
                    Ok(Peer::Group(id.clone()))
                } else {
                    Err(AwsGroupError::PeerElsewhere.into())
                }
            }
            (None, None, None, None) => Err(AwsGroupError::PeerRequired.into()),
            _ => {
                let text = "Only one of cidrIp, cidrIpv6, prefixListId, or referencedGroupId can be specified";
                Err(Error::Conflict(text.to_owned()))
            }
        }
    }
}
