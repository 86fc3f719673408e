//! Alibaba Cloud's location service, which clients ask where a service is.

pub mod describe_endpoints;

use crate::operation::operations;

/// The version of the API.
pub const VERSION: &str = "2015-06-12";

operations! {
    read describe_endpoints::DescribeEndpoints,
}

/// Whether the location service has this action. Its list is not public: these are those that SDKs call.
pub fn is_action(name: &str) -> bool {
    matches!(name, "DescribeEndpoints" | "ListEndpoints")
}
