//! Errors that every action can have: about signatures, and by their code alone.

use super::{VendorError, internal, row};
use crate::wire::signing::{AuthError, AwsAuthError};

/// Status and text of an error that the vendor documents, by its code. Where one code has several texts, one of them.
pub fn documented(code: &str) -> Option<(u16, &'static str)> {
    let mut rows = include_str!("documented.tsv").lines().map(|row| row.splitn(3, '\t'));
    rows.find_map(|mut row| {
        let status = row.next()?.parse().ok()?;
        (row.next()? == code).then(|| (status, row.next().unwrap_or("")))
    })
}

/// Codes are those of AWS's list of common errors.
pub(super) fn auth(error: &AuthError) -> VendorError {
    match error {
        AuthError::Missing(name) => {
            row(400, "MissingParameter", format!("The request must contain the parameter {name}"))
        }
        AuthError::Incomplete(text) => row(400, "IncompleteSignature", text.clone()),
        // The text is ours.
        AuthError::Method => row(400, "IncompleteSignature", "The signature method or version is not supported."),
        AuthError::UnknownKey | AuthError::DisabledKey | AuthError::SessionToken => {
            row(401, "AuthFailure", "AWS was not able to validate the provided access credentials")
        }
        // The text is ours.
        AuthError::TimeMalformed => row(400, "IncompleteSignature", "The time of the request is not a time."),
        AuthError::Expired => row(400, "RequestExpired", "Request has expired."),
        AuthError::Mismatch(_) => row(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret \
             Access Key and signing method. Consult the service documentation for details.",
        ),
        AuthError::Denied => row(403, "UnauthorizedOperation", "You are not authorized to perform this operation."),
        AuthError::Aws(error) => aws_auth(error),
        AuthError::Alibaba(error) => foreign(error),
    }
}

fn aws_auth(error: &AwsAuthError) -> VendorError {
    match error {
        // The text is ours.
        AwsAuthError::Unsigned => row(
            403,
            "MissingAuthenticationToken",
            "The request must contain either a valid (registered) AWS access key ID or X.509 certificate.",
        ),
        AwsAuthError::Scope(text) => row(403, "SignatureDoesNotMatch", text.clone()),
    }
}

/// The answer to what only Alibaba Cloud has. Nothing of it comes here: where it does, it is a mistake of ours.
pub(super) fn foreign(error: &dyn std::error::Error) -> VendorError {
    tracing::error!(%error, "EC2 met an error that only Alibaba Cloud has");
    debug_assert!(false, "EC2 met an error that only Alibaba Cloud has: {error}");
    internal()
}
