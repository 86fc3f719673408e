//! What the texts of requests can be: names, descriptions, and ids that no operation looks up.
//!
//! A text that is left out is empty, and passes. The error names the parameter; the code for it is the operation's, or else
//! that of all operations.

use crate::operation::Error;
use smol_str::SmolStr;

/// The most characters of a name.
const MAX_NAME: usize = 128;

/// The most characters of an id that the emulator does not look up. Ours: the vendor gives such ids, and documents no limit.
const MAX_ID: usize = 64;

/// Fails unless the name is empty, or has 2 to 128 letters, digits and `:_.-`. The first must be a letter, and the name
/// must not begin with `http://` or `https://`.
pub fn check_name(parameter: &str, name: &str) -> Result<(), Error> {
    let good = |c: char| c.is_alphanumeric() || ":_.-".contains(c);
    let is_name = (2..=MAX_NAME).contains(&name.chars().count())
        && name.starts_with(char::is_alphabetic)
        && !is_link(name)
        && name.chars().all(good);
    if is_name || name.is_empty() { Ok(()) } else { Err(Error::invalid(parameter, name, "2 to 128 characters")) }
}

/// Fails unless the description is empty, or has 2 to 256 characters and does not begin with `http://` or `https://`.
pub fn check_description(parameter: &str, text: &str) -> Result<(), Error> {
    let good = (2..=256).contains(&text.chars().count()) && !is_link(text);
    if good || text.is_empty() { Ok(()) } else { Err(Error::invalid(parameter, text, "2 to 256 characters")) }
}

/// Fails if a text has more than `max` characters.
pub fn check_length(parameter: &str, text: &str, max: usize) -> Result<(), Error> {
    if text.chars().nth(max).is_some() {
        return Err(Error::invalid(parameter, text, format!("at most {max} characters")));
    }
    Ok(())
}

/// The id of a resource group; empty for the default one. Any id of up to 64 characters is that of a group (ours).
pub fn resource_group(id: Option<SmolStr>) -> Result<SmolStr, Error> {
    let id = id.unwrap_or_default();
    check_length("ResourceGroupId", &id, MAX_ID)?;
    Ok(id)
}

/// The name of an instance's RAM role: up to 64 characters.
pub fn ram_role(name: Option<SmolStr>) -> Result<Option<SmolStr>, Error> {
    check_length("RamRoleName", name.as_deref().unwrap_or_default(), MAX_ID)?;
    Ok(name)
}

/// The name of an instance's key pair: up to 128 characters.
pub fn key_pair(name: Option<SmolStr>) -> Result<Option<SmolStr>, Error> {
    check_length("KeyPairName", name.as_deref().unwrap_or_default(), MAX_NAME)?;
    Ok(name)
}

/// The device name of a data disk. The vendor documents no limit; this one is ours.
pub fn check_device(parameter: &str, device: &str) -> Result<(), Error> {
    check_length(parameter, device, MAX_ID)
}

/// The family of an image: up to 128 characters, not beginning with `aliyun`, `acs:`, `http://` or `https://`. Ours: the
/// vendor's has at least 2.
pub fn check_image_family(family: &str) -> Result<(), Error> {
    let reserved = family.starts_with("aliyun") || family.starts_with("acs:") || is_link(family);
    if reserved {
        return Err(Error::invalid("ImageFamily", family, "no name that the vendor keeps for itself"));
    }
    check_length("ImageFamily", family, MAX_NAME)
}

/// The version of an image: up to 40 characters.
pub fn check_image_version(version: &str) -> Result<(), Error> {
    check_length("ImageVersion", version, 40)
}

/// The value of the tag `n` of a request: up to 128 characters.
pub fn check_tag_value(n: usize, value: &str) -> Result<(), Error> {
    check_length(&format!("Tag.{n}.Value"), value, 128)
}

/// Fails unless a host name is empty or valid. On Windows: 2 to 15 letters, digits and hyphens, not only digits. Otherwise:
/// 2 to 64 characters, in parts separated by dots. Hyphens stand only between letters or digits, and never in pairs.
pub fn check_host_name(name: &str, windows: bool) -> Result<(), Error> {
    let is_label = |label: &str| {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let misplaced_hyphen = label.starts_with('-') || label.ends_with('-') || label.contains("--");
        !label.is_empty() && !misplaced_hyphen && label.bytes().all(is_allowed)
    };
    let is_name = if windows {
        (2..=15).contains(&name.len()) && is_label(name) && !name.bytes().all(|byte| byte.is_ascii_digit())
    } else {
        (2..=64).contains(&name.len()) && name.split('.').all(is_label)
    };
    if is_name || name.is_empty() { Ok(()) } else { Err(Error::invalid("HostName", name, "a host name")) }
}

fn is_link(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_names_follow_the_rules_of_their_platform() {
        for (name, linux, windows) in [
            ("web-1", true, true),
            ("web.example.org", true, false),
            ("12", true, false),
            ("a", false, false),
            ("a--b", false, false),
            ("-ab", false, false),
            ("ab.", false, false),
            ("a..b", false, false),
            ("a_b", false, false),
            ("a-name-of-more-than-15", true, false),
        ] {
            let is = |windows| check_host_name(name, windows).is_ok();
            assert_eq!((is(false), is(true)), (linux, windows), "{name}");
        }
    }

    #[test]
    fn lengths_are_those_in_characters() {
        assert!(check_name("Name", &"é".repeat(128)).is_ok() && check_name("Name", &"é".repeat(129)).is_err());
        assert!(check_length("Name", "éé", 2).is_ok() && check_length("Name", "ééé", 2).is_err());
        assert!(check_description("Description", "").is_ok() && check_description("Description", "a").is_err());
    }
}
