//! The services of AWS that endpoints lead to.
//!
//! The names are those of <https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html>; of more
//! than 200 these are the ones that VPCs most often have.

use super::{Cidr, Destination};
use smol_str::{SmolStr, format_smolstr};
use std::net::Ipv4Addr;

/// A service in every region.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// Its name after `com.amazonaws.REGION.`.
    pub name: &'static str,
    /// Its own DNS name before `.REGION.amazonaws.com`.
    pub dns: &'static str,
    /// Whether it has gateway endpoints, too.
    pub gateway: bool,
}

const fn of(name: &'static str) -> Service {
    Service { name, dns: name, gateway: false }
}

const fn named(name: &'static str, dns: &'static str) -> Service {
    Service { name, dns, gateway: false }
}

/// All of them, by name.
pub const SERVICES: &[Service] = &[
    of("athena"),
    of("autoscaling"),
    of("backup"),
    of("cloudformation"),
    of("cloudtrail"),
    of("codebuild"),
    Service { name: "dynamodb", dns: "dynamodb", gateway: true },
    of("ebs"),
    of("ec2"),
    of("ec2messages"),
    named("ecr.api", "api.ecr"),
    named("ecr.dkr", "dkr.ecr"),
    of("ecs"),
    named("ecs-agent", "ecs-a"),
    named("ecs-telemetry", "ecs-t"),
    of("eks"),
    of("elasticfilesystem"),
    of("elasticloadbalancing"),
    of("events"),
    of("execute-api"),
    of("glue"),
    named("kinesis-firehose", "firehose"),
    named("kinesis-streams", "kinesis"),
    of("kms"),
    of("lambda"),
    of("logs"),
    of("monitoring"),
    of("rds"),
    Service { name: "s3", dns: "s3", gateway: true },
    of("secretsmanager"),
    of("sns"),
    of("sqs"),
    of("ssm"),
    of("ssmmessages"),
    of("states"),
    of("sts"),
    of("xray"),
];

/// The service with this full name in a region.
pub fn service(region: &str, name: &str) -> Option<Service> {
    let own = name.strip_prefix("com.amazonaws.")?.strip_prefix(region)?.strip_prefix('.')?;
    SERVICES.iter().find(|service| service.name == own).copied()
}

/// The full name of a service in a region.
pub fn service_name(region: &str, own: &str) -> SmolStr {
    format_smolstr!("com.amazonaws.{region}.{own}")
}

/// The id of the prefix list with the addresses of a service that has gateway endpoints. Those of us-east-1 are AWS's; the
/// others are made from their names (ours).
pub fn prefix_list_id(region: &str, own: &str) -> Option<SmolStr> {
    match (region, own) {
        ("us-east-1", "s3") => Some("pl-63a5400a".into()),
        ("us-east-1", "dynamodb") => Some("pl-02cd2c6b".into()),
        (_, "s3" | "dynamodb") => {
            let name = service_name(region, own);
            let digits =
                name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
            Some(format_smolstr!("pl-{digits:08x}"))
        }
        _ => None,
    }
}

/// AWS's prefix lists in a region: the id, the name and the range of each. The ranges are of 198.18.0.0/15, which is for
/// tests (ours: AWS changes its own from time to time).
pub fn aws_prefix_lists(region: &str) -> Vec<(SmolStr, SmolStr, Destination)> {
    let gateways = SERVICES.iter().filter(|service| service.gateway);
    let list = |(n, service): (u8, &Service)| {
        let range = Destination::V4(Cidr::new(Ipv4Addr::new(198, 18 + n, 0, 0), 16));
        Some((prefix_list_id(region, service.name)?, service_name(region, service.name), range))
    };
    let mut lists: Vec<_> = (0..).zip(gateways).filter_map(list).collect();
    lists.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    lists
}
