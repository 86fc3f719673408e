//! The address under which a caller reaches this server.

use crate::domain::geography::partition;
use crate::domain::scope::Cloud;

/// The address under which a caller reaches this server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint<'a> {
    /// `host:port`.
    pub host: &'a str,
    /// The caller uses this server as its HTTP proxy, so that any host name reaches it.
    pub proxied: bool,
}

impl<'a> From<&'a str> for Endpoint<'a> {
    /// A direct connection, without a proxy.
    fn from(host: &'a str) -> Self {
        Self { host, proxied: false }
    }
}

impl Endpoint<'_> {
    /// The endpoint to report for a service in a region. It is the host that the caller used, so that its next call
    /// reaches this server and not the cloud. A caller that uses a proxy and one of the cloud's host names gets the
    /// service's own host name (ours: the vendors have several forms of it).
    pub fn of(self, cloud: Cloud, service: &str, region: &str) -> String {
        let host = self.host.split(':').next().unwrap_or("");
        let domain = match cloud {
            Cloud::Aws => partition(region).dns_suffix,
            Cloud::Alibaba => "aliyuncs.com",
        };
        let is_own = host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
        if self.proxied && is_own { format!("{service}.{region}.{domain}") } else { self.host.to_owned() }
    }
}
