//! Tasks.

mod describe_tasks;

pub use describe_tasks::DescribeTasks;
