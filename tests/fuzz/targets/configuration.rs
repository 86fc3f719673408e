#![no_main]
#![allow(dead_code, reason = "the tests use more of what is shared")]

#[path = "../configuration.rs"]
mod configuration;
#[path = "../../support.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|data: &[u8]| configuration::check(data));
