//! Tasks.

pub mod describe_tasks;
