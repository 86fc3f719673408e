//! The wire formats: how requests are read and answers are written.

pub mod access_key;
pub mod body;
pub mod cbor;
pub mod document;
pub mod head;
pub mod page;
pub mod params;
pub mod pattern;
pub mod redaction;
pub mod signing;
pub mod xml;
