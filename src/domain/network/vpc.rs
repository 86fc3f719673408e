//! Virtual private clouds, and what comes with each.

use super::group::{Draft, Peer, SecurityGroup};
use super::route::{InternetGateway, Route, RouteTable, Target};
use super::{AwsNetworkError, Cidr, FURNISHED, NetworkError, VpcFacts};
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
    /// Its id.
    pub id: SmolStr,
    /// Its address range.
    pub cidr: Cidr,
    /// Whether it is the region's default.
    pub default: bool,
    /// The tenancy of its instances that would else have the default one.
    pub tenancy: Tenancy,
    /// When it was made.
    pub created: Timestamp,
    /// Its tags.
    pub tags: Tags,
    /// What only Alibaba Cloud says.
    pub alibaba: VpcFacts,
}

impl Vpc {
    /// A VPC that is not the default one, made when all was furnished.
    pub(super) fn new(id: SmolStr, cidr: Cidr) -> Self {
        let (tenancy, created) = (Tenancy::Default, FURNISHED);
        Self { id, cidr, default: false, tenancy, created, tags: Tags::new(), alibaba: VpcFacts::default() }
    }
}

/// The range of a new VPC, from its text: /16 to /28.
pub fn vpc_range(text: &SmolStr) -> Result<Cidr, NetworkError> {
    let range: Cidr = text.parse().map_err(|()| NetworkError::CidrMalformed(text.clone()))?;
    if (16..=28).contains(&range.prefix()) { Ok(range) } else { Err(NetworkError::VpcRange(range)) }
}

/// Makes a VPC of EC2, with its security group and its main route table.
pub fn make_vpc(at: &mut PlaceMut<'_>, cidr: Cidr, tenancy: Tenancy, tags: Tags) -> SmolStr {
    let id = at.new_id("vpc");
    at.region.vpcs.insert(id.clone(), Vpc { tenancy, created: at.now, tags, ..Vpc::new(id.clone(), cidr) });
    let group = at.new_id("sg");
    furnish(at.region, at.scope, at.ids, &id, group);
    id
}

/// Gives a VPC its security group, which lets its members talk to one another, and its main route table. The default
/// VPC also gets an internet gateway, to which all leads that is not local.
pub(super) fn furnish(region: &mut Region, scope: &Scope, ids: &mut dyn Ids, id: &SmolStr, group_id: SmolStr) {
    let Some(vpc) = region.vpcs.get(id) else { return };
    let (default, destination, created) = (vpc.default, vpc.cidr, vpc.created);
    let (name, description) = ("default".into(), "default VPC security group".into());
    let draft = Draft {
        name,
        description,
        vpc: id.clone(),
        enterprise: false,
        resource_group: SmolStr::default(),
        tags: Tags::new(),
    };
    let mut group = SecurityGroup::new(scope, ids, group_id.clone(), draft, created);
    group.default = true;
    group.let_all(scope, ids, false, Peer::Group(group_id.clone()));
    region.groups.insert(group_id, group);
    let mut routes = vec![Route { destination, target: Target::Local }];
    if default {
        let gateway = ids.new_id(scope, "igw");
        routes.push(Route { destination: Cidr::ALL, target: Target::Gateway(gateway.clone()) });
        let tags = Tags::new();
        region.gateways.insert(gateway.clone(), InternetGateway { id: gateway, vpc: id.clone(), tags });
        region.dhcp_options = ids.new_id(scope, "dopt");
    }
    let table = ids.new_id(scope, "rtb");
    let tags = Tags::new();
    region.route_tables.insert(table.clone(), RouteTable { id: table, vpc: id.clone(), routes, tags });
}

/// Whether a VPC can be deleted: nothing is in it but what came with it.
pub fn check_vpc_unused(region: &Region, vpc: &Vpc) -> Result<(), AwsNetworkError> {
    let used = region.subnets.values().any(|subnet| subnet.vpc == vpc.id)
        || region.groups.values().any(|group| group.vpc == vpc.id && !group.default)
        || region.gateways.values().any(|gateway| gateway.vpc == vpc.id);
    if used { Err(AwsNetworkError::VpcInUse(vpc.id.clone())) } else { Ok(()) }
}

/// Deletes a VPC, with its security group and its main route table.
pub fn delete_vpc(at: &mut PlaceMut<'_>, id: &SmolStr) {
    at.region.vpcs.remove(id);
    at.region.groups.retain(|_, group| group.vpc != *id);
    at.region.route_tables.retain(|_, table| table.vpc != *id);
}
