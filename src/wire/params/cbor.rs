//! A CBOR body as parameters, for the protocol RPC v2 CBOR: a map as a JSON object is read, a time as its seconds since 1970.

use super::{Pair, ParamError, Params};
use ciborium::Value;

impl Params<'_> {
    /// Reads a map; an empty body is one. Null is absent. The error has no name: it is about the whole body.
    pub fn parse_cbor(body: &[u8]) -> Result<Self, ParamError> {
        let malformed = |expected: String| ParamError::Invalid { name: String::new(), value: String::new(), expected };
        if body.is_empty() {
            return Ok(Self::default());
        }
        let mut rest = body;
        let value: Value = ciborium::from_reader(&mut rest).map_err(|error| malformed(error.to_string()))?;
        let Value::Map(members) = value else { return Err(malformed("it is no map".to_owned())) };
        if !rest.is_empty() {
            return Err(malformed("something follows the map".to_owned()));
        }
        let mut pairs = Vec::new();
        for (name, value) in members {
            let Value::Text(name) = name else { return Err(malformed("a name is no text".to_owned())) };
            flatten(name, value, &mut pairs)
                .map_err(|name| malformed(format!("{name} has a value that no parameter has")))?;
        }
        Ok(Self::sorted(pairs, false))
    }
}

/// The error is the name of what is neither text, number, truth value, list nor map.
fn flatten(name: String, value: Value, pairs: &mut Vec<Pair<'_>>) -> Result<(), String> {
    match value {
        Value::Null => {}
        Value::Bool(value) => pairs.push((name.into(), value.to_string().into())),
        Value::Integer(value) => pairs.push((name.into(), i128::from(value).to_string().into())),
        Value::Float(value) => pairs.push((name.into(), format!("{value:?}").into())),
        Value::Text(value) => pairs.push((name.into(), value.into())),
        Value::Tag(_, value) => flatten(name, *value, pairs)?,
        Value::Array(items) => {
            for (number, item) in (1..).zip(items) {
                flatten(format!("{name}.{number}"), item, pairs)?;
            }
        }
        Value::Map(members) => {
            for (member, value) in members {
                let Value::Text(member) = member else { return Err(name) };
                flatten(format!("{name}.{member}"), value, pairs)?;
            }
        }
        _ => return Err(name),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_become_dotted_names() {
        // {"At": 1(1893456000), "Flag": true, "Names": [_ "a", "b"], "Value": 2.5, "None": null}, with a list of no fixed length.
        let body =
            hex::decode("a5624174c11a70dbd88064466c6167f5654e616d65739f61616162ff6556616c7565f94100644e6f6e65f6");
        let params = Params::parse_cbor(&body.unwrap()).unwrap();
        let all: Vec<_> = params.iter().collect();
        let wanted = [("At", "1893456000"), ("Flag", "true"), ("Names.1", "a"), ("Names.2", "b"), ("Value", "2.5")];
        assert_eq!(all, wanted);
        assert!(Params::parse_cbor(b"").unwrap().is_empty() && Params::parse_cbor(b"\xa0").unwrap().is_empty());
        for body in [&b"\x80"[..], b"\xa1", b"\xa1\x01\x02", b"\xa0\xa0", b"\xa1\x61a\x41b", b"\xff", b"{}"] {
            assert!(Params::parse_cbor(body).is_err(), "{body:?}");
        }
    }
}
