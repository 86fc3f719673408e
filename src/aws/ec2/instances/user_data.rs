//! The parameter UserData of requests.

use crate::domain::error::AwsInstanceError;
use smol_str::SmolStr;

/// The maximum size of user data before it is encoded, in bytes.
const MAX: usize = 16 * 1024;

/// Checks user data: valid base 64, at most 16 KiB once decoded. Returns it still encoded.
pub fn user_data(text: Option<SmolStr>) -> Result<Option<SmolStr>, AwsInstanceError> {
    let Some(text) = text else { return Ok(None) };
    let digits = text.trim_end_matches('=');
    let base64 = text.len() % 4 == 0
        && text.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
    if !base64 {
        return Err(AwsInstanceError::UserDataMalformed);
    }
    if digits.len() * 3 / 4 > MAX {
        return Err(AwsInstanceError::UserDataTooLong);
    }
    Ok(Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_data_is_base_64() {
        let read = |text: &str| user_data(Some(text.into())).is_ok();
        assert!(read("ZWNobw==") && read("ZWNo"));
        assert!(!read("echo!") && !read("ZWNob") && !read("A==="));
        assert!(read(&"A".repeat(21_844)) && !read(&"A".repeat(21_848)));
    }
}
