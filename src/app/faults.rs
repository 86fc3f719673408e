//! Completes faults from the clouds' tables of errors.

use crate::alibaba::{ecs, services};
use crate::aws::{cloudwatch, ec2, iam, ssm, sts};
use crate::middleware::fault::Fault;
use crate::operation::Api;
use crate::wire::pattern::Pattern;

/// Checks a fault, and fills in the status and the text of its error if the vendor documents the code. The error says what
/// is wrong.
pub fn complete(fault: Fault) -> Result<Fault, String> {
    let fault = fault.complete(documented)?;
    // A mistyped action would never be met, and its test would test nothing.
    match fault.action.as_ref().and_then(Pattern::literal).filter(|action| !is_action(action)) {
        Some(action) => Err(format!("action: none of the APIs has {action:?}")),
        None => Ok(fault),
    }
}

fn is_action(name: &str) -> bool {
    [cloudwatch::is_action, ec2::is_action, iam::is_action, ssm::is_action, sts::is_action, services::is_action]
        .iter()
        .any(|has| has(name))
}

fn documented(api: Api, code: &str, text: Option<&str>) -> Option<(u16, &'static str)> {
    match api {
        Api::CloudWatch => cloudwatch::errors::documented(code),
        Api::Iam => iam::errors::documented(code),
        Api::Ec2 | Api::Sts | Api::Ssm => ec2::errors::documented(code),
        Api::Ecs => ecs::errors::documented(code, text),
    }
}
