//! What is done around a call: faults, throttling, the request log, coverage.

pub mod call_log;
pub mod coverage;
pub mod fault;
pub mod recorder;
pub mod request_log;
pub mod throttle;
