mod create_image;
mod delete_image;
mod describe_images;
