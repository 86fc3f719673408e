mod describe_account_attributes;
mod describe_regions;
mod describe_zones;
