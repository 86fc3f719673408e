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
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// A parameter is missing, invalid or unknown.
    Param(ParamError),
    /// Parameters exclude each other; the text says which.
    Conflict(String),
    /// The call would have succeeded, and that was the question.
    DryRun,
    /// The idempotency token was used with other parameters.
    TokenMismatch,
    /// The idempotency token is longer than 64 characters or not ASCII.
    TokenMalformed(String),
    /// The call names no action.
    MissingAction,
    /// The cloud has no such action.
    UnknownAction(String),
    /// The cloud has this action, Twinstance has not.
    NotImplemented(String),
    /// The cloud has this parameter, and with it the answer would be another one; Twinstance does not model it.
    NotModelled(String),
    /// The cloud's API has no such version.
    UnknownVersion(String),
    /// The cloud has no such region.
    UnknownRegion(String),
    /// The answer can be neither of the formats that were asked for.
    UnknownFormat(String),
    /// The signature does not stand, or the key may not do this.
    Auth(AuthError),
    /// Too many calls.
    Throttled,
    /// A fault says so, in these words.
    Injected(VendorError),
    /// Twinstance itself failed; why stands in its log.
    Internal,
    /// The domain refuses.
    Domain(DomainError),
}

impl From<ParamError> for Error {
    fn from(error: ParamError) -> Self {
        Self::Param(error)
    }
}

impl From<AuthError> for Error {
    fn from(error: AuthError) -> Self {
        Self::Auth(error)
    }
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
