//! Errors of the vendor's gateway, before any operation: about signatures, and by their code alone.

use super::{VendorError, foreign, row};
use crate::wire::signing::{AlibabaAuthError, AuthError};

/// Status and text of an error that the vendor documents, by its code and, where one code has several texts, by the
/// text; without a text that is one of them, the first.
pub fn documented(code: &str, text: Option<&str>) -> Option<(u16, &'static str)> {
    let rows = include_str!("documented.tsv").lines().filter_map(|row| {
        let mut cells = row.splitn(3, '\t');
        let status: u16 = cells.next()?.parse().ok()?;
        (cells.next()? == code).then(|| (status, cells.next().unwrap_or("")))
    });
    let rows: Vec<_> = rows.collect();
    let named = rows.iter().find(|(_, row)| Some(*row) == text);
    named.or_else(|| rows.first()).copied()
}

/// As the vendor's gateway says it.
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
        AuthError::Alibaba(AlibabaAuthError::NonceUsed) => {
            row(400, "SignatureNonceUsed", "Specified signature nonce was used already.")
        }
        AuthError::Aws(error) => foreign(error),
    }
}

/// A part of the signature that is not there. Of a V3 it is a header, which goes by the same name.
fn missing(name: &str) -> VendorError {
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
