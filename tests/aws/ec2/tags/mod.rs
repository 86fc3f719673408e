mod create_tags;
mod delete_tags;
mod describe_tags;
