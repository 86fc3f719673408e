mod create_key_pair;
mod delete_key_pair;
mod describe_key_pairs;
mod import_key_pair;
