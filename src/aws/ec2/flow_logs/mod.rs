//! Flow logs, as records.

pub mod create_flow_logs;
pub mod delete_flow_logs;
pub mod describe_flow_logs;
