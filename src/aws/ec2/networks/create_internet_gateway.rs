//! [CreateInternetGateway](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInternetGateway.html)

use super::gateway_view::GatewayView;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{TagSpecification, tags};
use crate::domain::compute::instance::Tags;
use crate::domain::network::{Counted, InternetGateway, check_quota};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};

/// Creates an internet gateway that is attached to no VPC.
pub struct CreateInternetGateway;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    tag_specification: Vec<TagSpecification>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    internet_gateway: GatewayView,
}

impl Operation for CreateInternetGateway {
    const ACTION: &'static str = "CreateInternetGateway";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for CreateInternetGateway {
    type Plan = Tags;

    fn plan(at: Place<'_>, request: Request) -> Result<Tags, Error> {
        check_quota(at.region, Counted::InternetGateways, "")?;
        tags(&request.tag_specification, "internet-gateway", &[])
    }

    fn commit(at: &mut PlaceMut<'_>, tags: Tags) -> Response {
        let id = at.new_id("igw");
        let gateway = InternetGateway { id: id.clone(), vpc: None, tags };
        let internet_gateway = GatewayView::new(at.scope, &gateway);
        at.region.gateways.insert(id, gateway);
        Response { internet_gateway }
    }
}
