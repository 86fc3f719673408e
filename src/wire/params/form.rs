//! Parses queries and forms into pairs of names and values.

use super::Pair;
use serde::Deserialize;
use std::borrow::Cow;

/// A name or a value. It is copied only if something has to be decoded.
#[derive(Deserialize)]
struct Part<'a>(#[serde(borrow)] Cow<'a, str>);

/// The pairs of a query or a form, in their order. Any bytes are valid: those that are not UTF-8 are replaced.
pub fn form(text: &[u8]) -> Vec<Pair<'_>> {
    let pairs: Result<Vec<(Part<'_>, Part<'_>)>, _> = serde_urlencoded::from_bytes(text);
    let pairs = pairs.inspect_err(|error| tracing::error!(%error, "a form that cannot be read")).unwrap_or_default();
    pairs.into_iter().map(|(name, value)| (name.0, value.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::percent_decode;

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
