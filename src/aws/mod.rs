//! Amazon Web Services: EC2, what CloudWatch shows of it, and the parts of IAM, STS and Systems Manager that clients of EC2
//! need.

pub mod caller;
pub mod cloudwatch;
pub mod ec2;
pub mod iam;
pub mod protocol;
pub mod signature;
pub mod ssm;
pub mod sts;
