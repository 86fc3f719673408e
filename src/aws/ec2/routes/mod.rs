//! Route tables and their routes.

pub mod associate_route_table;
mod change;
pub mod create_route;
pub mod create_route_table;
pub mod delete_route;
pub mod delete_route_table;
mod destination;
pub mod disassociate_route_table;
pub mod replace_route;
pub mod replace_route_table_association;
pub mod view;

use crate::domain::network::{AwsNetworkError, RouteTable, find};
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The route table with this id. Fails if the id is malformed or does not exist.
pub fn route_table<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r RouteTable, Error> {
    Ok(find(&region.route_tables, "rtb-", id, AwsNetworkError::RouteTableNotFound)?)
}
