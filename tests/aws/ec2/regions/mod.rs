mod describe_account_attributes;
mod describe_availability_zones;
mod describe_regions;

use super::{elsewhere, lines, missing, refused, unknown, would_succeed};
