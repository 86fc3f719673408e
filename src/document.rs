//! Texts that describe things, in TOML or in JSON: both become one tree, and serde reads what is in it from there.
//!
//! Each format's own reader is code for each type that can be read: with one for both, the program is 0.9 MB smaller.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Error as _, Expected, Unexpected, Visitor};
use serde_json::{Value, map};
use std::fmt;
use std::iter::Enumerate;
use std::slice;
use toml::de::{DeArray, DeTable};

/// Why a text cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is no TOML.
    #[error(transparent)]
    Toml(Box<toml::de::Error>),
    /// It is no JSON.
    #[error(transparent)]
    Json(serde_json::Error),
    /// Something in it is not what it should be: on which line, if that is known, what, and why.
    #[error("{0}")]
    Content(String),
}

/// A text, read.
#[derive(Debug)]
pub struct Document<'t> {
    /// The text, if it is TOML.
    text: Option<&'t str>,
    tree: Value,
}

/// A step from what holds a value to the value.
#[derive(Clone, Debug)]
pub enum Step {
    /// In a table, to what has this name.
    Name(String),
    /// In a list, to what has this many before it.
    Index(usize),
}

impl<'t> Document<'t> {
    /// Reads TOML.
    pub fn toml(text: &'t str) -> Result<Self, Error> {
        let tree = toml::from_str(text).map_err(|error| Error::Toml(Box::new(error)))?;
        let document = Self { text: Some(text), tree };
        finite(&document.tree).map_err(|misfit| document.error(misfit))?;
        Ok(document)
    }

    /// Reads JSON.
    pub fn json(text: &'t [u8]) -> Result<Self, Error> {
        let tree = serde_json::from_slice(text).map_err(Error::Json)?;
        Ok(Self { text: None, tree })
    }

    /// What is in it.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        T::deserialize(Node(&self.tree)).map_err(|misfit| self.error(misfit))
    }

    /// The first of its names and texts that is as wanted.
    pub fn find_text(&self, wanted: fn(&str) -> bool) -> Option<&str> {
        fn find(value: &Value, wanted: fn(&str) -> bool) -> Option<&str> {
            match value {
                Value::String(text) => Some(text.as_str()).filter(|text| wanted(text)),
                Value::Array(list) => list.iter().find_map(|item| find(item, wanted)),
                Value::Object(fields) => {
                    let name = fields.keys().map(String::as_str).find(|name| wanted(name));
                    name.or_else(|| fields.values().find_map(|item| find(item, wanted)))
                }
                _ => None,
            }
        }
        find(&self.tree, wanted)
    }

    fn error(&self, Misfit(misfit): Misfit) -> Error {
        let (why, mut path) = *misfit;
        path.reverse();
        let line = self.text.and_then(|text| line(text, &path)).map(|line| format!("line {line}: "));
        let mut name = String::new();
        for step in &path {
            name += &match step {
                Step::Name(next) if name.is_empty() => next.clone(),
                Step::Name(next) => format!(".{next}"),
                Step::Index(index) => format!("[{index}]"),
            };
        }
        let colon = if name.is_empty() { "" } else { ": " };
        Error::Content(format!("{}{name}{colon}{why}", line.unwrap_or_default()))
    }
}

/// Refuses `nan` and `inf`, for which the tree has nothing.
fn finite(value: &Value) -> Result<(), Misfit> {
    match value {
        Value::Null => Err(Misfit::custom("is no finite number")),
        Value::Array(list) => {
            let mut items = list.iter().enumerate();
            items.try_for_each(|(index, item)| finite(item).map_err(|misfit| misfit.under(Step::Index(index))))
        }
        Value::Object(fields) => {
            let mut items = fields.iter();
            items.try_for_each(|(name, item)| finite(item).map_err(|misfit| misfit.under(Step::Name(name.clone()))))
        }
        _ => Ok(()),
    }
}

/// The line, from 1 on, on which begins what is at this place of a TOML text, or what is nearest to it.
pub fn line(text: &str, path: &[Step]) -> Option<usize> {
    let document = DeTable::parse(text).ok()?;
    let mut start = document.span().start;
    let mut table = Some(document.get_ref());
    let mut list: Option<&DeArray<'_>> = None;
    for step in path {
        let value = match step {
            Step::Name(wanted) => {
                let Some((name, value)) =
                    table.and_then(|table| table.iter().find(|(name, _)| *name.get_ref() == *wanted))
                else {
                    break;
                };
                start = name.span().start;
                value.get_ref()
            }
            Step::Index(index) => {
                let Some(value) = list.and_then(|list| list.get(*index)) else { break };
                start = value.span().start;
                value.get_ref()
            }
        };
        (table, list) = (value.as_table(), value.as_array());
    }
    Some(text[..start].matches('\n').count() + 1)
}

/// A value in the tree.
#[derive(Clone, Copy)]
struct Node<'v>(&'v Value);

/// What is not as it should be, and where, from the inside out. Boxed, since every field has it in its result.
#[derive(Debug)]
struct Misfit(Box<(String, Vec<Step>)>);

impl Misfit {
    #[cold]
    fn under(mut self, step: Step) -> Self {
        self.0.1.push(step);
        self
    }
}

impl de::Error for Misfit {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Self(Box::new((why.to_string(), Vec::new())))
    }
}

impl std::error::Error for Misfit {}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0)
    }
}

impl<'v> Node<'v> {
    /// What stands here instead of what is expected.
    #[cold]
    fn unlike(self, expected: &dyn Expected) -> Misfit {
        let found = match self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(number), _) => Unexpected::Signed(number),
                (None, number) => Unexpected::Float(number.unwrap_or(f64::NAN)),
            },
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        Misfit::invalid_type(found, expected)
    }

    fn items(self, expected: &dyn Expected) -> Result<Items<'v>, Misfit> {
        let list = self.0.as_array().ok_or_else(|| self.unlike(expected))?;
        Ok(Items(list.iter().enumerate()))
    }

    fn fields(self, expected: &dyn Expected) -> Result<Fields<'v>, Misfit> {
        let fields = self.0.as_object().ok_or_else(|| self.unlike(expected))?;
        Ok(Fields { rest: fields.iter(), current: None })
    }
}

impl<'de> de::Deserializer<'de> for Node<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), ..) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (.., number) => visitor.visit_f64(number.unwrap_or(f64::NAN)),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let mut items = self.items(&visitor)?;
        let value = visitor.visit_seq(&mut items)?;
        items.end()?;
        Ok(value)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let fields = self.fields(&visitor)?;
        visitor.visit_map(fields)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let variant = match self.0 {
            Value::String(name) => Some(Variant { name, content: None }),
            Value::Object(fields) if fields.len() == 1 => {
                fields.iter().next().map(|(name, content)| Variant { name, content: Some(Node(content)) })
            }
            _ => None,
        };
        let variant = variant.ok_or_else(|| self.unlike(&visitor))?;
        visitor.visit_enum(variant)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct identifier
    }
}

/// What is in a list.
struct Items<'v>(Enumerate<slice::Iter<'v, Value>>);

impl Items<'_> {
    fn end(mut self) -> Result<(), Misfit> {
        let extra = self.0.next().map(|(index, _)| Misfit::custom("one too many").under(Step::Index(index)));
        extra.map_or(Ok(()), Err)
    }
}

impl<'v> de::SeqAccess<'v> for Items<'v> {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'v>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        let Some((index, item)) = self.0.next() else { return Ok(None) };
        seed.deserialize(Node(item)).map(Some).map_err(|misfit| misfit.under(Step::Index(index)))
    }
}

/// What is in a table.
struct Fields<'v> {
    rest: map::Iter<'v>,
    current: Option<(&'v str, &'v Value)>,
}

impl<'v> de::MapAccess<'v> for Fields<'v> {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'v>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        self.current = self.rest.next().map(|(name, value)| (name.as_str(), value));
        let Some((name, _)) = self.current else { return Ok(None) };
        let key: Result<_, Misfit> = seed.deserialize(BorrowedStrDeserializer::new(name));
        key.map(Some).map_err(|misfit| misfit.under(Step::Name(name.to_owned())))
    }

    // Once for each type of a value, not once for each field of that type.
    #[inline(never)]
    fn next_value_seed<V: DeserializeSeed<'v>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        let (name, value) = self.current.take().ok_or_else(|| Misfit::custom("a value before its name"))?;
        seed.deserialize(Node(value)).map_err(|misfit| misfit.under(Step::Name(name.to_owned())))
    }
}

/// A variant of an enumeration.
struct Variant<'v> {
    name: &'v str,
    content: Option<Node<'v>>,
}

impl<'v> de::EnumAccess<'v> for Variant<'v> {
    type Error = Misfit;
    type Variant = Content<'v>;

    fn variant_seed<V: DeserializeSeed<'v>>(self, seed: V) -> Result<(V::Value, Content<'v>), Misfit> {
        let name: Result<_, Misfit> = seed.deserialize(BorrowedStrDeserializer::new(self.name));
        Ok((name?, Content(self.content)))
    }
}

/// What belongs to a variant.
struct Content<'v>(Option<Node<'v>>);

impl<'v> Content<'v> {
    fn some(self) -> Result<Node<'v>, Misfit> {
        self.0.ok_or_else(|| Misfit::custom("a name alone, without what belongs to it"))
    }
}

impl<'v> de::VariantAccess<'v> for Content<'v> {
    type Error = Misfit;

    fn unit_variant(self) -> Result<(), Misfit> {
        self.0.map_or(Ok(()), |node| if node.0.is_null() { Ok(()) } else { Err(node.unlike(&"a name alone")) })
    }

    fn newtype_variant_seed<T: DeserializeSeed<'v>>(self, seed: T) -> Result<T::Value, Misfit> {
        seed.deserialize(self.some()?)
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Misfit> {
        de::Deserializer::deserialize_seq(self.some()?, visitor)
    }

    fn struct_variant<V: Visitor<'v>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Misfit> {
        de::Deserializer::deserialize_map(self.some()?, visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        list: Vec<Inner>,
        pair: (u8, i64),
        sizes: BTreeMap<Size, f64>,
        note: Option<String>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        shape: Shape,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    enum Shape {
        Point,
        Circle(u32),
        Edge(i8, i8),
        Box { width: u32 },
    }

    #[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
    enum Size {
        Small,
        Large,
    }

    const TOML: &str = "pair = [1, -2]\nsizes = { Small = 1, Large = 2.5 }\n[[list]]\nshape = \"Point\"\n[[list]]\n\
        shape = { Circle = 3 }\n[[list]]\nshape = { Edge = [-1, 1] }\n[[list]]\nshape.Box = { width = 4 }\n";

    #[test]
    fn both_formats_are_read_alike() {
        let shapes = [Shape::Point, Shape::Circle(3), Shape::Edge(-1, 1), Shape::Box { width: 4 }];
        let outer = Outer {
            list: shapes.map(|shape| Inner { shape }).into(),
            pair: (1, -2),
            sizes: [(Size::Small, 1.0), (Size::Large, 2.5)].into(),
            note: None,
        };
        assert_eq!(Document::toml(TOML).unwrap().read::<Outer>().unwrap(), outer);
        let json = br#"{"list":[{"shape":"Point"},{"shape":{"Circle":3}},{"shape":{"Edge":[-1,1]}},
            {"shape":{"Box":{"width":4}}}],"pair":[1,-2],"sizes":{"Small":1,"Large":2.5},"note":null}"#;
        assert_eq!(Document::json(json).unwrap().read::<Outer>().unwrap(), outer);
    }

    #[test]
    fn errors_carry_line_and_name() {
        for (from, to, error) in [
            ("Point", "Star", "line 4: list[0].shape: unknown variant `Star`"),
            ("\"Point\"", "{ Point = 1 }", "line 4: list[0].shape: invalid type: integer `1`, expected a name alone"),
            ("{ Circle = 3 }", "\"Circle\"", "line 6: list[1].shape: a name alone, without what belongs to it"),
            ("Circle = 3", "Circle = 3, Box = 3", "line 6: list[1].shape: invalid type: map, expected enum Shape"),
            ("-1, 1", "-1, 1000", "line 8: list[2].shape[1]: invalid value: integer `1000`, expected i8"),
            ("width", "height", "line 10: list[3].shape"),
            ("[1, -2]", "[1, -2, 3]", "line 1: pair[2]: one too many"),
            ("[1, -2]", "7", "line 1: pair: invalid type: integer `7`, expected a tuple of size 2"),
            ("Small", "Tiny", "line 2: sizes.Tiny: unknown variant `Tiny`"),
            ("pair = [1, -2]", "pear = 1", "line 1: pear: unknown field `pear`"),
            ("pair = [1, -2]", "", "line 1: missing field `pair`"),
            ("pair = [1, -2]", "pair = ", "TOML parse error at line 1"),
            ("[1, -2]", "1.5", "line 1: pair: invalid type: floating point `1.5`, expected a tuple of size 2"),
            ("Small = 1", "Small = nan", "line 2: sizes.Small: is no finite number"),
            ("-1, 1", "-1, inf", "line 8: list[2].shape.Edge[1]: is no finite number"),
        ] {
            let text = TOML.replacen(from, to, 1);
            let said = Document::toml(&text).and_then(|document| document.read::<Outer>()).unwrap_err().to_string();
            assert!(said.starts_with(error), "{said}");
        }
        let said = Document::json(b"{\"list\": 1}").unwrap().read::<Outer>().unwrap_err().to_string();
        assert_eq!(said, "list: invalid type: integer `1`, expected a sequence");
    }
}
