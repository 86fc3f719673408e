//! ECS: a file per operation, in it three groups of tests: reading, validation, behaviour.

mod instances;
mod regions;
