//! Errors that every action can return: errors of authentication, and any documented error by its code.

use super::{VendorError, internal, row};
use crate::wire::signing::{AuthError, AwsAuthError, FOREIGN_PAGE};

/// Status and text of the documented error with this code, or `None`. If AWS has several texts for the code, it is one
/// of them.
pub fn documented(code: &str) -> Option<(u16, &'static str)> {
    let mut rows = include_str!("documented.tsv").lines().map(|row| row.splitn(3, '\t'));
    rows.find_map(|mut row| {
        let status = row.next()?.parse().ok()?;
        (row.next()? == code).then(|| (status, row.next().unwrap_or("")))
    })
}

/// The codes are from AWS's list of common errors.
pub(super) fn auth(error: &AuthError) -> VendorError {
    match error {
        AuthError::Missing(name) => {
            row(400, "MissingParameter", format!("The request must contain the parameter {name}"))
        }
        AuthError::Incomplete(text) => row(400, "IncompleteSignature", text.clone()),
        // The text is ours.
        AuthError::Method => row(400, "IncompleteSignature", "The signature method or version is not supported."),
        AuthError::UnknownKey | AuthError::DisabledKey | AuthError::SessionToken => not_validated(),
        // The text is ours.
        AuthError::TimeMalformed => row(400, "IncompleteSignature", "The time of the request is not a time."),
        AuthError::Expired | AuthError::SessionEnded => row(400, "RequestExpired", "Request has expired."),
        AuthError::Mismatch(_) => row(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret \
             Access Key and signing method. Consult the service documentation for details.",
        ),
        AuthError::Denied => row(403, "UnauthorizedOperation", "You are not authorized to perform this operation."),
        AuthError::ForeignPage => row(403, "UnauthorizedOperation", FOREIGN_PAGE),
        AuthError::Aws(error) => aws_auth(error),
        AuthError::Alibaba(error) => alibaba_only(error),
    }
}

fn not_validated() -> VendorError {
    row(401, "AuthFailure", "AWS was not able to validate the provided access credentials")
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
        // Ours: it is what EC2 answers in a region that the account has not opted in to.
        AwsAuthError::UnknownRegion(_) => not_validated(),
    }
}

/// The answer to an error that only Alibaba Cloud has. EC2 never gets one: it would be a bug here.
pub(super) fn alibaba_only(error: &dyn std::error::Error) -> VendorError {
    tracing::error!(%error, "EC2 met an error that only Alibaba Cloud has");
    debug_assert!(false, "EC2 met an error that only Alibaba Cloud has: {error}");
    internal()
}
