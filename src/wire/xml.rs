//! A serde serializer for the XML of both clouds. A field is an element. A list repeats its element. An element without
//! content is an empty tag. Field names are used as element names without a check.
//!
//! In the Query protocol lists, maps and times have a form of their own. A newtype structure of the name [`LIST`], [`MAP`] or
//! [`TIME`] has it; other formats have its content as it is.

use jiff::Timestamp;
use quick_xml::Writer;
use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::se::SeError;
use serde::Serialize;
use serde::ser::{Error, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};
use std::fmt::{self, Display, Formatter, Write};

/// The name of a newtype structure with a list: an element that has a `member` for each of its items.
pub const LIST: &str = "query list";

/// With a map: an element that has an `entry` for each of its entries, with a `key` and a `value`.
pub const MAP: &str = "query map";

/// With a number of seconds since 1970: an element that has the time as ISO 8601 has it.
pub const TIME: &str = "query time";

/// The parts that only a document and its root element have.
#[derive(Clone, Copy, Default)]
pub struct Root<'a> {
    /// The XML declaration, or nothing.
    pub declaration: &'a str,
    /// The namespace of the root element.
    pub xmlns: Option<&'a str>,
    /// The name and text of an additional first child.
    pub first: Option<(&'a str, &'a str)>,
}

/// The initial size of the buffer, in bytes. Most answers fit into it.
const INITIAL_CAPACITY: usize = 8192;

/// Writes a value as a document whose root has this name. Fails for bytes, tuple structures, and enum variants with data.
pub fn write(name: &str, root: Root<'_>, value: &impl Serialize) -> Result<String, SeError> {
    let mut text = Vec::with_capacity(INITIAL_CAPACITY);
    text.extend_from_slice(root.declaration.as_bytes());
    let mut writer = Writer::new(text);
    let tag = BytesStart::new(name).with_attributes(root.xmlns.map(|xmlns| ("xmlns", xmlns)));
    value.serialize(Element { writer: &mut writer, tag, first: root.first, form: Form::Plain })?;
    String::from_utf8(writer.into_inner()).map_err(SeError::custom)
}

/// An element that is not written yet.
struct Element<'a> {
    writer: &'a mut Writer<Vec<u8>>,
    tag: BytesStart<'a>,
    first: Option<(&'a str, &'a str)>,
    form: Form,
}

/// How the content of an element is written.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Plain,
    Entries,
    Time,
}

impl<'a> Element<'a> {
    /// Writes the start tag, and the additional first child.
    fn open(self) -> Result<Children<'a>, SeError> {
        let Self { writer, tag, first, .. } = self;
        let start = writer.get_ref().len();
        writer.write_event(Event::Start(tag.borrow()))?;
        let inside = writer.get_ref().len();
        let mut children = Children { writer, tag, start, inside };
        if let Some((name, text)) = first {
            children.child(name, text)?;
        }
        Ok(children)
    }

    /// Writes the element with a text as its content.
    fn text(self, text: &str) -> Result<(), SeError> {
        let children = self.open()?;
        // Like the clouds, this does not escape quotes. It escapes a carriage return, since parsers read it as a newline.
        children.writer.write_event(Event::Text(BytesText::from_escaped(partial_escape(text))))?;
        children.close()
    }
}

/// The content of an element whose start tag is written.
struct Children<'a> {
    writer: &'a mut Writer<Vec<u8>>,
    tag: BytesStart<'a>,
    /// The offset of the start tag.
    start: usize,
    /// The offset of the content.
    inside: usize,
}

impl Children<'_> {
    fn child<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), SeError> {
        value.serialize(Element { writer: self.writer, tag: BytesStart::new(name), first: None, form: Form::Plain })
    }

    fn close(self) -> Result<(), SeError> {
        let Self { writer, tag, start, inside } = self;
        if writer.get_ref().len() == inside {
            writer.get_mut().truncate(start);
            writer.write_event(Event::Empty(tag))?;
        } else {
            writer.write_event(Event::End(tag.to_end()))?;
        }
        Ok(())
    }
}

/// The content of an element that is a map, with the key of the next entry.
struct Entries<'a> {
    children: Children<'a>,
    key: String,
    form: Form,
}

/// An entry of a map in the Query protocol.
#[derive(Serialize)]
struct Entry<'a, T: ?Sized> {
    key: &'a str,
    value: &'a T,
}

/// A number of seconds since 1970 as ISO 8601 has it.
fn iso(seconds: f64) -> String {
    let at = Timestamp::from_millisecond((seconds * 1000.0).round() as i64).unwrap_or(Timestamp::MAX);
    at.to_string()
}

fn unsupported<T>(what: &'static str) -> Result<T, SeError> {
    Err(SeError::Unsupported(what.into()))
}

macro_rules! values {
    ($($method:ident $type:ty;)*) => {$(
        fn $method(self, value: $type) -> Result<(), SeError> {
            self.text(&value.to_string())
        }
    )*};
}

impl<'a> Serializer for Element<'a> {
    type Ok = ();
    type Error = SeError;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), SeError>;
    type SerializeTupleVariant = Impossible<(), SeError>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Children<'a>;
    type SerializeStructVariant = Impossible<(), SeError>;

    values! {
        serialize_i8 i8; serialize_i16 i16; serialize_i32 i32; serialize_i64 i64;
        serialize_u8 u8; serialize_u16 u16; serialize_u32 u32; serialize_u64 u64;
        serialize_f32 f32; serialize_char char;
    }

    fn serialize_f64(self, value: f64) -> Result<(), SeError> {
        let text = if self.form == Form::Time { iso(value) } else { value.to_string() };
        self.text(&text)
    }

    fn serialize_bool(self, value: bool) -> Result<(), SeError> {
        self.text(if value { "true" } else { "false" })
    }

    fn serialize_str(self, value: &str) -> Result<(), SeError> {
        self.text(value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), SeError> {
        unsupported("bytes")
    }

    fn serialize_none(self) -> Result<(), SeError> {
        self.open()?.close()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), SeError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), SeError> {
        self.open()?.close()
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), SeError> {
        self.open()?.close()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), SeError> {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), SeError> {
        match name {
            LIST => {
                let mut list = self.open()?;
                list.child("member", value)?;
                list.close()
            }
            MAP => value.serialize(Self { form: Form::Entries, ..self }),
            TIME => value.serialize(Self { form: Form::Time, ..self }),
            _ => value.serialize(self),
        }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), SeError> {
        unsupported("a variant that holds something")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, SeError> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, SeError> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, SeError> {
        unsupported("a tuple structure")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, SeError> {
        unsupported("a variant that holds something")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a>, SeError> {
        let form = self.form;
        Ok(Entries { children: self.open()?, key: String::new(), form })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Children<'a>, SeError> {
        self.open()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, SeError> {
        unsupported("a variant that holds something")
    }
}

impl SerializeSeq for Element<'_> {
    type Ok = ();
    type Error = SeError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), SeError> {
        let (tag, first, form) = (self.tag.borrow(), self.first, self.form);
        value.serialize(Element { writer: self.writer, tag, first, form })
    }

    fn end(self) -> Result<(), SeError> {
        Ok(())
    }
}

impl SerializeTuple for Element<'_> {
    type Ok = ();
    type Error = SeError;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), SeError> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), SeError> {
        Ok(())
    }
}

impl SerializeStruct for Children<'_> {
    type Ok = ();
    type Error = SeError;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), SeError> {
        self.child(name, value)
    }

    fn end(self) -> Result<(), SeError> {
        self.close()
    }
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = SeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), SeError> {
        Ok(write!(self.key, "{}", Key(key))?)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), SeError> {
        let key = std::mem::take(&mut self.key);
        match self.form {
            Form::Entries => self.children.child("entry", &Entry { key: &key, value }),
            Form::Plain | Form::Time => self.children.child(&key, value),
        }
    }

    fn end(self) -> Result<(), SeError> {
        self.children.close()
    }
}

/// A key of a map as text.
struct Key<'a, T: ?Sized>(&'a T);

impl<T: Serialize + ?Sized> Display for Key<'_, T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.serialize(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Answer {
        #[serde(flatten)]
        head: Head,
        items: Set,
        nothing: Set,
        absent: Option<u8>,
        empty: &'static str,
        pair: (bool, f64),
    }

    #[derive(Serialize)]
    struct Head {
        text: &'static str,
        mode: Mode,
    }

    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    enum Mode {
        Standard,
    }

    #[derive(Serialize)]
    struct Set {
        item: Vec<i32>,
    }

    fn written(value: &impl Serialize, root: Root<'_>) -> String {
        write("A", root, value).unwrap()
    }

    #[test]
    fn fields_are_elements_and_lists_repeat_theirs() {
        let answer = Answer {
            head: Head { text: "a<b>&\"c\"\r\n", mode: Mode::Standard },
            items: Set { item: vec![1, -2] },
            nothing: Set { item: vec![] },
            absent: None,
            empty: "",
            pair: (true, 2.0),
        };
        assert_eq!(
            written(&answer, Root { declaration: "", xmlns: Some("urn:x"), first: Some(("id", "1")) }),
            "<A xmlns=\"urn:x\"><id>1</id><text>a&lt;b&gt;&amp;\"c\"&#13;\n</text><mode>standard</mode>\
             <items><item>1</item><item>-2</item></items><nothing/><absent/><empty/><pair>true</pair><pair>2</pair></A>"
        );
    }

    #[test]
    fn an_answer_kept_as_json_is_written_the_same() {
        assert_eq!(written(&json!({ "set": { "item": ["x", {}] }, "none": null }), Root::default()), {
            "<A><none/><set><item>x</item><item/></set></A>"
        });
        assert_eq!(written(&json!({}), Root::default()), "<A/>");
    }

    #[test]
    fn the_query_protocol_has_forms_of_its_own() {
        #[derive(Serialize)]
        #[serde(rename = "query list")]
        struct List<T>(Vec<T>);
        #[derive(Serialize)]
        #[serde(rename = "query map")]
        struct Map(std::collections::BTreeMap<&'static str, f64>);
        #[derive(Serialize)]
        #[serde(rename = "query time")]
        struct Time(f64);
        #[derive(Serialize)]
        struct Answer {
            list: List<i32>,
            none: List<i32>,
            times: List<Time>,
            map: Map,
            time: Time,
        }
        let answer = Answer {
            list: List(vec![1, 2]),
            none: List(vec![]),
            times: List(vec![Time(0.0)]),
            map: Map([("p90", 1.5)].into()),
            time: Time(1.25),
        };
        assert_eq!(
            written(&answer, Root::default()),
            "<A><list><member>1</member><member>2</member></list><none/><times><member>1970-01-01T00:00:00Z</member></times>\
             <map><entry><key>p90</key><value>1.5</value></entry></map><time>1970-01-01T00:00:01.25Z</time></A>"
        );
        let json = r#"{"list":[1,2],"none":[],"times":[0.0],"map":{"p90":1.5},"time":1.25}"#;
        assert_eq!(serde_json::to_string(&answer).unwrap(), json);
    }

    #[test]
    fn what_has_no_form_is_refused() {
        #[derive(Serialize)]
        enum Odd {
            Held(u8),
        }
        assert!(write("A", Root::default(), &Odd::Held(1)).is_err());
    }
}
