//! Amazon Web Services.

mod ec2;
mod ssm;
mod sts;
