//! What stands on the wire, and how it is read and written.

pub mod access_key;
pub mod body;
pub mod document;
pub mod head;
pub mod params;
pub mod pattern;
pub mod signing;
pub mod xml;
