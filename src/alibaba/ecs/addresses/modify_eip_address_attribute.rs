//! ModifyEipAddressAttribute is the same operation in ECS and in the VPC API, which has more parameters for it.

pub use crate::alibaba::vpc::modify_eip_address_attribute::ModifyEipAddressAttribute;
