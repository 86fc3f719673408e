//! Collects the texts at a path of an answer, for filters to compare.

use serde::Serialize;
use serde::de::value::Error;
use serde::ser::{Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, Serializer};
use std::fmt::Display;

/// The texts at a path of element names in a part of an answer, as in `groupSet.groupId`. The `item` elements of lists
/// are not named in the path: it continues in each of them.
pub fn texts_at(part: &impl Serialize, path: &str) -> Vec<String> {
    let mut texts = Vec::new();
    // A value of a type that answers do not have, such as bytes, gives no text.
    let _ = part.serialize(Collector { path, texts: &mut texts });
    texts
}

/// The rest of a path after the element of this name, or `None` if the path does not begin with it.
fn path_below<'p>(path: &'p str, element: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(element)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

/// A serializer that collects texts. `path` is what is left of the path at this point.
struct Collector<'p, 't> {
    path: &'p str,
    texts: &'t mut Vec<String>,
}

impl Collector<'_, '_> {
    /// Collects the text of a scalar value if the path ends here.
    fn text(self, text: impl Display) -> Result<(), Error> {
        if self.path.is_empty() {
            self.texts.push(text.to_string());
        }
        Ok(())
    }

    /// A collector with the same path, for an item of a list.
    fn reborrow(&mut self) -> Collector<'_, '_> {
        Collector { path: self.path, texts: self.texts }
    }
}

/// The children of an element. The children of a list are all called `item`, and have the path of the list.
struct Children<'p, 't> {
    parent: Collector<'p, 't>,
    list: bool,
    key: String,
}

impl Children<'_, '_> {
    fn child(&mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        let path = if self.list { Some(self.parent.path) } else { path_below(self.parent.path, name) };
        path.map_or(Ok(()), |path| value.serialize(Collector { path, texts: self.parent.texts }))
    }
}

impl SerializeStruct for Children<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.child(name, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeMap for Children<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.key = texts_at(&key, "").concat();
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let key = std::mem::take(&mut self.key);
        self.child(&key, value)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl SerializeSeq for Collector<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(self.reborrow())
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

fn unsupported() -> Error {
    Error::custom("no answer has this")
}

/// Answers consist of structs, lists, options, strings, numbers and booleans. Other types are errors.
impl<'p, 't> Serializer for Collector<'p, 't> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Children<'p, 't>;
    type SerializeStruct = Children<'p, 't>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), Error> {
        self.text(name)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(unsupported())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        Err(unsupported())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Children<'p, 't>, Error> {
        Ok(Children { parent: self, list: false, key: String::new() })
    }

    fn serialize_struct(self, name: &'static str, _: usize) -> Result<Children<'p, 't>, Error> {
        Ok(Children { parent: self, list: name == "Set", key: String::new() })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        Err(unsupported())
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(unsupported())
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(unsupported())
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(unsupported())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::ec2::common::Set;
    use std::net::Ipv4Addr;

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Outer {
        #[serde(flatten)]
        inner: Inner,
        inner_set: Set<Inner>,
        names: Set<&'static str>,
        absent: Option<u8>,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Inner {
        is_on: bool,
        address: Ipv4Addr,
        speed: Option<f64>,
    }

    #[test]
    fn paths_lead_through_elements_and_lists() {
        let inner = |is_on| Inner { is_on, address: Ipv4Addr::LOCALHOST, speed: is_on.then_some(2.5) };
        let inner_set = Set::from_iter([inner(false), inner(true)]);
        let outer = Outer { inner: inner(true), inner_set, names: Set::from_iter(["a", "b"]), absent: None };
        for (path, expected) in [
            ("isOn", &["true"][..]),
            ("address", &["127.0.0.1"]),
            ("innerSet.isOn", &["false", "true"]),
            ("innerSet.speed", &["2.5"]),
            ("names", &["a", "b"]),
            ("absent", &[]),
            ("innerSet", &[]),
            ("inner", &[]),
            ("isOn.more", &[]),
            ("", &[]),
        ] {
            assert_eq!(texts_at(&outer, path), expected, "{path}");
        }
    }
}
