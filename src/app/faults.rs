//! Completes faults from the clouds' tables of errors.

use crate::alibaba::ecs;
use crate::aws::ec2;
use crate::middleware::fault::Fault;
use crate::operation::Api;

/// Checks a fault, and fills in the status and the text of its error if the vendor documents the code. The error says what
/// is wrong.
pub fn complete(fault: Fault) -> Result<Fault, String> {
    fault.complete(documented)
}

fn documented(api: Api, code: &str, text: Option<&str>) -> Option<(u16, &'static str)> {
    match api {
        Api::Ec2 | Api::Sts | Api::Ssm => ec2::errors::documented(code),
        Api::Ecs => ecs::errors::documented(code, text),
    }
}
