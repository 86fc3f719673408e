//! Texts that describe things, in TOML or in JSON: both become one tree, and serde reads what is in it from there.
//!
//! Each format's own reader is code for each type that can be read: with one for both, the program is 0.9 MB smaller.

mod de;

use de::{Misfit, Node};
use serde::de::{DeserializeOwned, Error as _};
use serde_json::Value;
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
    pub fn json(text: &[u8]) -> Result<Self, Error> {
        let tree = serde_json::from_slice(text).map_err(Error::Json)?;
        Ok(Self::of(tree))
    }

    /// What has been read in another way.
    pub fn of(tree: Value) -> Self {
        Self { text: None, tree }
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
        let line = self.text.map(|text| format!("line {}: ", line(text, &path)));
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

/// The line, from 1 on, on which begins what is at this place of a TOML text that has been read, or what is nearest to it.
pub fn line(text: &str, path: &[Step]) -> usize {
    let Ok(document) = DeTable::parse(text) else { return 1 };
    let mut start = document.span().start;
    let (mut table, mut list): (_, Option<&DeArray<'_>>) = (Some(document.get_ref()), None);
    for step in path {
        let next = match step {
            Step::Name(name) => {
                table.and_then(|table| table.get_key_value(name.as_str())).map(|(name, value)| (name.span(), value))
            }
            Step::Index(index) => list.and_then(|list| list.get(*index)).map(|value| (value.span(), value)),
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
