//! Names that several instances of one call get.

use crate::operation::Error;
use smol_str::{SmolStr, format_smolstr};

/// How the instances of one call get their names.
///
/// <https://help.aliyun.com/en/ecs/user-guide/batch-configure-sequential-names-or-hostnames-for-multiple-instances>
#[derive(Clone, Copy)]
pub struct Numbering {
    /// The number of instances.
    pub amount: u32,
    /// Whether names end in a number of three digits, from 001.
    pub unique_suffix: bool,
}

impl Numbering {
    /// The name of instance `n` of the call, counted from 0. In a pattern like `web[1,4]-test` numbers start at 1 and have 4
    /// digits: `web0001-test`. The unique suffix follows, but for a pattern that ends in its number, and for an empty one.
    /// Ours: a single instance gets the suffix too.
    pub fn name(self, pattern: &str, n: u32) -> Result<SmolStr, Error> {
        let name = numbered_name(pattern, n)?;
        let ends_in_number = name != pattern && pattern.ends_with(']');
        let suffixed = self.unique_suffix && !pattern.is_empty() && !ends_in_number;
        Ok(if suffixed { format_smolstr!("{name}{:03}", n + 1) } else { name })
    }

    /// The name of the last instance, which is the longest.
    pub fn last(self, pattern: &str) -> Result<SmolStr, Error> {
        self.name(pattern, self.amount.saturating_sub(1))
    }
}

/// The name of instance `n`, without the unique suffix. A pattern needs something before its brackets; without that, it is a
/// name like any other. Numbers that are longer than they may be have 6 digits.
fn numbered_name(pattern: &str, n: u32) -> Result<SmolStr, Error> {
    let malformed = || Error::invalid("InstanceName[]", pattern, "a name, or prefix[begin,digits]suffix");
    let Some((prefix, rest)) = pattern.split_once('[').filter(|(prefix, _)| !prefix.is_empty()) else {
        return Ok(pattern.into());
    };
    let (inside, suffix) = rest.split_once(']').ok_or_else(malformed)?;
    let (begin, digits) = inside.split_once(',').unwrap_or(("", ""));
    let number = |text: &str, default: u32| if text.is_empty() { Some(default) } else { text.trim().parse().ok() };
    let begin_length = begin.trim().len();
    let begin = number(begin, 0).filter(|begin| *begin <= 999_999).ok_or_else(malformed)?;
    let digits = number(digits, 6).filter(|digits| (1..=6).contains(digits)).ok_or_else(malformed)?;
    let (value, width) = (begin + n, if begin_length > digits as usize { 6 } else { digits as usize });
    Ok(format_smolstr!("{prefix}{value:0width$}{suffix}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(pattern: &str, n: u32, unique_suffix: bool) -> Option<String> {
        Numbering { amount: 3, unique_suffix }.name(pattern, n).map(|name| name.to_string()).ok()
    }

    #[test]
    fn names_are_numbered() {
        let name = |pattern, n| name(pattern, n, false);
        assert_eq!(name("web[1,4]-test", 1).as_deref(), Some("web0002-test"));
        assert_eq!(name("web[]", 0).as_deref(), Some("web000000"));
        assert_eq!(name("web[,2]", 3).as_deref(), Some("web03"));
        assert_eq!(name("web[99,1]", 2).as_deref(), Some("web000101"));
        assert_eq!(name("web", 3).as_deref(), Some("web"));
        assert_eq!(name("[1,4]", 3).as_deref(), Some("[1,4]"));
        assert_eq!(name("web[1,4", 0), None);
        assert_eq!(name("web[x,4]", 0), None);
    }

    #[test]
    fn suffixes_follow_names_that_do_not_end_in_a_number() {
        assert_eq!(name("web", 0, true).as_deref(), Some("web001"));
        assert_eq!(name("web[1,4]-test", 1, true).as_deref(), Some("web0002-test002"));
        assert_eq!(name("web[1,4]", 1, true).as_deref(), Some("web0002"));
        assert_eq!(name("", 1, true).as_deref(), Some(""));
    }
}
