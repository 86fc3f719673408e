//! UserData, as requests carry it.

use crate::domain::error::AlibabaInstanceError;
use crate::operation::Error;
use smol_str::SmolStr;

/// The most bytes that user data can have before it is encoded.
const MAX: usize = 32 * 1024;

/// User data in base 64, of at most 32 KiB once decoded.
pub fn user_data(text: SmolStr) -> Result<SmolStr, Error> {
    let digits = text.trim_end_matches('=');
    let base64 = text.len().is_multiple_of(4)
        && text.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
    if !base64 {
        return Err(AlibabaInstanceError::UserDataMalformed.into());
    }
    if digits.len() * 3 / 4 > MAX {
        return Err(AlibabaInstanceError::UserDataTooLong.into());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_data_is_base_64() {
        let read = |text: &str| user_data(text.into()).is_ok();
        assert!(read("ZWNobyBoaQ==") && read(&"A".repeat(43_688)));
        assert!(!read("ZWNobyBoaQ") && !read("####") && !read("A===") && !read(&"A".repeat(43_696)));
    }
}
