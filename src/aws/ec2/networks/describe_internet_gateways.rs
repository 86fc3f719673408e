//! [DescribeInternetGateways](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInternetGateways.html)

use super::gateway;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{Set, TagView, ids_or_page, page, tag_set};
use crate::aws::ec2::filters::{Filter, Filters};
use crate::domain::network::InternetGateway;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes internet gateways. Only the default VPC has one, until it is detached.
pub struct DescribeInternetGateways;

const FILTERS: &[&str] = &["attachment.state", "attachment.vpc-id", "internet-gateway-id", "owner-id", "tag-key"];

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InternetGatewayId", rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    internet_gateway_id: Vec<SmolStr>,
    #[serde(default)]
    filter: Vec<Filter>,
    max_results: Option<i64>,
    next_token: Option<SmolStr>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    internet_gateway_set: Set<Item>,
    next_token: Option<String>,
}

#[serde_with::skip_serializing_none]
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    internet_gateway_id: SmolStr,
    owner_id: SmolStr,
    attachment_set: Set<Attachment>,
    tag_set: Option<Set<TagView>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attachment {
    vpc_id: SmolStr,
    state: &'static str,
}

/// The state of a gateway's attachment. It is not in the API's list of states, but AWS documents that it is used for
/// gateways.
const ATTACHED: &str = "available";

impl Operation for DescribeInternetGateways {
    const ACTION: &'static str = "DescribeInternetGateways";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInternetGateways {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let (gateways, ids) = (&at.region.gateways, &request.internet_gateway_id);
        ids_or_page(ids, request.max_results, "internetGatewaySet")?;
        let filters = Filters::of_names(&request.filter, FILTERS)?;
        let page = page::<Self>(at, &request.filter, request.max_results, request.next_token.as_ref(), 5..=1000)?;
        let all: Vec<&InternetGateway> = if ids.is_empty() {
            gateways.values().collect()
        } else {
            ids.iter().map(|id| gateway(at.region, id)).collect::<Result<_, _>>()?
        };
        let passing = all.into_iter().filter(|gateway| filters.pass(&gateway.tags, |name| values(at, gateway, name)));
        let (shown, next_token) = page.take(passing, |gateway| &gateway.id);
        let item = |gateway: &InternetGateway| Item {
            internet_gateway_id: gateway.id.clone(),
            owner_id: at.scope.account.clone(),
            attachment_set: gateway
                .vpc
                .clone()
                .map(|vpc_id| Attachment { vpc_id, state: ATTACHED })
                .into_iter()
                .collect(),
            tag_set: tag_set(&gateway.tags),
        };
        Ok(Response { internet_gateway_set: shown.into_iter().map(item).collect(), next_token })
    }
}

/// The values of a gateway for the filter of this name.
fn values(at: Place<'_>, gateway: &InternetGateway, name: &str) -> Vec<String> {
    vec![match name {
        "attachment.state" if gateway.vpc.is_some() => ATTACHED.to_owned(),
        "attachment.vpc-id" => return gateway.vpc.iter().map(ToString::to_string).collect(),
        "internet-gateway-id" => gateway.id.to_string(),
        "owner-id" => at.scope.account.to_string(),
        _ => return Vec::new(),
    }]
}
