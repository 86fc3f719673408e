mod create_image;
mod describe_images;
