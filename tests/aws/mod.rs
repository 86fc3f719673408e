//! Amazon Web Services.

mod cloudwatch;
mod ec2;
mod ssm;
mod sts;
