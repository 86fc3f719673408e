//! Amazon Web Services.

mod cloudwatch;
mod ec2;
mod iam;
mod ssm;
mod sts;
