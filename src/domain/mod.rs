//! The nouns of both clouds and their rules. No HTTP, no XML, no JSON, no cloud's error codes.

pub mod address;
pub mod capacity;
pub mod catalog;
pub mod credits;
pub mod disk;
pub mod error;
pub mod estate;
pub mod geography;
pub mod image;
pub mod instance;
pub mod interruptible;
pub mod key_pair;
pub mod launch;
pub mod lifecycle;
pub mod moving;
pub mod network;
pub mod notice;
pub mod options;
pub mod queue;
pub mod quota;
pub mod release;
pub mod scope;
pub mod spec;
pub mod tagging;
