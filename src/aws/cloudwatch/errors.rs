//! CloudWatch's errors: status, code and text of each, and the shape that has the code in the protocols of JSON and CBOR.

use crate::aws::ec2::errors;
use crate::operation::{Call, Error, Format, VendorError, row};
use crate::wire::params::ParamError;
use std::borrow::Cow;

/// Code, status and shape of the errors that the API's model has.
#[rustfmt::skip]
const SHAPES: [(&str, u16, &str); 12] = [
    ("ConcurrentModificationException", 429, "com.amazonaws.cloudwatch.v2010_08_01#ConcurrentModificationException"),
    ("InternalServiceError", 500, "com.amazonaws.cloudwatch.v2010_08_01#InternalServiceFault"),
    ("InvalidFormat", 400, "com.amazonaws.cloudwatch.v2010_08_01#InvalidFormatFault"),
    ("InvalidNextToken", 400, "com.amazonaws.cloudwatch.v2010_08_01#InvalidNextToken"),
    ("InvalidParameterCombination", 400, "com.amazon.coral.service#InvalidParameterCombinationException"),
    ("InvalidParameterValue", 400, "com.amazon.coral.service#InvalidParameterValueException"),
    ("LimitExceeded", 400, "com.amazonaws.cloudwatch.v2010_08_01#LimitExceededFault"),
    ("MissingParameter", 400, "com.amazon.coral.service#MissingRequiredParameterException"),
    ("ResourceNotFound", 404, "com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFound"),
    ("ResourceNotFoundException", 404, "com.amazonaws.cloudwatch.v2010_08_01#ResourceNotFoundException"),
    ("Throttling", 400, "com.amazon.coral.availability#ThrottlingException"),
    ("ValidationError", 400, "com.amazon.coral.validate#ValidationException"),
];

/// The shape of an error with this code.
pub fn shape(code: &str) -> &str {
    SHAPES.iter().find(|(known, ..)| *known == code).map_or(code, |(_, _, shape)| shape)
}

/// Status and text of the error with this code, or `None` if neither the model nor AWS's list of common errors has it.
pub fn documented(code: &str) -> Option<(u16, &'static str)> {
    let known = SHAPES.iter().find(|(known, ..)| *known == code).map(|(_, status, _)| (*status, ""));
    known.or_else(|| errors::documented(code))
}

/// An operation's error in the vendor's words.
pub fn own(code: &'static str, text: impl Into<Cow<'static, str>>) -> Error {
    let status = SHAPES.iter().find(|(known, ..)| *known == code).map_or(400, |(_, status, _)| *status);
    Error::Own(row(status, code, text))
}

/// `InvalidParameterValue` with this text.
pub fn invalid(text: impl Into<Cow<'static, str>>) -> Error {
    own("InvalidParameterValue", text)
}

/// `InvalidParameterCombination` with this text.
pub fn combination(text: impl Into<Cow<'static, str>>) -> Error {
    own("InvalidParameterCombination", text)
}

/// `ValidationError` with this text.
pub fn validation(text: impl Into<Cow<'static, str>>) -> Error {
    own("ValidationError", text)
}

/// The name of a parameter as these texts have it: `Dimensions.1.Name` is `Dimensions.member.1.Name`.
fn full(name: &str) -> String {
    let is_index = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = name.split('.').map(|part| if is_index(part) { format!("member.{part}") } else { part.to_owned() });
    parts.collect::<Vec<_>>().join(".")
}

/// The vendor's error for an error that the operation does not override.
pub fn answer(call: &Call<'_>, error: &Error) -> VendorError {
    match error {
        Error::Param(ParamError::Missing { name }) => {
            row(400, "MissingParameter", format!("The parameter {} is required.", full(name)))
        }
        Error::Param(ParamError::Invalid { name, expected, .. }) if name.is_empty() => {
            row(400, "SerializationException", format!("The body cannot be read: {expected}"))
        }
        // Ours: AWS has a text of its own for most parameters.
        Error::Param(ParamError::Invalid { name, value, expected }) => {
            let text = format!("The value {value} for parameter {} is invalid. Expected: {expected}.", full(name));
            row(400, "InvalidParameterValue", text)
        }
        Error::UnknownAction(action) if call.format == Format::Xml => {
            row(400, "InvalidAction", format!("Could not find operation {action} for version {}", super::VERSION))
        }
        Error::UnknownAction(_) | Error::MissingAction if call.format != Format::Xml => {
            row(400, "UnknownOperationException", "")
        }
        Error::Throttled => row(400, "Throttling", "Rate exceeded"),
        Error::Internal => row(500, "InternalServiceError", "An internal error has occurred"),
        _ => errors::answer(error),
    }
}
