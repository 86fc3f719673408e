//! Virtual private clouds and their default resources.

use super::acl::NetworkAcl;
use super::dhcp::default_dhcp_options;
use super::group::{NewSecurityGroup, Peer, SecurityGroup};
use super::route::{Destination, InternetGateway, Route, RouteAssociation, RouteTable, Target};
use super::{AwsNetworkError, Cidr, Cidr6, DEFAULTS_CREATED, NetworkError, RangeAssociation, VpcFacts};
use crate::domain::compute::instance::{Tags, Tenancy};
use crate::domain::ids::Ids;
use crate::domain::place::PlaceMut;
use crate::domain::region::Region;
use crate::domain::scope::Scope;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// A virtual private cloud.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Vpc {
    pub id: SmolStr,
    pub cidr: Cidr,
    /// Further ranges on EC2.
    pub more: Vec<RangeAssociation<Cidr>>,
    /// Ranges of IPv6 on EC2.
    pub ipv6: Vec<RangeAssociation<Cidr6>>,
    /// Whether it is the region's default.
    pub default: bool,
    /// The tenancy of instances that request the default one.
    pub tenancy: Tenancy,
    pub created: Timestamp,
    pub tags: Tags,
    /// The id of its DHCP options on EC2, or [`NO_OPTIONS`](super::NO_OPTIONS); empty on Alibaba Cloud.
    pub dhcp: SmolStr,
    /// Attributes of EC2 only.
    pub aws: AwsVpcFacts,
    /// Attributes of Alibaba Cloud only.
    pub alibaba: VpcFacts,
}

/// The attributes of a VPC that only EC2 has.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct AwsVpcFacts {
    /// Amazon's DNS server answers in it.
    pub dns_support: bool,
    /// Whether instances get public DNS host names; `None` if that was never set, and only those of the default VPC do.
    pub dns_hostnames: Option<bool>,
    /// It has metrics of its network addresses.
    pub usage_metrics: bool,
}

impl Default for AwsVpcFacts {
    fn default() -> Self {
        Self { dns_support: true, dns_hostnames: None, usage_metrics: false }
    }
}

impl Vpc {
    /// A VPC that is not a default one, with the creation time of the default networks.
    pub(super) fn new(id: SmolStr, cidr: Cidr) -> Self {
        Self {
            id,
            cidr,
            more: Vec::new(),
            ipv6: Vec::new(),
            default: false,
            tenancy: Tenancy::Default,
            created: DEFAULTS_CREATED,
            tags: Tags::new(),
            dhcp: SmolStr::default(),
            aws: AwsVpcFacts::default(),
            alibaba: VpcFacts::default(),
        }
    }

    /// The ranges of its addresses, as destinations of routes.
    pub fn destinations(&self) -> impl Iterator<Item = Destination> {
        let v6 = self.ipv6.iter().rev().map(|one| Destination::V6(one.range));
        let v4 = self.more.iter().rev().map(|one| Destination::V4(one.range));
        v6.chain(v4).chain([Destination::V4(self.cidr)])
    }

    /// The id of the association with its first range, which came with it and has its digits.
    pub fn first_range_id(&self) -> SmolStr {
        self.id.replace("vpc-", "vpc-cidr-assoc-").into()
    }

    /// Whether EC2's attribute for DNS host names is on.
    pub fn dns_hostnames(&self) -> bool {
        self.aws.dns_hostnames.unwrap_or(self.default)
    }

    /// Whether instances of EC2 get public DNS host names: they need DNS support, too.
    pub fn names_instances(&self) -> bool {
        self.dns_hostnames() && self.aws.dns_support
    }
}

/// Parses the range of a new VPC: /16 to /28.
pub fn vpc_range(text: &SmolStr) -> Result<Cidr, NetworkError> {
    let range: Cidr = text.parse().map_err(|()| NetworkError::CidrMalformed(text.clone()))?;
    if (16..=28).contains(&range.prefix()) { Ok(range) } else { Err(NetworkError::VpcRange(range)) }
}

/// Creates a VPC of EC2 with its default security group and its main route table.
pub fn make_vpc(at: &mut PlaceMut<'_>, cidr: Cidr, tenancy: Tenancy, tags: Tags) -> SmolStr {
    let id = at.new_id("vpc");
    at.region.vpcs.insert(id.clone(), Vpc { tenancy, created: at.now, tags, ..Vpc::new(id.clone(), cidr) });
    let group = at.new_id("sg");
    add_defaults(at.region, at.scope, at.ids, &id, group);
    id
}

/// Adds the default security group of a VPC, which allows traffic between its members, and the main route table. The
/// default VPC also gets an internet gateway, and a route to it for all other destinations.
pub(super) fn add_defaults(region: &mut Region, scope: &Scope, ids: &mut dyn Ids, id: &SmolStr, group_id: SmolStr) {
    let Some(vpc) = region.vpcs.get(id) else { return };
    let (default, created) = (vpc.default, vpc.created);
    let (name, description) = ("default".into(), "default VPC security group".into());
    let new_group = NewSecurityGroup {
        name,
        description,
        vpc: id.clone(),
        enterprise: false,
        resource_group: SmolStr::default(),
        tags: Tags::new(),
    };
    let mut group = SecurityGroup::new(scope, ids, group_id.clone(), new_group, created);
    group.default = true;
    group.allow_all(scope, ids, false, Peer::Group(group_id.clone()));
    region.groups.insert(group_id, group);
    let gateway = default.then(|| ids.new_id(scope, "igw"));
    if region.dhcp_options.is_empty() {
        let options = default_dhcp_options(ids.new_id(scope, "dopt"), scope.region);
        region.dhcp_options = options.id.clone();
        region.dhcp_sets.insert(options.id.clone(), options);
    }
    if let Some(vpc) = region.vpcs.get_mut(id) {
        vpc.dhcp = region.dhcp_options.clone();
    }
    add_main_table(region, id, ids.new_id(scope, "rtb"), gateway);
    // It came with the VPC, and has its digits.
    let acl: SmolStr = id.replace("vpc-", "acl-").into();
    region.acls.insert(acl.clone(), NetworkAcl::new(acl, id.clone(), true, Tags::new()));
}

/// Adds the main route table of a VPC, and an internet gateway with the route to it.
fn add_main_table(region: &mut Region, vpc: &SmolStr, table: SmolStr, gateway: Option<SmolStr>) {
    let Some(of) = region.vpcs.get(vpc) else { return };
    let mut main = RouteTable::new(table.clone(), of, Tags::new());
    // The association came with the table, and has its digits.
    let association = table.replace("rtb-", "rtbassoc-").into();
    main.associations.push(RouteAssociation { id: association, subnet: None });
    if let Some(id) = gateway {
        main.routes.push(Route { destination: Destination::V4(Cidr::ALL), target: Target::Gateway(id.clone()) });
        region.gateways.insert(id.clone(), InternetGateway { id, vpc: Some(vpc.clone()), tags: Tags::new() });
    }
    region.route_tables.insert(table, main);
}

/// Whether a VPC can be deleted: it must contain only its default resources.
pub fn check_vpc_unused(region: &Region, vpc: &Vpc) -> Result<(), AwsNetworkError> {
    let used = region.subnets.values().any(|subnet| subnet.vpc == vpc.id)
        || region.groups.values().any(|group| group.vpc == vpc.id && !group.default)
        || region.route_tables.values().any(|table| table.vpc == vpc.id && !table.is_main())
        || region.acls.values().any(|acl| acl.vpc == vpc.id && !acl.default)
        || region.gateways.values().any(|gateway| gateway.vpc.as_ref() == Some(&vpc.id))
        || region.endpoints.values().any(|endpoint| endpoint.vpc == vpc.id)
        || region.peerings.values().any(|peering| peering.state.is_live() && peering.is_of(&vpc.id))
        || region.egress_gateways.values().any(|gateway| gateway.vpc == vpc.id);
    if used { Err(AwsNetworkError::VpcInUse(vpc.id.clone())) } else { Ok(()) }
}

/// Deletes a VPC with its default security group, main route table and default network ACL.
pub fn delete_vpc(at: &mut PlaceMut<'_>, id: &SmolStr) {
    at.region.vpcs.remove(id);
    at.region.groups.retain(|_, group| group.vpc != *id);
    at.region.route_tables.retain(|_, table| table.vpc != *id);
    at.region.router_tables.retain(|_, table| table.vpc != *id);
    at.region.acls.retain(|_, acl| acl.vpc != *id);
}
