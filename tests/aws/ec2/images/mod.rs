mod create_image;
mod deregister_image;
mod describe_images;
