//! All integration tests, in one binary.

mod alibaba;
mod aws;
mod clients;
mod credit_modes;
mod docs;
mod fault_codes;
mod fuzz;
mod invariants;
mod limits;
mod process;
mod recorded;
mod new_types;
mod registry;
mod support;
mod tidy;
mod wire;
