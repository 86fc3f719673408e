//! A JSON body as parameters, for the AWS JSON protocols: `{"Names": ["a"]}` as `Names.1=a`.

use super::{Pair, ParamError, Params};
use serde_json::Value;

impl Params<'_> {
    /// Reads an object; an empty body is one. Null is absent. The error has no name: it is about the whole body.
    pub fn parse_json(body: &[u8]) -> Result<Self, ParamError> {
        let malformed = |expected: String| ParamError::Invalid { name: String::new(), value: String::new(), expected };
        let value: Value = match body.trim_ascii() {
            b"" => return Ok(Self::default()),
            body => serde_json::from_slice(body).map_err(|error| malformed(error.to_string()))?,
        };
        let mut pairs = Vec::new();
        match value {
            Value::Object(members) => {
                members.into_iter().for_each(|(name, value)| flatten(name, value, &mut pairs));
            }
            _ => return Err(malformed("it is no object".to_owned())),
        }
        // A member whose name has a dot may be the same as one below another.
        Ok(Self::sorted(pairs, false))
    }
}

fn flatten(name: String, value: Value, pairs: &mut Vec<Pair<'_>>) {
    match value {
        Value::Null => {}
        Value::Bool(value) => pairs.push((name.into(), value.to_string().into())),
        Value::Number(value) => pairs.push((name.into(), value.to_string().into())),
        Value::String(value) => pairs.push((name.into(), value.into())),
        Value::Array(items) => {
            for (number, item) in (1..).zip(items) {
                flatten(format!("{name}.{number}"), item, pairs);
            }
        }
        Value::Object(members) => {
            for (member, value) in members {
                flatten(format!("{name}.{member}"), value, pairs);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_become_dotted_names() {
        let body = br#"{"Names": ["a", "b"], "Flag": true, "Count": 3, "None": null, "Filters": [{"Key": "k", "Values": ["v"]}]}"#;
        let params = Params::parse_json(body).unwrap();
        let all: Vec<_> = params.iter().collect();
        let wanted = [
            ("Count", "3"),
            ("Filters.1.Key", "k"),
            ("Filters.1.Values.1", "v"),
            ("Flag", "true"),
            ("Names.1", "a"),
            ("Names.2", "b"),
        ];
        assert_eq!(all, wanted);
        assert!(Params::parse_json(b" ").unwrap().is_empty());
        for body in [&b"[]"[..], b"{", b"Action=x", b"{\"a\": 1} 2"] {
            assert!(Params::parse_json(body).is_err());
        }
        let twice = Params::parse_json(br#"{"A.1": "x", "A": ["y"]}"#).unwrap();
        assert_eq!(twice.iter().count(), 1);
    }
}
