//! All integration tests, in one binary.

mod alibaba;
mod aws;
mod clients;
mod credit_modes;
mod docs;
mod fuzz;
mod invariants;
mod limits;
mod process;
mod registry;
mod support;
mod tidy;
mod wire;
