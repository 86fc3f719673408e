//! Images.

mod create_image;
mod describe_images;
mod view;

pub use create_image::CreateImage;
pub use describe_images::DescribeImages;
