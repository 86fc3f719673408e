//! By what names callers reach this server.

use crate::domain::scope::Cloud;

/// By what name a caller reaches this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint<'a> {
    /// The host and port.
    pub host: &'a str,
    /// The caller has this server for its proxy, so that every name leads here.
    pub proxied: bool,
}

impl<'a> From<&'a str> for Endpoint<'a> {
    /// This server itself, by its own host and port.
    fn from(host: &'a str) -> Self {
        Self { host, proxied: false }
    }
}

impl Endpoint<'_> {
    /// Where a service of a region is: where the caller is already, so that it does not go on to the cloud. Who has
    /// this server for a proxy and came by one of the cloud's own names is told the service's own (ours: the vendors
    /// have several forms of them).
    pub fn of(self, cloud: Cloud, service: &str, region: &str) -> String {
        let host = self.host.split(':').next().unwrap_or("");
        let domain = match cloud {
            Cloud::Aws if region.starts_with("cn-") => "amazonaws.com.cn",
            Cloud::Aws => "amazonaws.com",
            Cloud::Alibaba => "aliyuncs.com",
        };
        let is_own = host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
        if self.proxied && is_own { format!("{service}.{region}.{domain}") } else { self.host.to_owned() }
    }
}
