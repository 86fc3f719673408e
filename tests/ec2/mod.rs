//! EC2: a file per operation, in it three groups of tests: reading, validation, behaviour.

mod capacity;
mod credits;
mod instances;
mod regions;
