//! The networks of instances: VPCs, subnets (VSwitches), security groups, routes and addresses.

mod acl;
pub mod address;
mod alibaba;
mod alibaba_ipv6;
mod alibaba_nat;
mod cidr;
mod dhcp;
pub mod eip;
mod endpoint;
mod flow_log;
mod group;
mod interface_error;
mod interface_limits;
pub mod interfaces;
mod ipv6;
mod managed;
mod nat;
mod nat_entry;
mod peering;
mod prefix_list;
mod quota;
mod route;
mod route_error;
mod router;
mod rules;
mod services;
mod subnet;
mod vpc;
mod vpc_acl;
mod vpc_error;
pub mod wanted;

pub use acl::{
    AclAssociation, AclEntry, LAST_RULE, NetworkAcl, acl_association, associate_acl, make_acl, subnet_of_association,
};
pub use alibaba::{
    NewVSwitch, VSwitchFacts, VpcFacts, alibaba_vpc_range, check_alibaba_vpc_unused, check_v_switch_unused,
    make_alibaba_vpc, make_v_switch, strict_range, v_switch_range, v_switch_resource_group,
};
pub use alibaba_ipv6::{check_vpc_ipv6_unused, enable_vpc_ipv6, v_switch_range6};
pub use alibaba_nat::{
    AlibabaNat, AlibabaNatError, AlibabaNatState, NatOptions, NewAlibabaNat, advance_alibaba_nat, alibaba_nat,
    associate_nat_address, check_nat_association, check_nat_deletion, check_nat_disassociation, check_new_nat,
    check_occupying, delete_alibaba_nat, make_alibaba_nat, release_nat_address, set_occupying,
};
pub use cidr::{Cidr, Cidr6};
pub use dhcp::{
    DhcpOptions, NO_OPTIONS, check_dhcp_unused, delete_dhcp_options, dhcp_configurations, make_dhcp_options,
};
pub use endpoint::{
    Endpoint, EndpointChange, EndpointInterface, EndpointKind, EndpointState, NewEndpoint, advance_endpoint,
    change_endpoint, delete_endpoint, make_endpoint,
};
pub use flow_log::{FileOptions, FlowLog, FlowLogFacts, LogDestination, LoggedKind, TrafficType, check_logged};
pub use group::{
    AlibabaGroupError, AwsGroupError, GroupError, LocalRange, NewSecurityGroup, Peer, Permission, Protocol, Rule,
    SecurityGroup, Terms, add_rules, check_group_unreferenced, check_group_unused, group_named, make_group,
};
pub use ipv6::{
    EgressGateway, RangeAssociation, associate_subnet_range, associate_vpc_range, associate_vpc_range6, check_address6,
    check_subnet_disassociation, check_vpc_disassociation, check_vpc_range, check_vpc_range6,
    disassociate_subnet_range, disassociate_vpc_range, egress_gateway, free_addresses6, make_egress_gateway,
    subnet_range6,
};
pub use managed::{ManagedInterface, managed_interfaces};
pub use nat::{
    NatFailure, NatGateway, NatState, NewNatGateway, advance_nat_gateway, delete_nat_gateway, make_nat_gateway,
};
pub use nat_entry::{
    ForwardEntry, ForwardProtocol, ForwardRule, NatEntryError, Ports, SnatEntry, SnatSource, of_forward_table,
    of_snat_table,
};
pub use peering::{Peering, PeeringState, advance_peering, make_peering, new_peering_state, set_peering_state};
pub use prefix_list::{
    AlibabaListError, ListChange, ListFacts, PrefixEntry, PrefixList, PrefixListError, check_distinct,
    check_list_unused, check_max_entries, make_prefix_list, referrers, without_room,
};
pub use quota::{Counted, NetworkLimits, check_quota, check_room_for_route};
pub use route::{
    Destination, InternetGateway, Route, RouteAssociation, RouteTable, Target, associate_table, check_attach,
    check_detach, disassociate_table, is_active, make_table, remove_route, set_gateway_vpc, set_route, table_of,
};
pub use route_error::AwsRouteError;
pub use router::{
    AlibabaRouteError, NextHop, RouterEntry, RouterTable, check_hop, check_table_count, route_table_of, router_table,
    router_tables, set_route_table,
};
pub use rules::{RuleChange, change_rules, describe_rules};
pub use services::{SERVICES, Service, aws_prefix_lists, prefix_list_id, service, service_name};
pub use subnet::{AwsSubnetFacts, Subnet, check_subnet_unused, delete_subnet, make_subnet, subnet_range};
pub use vpc::{AwsVpcFacts, Vpc, check_vpc_unused, delete_vpc, make_vpc, vpc_range};
pub use vpc_acl::{
    VpcAcl, VpcAclEntry, VpcAclError, VpcAclRange, VpcAclRule, WantedEntry, check_acl_association, check_acl_count,
    check_acl_disassociation, make_vpc_acl, set_acl, set_vpc_acl_entries, vpc_acl,
};
pub use vpc_error::{AwsVpcError, VpcPart};

use crate::domain::compute::instance::Tags;
use crate::domain::error::{Error, plain};
use crate::domain::ids::Ids;
use crate::domain::ids::is_hex_id;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use crate::domain::scope::{Cloud, Scope};
use jiff::Timestamp;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::net::Ipv4Addr;

/// When the default networks were created: 2020-01-01 (ours).
const DEFAULTS_CREATED: Timestamp = Timestamp::constant(1_577_836_800, 0);

/// Errors about networks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// On ECS, a VSwitch.
    #[error("no subnet has the id {0}")]
    SubnetNotFound(SmolStr),
    #[error("there is no security group {0}")]
    GroupNotFound(SmolStr),
    #[error("a network interface cannot have so many security groups")]
    TooManyGroups,
    /// The subnet and the security group, or the zone, do not belong together.
    #[error("{}", plain(.0))]
    Mismatch(String),
    #[error("there is no zone {0}")]
    ZoneNotFound(SmolStr),
    #[error("the subnet {0} has not enough free addresses")]
    AddressesExhausted(SmolStr),
    #[error("the address {0} is in use, or not one of the subnet's")]
    AddressUnusable(Ipv4Addr),
    #[error("no subnet is named, and there is no default that stands in")]
    SubnetRequired,
    #[error("the security group {group} is in another VPC than the subnet {subnet}")]
    GroupElsewhere { group: SmolStr, subnet: SmolStr },
    #[error("no VPC has the id {0}")]
    VpcNotFound(SmolStr),
    #[error("no network interface has the id {0}")]
    InterfaceNotFound(SmolStr),
    #[error("{0} is not a range of addresses")]
    CidrMalformed(SmolStr),
    #[error("a VPC cannot have the range {0}")]
    VpcRange(Cidr),
    #[error("the range {0} is too large or too small for a subnet, or not in its VPC")]
    SubnetRange(Cidr),
    /// The range as it was sent.
    #[error("another subnet has some of the range {0}")]
    SubnetConflict(SmolStr),
    #[error("something is in the subnet {0}")]
    SubnetInUse(SmolStr),
}

/// Errors about networks that only EC2 reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsNetworkError {
    /// The prefix of the kind of id, and the malformed id.
    #[error("{1} has not the form of an id that begins with {0}")]
    Malformed(&'static str, SmolStr),
    #[error("no route table has the id {0}")]
    RouteTableNotFound(SmolStr),
    #[error("no internet gateway has the id {0}")]
    GatewayNotFound(SmolStr),
    #[error("the internet gateway {gateway} is not attached to the VPC {vpc}")]
    GatewayElsewhere { gateway: SmolStr, vpc: SmolStr },
    #[error("the internet gateway {0} is attached to a VPC")]
    GatewayInUse(SmolStr),
    #[error("instances in the VPC {0} have public addresses")]
    PublicAddresses(SmolStr),
    #[error("the VPC {0} has no internet gateway")]
    NoGateway(SmolStr),
    #[error("something is in the VPC {0}")]
    VpcInUse(SmolStr),
    #[error("there is no default VPC")]
    NoDefaultVpc,
    #[error("the default VPC {0} has no default subnet")]
    NoDefaultSubnets(SmolStr),
    #[error("the zone {0} has no default subnet")]
    NoDefaultSubnet(SmolStr),
    #[error("the address {0} is not one of the subnet's")]
    AddressOutside(Ipv4Addr),
    #[error("the address {0} is one of those that the subnet reserves")]
    AddressReserved(Ipv4Addr),
    #[error("the VPC {0} has no DNS support, which DNS host names need")]
    NoDnsSupport(SmolStr),
    #[error("the subnet {0} has no range of IPv6 addresses")]
    NoIpv6Range(SmolStr),
}

/// Errors about networks that only Alibaba Cloud reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaNetworkError {
    #[error("security groups for enterprises and others do not go together")]
    GroupKindsDiffer,
    #[error("no security group is named, and there is no default that stands in")]
    GroupRequired,
    #[error("the range {0} is too large or too small for a subnet")]
    SubnetMask(Cidr),
    #[error("subnets are in the VPC {0}")]
    VpcHasSubnets(SmolStr),
    #[error("security groups are in the VPC {0}")]
    VpcHasGroups(SmolStr),
    #[error("{0} is the region's default VPC")]
    DefaultVpcExists(SmolStr),
    #[error("the region has no default VPC")]
    NoDefaultVpc,
    #[error("{0} is the zone's default VSwitch")]
    DefaultVSwitchExists(SmolStr),
    #[error("custom route tables are in the VPC {0}")]
    VpcHasTables(SmolStr),
    #[error("the route table of the VPC {0} has custom entries")]
    VpcHasEntries(SmolStr),
    #[error("NAT gateways are in the VPC {0}")]
    VpcHasNats(SmolStr),
    #[error("a NAT gateway is in the VSwitch {0}")]
    VSwitchHasNat(SmolStr),
    #[error("an SNAT entry is for the VSwitch {0}")]
    VSwitchHasSnat(SmolStr),
    #[error("the VSwitch {0} is associated with a custom route table")]
    VSwitchHasTable(SmolStr),
    #[error("network ACLs are in the VPC {0}")]
    VpcHasAcls(SmolStr),
    #[error("the VSwitch {0} is associated with a network ACL")]
    VSwitchHasAcl(SmolStr),
    #[error("the range {0} of IPv6 was not reserved")]
    Ipv6NotReserved(SmolStr),
    #[error("VSwitches of the VPC {0} have IPv6")]
    Ipv6InUse(SmolStr),
    #[error("the VPC {0} has no IPv6")]
    NoIpv6(SmolStr),
    #[error("another VSwitch has the range {0}")]
    Ipv6Taken(Cidr6),
    #[error("the VSwitch {0} has a range of IPv6, which stays")]
    Ipv6Stays(SmolStr),
}

/// The resource with this id. Ids of its kind begin with `prefix`.
pub fn find<'r, T, E: Into<Error>>(
    resources: &'r BTreeMap<SmolStr, T>,
    prefix: &'static str,
    id: &SmolStr,
    not_found: fn(SmolStr) -> E,
) -> Result<&'r T, Error> {
    match resources.get(id) {
        Some(resource) => Ok(resource),
        // EC2 does not judge the form of these ids.
        None if matches!(prefix, "vpc-" | "subnet-") => Err(not_found(id.clone()).into()),
        None if is_hex_id(id, prefix) => Err(not_found(id.clone()).into()),
        None => Err(AwsNetworkError::Malformed(prefix, id.clone()).into()),
    }
}

/// Creates the default VPC of a region of EC2, with a subnet in each zone. Returns its id.
pub fn make_default_vpc(at: &mut PlaceMut<'_>) -> SmolStr {
    add_default_network(at.region, at.scope, at.ids);
    let id = at.region.default_vpc().map(|vpc| vpc.id.clone()).unwrap_or_default();
    if let Some(vpc) = at.region.vpcs.get_mut(&id) {
        vpc.created = at.now;
    }
    id
}

/// The range of a new default subnet of a default VPC: the first of its size that is free; `None` if there is none.
pub fn default_subnet_range(region: &Region, vpc: &Vpc) -> Option<Cidr> {
    let [first, second, ..] = vpc.cidr.base().octets();
    let bases = (0..16).map(|n| Cidr::new(Ipv4Addr::new(first, second, 16 * n, 0), 20));
    let taken =
        |range: &Cidr| region.subnets.values().any(|subnet| subnet.vpc == vpc.id && subnet.range().overlaps(*range));
    bases.into_iter().find(|range| !taken(range))
}

/// Makes a subnet the default one of its zone, whose instances get public addresses.
pub fn make_default_subnet(region: &mut Region, id: &SmolStr) {
    if let Some(subnet) = region.subnets.get_mut(id) {
        (subnet.default, subnet.public) = (true, true);
    }
}

/// Adds the default network to a region: a VPC, a subnet in each zone, a security group; on EC2 also routes.
pub(super) fn add_default_network(region: &mut Region, scope: &Scope, ids: &mut dyn Ids) {
    let Some(facts) = scope.facts() else { return };
    let aws = scope.cloud == Cloud::Aws;
    let (subnet_prefix, cidr) = if aws {
        ("subnet", Cidr::new(Ipv4Addr::new(172, 31, 0, 0), 16))
    } else {
        ("vsw", Cidr::new(Ipv4Addr::new(172, 16, 0, 0), 12))
    };
    let id = ids.new_id(scope, "vpc");
    let vpc = Vpc { default: true, ..Vpc::new(id.clone(), cidr) };
    for (n, (zone, _)) in (0..).zip(facts.zones) {
        let subnet = ids.new_id(scope, subnet_prefix);
        let base = if aws { Ipv4Addr::new(172, 31, 16 * n, 0) } else { Ipv4Addr::new(172, 16, 16 * n, 0) };
        let mut new = Subnet::new(scope.cloud, subnet.clone(), &id, zone, Cidr::new(base, 20));
        (new.default, new.public) = (true, aws);
        region.subnets.insert(subnet, new);
    }
    let group = ids.new_id(scope, "sg");
    region.vpcs.insert(id.clone(), vpc);
    if aws {
        vpc::add_defaults(region, scope, &mut *ids.branch(), &id, group);
    } else {
        let mut separate_ids = ids.branch();
        if let Some(vpc) = region.vpcs.get_mut(&id) {
            vpc.alibaba.router = separate_ids.new_id(scope, "vrt");
            vpc.alibaba.route_table = separate_ids.new_id(scope, "vtb");
        }
        router::add_system_table(region, &id);
        let (name, description, tags) = ("sg-default".into(), SmolStr::default(), Tags::new());
        let new_group = NewSecurityGroup {
            name,
            description,
            vpc: id,
            enterprise: false,
            resource_group: SmolStr::default(),
            tags,
        };
        let mut new = SecurityGroup::new(scope, ids, group.clone(), new_group, DEFAULTS_CREATED);
        new.default = true;
        region.groups.insert(group, new);
    }
}

/// The n-th public address, from 100.64.0.0/10. Ours: no host on the Internet has these addresses, so a test that
/// connects to one reaches nobody.
pub(super) fn public_address(n: u32) -> Ipv4Addr {
    const BASE: u32 = 0x6440_0000;
    Ipv4Addr::from(BASE + 1 + n % ((1 << 22) - 2))
}
