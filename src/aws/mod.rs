//! Amazon Web Services: EC2, and of STS what its clients need.

pub mod caller;
pub mod ec2;
pub mod protocol;
pub mod signature;
pub mod sts;
