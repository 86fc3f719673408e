//! Names that are patterns, for several instances of one call.

use crate::operation::Error;
use smol_str::{SmolStr, format_smolstr};

/// The name of instance `n` of a call, counted from 0. In a pattern like `web[1,4]-test` numbers start at 1 and have 4
/// digits: `web0001-test`. Without brackets, all instances have the same name.
pub fn numbered_name(pattern: &str, n: u32) -> Result<SmolStr, Error> {
    let malformed = || Error::invalid("InstanceName[]", pattern, "a name, or prefix[begin,digits]suffix");
    let Some((prefix, rest)) = pattern.split_once('[') else { return Ok(pattern.into()) };
    let (inside, suffix) = rest.split_once(']').ok_or_else(malformed)?;
    let (begin, digits) = inside.split_once(',').unwrap_or(("", ""));
    let number = |text: &str, default: u32| if text.is_empty() { Some(default) } else { text.trim().parse().ok() };
    let begin = number(begin, 0).filter(|begin| *begin <= 999_999).ok_or_else(malformed)?;
    let digits = number(digits, 6).filter(|digits| (1..=6).contains(digits)).ok_or_else(malformed)?;
    let (value, width) = (begin + n, digits as usize);
    Ok(format_smolstr!("{prefix}{value:0width$}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered() {
        let name = |pattern, n| numbered_name(pattern, n).map(|name| name.to_string()).ok();
        assert_eq!(name("web[1,4]-test", 1).as_deref(), Some("web0002-test"));
        assert_eq!(name("web[]", 0).as_deref(), Some("web000000"));
        assert_eq!(name("web[,2]", 3).as_deref(), Some("web03"));
        assert_eq!(name("web", 3).as_deref(), Some("web"));
        assert_eq!(name("web[1,4", 0), None);
        assert_eq!(name("web[x,4]", 0), None);
    }
}
