//! CBOR, which the protocol `rpc-v2-cbor` has for JSON. See [RFC 8949](https://www.rfc-editor.org/rfc/rfc8949).

use serde_json::Value;
use std::borrow::Cow;

/// The Content-Type.
pub const CONTENT_TYPE: &str = "application/cbor";

/// The header by which an answer of the protocol is known.
pub const PROTOCOL: (&str, Cow<'static, str>) = ("smithy-protocol", Cow::Borrowed("rpc-v2-cbor"));

/// A JSON document as CBOR. Text that is no JSON becomes null.
pub fn of_json(text: &str) -> Vec<u8> {
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let mut bytes = Vec::with_capacity(text.len());
    // Writing to memory does not fail.
    let _ = ciborium::into_writer(&value, &mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_of_texts() {
        // The example of RFC 8949, appendix A, for a map of two entries.
        assert_eq!(hex::encode(of_json(r#"{"a": 1, "b": [2, 3]}"#)), "a26161016162820203");
    }
}
