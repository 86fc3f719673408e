//! UserData, as requests carry it.

use crate::operation::Error;
use smol_str::SmolStr;

/// The most bytes that user data can have before it is encoded.
const MAX: usize = 16 * 1024;

/// User data in base 64, of at most 16 KiB once decoded.
pub fn user_data(text: Option<SmolStr>) -> Result<Option<SmolStr>, Error> {
    let Some(text) = text else { return Ok(None) };
    let digits = text.trim_end_matches('=');
    let base64 = text.len() % 4 == 0
        && text.len() - digits.len() <= 2
        && digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
    if !base64 {
        return Err(Error::invalid("UserData", "...", "text in base 64"));
    }
    if digits.len() * 3 / 4 > MAX {
        return Err(Error::invalid("UserData", "...", format!("at most {MAX} bytes")));
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
