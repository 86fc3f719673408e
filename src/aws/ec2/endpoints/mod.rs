//! Endpoints of VPCs, and the services that they lead to.

mod checks;
pub mod create_vpc_endpoint;
pub mod delete_vpc_endpoints;
pub mod describe_vpc_endpoint_services;
pub mod describe_vpc_endpoints;
pub mod modify_vpc_endpoint;
mod service_view;
mod view;

use crate::domain::network::{AwsVpcError, Endpoint, VpcPart, find};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The endpoint with this id. Fails if the id is malformed or does not exist.
fn endpoint<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r Endpoint, Error> {
    Ok(find(&region.endpoints, "vpce-", id, |id| AwsVpcError::NotFound(VpcPart::Endpoint, id))?)
}
