#![no_main]
#![allow(dead_code, reason = "the tests use more of what is shared")]

#[path = "../accounts.rs"]
mod accounts;
#[path = "../signatures.rs"]
mod signatures;
#[path = "../wire.rs"]
mod wire;

libfuzzer_sys::fuzz_target!(|data: &[u8]| accounts::check(data));
