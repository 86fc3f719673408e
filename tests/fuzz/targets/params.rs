#![no_main]

#[path = "../params.rs"]
mod params;

libfuzzer_sys::fuzz_target!(|data: &[u8]| params::check(data));
