//! Images.

pub mod create_image;
pub mod delete_image;
pub mod describe_images;
mod view;
