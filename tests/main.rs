//! All integration tests, in one binary.

mod alibaba;
mod aws;
mod clients;
mod credit_balances;
mod credit_modes;
mod docs;
mod fault_codes;
mod fuzz;
mod invariants;
mod limits;
mod new_types;
mod process;
mod recorded;
mod registry;
mod support;
mod tidy;
mod wire;
