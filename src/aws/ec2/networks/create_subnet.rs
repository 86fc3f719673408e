//! [CreateSubnet](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html)

use super::subnet_view::SubnetView;
use super::vpc;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::compute::instance::Tags;
use crate::domain::network::{
    Cidr, Cidr6, NetworkError, associate_subnet_range, make_subnet, subnet_range, subnet_range6,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates a subnet with the given ranges of the VPC's. Subnets of IPv6 alone, IPAM pools and Outposts are not modelled and
/// refused.
pub struct CreateSubnet;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    cidr_block: Option<SmolStr>,
    ipv6_cidr_block: Option<SmolStr>,
    availability_zone: Option<SmolStr>,
    availability_zone_id: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
pub struct Response {
    subnet: SubnetView,
}

/// The subnet to create.
pub struct Plan {
    vpc: SmolStr,
    zone: &'static str,
    range: Cidr,
    ipv6: Option<Cidr6>,
    tags: Tags,
}

impl Operation for CreateSubnet {
    const ACTION: &'static str = "CreateSubnet";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[
        ("Ipv4IpamPoolId", ""),
        ("Ipv4NetmaskLength", ""),
        ("Ipv6IpamPoolId", ""),
        ("Ipv6Native", "false"),
        ("Ipv6NetmaskLength", ""),
        ("OutpostArn", ""),
    ];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateSubnet {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        let vpc = vpc(at.region, &request.vpc_id)?;
        let cidr = request.cidr_block.as_ref().ok_or_else(|| Error::missing("CidrBlock"))?;
        Ok(Plan {
            zone: zone(at, request.availability_zone, request.availability_zone_id)?,
            range: subnet_range(at.region, vpc, cidr)?,
            ipv6: request.ipv6_cidr_block.map(|text| subnet_range6(at.region, vpc, &text)).transpose()?,
            tags: tags(&request.tag_specification, "subnet", &[])?,
            vpc: request.vpc_id,
        })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let id = make_subnet(at, &plan.vpc, plan.zone, plan.range, plan.tags);
        if let Some(range) = plan.ipv6 {
            associate_subnet_range(at, &id, range);
        }
        Response { subnet: SubnetView::created(at.scope, &at.region.subnets[&id]) }
    }
}

/// Finds the zone by name or id; both together are an error. The default is the region's first zone (ours: AWS selects
/// one).
fn zone(at: Place<'_>, name: Option<SmolStr>, id: Option<SmolStr>) -> Result<&'static str, Error> {
    let region = at.scope.facts().ok_or(Error::Internal)?;
    if name.is_some() && id.is_some() {
        let text = "The parameter availabilityZone cannot be used with the parameter availabilityZoneId";
        return Err(Error::Conflict(text.to_owned()));
    }
    match name.or(id) {
        Some(name) => Ok(region.zone(&name).ok_or(NetworkError::ZoneNotFound(name))?),
        None => Ok(region.zones[0].0),
    }
}
