//! The family and the answer of GetDefaultCreditSpecification and ModifyDefaultCreditSpecification.

use crate::domain::credits::{self, CreditMode};
use crate::domain::error::AwsCreditError;
use crate::operation::Error;
use serde::Serialize;
use smol_str::SmolStr;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_family_credit_specification: View,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    instance_family: &'static str,
    cpu_credits: &'static str,
}

impl Response {
    pub fn new(instance_family: &'static str, mode: CreditMode) -> Self {
        Self { instance_family_credit_specification: View { instance_family, cpu_credits: mode.ec2() } }
    }
}

/// Finds a burstable family by name, in any case.
pub fn family(name: &SmolStr) -> Result<&'static str, Error> {
    if name.is_empty() {
        return Err(Error::invalid("InstanceFamily", name, "a family of burstable instances"));
    }
    credits::family(name).ok_or_else(|| AwsCreditError::UnknownFamily(name.clone()).into())
}
