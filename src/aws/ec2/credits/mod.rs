//! CPU credits of burstable instances.

mod default_view;
pub mod describe_instance_credit_specifications;
pub mod get_default_credit_specification;
pub mod modify_default_credit_specification;
pub mod modify_instance_credit_specification;

use super::errors;
use crate::domain::error::{AwsInstanceError, Error as DomainError};
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;

/// What these operations say in words of their own.
fn refuse(error: &Error) -> Option<VendorError> {
    let text = match error {
        Error::Domain(error) => return Some(refuse_item(error)),
        Error::Param(ParamError::Missing { name }) => {
            let text = "parameter. Add the required parameter and retry the request.";
            return Some(row(400, "MissingParameter", format!("The request must include the {name} {text}")));
        }
        Error::Param(ParamError::Invalid { name, value, .. }) => match name.as_str() {
            "filter" => format!("The value ( {value} ) for the parameter Filter is invalid."),
            "maxResults" => format!("The value {value} for the maxResults parameter must be between 5 and 1000."),
            "InstanceFamily" | "CpuCredits" => {
                let text = format!(
                    "The value ( {value} ) for the parameter {name} is invalid. Change the value and try again."
                );
                return Some(row(400, "InvalidParameterValue", text));
            }
            _ => return None,
        },
        _ => return None,
    };
    Some(row(400, "InvalidRequest", format!("{text} Change the value and try again.")))
}

/// What they say of one of several instances.
fn refuse_item(error: &DomainError) -> VendorError {
    match error {
        DomainError::AwsInstance(AwsInstanceError::Malformed(id)) => {
            row(400, "InvalidInstanceID.Malformed", format!("Invalid ID: {id}. Change the ID and try again."))
        }
        _ => errors::domain(error),
    }
}
