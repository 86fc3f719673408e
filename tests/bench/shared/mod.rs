//! What the benches have in common.

pub mod bare;
pub mod client;
pub mod figures;
pub mod servers;
pub mod wire;

/// Whatever goes wrong ends the bench.
pub type Failure = Box<dyn std::error::Error>;
