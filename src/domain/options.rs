//! Options of EC2's instances.

/// How many of its cores and threads an instance uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CpuOptions {
    /// Cores.
    pub cores: u32,
    /// Threads on each: 1 or 2.
    pub threads_per_core: u32,
}

/// How an instance's metadata service answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MetadataOptions {
    /// Sessions need a token.
    pub tokens_required: bool,
    /// How many hops an answer may go: 1 to 64.
    pub hop_limit: u8,
    /// It answers at all.
    pub endpoint: bool,
    /// It answers over IPv6.
    pub ipv6: bool,
    /// It tells the instance's tags.
    pub tags: bool,
}

impl Default for MetadataOptions {
    fn default() -> Self {
        Self { tokens_required: false, hop_limit: 1, endpoint: true, ipv6: false, tags: false }
    }
}
