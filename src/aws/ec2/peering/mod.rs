//! Peering connections of VPCs. Those with other accounts and regions are not modelled.

pub mod accept_vpc_peering_connection;
pub mod create_vpc_peering_connection;
pub mod delete_vpc_peering_connection;
pub mod describe_vpc_peering_connections;
pub mod modify_vpc_peering_connection_options;
pub mod reject_vpc_peering_connection;
mod view;

use crate::domain::network::{AwsVpcError, Peering, VpcPart, find};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The peering connection with this id. Fails if the id is malformed or does not exist.
fn peering<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Peering, Error> {
    Ok(find(&region.peerings, "pcx-", id, |id| AwsVpcError::NotFound(VpcPart::Peering, id))?)
}
