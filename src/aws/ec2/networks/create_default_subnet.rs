//! [CreateDefaultSubnet](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDefaultSubnet.html)

use super::subnet_view::SubnetView;
use crate::aws::ec2::Ec2;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{AwsVpcError, Cidr, NetworkError, default_subnet_range, make_default_subnet, make_subnet};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates the default subnet of a zone in the default VPC, after it was deleted. Subnets of IPv6 alone are not modelled and refused.
pub struct CreateDefaultSubnet;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    availability_zone: Option<SmolStr>,
    availability_zone_id: Option<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    subnet: SubnetView,
}

impl Operation for CreateDefaultSubnet {
    const ACTION: &'static str = "CreateDefaultSubnet";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("Ipv6Native", "false")];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateDefaultSubnet {
    type Plan = (SmolStr, &'static str, Cidr);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        if request.availability_zone.is_some() && request.availability_zone_id.is_some() {
            let text = "The parameter availabilityZone cannot be used with the parameter availabilityZoneId";
            return Err(Error::Conflict(text.to_owned()));
        }
        let name = request.availability_zone.or(request.availability_zone_id);
        let name = name.ok_or_else(|| Error::missing("AvailabilityZone"))?;
        let zone = at.scope.zone(&name).ok_or(NetworkError::ZoneNotFound(name))?;
        let vpc = at.region.default_vpc().ok_or(AwsVpcError::NoDefaultVpc)?;
        if at.region.default_subnets(Some(zone)).next().is_some() {
            return Err(AwsVpcError::DefaultSubnetExists(zone.into()).into());
        }
        let range = default_subnet_range(at.region, vpc).ok_or(NetworkError::SubnetRange(vpc.cidr))?;
        Ok((vpc.id.clone(), zone, range))
    }

    fn commit(at: &mut PlaceMut<'_>, (vpc, zone, range): Self::Plan) -> Response {
        let id = make_subnet(at, &vpc, zone, range, Tags::new());
        make_default_subnet(at.region, &id);
        Response { subnet: SubnetView::created(at.scope, &at.region.subnets[&id]) }
    }
}
