//! Alibaba Cloud's location service. Clients ask it for the endpoint of a service.

pub mod describe_endpoints;

use crate::operation::operations;

pub const VERSION: &str = "2015-06-12";

operations! {
    read describe_endpoints::DescribeEndpoints,
}

/// Whether the location service has this action. The vendor publishes no list: these are the actions that SDKs call.
pub fn is_action(name: &str) -> bool {
    matches!(name, "DescribeEndpoints" | "ListEndpoints")
}
