//! The parameter UserData.

use crate::domain::error::AlibabaInstanceError;
use crate::operation::Error;
use smol_str::SmolStr;

/// The most bytes of user data, counted before they are encoded.
const MAX_BYTES: usize = 32 * 1024;

/// Checks that user data is valid base64 and has at most 32 KiB once decoded.
pub fn check_user_data(text: SmolStr) -> Result<SmolStr, Error> {
    let digits = text.trim_end_matches('=');
    let base64 = text.len().is_multiple_of(4)
        && text.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
    if !base64 {
        return Err(AlibabaInstanceError::UserDataMalformed.into());
    }
    if digits.len() * 3 / 4 > MAX_BYTES {
        return Err(AlibabaInstanceError::UserDataTooLong.into());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_data_is_base_64() {
        let read = |text: &str| check_user_data(text.into()).is_ok();
        assert!(read("ZWNobyBoaQ==") && read(&"A".repeat(43_688)));
        assert!(!read("ZWNobyBoaQ") && !read("####") && !read("A===") && !read(&"A".repeat(43_696)));
    }
}
