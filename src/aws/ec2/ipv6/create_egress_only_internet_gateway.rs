//! [CreateEgressOnlyInternetGateway](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateEgressOnlyInternetGateway.html)

use super::view::EgressView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::aws::ec2::networks::listing::{made_before, shown_token, wrong_arguments};
use crate::aws::ec2::networks::vpc;
use crate::domain::compute::instance::Tags;
use crate::domain::network::{Counted, EgressGateway, check_quota, make_egress_gateway};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates an egress-only internet gateway of a VPC, for its traffic of IPv6.
pub struct CreateEgressOnlyInternetGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
    client_token: Option<SmolStr>,
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    client_token: Option<SmolStr>,
    egress_only_internet_gateway: EgressView,
}

impl Operation for CreateEgressOnlyInternetGateway {
    const ACTION: &'static str = "CreateEgressOnlyInternetGateway";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        wrong_arguments(error)
    }
}

impl Change for CreateEgressOnlyInternetGateway {
    type Plan = (SmolStr, Tags, Option<SmolStr>);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        vpc(at.region, &request.vpc_id)?;
        check_quota(at.region, Counted::EgressGateways, "")?;
        let tags = tags(&request.tag_specification, "egress-only-internet-gateway", &[])?;
        Ok((request.vpc_id, tags, shown_token(request.client_token)))
    }

    fn commit(at: &mut PlaceMut<'_>, (vpc, tags, client_token): Self::Plan) -> Response {
        let id = make_egress_gateway(at, vpc, tags);
        Response { client_token, egress_only_internet_gateway: EgressView::new(&at.region.egress_gateways[&id]) }
    }

    fn repeat(at: Place<'_>, request: &Request, stored: &str) -> Result<Option<Response>, Error> {
        let gateway = made_before(stored, "egressOnlyInternetGatewayId", &at.region.egress_gateways)?;
        let tags = tags(&request.tag_specification, "egress-only-internet-gateway", &[])?;
        let egress_only_internet_gateway = EgressView::new(&EgressGateway { tags, ..gateway.clone() });
        let client_token = shown_token(request.client_token.clone());
        Ok(Some(Response { client_token, egress_only_internet_gateway }))
    }
}
