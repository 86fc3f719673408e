//! The serde deserializer over the tree.

use super::Step;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Error as _, Expected, Unexpected, Visitor};
use serde_json::{Value, map};
use std::fmt;
use std::iter::Enumerate;
use std::slice;

/// A value in the tree.
#[derive(Clone, Copy)]
pub(super) struct Node<'v>(pub(super) &'v Value);

/// What is not as it should be, and where, from the inside out. Boxed, since every field has it in its result.
#[derive(Debug)]
pub(super) struct Misfit(pub(super) Box<(String, Vec<Step>)>);

impl Misfit {
    #[cold]
    pub(super) fn under(mut self, step: Step) -> Self {
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
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct tuple
        tuple_struct identifier
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
