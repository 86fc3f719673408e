//! The errors of calls: one type for both clouds, and the vendors' form of it.

use crate::domain::error::Error as DomainError;
use crate::domain::network::address::AwsAddressError;
use crate::wire::params::ParamError;
use crate::wire::signing::AuthError;
use std::borrow::Cow;

/// An error as a vendor sends it.
#[derive(Clone, Debug, PartialEq)]
pub struct VendorError {
    pub status: u16,
    pub code: Cow<'static, str>,
    pub message: Cow<'static, str>,
}

pub fn row(status: u16, code: &'static str, message: impl Into<Cow<'static, str>>) -> VendorError {
    VendorError { status, code: Cow::Borrowed(code), message: message.into() }
}

/// Why a call is refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Param(#[from] ParamError),
    #[error("the parameter {name} has more than {max} characters")]
    TooLong { name: String, max: usize },
    /// The text says which.
    #[error("the parameters exclude each other: {0}")]
    Conflict(String),
    #[error("the call would have succeeded, and that was the question")]
    DryRun,
    #[error("the idempotency token {0} was used with other parameters")]
    TokenMismatch(String),
    #[error("the idempotency token {0} is longer than 64 characters or not ASCII")]
    TokenMalformed(String),
    #[error("the call names no action")]
    MissingAction,
    #[error("the cloud has no action {0}")]
    UnknownAction(String),
    #[error("the cloud has the action {0}, Twinstance has not")]
    NotImplemented(String),
    /// The parameter would change the answer.
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
    #[error("there are too many calls that take long")]
    Overloaded,
    #[error("a fault says {}: {}", .0.code, .0.message)]
    Injected(VendorError),
    /// An operation says it in the vendor's words for its parameters.
    #[error("{}: {}", .0.code, .0.message)]
    Own(VendorError),
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
    /// The error for a required parameter that is missing.
    pub fn missing(name: &str) -> Self {
        Self::Param(ParamError::Missing { name: name.into() })
    }

    /// The error for a parameter with an invalid value.
    pub fn invalid(name: &str, value: impl ToString, expected: impl ToString) -> Self {
        Self::Param(ParamError::Invalid { name: name.into(), value: value.to_string(), expected: expected.to_string() })
    }

    /// The name of the missing parameter, if that is the error.
    pub fn missing_parameter(&self) -> Option<&str> {
        match self {
            Self::Param(ParamError::Missing { name }) => Some(name),
            _ => None,
        }
    }

    /// The name of the parameter with an invalid value, if that is the error.
    pub fn invalid_parameter(&self) -> Option<&str> {
        match self {
            Self::Param(ParamError::Invalid { name, .. }) | Self::TooLong { name, .. } => Some(name),
            Self::Domain(DomainError::AwsAddress(AwsAddressError::PublicIpMalformed(_))) => Some("PublicIp"),
            Self::Domain(DomainError::AwsAddress(AwsAddressError::UnknownBorderGroup(_))) => Some("NetworkBorderGroup"),
            _ => None,
        }
    }
}

/// Refuses the first of these parameters that is given. To ignore them would change the created resource.
pub fn not_modelled(given: &[(bool, &str)]) -> Result<(), Error> {
    match given.iter().find(|(given, _)| *given) {
        Some((_, name)) => Err(Error::NotModelled((*name).to_owned())),
        None => Ok(()),
    }
}
