//! Tags of resources: one row of [`KINDS`] for each kind of resource.

use crate::domain::capacity::reservation::CapacityError;
use crate::domain::compute::disk::{self, AwsDiskError};
use crate::domain::compute::instance::{Instance, Tags};
use crate::domain::compute::key_pair::KeyPairError;
use crate::domain::compute::placement::AwsPlacementError;
use crate::domain::compute::snapshot::AwsSnapshotError;
use crate::domain::compute::template::AwsTemplateError;
use crate::domain::error::{Error, InstanceError, TagError};
use crate::domain::network::address::AddressError;
use crate::domain::network::interfaces::{change_nic, find_nic, live_instances, nics};
use crate::domain::network::{
    AlibabaNatError, AlibabaRouteError, AwsNetworkError, AwsVpcError, GroupError, NetworkError, VpcAclError, VpcPart,
};
use crate::domain::region::Region;
use smol_str::SmolStr;

/// The most tags that a resource can have.
pub const MAX_TAGS: usize = 50;

/// A kind of resource that has tags.
pub struct Kind {
    /// On EC2: the prefix of its ids, and its name in `resource-type`.
    pub ec2: Option<(&'static str, &'static str)>,
    /// Its name in ECS's `ResourceType`; `None` if ECS does not tag it.
    pub ecs: Option<&'static str>,
    /// Its name in `ResourceType` of the VPC API; `None` if that does not tag it.
    pub vpc: Option<&'static str>,
    access: TagAccess,
    /// The error for an unknown id.
    pub not_found: fn(SmolStr) -> Error,
}

/// A change of one resource's tags.
type Change<'c> = &'c mut dyn FnMut(&mut Tags);

/// How to find the tags of a kind, by id; for key pairs of ECS, by name.
struct TagAccess {
    all: fn(&Region) -> Vec<(&SmolStr, &Tags)>,
    one: for<'r> fn(&'r Region, &str) -> Option<&'r Tags>,
    change: fn(&mut Region, &str, Change<'_>),
}

/// Access to resources in a map of the region, keyed by id.
macro_rules! in_map {
    ($map:ident) => {
        TagAccess {
            all: |region| region.$map.values().map(|resource| (&resource.id, &resource.tags)).collect(),
            one: |region, id| Some(&region.$map.get(id)?.tags),
            change: |region, id, change| {
                if let Some(resource) = region.$map.get_mut(id) {
                    change(&mut resource.tags);
                }
            },
        }
    };
}

/// All kinds of resources with tags.
pub static KINDS: &[Kind] = &[
    Kind {
        ec2: Some(("i", "instance")),
        ecs: Some("instance"),
        vpc: None,
        access: TagAccess {
            all: |region| region.instances.values().map(|instance| (&instance.id, &instance.tags)).collect(),
            one: |region, id| Some(&region.instances.get(id)?.tags),
            change: |region, id, change| {
                if let Some(mut instance) = region.instances.get_mut(id) {
                    change(&mut instance.tags);
                }
            },
        },
        not_found: |id| InstanceError::NotFound(vec![id]).into(),
    },
    Kind {
        ec2: Some(("vol", "volume")),
        ecs: Some("disk"),
        vpc: None,
        access: TagAccess {
            all: |region| disks(region).map(|disk| (&disk.id, &disk.tags)).collect(),
            one: |region, id| disks(region).find(|disk| disk.id == id).map(|disk| &disk.tags),
            change: change_disk,
        },
        not_found: |id| AwsDiskError::NotFound(id).into(),
    },
    Kind {
        ec2: Some(("snap", "snapshot")),
        ecs: Some("snapshot"),
        vpc: None,
        access: in_map!(snapshots),
        not_found: |id| AwsSnapshotError::NoSnapshot(id).into(),
    },
    Kind {
        ec2: Some(("ami", "image")),
        ecs: Some("image"),
        vpc: None,
        access: TagAccess {
            all: |region| {
                let shown = region.images.values().filter(|image| image.is_shown());
                shown.map(|image| (&image.id, &image.tags)).collect()
            },
            one: |region, id| region.images.get(id).filter(|image| image.is_shown()).map(|image| &image.tags),
            change: |region, id, change| {
                if let Some(image) = region.images.get_mut(id).filter(|image| image.is_shown()) {
                    change(&mut image.tags);
                }
            },
        },
        not_found: |id| InstanceError::ImageNotFound(id).into(),
    },
    Kind {
        ec2: Some(("key", "key-pair")),
        ecs: None,
        vpc: None,
        access: TagAccess {
            all: |region| region.key_pairs.values().map(|pair| (&pair.id, &pair.tags)).collect(),
            one: |region, id| region.key_pairs.values().find(|pair| pair.id == id).map(|pair| &pair.tags),
            change: |region, id, change| {
                if let Some(pair) = region.key_pairs.values_mut().find(|pair| pair.id == id) {
                    change(&mut pair.tags);
                }
            },
        },
        not_found: |id| KeyPairError::NotFound(id).into(),
    },
    Kind {
        ec2: None,
        ecs: Some("keypair"),
        vpc: None,
        access: TagAccess {
            all: |region| region.key_pairs.values().map(|pair| (&pair.name, &pair.tags)).collect(),
            ..in_map!(key_pairs)
        },
        not_found: |name| TagError::NoResource(name).into(),
    },
    Kind {
        ec2: Some(("eni", "network-interface")),
        ecs: Some("eni"),
        vpc: None,
        access: TagAccess {
            all: |region| nics(region).map(|nic| (&nic.id, &nic.tags)).collect(),
            one: |region, id| find_nic(region, id).map(|(nic, _)| &nic.tags),
            change: |region, id, change| change_nic(region, id, |nic| change(&mut nic.tags)),
        },
        not_found: |id| NetworkError::InterfaceNotFound(id).into(),
    },
    Kind {
        ec2: Some(("sg", "security-group")),
        ecs: Some("securitygroup"),
        vpc: None,
        access: in_map!(groups),
        not_found: |id| NetworkError::GroupNotFound(id).into(),
    },
    Kind {
        ec2: Some(("sgr", "security-group-rule")),
        ecs: None,
        vpc: None,
        access: TagAccess {
            all: |region| {
                let rules = region.groups.values().flat_map(|group| &group.rules);
                rules.map(|rule| (&rule.id, &rule.tags)).collect()
            },
            one: |region, id| {
                let mut rules = region.groups.values().flat_map(|group| &group.rules);
                rules.find(|rule| rule.id == id).map(|rule| &rule.tags)
            },
            change: |region, id, change| {
                let mut rules = region.groups.values_mut().flat_map(|group| &mut group.rules);
                if let Some(rule) = rules.find(|rule| rule.id == id) {
                    change(&mut rule.tags);
                }
            },
        },
        not_found: |id| GroupError::RuleNotFound(id).into(),
    },
    Kind {
        ec2: Some(("eipalloc", "elastic-ip")),
        ecs: None,
        vpc: Some("EIP"),
        access: in_map!(addresses),
        not_found: |id| AddressError::AllocationNotFound(id).into(),
    },
    Kind {
        ec2: Some(("vpc", "vpc")),
        ecs: None,
        vpc: Some("VPC"),
        access: in_map!(vpcs),
        not_found: |id| NetworkError::VpcNotFound(id).into(),
    },
    Kind {
        ec2: Some(("subnet", "subnet")),
        ecs: None,
        vpc: Some("VSWITCH"),
        access: in_map!(subnets),
        not_found: |id| NetworkError::SubnetNotFound(id).into(),
    },
    Kind {
        ec2: Some(("rtb", "route-table")),
        ecs: None,
        vpc: None,
        access: in_map!(route_tables),
        not_found: |id| AwsNetworkError::RouteTableNotFound(id).into(),
    },
    Kind {
        ec2: None,
        ecs: None,
        vpc: Some("ROUTETABLE"),
        access: in_map!(router_tables),
        not_found: |id| AlibabaRouteError::TableNotFound(id).into(),
    },
    Kind {
        ec2: Some(("igw", "internet-gateway")),
        ecs: None,
        vpc: None,
        access: in_map!(gateways),
        not_found: |id| AwsNetworkError::GatewayNotFound(id).into(),
    },
    Kind {
        ec2: Some(("nat", "natgateway")),
        ecs: None,
        vpc: None,
        access: in_map!(nat_gateways),
        not_found: |id| AwsVpcError::NotFound(VpcPart::NatGateway, id).into(),
    },
    Kind {
        ec2: None,
        ecs: None,
        vpc: Some("NATGATEWAY"),
        access: in_map!(alibaba_nats),
        not_found: |id| AlibabaNatError::NotFound(id).into(),
    },
    Kind {
        ec2: Some(("vpce", "vpc-endpoint")),
        ecs: None,
        vpc: None,
        access: in_map!(endpoints),
        not_found: |id| AwsVpcError::NotFound(VpcPart::Endpoint, id).into(),
    },
    Kind {
        ec2: Some(("pl", "prefix-list")),
        ecs: None,
        vpc: None,
        access: in_map!(prefix_lists),
        not_found: |id| AwsVpcError::NotFound(VpcPart::PrefixList, id).into(),
    },
    Kind {
        ec2: Some(("pg", "placement-group")),
        ecs: None,
        vpc: None,
        access: in_map!(placement_groups),
        not_found: |id| AwsPlacementError::NotFound(id).into(),
    },
    Kind {
        ec2: Some(("lt", "launch-template")),
        ecs: None,
        vpc: None,
        access: in_map!(templates),
        not_found: |id| AwsTemplateError::NoId(id).into(),
    },
    Kind {
        ec2: Some(("acl", "network-acl")),
        ecs: None,
        vpc: None,
        access: in_map!(acls),
        not_found: |id| AwsVpcError::NotFound(VpcPart::NetworkAcl, id).into(),
    },
    Kind {
        ec2: None,
        ecs: None,
        vpc: Some("NETWORKACL"),
        access: in_map!(vpc_acls),
        not_found: |id| VpcAclError::NotFound(id).into(),
    },
    Kind {
        ec2: Some(("dopt", "dhcp-options")),
        ecs: None,
        vpc: None,
        access: in_map!(dhcp_sets),
        not_found: |id| AwsVpcError::NotFound(VpcPart::DhcpOptions, id).into(),
    },
    Kind {
        ec2: Some(("eigw", "egress-only-internet-gateway")),
        ecs: None,
        vpc: None,
        access: in_map!(egress_gateways),
        not_found: |id| AwsVpcError::NotFound(VpcPart::EgressGateway, id).into(),
    },
    Kind {
        ec2: Some(("pcx", "vpc-peering-connection")),
        ecs: None,
        vpc: None,
        access: in_map!(peerings),
        not_found: |id| AwsVpcError::NotFound(VpcPart::Peering, id).into(),
    },
    Kind {
        ec2: Some(("fl", "vpc-flow-log")),
        ecs: None,
        vpc: None,
        access: in_map!(flow_logs),
        not_found: |id| AwsVpcError::NotFound(VpcPart::FlowLog, id).into(),
    },
    Kind {
        ec2: Some(("cr", "capacity-reservation")),
        ecs: None,
        vpc: None,
        access: in_map!(reservations),
        not_found: |id| CapacityError::NotFound(id).into(),
    },
];

impl Kind {
    /// The kind of an EC2 id, by its prefix.
    pub fn of(id: &str) -> Option<&'static Self> {
        let (prefix, _) = id.rsplit_once('-')?;
        KINDS.iter().find(|kind| kind.ec2.is_some_and(|(own, _)| own == prefix))
    }

    /// The kind with this name in ECS's `ResourceType`.
    pub fn of_ecs(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.ecs == Some(name))
    }

    /// The kind with this name in `ResourceType` of the VPC API.
    pub fn of_vpc(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.vpc == Some(name))
    }

    /// The ids and tags of all resources of this kind.
    pub fn all<'r>(&self, region: &'r Region) -> Vec<(&'r SmolStr, &'r Tags)> {
        (self.access.all)(region)
    }

    /// The tags of the resource with this id.
    pub fn tags<'r>(&self, region: &'r Region, id: &str) -> Option<&'r Tags> {
        (self.access.one)(region, id)
    }

    /// Changes the tags of the resource with this id, if it exists.
    pub fn change(&self, region: &mut Region, id: &str, mut change: impl FnMut(&mut Tags)) {
        (self.access.change)(region, id, &mut change);
    }
}

/// Attached disks, and those that outlived their instance.
fn disks(region: &Region) -> impl Iterator<Item = &disk::Disk> {
    let detached = region.detached.values().map(|entry| &entry.disk);
    region.instances.values().flat_map(disk::attached).chain(detached)
}

fn change_disk(region: &mut Region, id: &str, change: Change<'_>) {
    let position = |instance: &Instance| {
        let position = instance.disks.iter().position(|disk| disk.id == id)?;
        Some((instance.id.clone(), position))
    };
    let found = live_instances(region).find_map(position);
    if let Some(detached) = region.detached.get_mut(id) {
        change(&mut detached.disk.tags);
    } else if let Some((owner, position)) = found
        && let Some(mut instance) = region.instances.get_mut(&owner)
    {
        change(&mut instance.disks[position].tags);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::Ids;
    use crate::domain::scope::{Cloud, Scope};
    use smol_str::format_smolstr;

    /// Sequential ids.
    struct SequentialIds(u64);

    impl Ids for SequentialIds {
        fn aws(&mut self, prefix: &str) -> SmolStr {
            format_smolstr!("{prefix}-{:017x}", self.word())
        }

        fn alibaba(&mut self, prefix: &str, _: &str) -> SmolStr {
            self.aws(prefix)
        }

        fn uuid(&mut self) -> uuid::Uuid {
            uuid::Uuid::from_u64_pair(0, self.word())
        }

        fn word(&mut self) -> u64 {
            self.0 += 1;
            self.0
        }

        fn branch(&self) -> Box<dyn Ids> {
            Box::new(Self(self.0 << 32))
        }
    }

    #[test]
    fn tagged_resources_are_found_by_id() {
        let scope = Scope { cloud: Cloud::Aws, account: "123456789012".into(), region: "us-east-1" };
        let mut region = Region::with_default_network(&scope, &mut SequentialIds(0));
        let resources = KINDS.iter().filter(|kind| kind.ec2.is_some()).flat_map(|kind| kind.all(&region));
        let ids: Vec<SmolStr> = resources.map(|(id, _)| id.clone()).collect();
        let mut kinds: Vec<_> = ids.iter().filter_map(|id| Kind::of(id)?.ec2).map(|(_, name)| name).collect();
        kinds.dedup();
        let expected = [
            "security-group",
            "security-group-rule",
            "vpc",
            "subnet",
            "route-table",
            "internet-gateway",
            "network-acl",
            "dhcp-options",
        ];
        assert_eq!(kinds, expected);
        assert!(ids.iter().all(|id| Kind::of(id).is_some_and(|kind| kind.tags(&region, id).is_some())));
        let mut changed = 0;
        for id in &ids {
            Kind::of(id).expect("a kind").change(&mut region, id, |_| changed += 1);
        }
        assert_eq!(changed, ids.len());
    }
}
