//! Security groups and their rules.

pub mod authorize_security_group_egress;
pub mod authorize_security_group_ingress;
mod changes;
pub mod create_security_group;
pub mod delete_security_group;
pub mod describe_security_groups;
mod permission;
pub mod revoke_security_group_egress;
pub mod revoke_security_group_ingress;
mod view;

use crate::domain::network::{NetworkError, SecurityGroup, find, group_named};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The group of this id.
fn group<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r SecurityGroup, Error> {
    Ok(find(&region.groups, "sg-", id, NetworkError::GroupNotFound)?)
}

/// The group of this name. Names are those of the default VPC.
fn named<'r>(region: &'r Region, name: &SmolStr) -> Result<&'r SecurityGroup, Error> {
    let group = region.default_vpc().and_then(|vpc| group_named(region, &vpc.id, name));
    Ok(group.ok_or_else(|| NetworkError::GroupNotFound(name.clone()))?)
}

/// The group of this id or this name, of which one must be given. The id stands where both are (ours).
fn id_or_name<'r>(
    region: &'r Region,
    id: Option<&SmolStr>,
    name: Option<&SmolStr>,
) -> Result<&'r SecurityGroup, Error> {
    match (id, name) {
        (Some(id), _) => group(region, id),
        (None, Some(name)) => named(region, name),
        (None, None) => Err(Error::missing("GroupId")),
    }
}
