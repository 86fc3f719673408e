//! Parameters with dotted and indexed names, as both clouds send them: `Name.2.Field=value`.
//!
//! The pairs are sorted once: segment by segment, indexes by number. Then the parameters of one structure or list are
//! adjacent, and serde reads them without another copy. An error has the exact name, as in
//! `InstanceCreditSpecification.1.InstanceId`.
//!
//! Parameters that several requests share are a structure of their own. A tuple structure combines it with the other
//! parameters of a request: `struct Request(Shared, Own)`.

mod cbor;
mod de;
mod form;
mod json;
mod names;

pub use form::form;
pub use names::names;

use super::redaction::is_secret;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A parameter's name and value.
pub type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

/// The parameters of one call, sorted, each name once.
#[derive(Debug, Default)]
pub struct Params<'a> {
    pairs: Vec<Pair<'a>>,
    unindexed_lists: bool,
}

/// What is wrong with a parameter. `name` is the whole dotted name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParamError {
    /// It is absent or empty.
    #[error("the parameter {name} is missing")]
    Missing { name: String },
    #[error("the parameter {name} is '{value}', where this is expected: {}", .expected.trim_end_matches('.'))]
    Invalid {
        name: String,
        /// The value as it was sent.
        value: String,
        /// What the value should be, in a few words.
        expected: String,
    },
    #[error("the action has no parameter {name}")]
    Unknown { name: String },
}

impl<'a> Params<'a> {
    /// Parses the query and the form body. If a name occurs more than once, the first value of the query counts, or else
    /// the last one of the body. EC2 was recorded so; for the other APIs it is ours.
    pub fn parse(query: &'a str, body: &'a [u8]) -> Self {
        let mut pairs = form(query.as_bytes());
        pairs.extend(form(body).into_iter().rev());
        Self::sorted(pairs, false)
    }

    /// Reads `Name=x` as `Name.1=x` where `Name` is a list, and refuses negative indexes.
    pub fn allow_unindexed_lists(&mut self) {
        self.unindexed_lists = true;
    }

    /// Refuses too many parameters, names of too many segments, and control characters in names and values, since answers
    /// repeat them.
    pub fn check(&self, max_parameters: usize, max_depth: usize) -> Result<(), ParamError> {
        if self.pairs.len() > max_parameters {
            let (name, expected) = ("parameters".to_owned(), format!("at most {max_parameters} parameters"));
            return Err(ParamError::Invalid { name, value: self.pairs.len().to_string(), expected });
        }
        let depth = |name: &str| name.bytes().filter(|byte| *byte == b'.').count() + 1;
        if let Some((name, _)) = self.iter().find(|(name, _)| depth(name) > max_depth) {
            let (value, expected) = (depth(name).to_string(), format!("a name of at most {max_depth} segments"));
            return Err(ParamError::Invalid { name: name.chars().take(100).collect(), value, expected });
        }
        match self.iter().find(|(name, value)| has_control(name) || has_control(value)) {
            None => Ok(()),
            Some((name, value)) => {
                let clean = |text: &str| text.escape_debug().to_string();
                let value = if is_secret(name) { "..." } else { value };
                let expected = "text without control characters".to_owned();
                Err(ParamError::Invalid { name: clean(name), value: clean(value), expected })
            }
        }
    }

    /// The value of this name. `None` if it is absent or empty: clients send `Name=` for a string that is not set.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(key, _)| *key == name).map(|(_, value)| value).filter(|value| !value.is_empty())
    }

    /// Removes this name, and returns its value unless it is empty.
    pub fn take(&mut self, name: &str) -> Option<Cow<'a, str>> {
        let at = self.pairs.iter().position(|(key, _)| *key == name)?;
        Some(self.pairs.remove(at).1).filter(|value| !value.is_empty())
    }

    /// Leaves this segment out of all names: `Names.member.1` becomes `Names.1`.
    pub fn without_segment(&mut self, segment: &str) {
        for (name, _) in &mut self.pairs {
            if name.split('.').any(|part| part == segment) {
                let rest: Vec<_> = name.split('.').filter(|part| *part != segment).collect();
                *name = rest.join(".").into();
            }
        }
        *self = Self::sorted(std::mem::take(&mut self.pairs), self.unindexed_lists);
    }

    /// Sorts names; of those that are the same, the first counts.
    fn sorted(mut pairs: Vec<Pair<'a>>, unindexed_lists: bool) -> Self {
        pairs.sort_by(|(a, _), (b, _)| by_segments(a, b).then_with(|| a.cmp(b)));
        pairs.dedup_by(|later, first| later.0 == first.0);
        Self { pairs, unindexed_lists }
    }

    /// These parameters, and of the others those whose first segment is that of none of these.
    pub fn completed(&self, others: Params<'static>) -> Self {
        let first = |name: &str| name.split('.').next().map(str::to_owned).unwrap_or_default();
        let own: BTreeSet<_> =
            self.iter().filter(|(_, value)| !value.is_empty()).map(|(name, _)| first(name)).collect();
        let others = others.pairs.into_iter().filter(|(name, _)| !own.contains(&first(name)));
        Self::sorted(self.pairs.iter().cloned().chain(others).collect(), self.unindexed_lists)
    }

    /// Keeps only the names for which `predicate` is true.
    pub fn retain(&mut self, predicate: impl Fn(&str) -> bool) {
        self.pairs.retain(|(name, _)| predicate(name));
    }

    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Names and values, sorted.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Reads the parameters as `T`. Also returns the names that `T` does not read.
    pub fn read<T: DeserializeOwned>(&self) -> Result<(T, Vec<String>), ParamError> {
        let unread = RefCell::new(Vec::new());
        let value =
            T::deserialize(de::Node::root(&self.pairs, &unread, self.unindexed_lists)).map_err(de::Error::finish)?;
        Ok((value, unread.into_inner()))
    }

    /// A hash of the parameters, leaving out empty ones and those in `except`: the first 64 bits of the SHA-256 of names and
    /// values, each after its length. It is saved with tokens, so that it must be the same in every version.
    pub fn fingerprint(&self, except: &[&str]) -> u64 {
        let mut hasher = Sha256::new();
        for (name, value) in self.iter().filter(|(name, value)| !value.is_empty() && !except.contains(name)) {
            for text in [name, value] {
                hasher.update((text.len() as u64).to_be_bytes());
                hasher.update(text);
            }
        }
        hasher.finalize().iter().take(8).fold(0, |bits, byte| bits << 8 | u64::from(*byte))
    }
}

/// Whether a text can be the name of a parameter: letters, digits, and the separators that the clouds use. What is sent in
/// another form than a query or a form is taken for names that cannot be one.
pub fn is_name(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

/// Whether a text has characters that XML 1.0 cannot represent, not even escaped, or other control characters. See
/// <https://www.w3.org/TR/xml/#charsets>.
pub fn has_control(text: &str) -> bool {
    let is_control = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        '\u{FFFE}' | '\u{FFFF}' => true,
        _ => c.is_control(),
    };
    text.contains(is_control)
}

/// Orders dotted names segment by segment, indexes by number and before names: `A`, `A.2`, `A.10`, `A.B`, `AB`.
fn by_segments<'n>(a: &'n str, b: &'n str) -> Ordering {
    let key = |segment: &'n [u8]| {
        let number = digits(segment);
        (number.is_none(), number, segment)
    };
    let segments = |name: &'n str| name.as_bytes().split(|byte| *byte == b'.').map(key);
    segments(a).cmp(segments(b))
}

/// The length and the digits, without leading zeros, of a segment that is a number. They compare as the number does,
/// however long it is.
fn digits(segment: &[u8]) -> Option<(usize, &[u8])> {
    if segment.is_empty() || !segment.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let zeros = segment.iter().take_while(|byte| **byte == b'0').count();
    Some((segment.len() - zeros, &segment[zeros..]))
}

/// Whether a segment is a list index.
fn is_index(segment: &str) -> bool {
    digits(segment.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "PascalCase")]
    struct Outer {
        name: String,
        #[serde(default)]
        item: Vec<Inner>,
        flag: Option<bool>,
        count: Option<u32>,
        kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "PascalCase")]
    struct Inner {
        id: String,
        value: Option<String>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Small,
        Large,
    }

    fn read(query: &str) -> Result<(Outer, Vec<String>), ParamError> {
        Params::parse(query, b"").read()
    }

    #[test]
    fn lists_are_read_in_the_order_of_their_indexes() {
        let (outer, unread) = read("Item.10.Id=c&Item.9.Id=b&Name=n&Item.1.Id=a&Item.9.Value=").unwrap();
        let ids: Vec<_> = outer.item.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(outer.item[1].value, None);
        assert!(unread.is_empty());
    }

    #[test]
    fn names_are_ordered_by_their_segments() {
        let order = ["A", "A.2", "A.2.B", "A.10", "A.99999999999999999999", "A.1a", "A.9a", "A.B", "A-B", "AB"];
        for (i, a) in order.iter().enumerate() {
            for (j, b) in order.iter().enumerate() {
                assert_eq!(by_segments(a, b), i.cmp(&j), "{a} {b}");
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn the_order_is_that_of_the_lists_of_segments(a in "[A.019a\u{0}-]{0,8}", b in "[A.019a\u{0}-]{0,8}") {
            let key = |name: &str| {
                let one = |segment: &str| {
                    let number = digits(segment.as_bytes());
                    let number = number.map(|(length, text)| (length, String::from_utf8_lossy(text).into_owned()));
                    (number.is_none(), number, segment.to_owned())
                };
                name.split('.').map(one).collect::<Vec<_>>()
            };
            proptest::prop_assert_eq!(by_segments(&a, &b), key(&a).cmp(&key(&b)));
        }
    }

    #[test]
    fn errors_carry_the_exact_name() {
        let missing = |name: &str| ParamError::Missing { name: name.into() };
        assert_eq!(read("Item.1.Id=a").unwrap_err(), missing("Name"));
        assert_eq!(read("Name=n&Item.1.Id=a&Item.7.Value=v").unwrap_err(), missing("Item.7.Id"));
        assert_eq!(read("Name=").unwrap_err(), missing("Name"));
        for (query, name, value) in
            [("Name=n&Flag=maybe", "Flag", "maybe"), ("Name=n&Count=-1", "Count", "-1"), ("Name=n&Kind=x", "Kind", "x")]
        {
            match read(query).unwrap_err() {
                ParamError::Invalid { name: n, value: v, .. } => assert_eq!((n.as_str(), v.as_str()), (name, value)),
                other => panic!("{other:?}"),
            }
        }
    }

    #[test]
    fn strangers_are_named() {
        let (_, unread) = read("Name=n&Stranger.1.X=1&Item.1.Id=a&Item.1.Odd=2&Item.first=3").unwrap();
        assert_eq!(unread, ["Item.1.Odd", "Item.first", "Stranger.1.X"]);
        let (_, unread) = read("Name=n&Name.x=1&Flag=true&Flag.1.y=2").unwrap();
        assert_eq!(unread, ["Flag.1.y", "Name.x"]);
        assert_eq!(read("Name=&Name.x=1").unwrap_err(), ParamError::Unknown { name: "Name.x".into() });
        for name in ["Name.1", "Name.", "Name..", "Item.1.Id.x"] {
            let error = read(&format!("{name}=n")).unwrap_err();
            assert_eq!(error, ParamError::Unknown { name: name.into() });
        }
    }

    #[test]
    fn structures_stand_side_by_side() {
        #[derive(Debug, Deserialize)]
        struct Request(Inner, Own);
        #[derive(Debug, Deserialize)]
        #[serde(rename_all = "PascalCase")]
        struct Own {
            name: String,
            #[serde(default)]
            nested: Vec<Request>,
        }
        let read = |query| Params::parse(query, b"").read::<Request>();
        let (Request(inner, own), unread) =
            read("Name=n&Id=i&Odd=1&Nested.1.Id=j&Nested.1.Name=m&Nested.1.Odd=2").unwrap();
        assert_eq!((inner.id.as_str(), own.name.as_str()), ("i", "n"));
        assert_eq!((own.nested[0].0.id.as_str(), own.nested[0].1.name.as_str()), ("j", "m"));
        assert_eq!(unread, ["Nested.1.Odd", "Odd"]);
        let missing = |name: &str| ParamError::Missing { name: name.into() };
        assert_eq!(read("Other=").unwrap_err(), missing("Id"));
        assert_eq!(read("Id=i&Name=n&Nested.1.Id=j").unwrap_err(), missing("Nested.1.Name"));
        #[derive(Deserialize)]
        struct Two(#[allow(dead_code)] Outer, #[allow(dead_code)] Inner);
        assert_eq!(names::<Two>(), ["Count", "Flag", "Id", "Item.N.Id", "Item.N.Value", "Kind", "Name", "Value"]);
    }

    #[test]
    fn booleans_are_read_in_any_case_and_empty_is_absent() {
        assert_eq!(read("Name=n&Flag=True").unwrap().0.flag, Some(true));
        assert_eq!(read("Name=n&Flag=").unwrap().0.flag, None);
        assert_eq!(read("Name=n&Kind=large").unwrap().0.kind, Some(Kind::Large));
        assert_eq!(read("Name=n&Item=").unwrap().0.item, []);
    }

    #[test]
    fn some_fields_are_told_empty_from_absent() {
        #[derive(Debug, Deserialize, PartialEq)]
        #[serde(rename = "empty: Note Text", rename_all = "PascalCase")]
        struct Cleared {
            note: Option<String>,
            text: Option<String>,
            name: Option<String>,
        }
        let read = |query| Params::parse(query, b"").read::<Cleared>().unwrap().0;
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(read("Note=&Text=&Name="), Cleared { note: some(""), text: some(""), name: None });
        assert_eq!(read("Note=x"), Cleared { note: some("x"), text: None, name: None });
    }

    #[test]
    fn some_apis_have_lists_without_indexes() {
        #[derive(Debug, Deserialize)]
        #[serde(rename = "empty: Id", rename_all = "PascalCase")]
        struct Ids {
            #[serde(default)]
            id: Vec<String>,
            #[serde(default)]
            #[allow(dead_code)]
            item: Vec<Inner>,
        }
        let read = |query| {
            let mut params = Params::parse(query, b"");
            params.allow_unindexed_lists();
            params.read::<Ids>()
        };
        let ids = |query| read(query).unwrap().0.id;
        assert_eq!(ids("Id=a"), ["a"]);
        assert_eq!(ids("Id.0=b&Id.02=c&Id=a"), ["a", "b", "c"]);
        assert_eq!(ids("Id="), Vec::<String>::new());
        assert_eq!(ids("Id.1=a&Id.2="), ["a", ""], "an empty element, since the list is named");
        assert!(matches!(read("Id.-1=a"), Err(ParamError::Invalid { name, .. }) if name == "Id.-1"));
        let missing = ParamError::Missing { name: "Item.Id".into() };
        assert_eq!(read("Item=a").unwrap_err(), missing, "no structure is a plain value");
        assert_eq!(Params::parse("Id=a", b"").read::<Ids>().unwrap().1, ["Id"], "not unless it is allowed");
    }

    #[test]
    fn the_first_of_the_query_stands_before_the_last_of_the_body() {
        let params = Params::parse("A=1&A=2", b"A=3&B=5&A=6&B=4");
        assert_eq!(params.iter().collect::<Vec<_>>(), [("A", "1"), ("B", "4")]);
        let params = Params::parse("A.1=1&A.01=2&A.1=3", b"");
        assert_eq!(params.get("A.1"), Some("1"));
        assert_eq!(params.get("C"), None);
    }

    #[test]
    fn control_characters_are_refused() {
        assert!(Params::parse("A=%00", b"").check(9, 9).is_err());
        assert!(Params::parse("A=a%0Ab", b"").check(9, 9).is_ok());
    }

    #[test]
    fn fingerprints_follow_the_parameters() {
        let print = |query| Params::parse(query, b"").fingerprint(&["T"]);
        assert_eq!(print("A=1&B=2&T=x"), print("B=2&A=1&T=y"));
        assert_ne!(print("A=1"), print("A=2"));
        assert_eq!(print("A=1&B="), print("A=1"));
    }

    #[test]
    fn names_lists_what_a_type_reads() {
        assert_eq!(names::<Outer>(), ["Count", "Flag", "Item.N.Id", "Item.N.Value", "Kind", "Name"]);
    }
}
