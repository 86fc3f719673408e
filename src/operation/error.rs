//! Why a call is refused: in the house's words, and in a vendor's.

use crate::domain::error::Error as DomainError;
use crate::wire::params::ParamError;
use crate::wire::signing::AuthError;
use std::borrow::Cow;

/// An error in a vendor's words, a row of a cloud's table of errors.
#[derive(Clone, Debug, PartialEq)]
pub struct VendorError {
    /// The HTTP status.
    pub status: u16,
    /// The code.
    pub code: &'static str,
    /// The text.
    pub message: Cow<'static, str>,
}

/// An error of this status and code, with this text.
pub fn row(status: u16, code: &'static str, message: impl Into<Cow<'static, str>>) -> VendorError {
    VendorError { status, code, message: message.into() }
}

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Param(#[from] ParamError),
    /// The text says which.
    #[error("the parameters exclude each other: {0}")]
    Conflict(String),
    #[error("the call would have succeeded, and that was the question")]
    DryRun,
    #[error("the idempotency token was used with other parameters")]
    TokenMismatch,
    #[error("the idempotency token {0} is longer than 64 characters or not ASCII")]
    TokenMalformed(String),
    #[error("the call names no action")]
    MissingAction,
    #[error("the cloud has no action {0}")]
    UnknownAction(String),
    #[error("the cloud has the action {0}, Twinstance has not")]
    NotImplemented(String),
    /// With it the answer would be another one.
    #[error("the cloud has the parameter {0}, Twinstance does not model it")]
    NotModelled(String),
    #[error("the cloud's API has no version {0}")]
    UnknownVersion(String),
    #[error("the cloud has no region {0}")]
    UnknownRegion(String),
    #[error("an answer cannot have the format {0}")]
    UnknownFormat(String),
    #[error(transparent)]
    Auth(#[from] AuthError),
    #[error("there are too many calls")]
    Throttled,
    #[error("a fault says {}: {}", .0.code, .0.message)]
    Injected(VendorError),
    #[error("Twinstance itself failed; why stands in its log")]
    Internal,
    #[error(transparent)]
    Domain(DomainError),
}

impl<E: Into<DomainError>> From<E> for Error {
    fn from(error: E) -> Self {
        Self::Domain(error.into())
    }
}

impl Error {
    /// A required parameter is missing.
    pub fn missing(name: &str) -> Self {
        Self::Param(ParamError::Missing { name: name.into() })
    }

    /// A parameter has a value that it cannot have.
    pub fn invalid(name: &str, value: impl ToString, expected: impl ToString) -> Self {
        Self::Param(ParamError::Invalid { name: name.into(), value: value.to_string(), expected: expected.to_string() })
    }

    /// The parameter that is missing.
    pub fn missing_parameter(&self) -> Option<&str> {
        match self {
            Self::Param(ParamError::Missing { name }) => Some(name),
            _ => None,
        }
    }

    /// The parameter that has a value that it cannot have.
    pub fn invalid_parameter(&self) -> Option<&str> {
        match self {
            Self::Param(ParamError::Invalid { name, .. }) => Some(name),
            _ => None,
        }
    }
}
