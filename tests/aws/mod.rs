//! Amazon Web Services.

mod ec2;
mod sts;
