mod describe_instance_credit_specifications;
mod get_default_credit_specification;
mod modify_default_credit_specification;
mod modify_instance_credit_specification;

use super::{elsewhere, invalid, lines, refused, unknown, would_succeed};

/// A required parameter is missing, in the words of these operations.
fn missing(name: &str) -> (u16, String, String) {
    let text =
        format!("The request must include the {name} parameter. Add the required parameter and retry the request.");
    refused("MissingParameter", &text)
}

/// A family has no modes.
fn no_modes(family: &str) -> (u16, String, String) {
    let text = format!(
        "The {family} instance family does not support Unlimited. Only burstable performance instance families support \
         Unlimited. Change the instance family and try again."
    );
    refused("InvalidInstanceFamily", &text)
}

/// A value that a parameter cannot have.
fn bad_value(name: &str, value: &str) -> (u16, String, String) {
    let text = format!("The value ( {value} ) for the parameter {name} is invalid. Change the value and try again.");
    refused("InvalidParameterValue", &text)
}
