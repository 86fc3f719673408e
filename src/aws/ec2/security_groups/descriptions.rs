//! What the two actions that describe rules have in common.

use super::permission::{IpPermission, SinglePermission, check_description, requested_rules};
use super::{id_or_name, rule};
use crate::aws::ec2::common::Done;
use crate::domain::network::{AwsGroupError, describe_rules};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    group_id: Option<SmolStr>,
    group_name: Option<SmolStr>,
    #[serde(default)]
    ip_permissions: Vec<IpPermission>,
    #[serde(default)]
    security_group_rule_description: Vec<RuleDescription>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RuleDescription {
    security_group_rule_id: SmolStr,
    description: Option<SmolStr>,
}

/// The new descriptions of rules of a group, by id; `None` to remove one.
pub struct Descriptions {
    group: SmolStr,
    rules: Vec<(SmolStr, Option<SmolStr>)>,
}

impl Descriptions {
    /// Rules are named by id or by permission. Fails if both are used, or neither, and for a rule that the group does not have
    /// in this direction.
    pub fn plan(at: Place<'_>, request: Request, egress: bool) -> Result<Self, Error> {
        let group = id_or_name(at.region, request.group_id.as_ref(), request.group_name.as_ref())?;
        let mut rules = Vec::new();
        if request.security_group_rule_description.is_empty() {
            for (permission, description) in
                requested_rules(at, group, egress, request.ip_permissions, SinglePermission::default())?
            {
                let rule = group.rule(&permission).ok_or(AwsGroupError::PermissionNotFound)?;
                rules.push((rule.id.clone(), description));
            }
        } else if !request.ip_permissions.is_empty() {
            // Ours, like that of the actions that remove rules.
            let text = "The parameter securityGroupRuleDescriptions cannot be used with the parameter ipPermissions";
            return Err(Error::Conflict(text.to_owned()));
        }
        for RuleDescription { security_group_rule_id: id, description } in request.security_group_rule_description {
            rule(group, Some(egress), &id)?;
            check_description(description.as_ref())?;
            rules.push((id, description));
        }
        Ok(Self { group: group.id.clone(), rules })
    }

    pub fn commit(self, at: &mut PlaceMut<'_>) -> Done {
        describe_rules(at, &self.group, self.rules);
        Done::YES
    }
}
