//! The services with ECS's protocol: ECS itself, and the other services that its clients call.

use super::signature::SECURITY_TOKEN;
use super::{cms, ecs, location, sts, vpc};
use crate::operation::{self, Entry, Error, VendorError, row};
use crate::wire::signing::AuthError;

pub struct Service {
    /// The name in the host, as in `ecs.aliyuncs.com`.
    pub name: &'static str,
    /// The name in links to the vendor's troubleshooting page.
    pub product: &'static str,
    pub version: &'static str,
    /// The implemented operations, sorted by name.
    pub operations: &'static [Entry],
    /// Whether the service documents an action of this name.
    pub is_action: fn(&str) -> bool,
    /// The vendor's error for an error that the operation does not override.
    pub answer: fn(&Error) -> VendorError,
}

/// All services. ECS is the first.
static SERVICES: [Service; 5] = [
    Service {
        name: "ecs",
        product: "Ecs",
        version: ecs::VERSION,
        operations: ecs::OPERATIONS,
        is_action: ecs::is_action,
        answer: ecs::errors::answer,
    },
    Service {
        name: "sts",
        product: "Sts",
        version: sts::VERSION,
        operations: sts::OPERATIONS,
        is_action: sts::is_action,
        answer,
    },
    Service {
        name: "location",
        product: "Location",
        version: location::VERSION,
        operations: location::OPERATIONS,
        is_action: location::is_action,
        answer,
    },
    Service {
        name: "vpc",
        product: "Vpc",
        version: vpc::VERSION,
        operations: vpc::OPERATIONS,
        is_action: vpc::is_action,
        answer: vpc::errors::answer,
    },
    Service {
        name: "metrics",
        product: "Cms",
        version: cms::VERSION,
        operations: cms::OPERATIONS,
        is_action: cms::is_action,
        answer: cms::errors::answer,
    },
];

/// The errors of services that have none of their own: those of ECS.
fn answer(error: &Error) -> VendorError {
    missing_token(error).unwrap_or_else(|| ecs::errors::answer(error))
}

/// What other services than ECS say of a temporary access key without its token.
pub fn missing_token(error: &Error) -> Option<VendorError> {
    let missing = *error == Error::Auth(AuthError::Missing(SECURITY_TOKEN));
    missing.then(|| row(400, "MissingSecurityToken", "SecurityToken is mandatory for this action."))
}

/// The service with this version of its API.
pub fn by_version(version: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.version == version)
}

/// The service with this host (`sts.aliyuncs.com`, `sts.cn-hangzhou...`, `location-readonly...`). CloudMonitor's is `metrics`;
/// clients that ask the location service for that of `cms` get one with that name.
pub fn by_host(host: &str) -> Option<&'static Service> {
    let label = host.split(['.', '-', ':']).next().unwrap_or("");
    SERVICES.iter().find(|service| service.name == label || service.product.eq_ignore_ascii_case(label))
}

/// Finds the service of a call by the version. If no service has it, by the host. The default is ECS.
pub fn service(version: Option<&str>, host: &str) -> &'static Service {
    version.and_then(by_version).or_else(|| by_host(host)).unwrap_or(&SERVICES[0])
}

/// The names of all services.
pub fn names() -> impl Iterator<Item = String> {
    SERVICES.iter().map(|service| service.product.to_lowercase())
}

/// Whether one of the services documents an action of this name.
pub fn is_action(name: &str) -> bool {
    SERVICES.iter().any(|service| (service.is_action)(name))
}

/// The operations with this name. ECS and the VPC API share some names.
pub fn find(action: &str) -> Vec<&'static Entry> {
    SERVICES.iter().filter_map(|service| operation::find(service.operations, action)).collect()
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
            (Some("2016-04-28"), "ecs.aliyuncs.com", "vpc"),
            (None, "vpc.aliyuncs.com", "vpc"),
            (None, "vpc.cn-shanghai.aliyuncs.com", "vpc"),
            (None, "vpc-vpc.cn-shanghai.aliyuncs.com", "vpc"),
            (None, "sts.cn-hangzhou.aliyuncs.com", "sts"),
            (None, "location-readonly.aliyuncs.com", "location"),
            (None, "location.aliyuncs.com:443", "location"),
            (None, "ecs-cn-hangzhou.aliyuncs.com", "ecs"),
            (Some("1999-01-01"), "sts.aliyuncs.com", "sts"),
            (None, "127.0.0.1:4780", "ecs"),
            (Some("2019-01-01"), "127.0.0.1:4780", "metrics"),
            (None, "metrics.cn-hangzhou.aliyuncs.com", "metrics"),
            (None, "cms.cn-hangzhou.aliyuncs.com", "metrics"),
        ] {
            assert_eq!(service(version, host).name, name, "{version:?} {host}");
        }
    }
}
