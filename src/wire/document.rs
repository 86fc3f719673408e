//! TOML and JSON documents. Both are parsed into a [`serde_json::Value`], from which serde reads the types.
//!
//! To read each type from each format directly would make the program 5.5 MB larger.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;
use toml::de::{DeArray, DeTable};

/// Why a document cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not valid TOML.
    #[error(transparent)]
    Toml(Box<toml::de::Error>),
    /// It is not valid JSON.
    #[error(transparent)]
    Json(serde_json::Error),
    /// A value is invalid. The text has the line, if it is known, the path and the reason.
    #[error("{0}")]
    Content(String),
}

/// A parsed document.
#[derive(Debug)]
pub struct Document<'t> {
    /// The source text, if it is TOML. It is needed for line numbers.
    text: Option<&'t str>,
    tree: Value,
}

impl<'t> Document<'t> {
    /// Parses TOML.
    pub fn toml(text: &'t str) -> Result<Self, Error> {
        let tree = toml::from_str(text).map_err(|error| Error::Toml(Box::new(error)))?;
        let document = Self { text: Some(text), tree };
        // `nan` and `inf` become null, and TOML has no null of its own.
        match path_to_null(&document.tree) {
            Some(path) => Err(document.refuse(&path, &format!("{}: is no finite number", path.join(".")))),
            None => Ok(document),
        }
    }

    /// Parses JSON.
    pub fn json(text: &[u8]) -> Result<Self, Error> {
        let tree = serde_json::from_slice(text).map_err(Error::Json)?;
        Ok(Self { text: None, tree })
    }

    /// Deserializes it. An error names the key, and for TOML the line.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_path_to_error::deserialize(&self.tree).map_err(|error| {
            let steps = error.path().iter().map_while(|segment| match segment {
                Segment::Map { key: step } | Segment::Enum { variant: step } => Some(step.clone()),
                Segment::Seq { index } => Some(index.to_string()),
                Segment::Unknown => None,
            });
            self.refuse(&steps.collect::<Vec<_>>(), &with_range(error.to_string()))
        })
    }

    /// The number under a key of the top level.
    pub fn number(&self, key: &str) -> Option<u64> {
        self.tree.get(key)?.as_u64()
    }

    /// Whether there is a key of this name on the top level.
    pub fn has(&self, key: &str) -> bool {
        self.tree.get(key).is_some()
    }

    /// The first key or string value for which `predicate` is true, with its path.
    pub fn find_text(&self, predicate: fn(&str) -> bool) -> Option<(Vec<String>, &str)> {
        fn find(value: &Value, predicate: fn(&str) -> bool) -> Option<(Vec<String>, &str)> {
            let under = |step: &str, item| {
                find(item, predicate).map(|(path, text)| ([vec![step.to_owned()], path].concat(), text))
            };
            match value {
                Value::String(text) => Some((Vec::new(), text.as_str())).filter(|(_, text)| predicate(text)),
                Value::Array(list) => list.iter().enumerate().find_map(|(index, item)| under(&index.to_string(), item)),
                Value::Object(fields) => {
                    let name = fields.keys().find(|name| predicate(name));
                    let name = name.map(|name| (vec![name.clone()], name.as_str()));
                    name.or_else(|| fields.iter().find_map(|(name, item)| under(name, item)))
                }
                _ => None,
            }
        }
        find(&self.tree, predicate)
    }

    /// An error about the value at this path. For TOML it begins with the line.
    pub fn refuse(&self, path: &[String], why: &str) -> Error {
        Error::Content(match self.text {
            Some(text) => format!("line {}: {why}", line(text, path)),
            None => why.to_owned(),
        })
    }
}

/// The message with what it expects in plain words, if that is one of Rust's integer types.
fn with_range(message: String) -> String {
    let Some((before, expected)) = message.rsplit_once("expected ") else { return message };
    let (least, most): (i128, i128) = match expected {
        "u8" => (0, u8::MAX.into()),
        "u16" => (0, u16::MAX.into()),
        "u32" => (0, u32::MAX.into()),
        "u64" | "usize" => (0, u64::MAX.into()),
        "i8" => (i8::MIN.into(), i8::MAX.into()),
        "i32" => (i32::MIN.into(), i32::MAX.into()),
        "i64" => (i64::MIN.into(), i64::MAX.into()),
        _ => return message,
    };
    format!("{before}expected an integer from {least} to {most}")
}

/// The path to the first null in a tree.
fn path_to_null(value: &Value) -> Option<Vec<String>> {
    let under = |step: String, value| path_to_null(value).map(|path| [vec![step], path].concat());
    match value {
        Value::Null => Some(Vec::new()),
        Value::Array(list) => list.iter().enumerate().find_map(|(index, item)| under(index.to_string(), item)),
        Value::Object(fields) => fields.iter().find_map(|(name, item)| under(name.clone(), item)),
        _ => None,
    }
}

/// The line, counted from 1, on which the value at this path begins in a valid TOML text. If there is no such value, the
/// line of the nearest one above it. A path segment is a key, or an index into a list.
pub fn line(text: &str, path: &[String]) -> usize {
    let Ok(document) = DeTable::parse(text) else { return 1 };
    let mut start = document.span().start;
    let (mut table, mut list): (_, Option<&DeArray<'_>>) = (Some(document.get_ref()), None);
    for step in path {
        let next = match (table, list) {
            (Some(table), _) => table.get_key_value(step.as_str()).map(|(name, value)| (name.span(), value)),
            (None, list) => {
                let item = step.parse::<usize>().ok().and_then(|index| list?.get(index));
                item.map(|value| (value.span(), value))
            }
        };
        let Some((span, value)) = next else { break };
        start = span.start;
        (table, list) = (value.get_ref().as_table(), value.get_ref().as_array());
    }
    text[..start].matches('\n').count() + 1
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

    const TOML: &str = "sizes = { Small = 1, Large = 2.5 }\n[[list]]\nshape = \"Point\"\n[[list]]\n\
        shape = { Circle = 3 }\n[[list]]\nshape = { Edge = [-1, 1] }\n[[list]]\nshape.Box = { width = 4 }\n";

    #[test]
    fn both_formats_are_read_alike() {
        let shapes = [Shape::Point, Shape::Circle(3), Shape::Edge(-1, 1), Shape::Box { width: 4 }];
        let outer = Outer {
            list: shapes.map(|shape| Inner { shape }).into(),
            sizes: [(Size::Small, 1.0), (Size::Large, 2.5)].into(),
            note: None,
        };
        assert_eq!(Document::toml(TOML).unwrap().read::<Outer>().unwrap(), outer);
        let text = br#"{"list":[{"shape":"Point"},{"shape":{"Circle":3}},{"shape":{"Edge":[-1,1]}},
            {"shape":{"Box":{"width":4}}}],"sizes":{"Small":1,"Large":2.5},"note":null}"#;
        assert_eq!(Document::json(text).unwrap().read::<Outer>().unwrap(), outer);
    }

    #[test]
    fn errors_carry_line_and_name() {
        for (from, to, error) in [
            ("Point", "Star", "line 3: list[0].shape: unknown variant `Star`"),
            ("\"Point\"", "{ Point = 1 }", "line 3: list[0].shape"),
            ("{ Circle = 3 }", "\"Circle\"", "line 5: list[1].shape"),
            ("Circle = 3", "Circle = 3, Box = 3", "line 5: list[1].shape"),
            (
                "-1, 1",
                "-1, 1000",
                "line 7: list[2].shape.Edge[1]: invalid value: integer `1000`, expected an integer from -128 to 127",
            ),
            ("-1, 1", "-1, 1, 1", "line 7: list[2].shape"),
            ("-1, 1", "-1, inf", "line 7: list.2.shape.Edge.1: is no finite number"),
            ("Small = 1", "Small = nan", "line 1: sizes.Small: is no finite number"),
            ("width", "height", "line 9: list[3].shape"),
            ("Small", "Tiny", "line 1: sizes.?: unknown variant `Tiny`"),
            ("sizes", "size", "line 1: size: unknown field `size`"),
            ("sizes = { Small = 1, Large = 2.5 }", "", "line 1: missing field `sizes`"),
            ("{ Small = 1, Large = 2.5 }", "", "TOML parse error at line 1"),
        ] {
            let text = TOML.replacen(from, to, 1);
            let message = Document::toml(&text).and_then(|document| document.read::<Outer>()).unwrap_err().to_string();
            assert!(message.starts_with(error), "{message}");
        }
        let message = Document::json(b"{\"list\": 1}").unwrap().read::<Outer>().unwrap_err().to_string();
        assert_eq!(message, "list: invalid type: integer `1`, expected a sequence");
        assert!(Document::json(b"{\"shape\": \"Point\"} more").is_err());
    }

    #[test]
    fn texts_and_lines_are_found() {
        let document = Document::toml("a = 1\n[[b.c]]\nd = [{ \"e\\u0007\" = 1 }]\n[[b.c]]\nd = 'f'").unwrap();
        let path = |path: &str| path.split('.').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(document.find_text(|text| text.starts_with('e')), Some((path("b.c.0.d.0.e\u{7}"), "e\u{7}")));
        assert_eq!(document.find_text(|text| text == "f"), Some((path("b.c.1.d"), "f")));
        assert_eq!(document.find_text(|text| text == "g"), None);
        let line = |path: &str| {
            let steps: Vec<_> = path.split('.').map(str::to_owned).collect();
            line("a = 1\n[[b.c]]\nd = 1\n[[b.c]]\nd = [\n2]", &steps)
        };
        assert_eq!(["a", "b.c.0", "b.c.1", "b.c.1.d.0", "b.c.2", "a.c"].map(line), [1, 2, 4, 6, 2, 1]);
    }
}
