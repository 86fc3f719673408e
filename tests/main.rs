//! All integration tests, in one binary.

mod clients;
mod credit_modes;
mod ec2;
mod ecs;
mod fuzz;
mod invariants;
mod process;
mod registry;
mod sts;
mod support;
mod tidy;
mod wire;
