//! CloudMonitor's errors that differ from ECS's.

use crate::alibaba::ecs::errors;
use crate::alibaba::services::missing_token;
use crate::operation::{Error, VendorError, row};

/// The vendor's error for an error that the operation does not override.
pub fn answer(error: &Error) -> VendorError {
    missing_token(error).or_else(|| own(error)).unwrap_or_else(|| errors::answer(error))
}

#[rustfmt::skip]
fn own(error: &Error) -> Option<VendorError> {
    match error.invalid_parameter() {
        Some("Namespace" | "MetricName") => Some(row(404, "ResourceNotFound", "The specified resource is not found.")),
        Some(_) => Some(row(400, "ParameterInvalid", "Illegal parameters.")),
        None => error.missing_parameter().map(|_| row(400, "ParameterInvalid", "Illegal parameters.")),
    }
}
