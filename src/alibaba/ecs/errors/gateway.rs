//! Errors of the vendor's gateway, which come before any operation: signature errors, and the table of documented
//! errors.

use super::{VendorError, aws_only, row};
use crate::alibaba::signature::SECURITY_TOKEN;
use crate::wire::signing::{AlibabaAuthError, AuthError, FOREIGN_PAGE};

/// The status and text of an error that the vendor documents, by its code. If a code has several texts, `text` chooses
/// among them; the first is the default. `None` if the code is not documented.
pub fn documented(code: &str, text: Option<&str>) -> Option<(u16, &'static str)> {
    let rows = include_str!("documented.tsv").lines().filter_map(|row| {
        let mut cells = row.splitn(3, '\t');
        let status: u16 = cells.next()?.parse().ok()?;
        (cells.next()? == code).then(|| (status, cells.next().unwrap_or("")))
    });
    let rows: Vec<_> = rows.collect();
    let same_text = rows.iter().find(|(_, row)| Some(*row) == text);
    same_text.or_else(|| rows.first()).copied()
}

/// Errors about signatures and credentials.
pub(super) fn auth(error: &AuthError) -> VendorError {
    match error {
        AuthError::Missing(name) => missing(name),
        AuthError::Incomplete(_) => {
            row(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.")
        }
        AuthError::Method => row(400, "InvalidSignatureMethod", "Specified signature method is not valid."),
        AuthError::UnknownKey => row(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."),
        AuthError::DisabledKey => row(400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."),
        // The text is ours.
        AuthError::SessionToken => row(
            400,
            "InvalidSecurityToken.MismatchWithAccessKey",
            "Specified SecurityToken does not match the AccessKeyId.",
        ),
        AuthError::TimeMalformed => {
            row(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.")
        }
        AuthError::Expired => row(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired."),
        AuthError::Mismatch(text) => row(400, "SignatureDoesNotMatch", text.clone()),
        AuthError::Denied => row(
            403,
            "Forbidden.RAM",
            "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
        ),
        AuthError::ForeignPage => row(403, "Forbidden.RAM", FOREIGN_PAGE),
        AuthError::Alibaba(AlibabaAuthError::NonceUsed) => {
            row(400, "SignatureNonceUsed", "Specified signature nonce was used already.")
        }
        AuthError::SessionEnded => row(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."),
        AuthError::Aws(error) => aws_only(error),
    }
}

/// A missing part of the signature. In signature version 3 it is a header; its errors have the same codes.
fn missing(name: &str) -> VendorError {
    if name == SECURITY_TOKEN {
        return super::missing(name);
    }
    let code = match name {
        "AccessKeyId" => "MissingAccessKeyId",
        "Signature" => "MissingSignature",
        "SignatureMethod" => "MissingSignatureMethod",
        "SignatureNonce" | "x-acs-signature-nonce" => "MissingSignatureNonce",
        "Timestamp" | "x-acs-date" => "MissingTimestamp",
        _ => "MissingParameter",
    };
    row(400, code, format!("{name} is mandatory for this action."))
}
