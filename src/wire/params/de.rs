//! A serde deserializer over sorted pairs of names and values.

use super::{Pair, ParamError, is_index};
use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeSeed, IntoDeserializer, Visitor};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

/// The pairs whose names share their first `offset` bytes: the root, a structure, a list or one value.
#[derive(Clone, Copy)]
pub(super) struct Node<'p> {
    pairs: &'p [Pair<'p>],
    offset: usize,
    /// Collects the names that nothing reads.
    unread: &'p RefCell<Vec<String>>,
    /// Whether a list may have an element without an index.
    unindexed_lists: bool,
    /// Whether an empty value of this field, or of an element if it is a list, counts as a value.
    may_be_empty: bool,
}

impl<'p> Node<'p> {
    pub(super) fn root(pairs: &'p [Pair<'p>], unread: &'p RefCell<Vec<String>>, unindexed_lists: bool) -> Self {
        Self { pairs, offset: 0, unread, unindexed_lists, may_be_empty: false }
    }

    /// The value of a node that is a plain value. Names below it are recorded as unread.
    fn leaf(self) -> Result<&'p str, Error> {
        let (first, below) = self.pairs.split_at(1);
        let unknown = |name: &str| Err(Error::new(Kind::Unknown(name.to_owned()), ""));
        match (&first[0], below) {
            ((name, _), _) if name.len() != self.offset => unknown(name),
            ((_, value), []) => Ok(value),
            // An empty value counts as left out.
            ((_, value), [(name, _), ..]) if value.is_empty() => unknown(name),
            ((_, value), _) => {
                Node { pairs: below, ..self }.record_unread();
                Ok(value)
            }
        }
    }

    fn parse<T: std::str::FromStr>(self, expected: &str) -> Result<T, Error> {
        let value = self.leaf()?;
        value.parse().map_err(|_| invalid(value, expected))
    }

    /// Records all names of this node as unread.
    fn record_unread(self) {
        self.unread.borrow_mut().extend(self.pairs.iter().map(|(name, _)| name.to_string()));
    }
}

/// Walks over the children of a node: the runs of pairs that share the next segment.
struct Children<'p> {
    rest: Node<'p>,
    current: Option<(&'p str, Node<'p>)>,
    allowed_empty: &'static str,
    /// The element of a list that has no index.
    unindexed: Option<Node<'p>>,
}

/// An empty value counts as absent, except for the fields that follow this prefix in a structure's serde name, separated
/// by spaces: `#[serde(rename = "empty: Description Name")]`. If such a field is a list, its elements may be empty.
const ALLOWED_EMPTY: &str = "empty: ";

impl<'p> Children<'p> {
    fn new(mut rest: Node<'p>) -> Self {
        // The node's own value: `InstanceId=` stands for an empty list.
        if let Some((name, value)) = rest.pairs.first()
            && name.len() == rest.offset
            && rest.offset > 0
        {
            if !value.is_empty() {
                Node { pairs: &rest.pairs[..1], ..rest }.record_unread();
            }
            rest.pairs = &rest.pairs[1..];
        }
        rest.may_be_empty = false;
        Self { rest, current: None, allowed_empty: "", unindexed: None }
    }

    /// The elements of a list.
    fn of_list(mut list: Node<'p>) -> Self {
        let own = list.pairs.first().filter(|(name, value)| name.len() == list.offset && !value.is_empty());
        let unindexed = own.filter(|_| list.unindexed_lists).map(|_| Node { pairs: &list.pairs[..1], ..list });
        if unindexed.is_some() {
            list.pairs = &list.pairs[1..];
        }
        let mut elements = Self { unindexed, ..Self::new(list) };
        elements.rest.may_be_empty = list.may_be_empty;
        elements
    }

    /// The next child. Empty values are skipped.
    fn advance(&mut self) -> Option<(&'p str, Node<'p>)> {
        loop {
            let (name, value) = self.rest.pairs.first()?;
            let start = if self.rest.offset == 0 { 0 } else { self.rest.offset + 1 };
            let end = name[start..].find('.').map_or(name.len(), |dot| start + dot);
            let same = |other: &str| {
                other.get(..end) == Some(&name[..end]) && matches!(other.as_bytes().get(end), None | Some(b'.'))
            };
            let count = self.rest.pairs.iter().take_while(|(other, _)| same(other)).count();
            let (child, rest) = self.rest.pairs.split_at(count);
            self.rest.pairs = rest;
            let is_allowed = || self.allowed_empty.split(' ').any(|allowed| allowed == &name[start..end]);
            let may_be_empty = self.rest.may_be_empty || (!self.allowed_empty.is_empty() && is_allowed());
            if count == 1 && end == name.len() && value.is_empty() && !may_be_empty {
                continue;
            }
            return Some((&name[start..end], Node { pairs: child, offset: end, may_be_empty, ..self.rest }));
        }
    }
}

impl<'de, 'p> de::MapAccess<'de> for Children<'p> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        self.current = self.advance();
        self.current.map(|(segment, _)| seed.deserialize(StrDeserializer::new(segment))).transpose()
    }

    // Compiled once for each type, not inlined once for each field of that type.
    #[inline(never)]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (segment, node) = self.current.take().ok_or_else(|| de::Error::custom("a value before its key"))?;
        seed.deserialize(node).map_err(|error| error.under(segment))
    }
}

impl<'de, 'p> de::SeqAccess<'de> for Children<'p> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        if let Some(node) = self.unindexed.take() {
            return seed.deserialize(node).map(Some);
        }
        while let Some((segment, node)) = self.advance() {
            if is_index(segment) {
                return seed.deserialize(node).map(Some).map_err(|error| error.under(segment));
            }
            if node.unindexed_lists && segment.strip_prefix('-').is_some_and(is_index) {
                let value = node.pairs.first().map_or("", |(_, value)| value);
                return Err(invalid(value, "an index that is not negative").under(segment));
            }
            node.record_unread();
        }
        Ok(None)
    }
}

/// The fields of a tuple structure. Each is a structure, and all of them read from the same node. A name is unread if none
/// of them reads it.
struct Flattened<'p> {
    node: Node<'p>,
    /// How many fields are still to be read.
    left: usize,
    /// The names that no field has read so far. `None` before the first field.
    unread: Option<Vec<String>>,
}

impl<'de, 'p> de::SeqAccess<'de> for Flattened<'p> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let unread = RefCell::default();
        let value = seed.deserialize(Node { unread: &unread, ..self.node })?;
        let mut unread = unread.into_inner();
        if let Some(before) = self.unread.take() {
            let before = BTreeSet::from_iter(before);
            unread.retain(|name| before.contains(name));
        }
        self.left -= 1;
        if self.left == 0 {
            self.node.unread.borrow_mut().extend(unread);
        } else {
            self.unread = Some(unread);
        }
        Ok(Some(value))
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $type:ty;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.parse::<$type>("an integer in range")?)
        }
    )*};
}

impl<'de, 'p> de::Deserializer<'de> for Node<'p> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.leaf()?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let value = self.leaf()?;
        // The Go and Node SDKs send `true`, both Python SDKs of Alibaba Cloud send `True`.
        match value {
            _ if value.eq_ignore_ascii_case("true") => visitor.visit_bool(true),
            _ if value.eq_ignore_ascii_case("false") => visitor.visit_bool(false),
            _ => Err(invalid(value, "true or false")),
        }
    }

    numbers! {
        deserialize_i8 visit_i8 i8; deserialize_i16 visit_i16 i16; deserialize_i32 visit_i32 i32; deserialize_i64 visit_i64 i64;
        deserialize_u8 visit_u8 u8; deserialize_u16 visit_u16 u16; deserialize_u32 visit_u32 u32; deserialize_u64 visit_u64 u64;
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f32(self.parse("a number")?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_f64(self.parse("a number")?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(Children::of_list(self))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(Children::new(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let allowed_empty = name.strip_prefix(ALLOWED_EMPTY).unwrap_or("");
        visitor.visit_map(Children { allowed_empty, ..Children::new(self) })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(Flattened { node: self, left: len, unread: None })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let value: StrDeserializer<'_, Error> = self.leaf()?.into_deserializer();
        visitor.visit_enum(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.record_unread();
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple identifier
    }
}

/// An error, and the dotted name of its parameter, to which each enclosing structure adds its segment. Boxed to keep the
/// results of all fields small.
#[derive(Debug)]
pub(super) struct Error(Box<(Kind, String)>);

#[derive(Debug)]
enum Kind {
    Missing,
    Invalid {
        value: String,
        expected: String,
    },
    /// The full name, as it was sent.
    Unknown(String),
}

fn invalid(value: &str, expected: &str) -> Error {
    Error::new(Kind::Invalid { value: value.into(), expected: expected.into() }, "")
}

impl Error {
    fn new(kind: Kind, name: &str) -> Self {
        Self(Box::new((kind, name.to_owned())))
    }

    #[cold]
    fn under(mut self, segment: &str) -> Self {
        let name = &mut self.0.1;
        let dot = if name.is_empty() { "" } else { "." };
        *name = format!("{segment}{dot}{name}");
        self
    }

    pub(super) fn finish(self) -> ParamError {
        let (kind, name) = *self.0;
        match kind {
            Kind::Missing => ParamError::Missing { name },
            Kind::Invalid { value, expected } => ParamError::Invalid { name, value, expected },
            Kind::Unknown(name) => ParamError::Unknown { name },
        }
    }
}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        invalid("", &message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(Kind::Missing, field)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        invalid(variant, &format!("one of {}", expected.join(", ")))
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?}", self.0.1, self.0.0)
    }
}
