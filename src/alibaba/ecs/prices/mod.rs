//! Prices. They come from the list in [`crate::domain::billing::price`] and are not the vendor's prices.

pub mod describe_instance_modification_price;
pub mod describe_price;
mod disks;
mod view;
