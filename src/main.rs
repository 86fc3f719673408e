//! The program. All of it is in the library, so that there is one copy of what both would need.

use std::process::ExitCode;

/// The C library hands out what has been free for longest: after a large world, cold memory all over the heap.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    twinstance::cli::main()
}
