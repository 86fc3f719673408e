//! How both clouds write XML: a field is an element, a list is its element again and again, and what has nothing in it
//! is one empty tag. Field names are element names, and all of them are ours: nothing checks them.

use serde::Serialize;
use serde::ser::{Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};
use smol_str::{SmolStr, format_smolstr};
use std::fmt::{self, Display, Formatter};

/// What only the outermost element has.
#[derive(Clone, Copy, Default)]
pub struct Root<'a> {
    /// Its namespace.
    pub xmlns: Option<&'a str>,
    /// A child before all others: name and text.
    pub first: Option<(&'a str, &'a str)>,
}

/// Appends a value under a root of this name. It fails for what has no form here: bytes, and variants that hold
/// something.
pub fn write(out: &mut String, name: &str, root: Root<'_>, value: &impl Serialize) -> fmt::Result {
    value.serialize(Element { out, name, root: Some(&root) })
}

/// Appends an element's first tag. This and its counterpart are inlined: 3 % less for DescribeInstances.
#[inline(always)]
fn begin(out: &mut String, name: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
}

/// Appends its last one.
#[inline(always)]
fn end(out: &mut String, name: &str) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// An element to be written.
struct Element<'a> {
    out: &'a mut String,
    name: &'a str,
    root: Option<&'a Root<'a>>,
}

impl<'a> Element<'a> {
    /// Writes its first tag.
    fn open(self) -> Result<Children<'a>, fmt::Error> {
        let Self { out, name, root } = self;
        begin(out, name);
        if let Some(xmlns) = root.and_then(|root| root.xmlns) {
            out.pop();
            out.push_str(" xmlns=\"");
            out.push_str(xmlns);
            out.push_str("\">");
        }
        let mut children = Children { start: out.len(), out, name };
        if let Some((name, text)) = root.and_then(|root| root.first) {
            children.child(name, text)?;
        }
        Ok(children)
    }

    /// Writes it with a text and nothing else. Most are such, so it is done at once: 4 % less for DescribeInstances.
    fn leaf(self, text: &str, append: fn(&mut String, &str)) -> fmt::Result {
        if self.root.is_some() || text.is_empty() {
            let children = self.open()?;
            append(children.out, text);
            return children.close();
        }
        begin(self.out, self.name);
        append(self.out, text);
        end(self.out, self.name);
        Ok(())
    }

    /// Writes it with a text that needs no escapes.
    fn plain(self, text: &str) -> fmt::Result {
        self.leaf(text, String::push_str)
    }
}

/// What is in an element that is open.
struct Children<'a> {
    out: &'a mut String,
    name: &'a str,
    start: usize,
}

/// The same, with the name of the one to come.
struct Entries<'a> {
    children: Children<'a>,
    key: SmolStr,
}

impl Children<'_> {
    fn child<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> fmt::Result {
        value.serialize(Element { out: self.out, name, root: None })
    }

    fn close(self) -> fmt::Result {
        if self.out.len() == self.start {
            self.out.pop();
            self.out.push_str("/>");
        } else {
            end(self.out, self.name);
        }
        Ok(())
    }
}

/// Appends a text. A carriage return would be read as a new line.
fn escape(out: &mut String, text: &str) {
    // Without an early end: so the compiler takes many at once.
    if !text.bytes().fold(false, |found, byte| found | matches!(byte, b'&' | b'<' | b'>' | b'\r')) {
        out.push_str(text);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'\r')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&#13;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

macro_rules! integers {
    ($($method:ident $type:ty;)*) => {$(
        fn $method(self, value: $type) -> fmt::Result {
            self.plain(itoa::Buffer::new().format(value))
        }
    )*};
}

impl<'a> Serializer for Element<'a> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Entries<'a>;
    type SerializeStruct = Children<'a>;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    integers! {
        serialize_i8 i8; serialize_i16 i16; serialize_i32 i32; serialize_i64 i64;
        serialize_u8 u8; serialize_u16 u16; serialize_u32 u32; serialize_u64 u64;
    }

    fn serialize_f32(self, value: f32) -> fmt::Result {
        self.plain(&value.to_string())
    }

    fn serialize_f64(self, value: f64) -> fmt::Result {
        self.plain(&value.to_string())
    }

    fn serialize_bool(self, value: bool) -> fmt::Result {
        self.plain(if value { "true" } else { "false" })
    }

    fn serialize_char(self, value: char) -> fmt::Result {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> fmt::Result {
        self.leaf(value, escape)
    }

    fn serialize_bytes(self, _: &[u8]) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_none(self) -> fmt::Result {
        self.open()?.close()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_unit(self) -> fmt::Result {
        self.open()?.close()
    }

    fn serialize_unit_struct(self, _: &'static str) -> fmt::Result {
        self.open()?.close()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> fmt::Result {
        self.plain(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> fmt::Result {
        Err(fmt::Error)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, fmt::Error> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Entries<'a>, fmt::Error> {
        Ok(Entries { children: self.open()?, key: SmolStr::default() })
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Children<'a>, fmt::Error> {
        self.open()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, fmt::Error> {
        Err(fmt::Error)
    }
}

impl SerializeSeq for Element<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        value.serialize(Element { out: self.out, ..*self })
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

impl SerializeTuple for Element<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

impl SerializeStruct for Children<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> fmt::Result {
        self.child(name, value)
    }

    fn end(self) -> fmt::Result {
        self.close()
    }
}

impl SerializeMap for Entries<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> fmt::Result {
        self.key = format_smolstr!("{}", Key(key));
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> fmt::Result {
        let key = std::mem::take(&mut self.key);
        self.children.child(&key, value)
    }

    fn end(self) -> fmt::Result {
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
        let mut out = String::new();
        write(&mut out, "A", root, value).unwrap();
        out
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
            written(&answer, Root { xmlns: Some("urn:x"), first: Some(("id", "1")) }),
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
    fn what_has_no_form_is_refused() {
        #[derive(Serialize)]
        enum Odd {
            Held(u8),
        }
        assert!(write(&mut String::new(), "A", Root::default(), &Odd::Held(1)).is_err());
    }
}
