//! What things cost, by the list in [`crate::domain::billing::price`]: not the vendor's prices.

mod describe_instance_modification_price;
mod describe_price;
mod disks;
mod view;

pub use describe_instance_modification_price::DescribeInstanceModificationPrice;
pub use describe_price::DescribePrice;
