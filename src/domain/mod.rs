//! The resources of both clouds and their rules, without HTTP, XML, JSON or the clouds' error codes.

pub mod alarms;
pub mod billing;
pub mod capacity;
pub mod check;
pub mod compute;
pub mod credits;
pub mod endpoint;
pub mod error;
pub mod geography;
pub mod iam;
pub mod ids;
pub mod local_zones;
pub mod metrics;
pub mod network;
pub mod notice;
pub mod place;
pub mod queue;
pub mod region;
pub mod resize;
pub mod rules;
pub mod scope;
pub mod session;
pub mod tagging;
pub mod task;
pub mod token;
pub mod written;
