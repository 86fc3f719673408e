#![no_main]
#![allow(dead_code, reason = "the tests use more of what is shared")]

#[path = "../../invariants"]
mod invariants {
    pub mod moment;
    pub mod seen;
}
#[path = "../requests.rs"]
mod requests;
#[path = "../snapshots.rs"]
mod snapshots;
#[path = "../../support.rs"]
mod support;
#[path = "../wire.rs"]
mod wire;

libfuzzer_sys::fuzz_target!(|data: &[u8]| snapshots::check(data));
