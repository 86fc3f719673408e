//! Queries and forms as pairs of names and values.

use super::Pair;
use memchr::{memchr, memchr_iter};
use percent_encoding::percent_decode;
use std::borrow::Cow;
use std::ops::Range;

/// The pairs of a query or a form, in their order. Any bytes are some list of pairs.
pub fn form(text: &[u8]) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    Form::new(text).read(&mut pairs);
    pairs
}

/// A query or a form.
pub(super) struct Form<'a> {
    text: &'a [u8],
    /// All of it, if it is printable ASCII without anything to decode, as most are: one look at the whole takes less than
    /// one at each name and value.
    pub(super) plain: Option<&'a str>,
}

impl<'a> Form<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') & !matches!(byte, b'+' | b'%');
        // Without an early end: so the compiler takes many at once.
        let plain = text.iter().fold(true, |plain, byte| plain & is_plain(byte));
        Self { text, plain: if plain { str::from_utf8(text).ok() } else { None } }
    }

    pub(super) fn read(&self, pairs: &mut Vec<Pair<'a>>) {
        let part = |part: Range<usize>| match self.plain {
            Some(plain) => Cow::Borrowed(&plain[part]),
            None => decoded(&self.text[part]),
        };
        let mut start = 0;
        for end in memchr_iter(b'&', self.text).chain([self.text.len()]) {
            if start < end {
                let middle = memchr(b'=', &self.text[start..end]).map_or(end, |length| start + length);
                pairs.push((part(start..middle), part(end.min(middle + 1)..end)));
            }
            start = end + 1;
        }
    }
}

/// A name or a value, copied only if it has to be. What is no UTF-8 is replaced.
fn decoded(text: &[u8]) -> Cow<'_, str> {
    if !text.iter().any(|byte| matches!(byte, b'+' | b'%')) {
        return str::from_utf8(text).map_or_else(|_| String::from_utf8_lossy(text), Cow::Borrowed);
    }
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    Cow::Owned(percent_decode(&spaced).decode_utf8_lossy().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn any_bytes_are_some_pairs(
            text in proptest::collection::vec(proptest::sample::select(b"&&==+%4a\xc3\xa9\xff".to_vec()), 0..24)
        ) {
            let plain = |part: &[u8]| {
                let spaced = part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect::<Vec<_>>();
                percent_decode(&spaced).decode_utf8_lossy().into_owned()
            };
            let pairs = text.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()).map(|pair| {
                let mut sides = pair.splitn(2, |byte| *byte == b'=');
                (plain(sides.next().unwrap()), plain(sides.next().unwrap_or_default()))
            });
            let read = form(&text).into_iter().map(|(name, value)| (name.into_owned(), value.into_owned()));
            proptest::prop_assert_eq!(read.collect::<Vec<_>>(), pairs.collect::<Vec<_>>());
        }
    }
}
