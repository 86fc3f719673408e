//! Sets of DHCP options.

pub mod associate_dhcp_options;
pub mod create_dhcp_options;
pub mod delete_dhcp_options;
pub mod describe_dhcp_options;
mod view;

use crate::domain::network::{AwsVpcError, DhcpOptions, VpcPart, find};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The set with this id. Fails if the id is malformed or does not exist.
fn dhcp_options<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r DhcpOptions, Error> {
    Ok(find(&region.dhcp_sets, "dopt-", id, |id| AwsVpcError::NotFound(VpcPart::DhcpOptions, id))?)
}
