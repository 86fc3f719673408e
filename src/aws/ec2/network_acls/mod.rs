//! Network ACLs.

pub mod create_network_acl;
pub mod create_network_acl_entry;
pub mod delete_network_acl;
pub mod delete_network_acl_entry;
pub mod describe_network_acls;
mod entry;
pub mod replace_network_acl_association;
pub mod replace_network_acl_entry;
mod view;

use crate::domain::network::{AwsVpcError, NetworkAcl, VpcPart, find};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The network ACL with this id. Fails if the id is malformed or does not exist.
fn network_acl<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r NetworkAcl, Error> {
    Ok(find(&region.acls, "acl-", id, |id| AwsVpcError::NotFound(VpcPart::NetworkAcl, id))?)
}
