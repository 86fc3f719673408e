//! STS: a file per operation, in it three groups of tests: reading, validation, behaviour.

mod get_caller_identity;
