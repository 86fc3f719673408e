//! NAT gateways.

pub mod create_nat_gateway;
pub mod delete_nat_gateway;
pub mod describe_nat_gateways;
mod view;

use crate::domain::network::{AwsVpcError, NatGateway, VpcPart, find};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The NAT gateway with this id. Fails if the id is malformed or does not exist.
fn nat_gateway<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r NatGateway, Error> {
    Ok(find(&region.nat_gateways, "nat-", id, |id| AwsVpcError::NotFound(VpcPart::NatGateway, id))?)
}
