//! Wildcard patterns, as the filters of both clouds, the faults and the request log use them.
//!
//! A pattern is parsed once and then compared with many texts. Texts and patterns come from callers, so that the time
//! must not grow with their product.

use serde_with::{DeserializeFromStr, SerializeDisplay};
use std::fmt;
use std::str::FromStr;

/// The most characters of a pattern with a `?`, since the time for those grows with the product of the lengths of pattern
/// and text. [EC2's limit](https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html#Filtering_Resources_CLI)
/// for the values of filters.
pub const MAX_LENGTH: usize = 255;

/// A pattern: `*` stands for any characters, `?` for one or none, and `\` takes the special meaning of the next character.
#[derive(Clone, Debug, PartialEq, Eq, DeserializeFromStr, SerializeDisplay)]
pub struct Pattern {
    source: String,
    form: Form,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// Without wildcards: the text itself.
    Literal(String),
    /// With `*` only: what stands before the first, between them, and after the last.
    Stars { first: String, between: Vec<String>, last: String },
    /// With `?`.
    Tokens(Vec<Token>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    Character(char),
    /// `?`
    Optional,
    /// `*`
    Any,
}

/// Why a text cannot be a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a pattern with ? has at most {MAX_LENGTH} characters")]
pub struct TooLong;

impl Pattern {
    /// A pattern in which `*` is the only special character.
    pub fn of_stars(source: &str) -> Self {
        let tokens = source.chars().map(|c| if c == '*' { Token::Any } else { Token::Character(c) });
        Self { source: source.to_owned(), form: Form::with_stars(tokens) }
    }

    /// The text that it was parsed from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The only text that it matches, if it has no wildcards.
    pub fn literal(&self) -> Option<&str> {
        match &self.form {
            Form::Literal(text) => Some(text),
            Form::Stars { .. } | Form::Tokens(_) => None,
        }
    }

    /// Whether it matches all of this text.
    pub fn matches(&self, text: &str) -> bool {
        match &self.form {
            Form::Literal(literal) => literal == text,
            Form::Stars { first, between, last } => {
                // Each part where it is first found leaves the most for those after it.
                let rest = text.strip_prefix(first.as_str()).and_then(|rest| rest.strip_suffix(last.as_str()));
                let after = |rest: &mut &str, part: &String| {
                    let at = rest.find(part.as_str())?;
                    *rest = &rest[at + part.len()..];
                    Some(())
                };
                rest.is_some_and(|mut rest| between.iter().all(|part| after(&mut rest, part).is_some()))
            }
            Form::Tokens(tokens) => fits(tokens, text),
        }
    }
}

impl FromStr for Pattern {
    type Err = TooLong;

    fn from_str(source: &str) -> Result<Self, TooLong> {
        let mut tokens = Vec::new();
        let mut letters = source.chars();
        while let Some(letter) = letters.next() {
            tokens.push(match letter {
                '*' => Token::Any,
                '?' => Token::Optional,
                // The last character of a pattern has nothing after it whose meaning it could take.
                '\\' => Token::Character(letters.next().unwrap_or('\\')),
                _ => Token::Character(letter),
            });
        }
        let form = if !tokens.contains(&Token::Optional) {
            Form::with_stars(tokens.into_iter())
        } else if source.chars().nth(MAX_LENGTH).is_some() {
            return Err(TooLong);
        } else {
            Form::Tokens(tokens)
        };
        Ok(Self { source: source.to_owned(), form })
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

impl Form {
    /// The form of a pattern without `?`. Adjacent stars are one.
    fn with_stars(tokens: impl Iterator<Item = Token>) -> Self {
        let mut parts = vec![String::new()];
        for token in tokens {
            match (token, parts.as_mut_slice()) {
                (Token::Character(letter), [.., last]) => last.push(letter),
                (_, [_, .., last]) if last.is_empty() => {}
                _ => parts.push(String::new()),
            }
        }
        let mut parts = parts.into_iter();
        let first = parts.next().unwrap_or_default();
        match parts.next_back() {
            None => Self::Literal(first),
            Some(last) => Self::Stars { first, between: parts.collect(), last },
        }
    }
}

/// Whether the tokens match all of a text. Goes through them once, and keeps which beginnings of the text those so far
/// match. The inner loops have no branches, so that the compiler makes them work on many characters at a time.
fn fits(tokens: &[Token], text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let mut reached = vec![false; letters.len() + 1];
    let mut before = reached.clone();
    reached[0] = true;
    // Nothing is reached outside of these two.
    let (mut least, mut most) = (0, 0);
    for token in tokens {
        let end = (most + 1).min(letters.len());
        match token {
            Token::Character(letter) => {
                reached.copy_within(least..end, least + 1);
                reached[least] = false;
                for (reached, other) in reached[least + 1..=end].iter_mut().zip(&letters[least..end]) {
                    *reached &= other == letter;
                }
                (least, most) = (least + 1, end);
            }
            Token::Optional => {
                before[least..end].copy_from_slice(&reached[least..end]);
                for (reached, before) in reached[least + 1..=end].iter_mut().zip(&before[least..end]) {
                    *reached |= before;
                }
                most = end;
            }
            Token::Any => {
                most = letters.len();
                reached[least..].fill(true);
            }
        }
        while least <= most && !reached[least] {
            least += 1;
        }
        if least > most {
            return false;
        }
    }
    reached[letters.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, text: &str) -> bool {
        pattern.parse::<Pattern>().unwrap().matches(text)
    }

    #[test]
    fn wildcards() {
        for (pattern, text, expected) in [
            ("t3.micro", "t3.micro", true),
            ("t3.micro", "t3.micr", false),
            ("t3.*", "t3.micro", true),
            ("t3.*", "t2.micro", false),
            ("*a*b", "xaxbxb", true),
            ("a*a", "a", false),
            ("a*b*c", "aXbYc", true),
            ("a*b*c", "acb", false),
            ("*é*", "café au lait", true),
            ("a?c", "abc", true),
            ("a?c", "ac", true),
            ("a?c", "aéc", true),
            ("a?c", "abbc", false),
            ("database????", "database", true),
            ("database????", "database1234", true),
            ("database????", "database12345", false),
            ("?*?b", "b", true),
            ("*a?b", "xaaab", true),
            ("*a?b", "xb", false),
            ("??", "", true),
            ("?", "ab", false),
            ("a\\*", "a*", true),
            ("a\\*", "ab", false),
            ("\\*amazon\\?\\\\", "*amazon?\\", true),
            ("a\\", "a\\", true),
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn only_stars_are_special_in_a_pattern_of_stars() {
        for (pattern, text, expected) in
            [("web*", "web-1", true), ("w?b*", "web-1", false), ("w?b*", "w?b", true), ("a\\*", "a\\b", true)]
        {
            assert_eq!(Pattern::of_stars(pattern).matches(text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn a_pattern_without_wildcards_is_a_text() {
        let literal = |pattern: &str| pattern.parse::<Pattern>().unwrap().literal().map(str::to_owned);
        assert_eq!(literal("a\\*").as_deref(), Some("a*"));
        assert_eq!((literal("a*"), literal("a?")), (None, None));
    }

    /// By the definition, without regard to time.
    fn by_definition(tokens: &[Token], text: &[char]) -> bool {
        match (tokens.split_first(), text.split_first()) {
            (None, first) => first.is_none(),
            (Some((Token::Character(letter), tokens)), first) => {
                first.is_some_and(|(first, text)| first == letter && by_definition(tokens, text))
            }
            (Some((Token::Optional, tokens)), first) => {
                by_definition(tokens, text) || first.is_some_and(|(_, text)| by_definition(tokens, text))
            }
            (Some((Token::Any, rest)), first) => {
                by_definition(rest, text) || first.is_some_and(|(_, text)| by_definition(tokens, text))
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn matching_follows_the_definition(pattern in "[ab*?]{0,9}", text in "[abé]{0,9}") {
            let token = |letter| match letter {
                '*' => Token::Any,
                '?' => Token::Optional,
                letter => Token::Character(letter),
            };
            let tokens: Vec<Token> = pattern.chars().map(token).collect();
            let expected = by_definition(&tokens, &text.chars().collect::<Vec<_>>());
            proptest::prop_assert_eq!(matches(&pattern, &text), expected);
        }
    }

    /// With time that grows with the product of both lengths, this takes hours.
    #[test]
    fn long_patterns_and_texts_are_compared_in_one_pass() {
        const LONG: usize = 1_000_000;
        let text = "a".repeat(LONG);
        assert!(matches(&"*".repeat(LONG), &text));
        assert!(matches(&"*a".repeat(LONG), &text));
        assert!(!matches(&"*a".repeat(LONG + 1), &text));
        let half = "a".repeat(LONG / 2);
        assert!(!matches(&format!("*{half}b"), &text));
        assert!(!matches(&format!("*{half}b*"), &text));
        assert!(matches(&format!("{half}*{half}"), &text));
        assert!(!matches(&format!("{half}*{half}a"), &text));
        assert!(!matches(&format!("*{}b", "a?".repeat(120)), &text));
    }

    #[test]
    fn a_pattern_with_question_marks_is_short() {
        assert!("?".repeat(MAX_LENGTH).parse::<Pattern>().is_ok());
        assert_eq!("?".repeat(MAX_LENGTH + 1).parse::<Pattern>(), Err(TooLong));
        assert!("a*".repeat(MAX_LENGTH).parse::<Pattern>().is_ok());
    }
}
