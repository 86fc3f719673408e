//! [AssociateDhcpOptions](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateDhcpOptions.html)

use super::dhcp_options;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::aws::ec2::networks::vpc;
use crate::domain::network::NO_OPTIONS;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Gives a VPC a set of DHCP options, or none, which is `default`.
pub struct AssociateDhcpOptions;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    dhcp_options_id: SmolStr,
    vpc_id: SmolStr,
}

impl Operation for AssociateDhcpOptions {
    const ACTION: &'static str = "AssociateDhcpOptions";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for AssociateDhcpOptions {
    type Plan = Request;

    fn plan(at: Place<'_>, request: Request) -> Result<Request, Error> {
        if request.dhcp_options_id != NO_OPTIONS {
            dhcp_options(at.region, &request.dhcp_options_id)?;
        }
        vpc(at.region, &request.vpc_id)?;
        Ok(request)
    }

    fn commit(at: &mut PlaceMut<'_>, request: Request) -> Done {
        if let Some(vpc) = at.region.vpcs.get_mut(&request.vpc_id) {
            vpc.dhcp = request.dhcp_options_id;
        }
        Done::YES
    }
}
