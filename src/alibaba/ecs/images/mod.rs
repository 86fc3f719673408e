//! Images.

mod create_image;
mod delete_image;
mod describe_images;
mod view;

pub use create_image::CreateImage;
pub use delete_image::DeleteImage;
pub use describe_images::DescribeImages;
