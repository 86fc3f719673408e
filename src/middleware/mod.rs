//! What stands around a call.

pub mod coverage;
pub mod fault;
pub mod request_log;
pub mod throttle;
