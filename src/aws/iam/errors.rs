//! IAM's errors: code, status and text.

use crate::aws::ec2::errors;
use crate::operation::{Error, VendorError, row};
use crate::wire::params::ParamError;
use std::borrow::Cow;

/// Code, status and text of the errors that operations on roles and instance profiles document. An empty text is one that
/// depends on the request.
const CODES: [(&str, u16, &str); 9] = [
    ("DeleteConflict", 409, "Cannot delete entity, must remove roles from instance profile first."),
    ("EntityAlreadyExists", 409, ""),
    ("InvalidInput", 400, ""),
    ("LimitExceeded", 409, ""),
    ("MalformedPolicyDocument", 400, "This policy contains invalid Json"),
    ("NoSuchEntity", 404, ""),
    ("ServiceFailure", 500, "The request processing has failed because of an unknown error, exception or failure."),
    ("Throttling", 400, "Rate exceeded"),
    ("ValidationError", 400, ""),
];

/// Status and text of the error with this code, or `None` if neither IAM nor AWS's list of common errors has it.
pub fn documented(code: &str) -> Option<(u16, &'static str)> {
    let known = CODES.iter().find(|(known, ..)| *known == code).map(|(_, status, text)| (*status, *text));
    known.or_else(|| errors::documented(code))
}

/// An error of IAM, with its documented status.
pub fn own(code: &'static str, text: impl Into<Cow<'static, str>>) -> Error {
    Error::Own(row(documented(code).map_or(400, |(status, _)| status), code, text))
}

/// An error with the text that it always has.
pub fn plain(code: &'static str) -> Error {
    own(code, documented(code).map_or("", |(_, text)| text))
}

pub fn validation(text: String) -> Error {
    own("ValidationError", text)
}

/// The text of AWS's check of a request against its model.
pub fn constraint(value: &str, at: &str, must: &str) -> Error {
    validation(constraint_text(&format!("'{value}'"), at, must))
}

fn constraint_text(value: &str, at: &str, must: &str) -> String {
    format!("1 validation error detected: Value {value} at '{at}' failed to satisfy constraint: Member must {must}")
}

/// The name of a parameter as these texts have it: `RoleName` is `roleName`.
fn at(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(letters).collect()
}

fn common(code: &'static str) -> VendorError {
    let (status, text) = documented(code).unwrap_or((500, ""));
    row(status, code, text)
}

/// The vendor's error for an error that the operation does not override.
pub fn answer(error: &Error) -> VendorError {
    match error {
        Error::Param(ParamError::Missing { name }) => {
            row(400, "ValidationError", constraint_text("null", &at(name), "not be null"))
        }
        // Ours: AWS has a text of its own for most parameters.
        Error::Param(ParamError::Invalid { name, value, expected }) => {
            row(400, "ValidationError", constraint_text(&format!("'{value}'"), &at(name), &format!("be {expected}")))
        }
        Error::UnknownAction(action) => {
            row(400, "InvalidAction", format!("Could not find operation {action} for version {}", super::VERSION))
        }
        Error::Throttled => common("Throttling"),
        Error::Internal => common("ServiceFailure"),
        _ => errors::answer(error),
    }
}
