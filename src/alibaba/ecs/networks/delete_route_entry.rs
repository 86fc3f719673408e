//! DeleteRouteEntry is the same operation in ECS and in the VPC API, which has more parameters for it.

pub use crate::alibaba::vpc::routes::delete_route_entry::DeleteRouteEntry;
