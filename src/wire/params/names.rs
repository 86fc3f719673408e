//! Lists the parameters of a request type, by deserializing it from a source that has a value for every field.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{self, DeserializeOwned, DeserializeSeed, Error as _, IntoDeserializer, Visitor};
use std::cell::RefCell;

/// The dotted names that `T` reads, sorted, with `N` for an index: `InstanceCreditSpecification.N.InstanceId`.
pub fn names<T: DeserializeOwned>() -> Vec<String> {
    let found = RefCell::new(Vec::new());
    let probe = Probe { path: String::new(), found: &found };
    // The probe supplies structures, lists and plain values. Request types have nothing else.
    T::deserialize(probe).unwrap_or_else(|error| panic!("a request type that cannot be probed: {error}"));
    let mut names = found.into_inner();
    names.sort();
    names
}

struct Probe<'f> {
    path: String,
    found: &'f RefCell<Vec<String>>,
}

impl<'f> Probe<'f> {
    fn child(&self, segment: &str) -> Self {
        let dot = if self.path.is_empty() { "" } else { "." };
        Probe { path: format!("{}{dot}{segment}", self.path), found: self.found }
    }

    fn record(self) {
        if !self.path.is_empty() {
            self.found.borrow_mut().push(self.path);
        }
    }
}

struct Fields<'f> {
    probe: Probe<'f>,
    fields: std::slice::Iter<'static, &'static str>,
    current: &'static str,
}

impl<'de> de::MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(field) = self.fields.next() else { return Ok(None) };
        self.current = field;
        seed.deserialize(StrDeserializer::new(field)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.probe.child(self.current))
    }
}

/// A list of one element.
struct OneElement<'f>(Option<Probe<'f>>);

impl<'de> de::SeqAccess<'de> for OneElement<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.take().map(|probe| seed.deserialize(probe)).transpose()
    }
}

/// The fields of a tuple structure. All of them read from the same level.
struct Flattened<'f>(Probe<'f>);

impl<'de> de::SeqAccess<'de> for Flattened<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        seed.deserialize(Probe { path: self.0.path.clone(), found: self.0.found }).map(Some)
    }
}

macro_rules! plain {
    ($($method:ident $visit:ident $value:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            self.record();
            visitor.$visit($value)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Probe<'_> {
    type Error = Error;

    plain! {
        deserialize_any visit_str ""; deserialize_bool visit_bool false;
        deserialize_i8 visit_i8 1; deserialize_i16 visit_i16 1; deserialize_i32 visit_i32 1; deserialize_i64 visit_i64 1;
        deserialize_u8 visit_u8 1; deserialize_u16 visit_u16 1; deserialize_u32 visit_u32 1; deserialize_u64 visit_u64 1;
        deserialize_f32 visit_f32 1.0; deserialize_f64 visit_f64 1.0;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let element = self.child("N");
        visitor.visit_seq(OneElement(Some(element)))
    }

    fn deserialize_map<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom(format!("{} is a map, whose names are not known", self.path)))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Fields { probe: self, fields: fields.iter(), current: "" })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_seq(Flattened(self))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.record();
        let first: StrDeserializer<'_, Error> = variants[0].into_deserializer();
        visitor.visit_enum(first)
    }

    serde::forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct tuple identifier ignored_any
    }
}
