//! The services that speak ECS's protocol here: ECS itself, and two that its clients call beside it.

use super::{location, sts};
use crate::operation::{self, Entry};

/// A service of Alibaba Cloud.
pub struct Service {
    /// Its name, as in `ecs.aliyuncs.com`.
    pub name: &'static str,
    /// Its name, as the vendor's troubleshooting page has it.
    pub product: &'static str,
    /// The version of its API.
    pub version: &'static str,
    /// The operations that Twinstance has, sorted by name.
    pub operations: &'static [Entry],
    /// Whether it has this action.
    pub is_action: fn(&str) -> bool,
}

/// All of them, ECS first.
static SERVICES: [Service; 3] = [
    Service {
        name: "ecs",
        product: "Ecs",
        version: super::VERSION,
        operations: super::OPERATIONS,
        is_action: super::is_action,
    },
    Service {
        name: "sts",
        product: "Sts",
        version: sts::VERSION,
        operations: sts::OPERATIONS,
        is_action: sts::is_action,
    },
    Service {
        name: "location",
        product: "Location",
        version: location::VERSION,
        operations: location::OPERATIONS,
        is_action: location::is_action,
    },
];

/// The service whose API has this version.
pub fn by_version(version: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.version == version)
}

/// The service that a call is for: by its version, else by its host (`sts.aliyuncs.com`, `sts.cn-hangzhou...`,
/// `location-readonly...`), else ECS.
pub fn service(version: Option<&str>, host: &str) -> &'static Service {
    let label = host.split(['.', '-', ':']).next().unwrap_or("");
    let by_host = || SERVICES.iter().find(|service| service.name == label);
    version.and_then(by_version).or_else(by_host).unwrap_or(&SERVICES[0])
}

/// The operation of this name, whichever service has it: no name is used twice.
pub fn find(action: &str) -> Option<&'static Entry> {
    SERVICES.iter().find_map(|service| operation::find(service.operations, action))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_found_by_version_then_host() {
        for (version, host, name) in [
            (Some("2014-05-26"), "sts.aliyuncs.com", "ecs"),
            (Some("2015-04-01"), "127.0.0.1:4780", "sts"),
            (Some("2015-06-12"), "", "location"),
            (None, "sts.cn-hangzhou.aliyuncs.com", "sts"),
            (None, "location-readonly.aliyuncs.com", "location"),
            (None, "location.aliyuncs.com:443", "location"),
            (None, "ecs-cn-hangzhou.aliyuncs.com", "ecs"),
            (Some("1999-01-01"), "sts.aliyuncs.com", "sts"),
            (None, "127.0.0.1:4780", "ecs"),
        ] {
            assert_eq!(service(version, host).name, name, "{version:?} {host}");
        }
    }
}
