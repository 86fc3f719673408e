//! Security groups and their rules.

pub mod authorize_security_group_egress;
pub mod authorize_security_group_ingress;
mod changes;
pub mod create_security_group;
pub mod delete_security_group;
pub mod describe_security_group_rules;
pub mod describe_security_groups;
mod descriptions;
pub mod modify_security_group_rules;
mod permission;
pub mod revoke_security_group_egress;
pub mod revoke_security_group_ingress;
pub mod update_security_group_rule_descriptions_egress;
pub mod update_security_group_rule_descriptions_ingress;
mod view;

use crate::domain::ids::is_hex_id;
use crate::domain::network::{AwsNetworkError, NetworkError, Rule, SecurityGroup, find, group_named};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The group with this id. Fails if the id is malformed or does not exist.
pub fn group<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r SecurityGroup, Error> {
    Ok(find(&region.groups, "sg-", id, NetworkError::GroupNotFound)?)
}

/// The rule of a group with this id, in one direction or in either. Fails if the id is malformed, or not that of such a rule.
fn rule<'g>(group: &'g SecurityGroup, egress: Option<bool>, id: &SmolStr) -> Result<&'g Rule, Error> {
    check_rule_id(id)?;
    Ok(group.rule_by_id(id, egress)?)
}

fn check_rule_id(id: &SmolStr) -> Result<(), AwsNetworkError> {
    if is_hex_id(id, "sgr-") { Ok(()) } else { Err(AwsNetworkError::Malformed("sgr-", id.clone())) }
}

/// The group with this name in the default VPC.
fn group_by_name<'r>(region: &'r Region, name: &SmolStr) -> Result<&'r SecurityGroup, Error> {
    let group = region.default_vpc().and_then(|vpc| group_named(region, &vpc.id, name));
    Ok(group.ok_or_else(|| NetworkError::GroupNotFound(name.clone()))?)
}

/// The group with this id or name. Fails if neither is given. If both are, the name is ignored (ours).
fn id_or_name<'r>(
    region: &'r Region,
    id: Option<&SmolStr>,
    name: Option<&SmolStr>,
) -> Result<&'r SecurityGroup, Error> {
    match (id, name) {
        (Some(id), _) => group(region, id),
        (None, Some(name)) => group_by_name(region, name),
        (None, None) => Err(Error::missing("GroupId")),
    }
}
