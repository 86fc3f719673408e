//! [CreateDefaultVpc](https://api.alibabacloud.com/document/Vpc/2016-04-28/CreateDefaultVpc)

use super::parameters::check_vpc_ipv6;
use crate::alibaba::ecs::texts::resource_group;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::Tags;
use crate::domain::error::Error as DomainError;
use crate::domain::network::{
    AlibabaNetworkError, Cidr, VpcFacts, alibaba_vpc_range, enable_vpc_ipv6, make_alibaba_vpc,
};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Creates the default VPC of a region that has none, without VSwitches. It is available at once (ours: the vendor's is
/// `Pending` for a moment).
pub struct CreateDefaultVpc;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    resource_group_id: Option<SmolStr>,
    enable_ipv6: Option<bool>,
    ipv6_cidr_block: Option<SmolStr>,
}

pub struct Plan {
    range: Cidr,
    facts: VpcFacts,
    ipv6: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    vpc_id: SmolStr,
    #[serde(rename = "VRouterId")]
    v_router_id: SmolStr,
    route_table_id: SmolStr,
}

impl Operation for CreateDefaultVpc {
    const ACTION: &'static str = "CreateDefaultVpc";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    /// The vendor's text is a placeholder.
    fn refuse(error: &Error) -> Option<VendorError> {
        let Error::Domain(DomainError::AlibabaNetwork(AlibabaNetworkError::DefaultVpcExists(_))) = error else {
            return None;
        };
        Some(row(400, "OperationFailed.DefaultVpcExist", "A default VPC already exists in the region."))
    }
}

impl Change for CreateDefaultVpc {
    type Plan = Plan;

    fn plan(at: Place<'_>, request: Request) -> Result<Plan, Error> {
        if let Some(vpc) = at.region.default_vpc() {
            return Err(AlibabaNetworkError::DefaultVpcExists(vpc.id.clone()).into());
        }
        check_vpc_ipv6(request.ipv6_cidr_block, None)?;
        let resource_group = resource_group(request.resource_group_id)?;
        let facts = VpcFacts { resource_group, ..VpcFacts::default() };
        Ok(Plan { range: alibaba_vpc_range(None)?, facts, ipv6: request.enable_ipv6.unwrap_or(false) })
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Plan) -> Response {
        let vpc_id = make_alibaba_vpc(at, plan.range, plan.facts, Tags::new());
        if plan.ipv6 {
            enable_vpc_ipv6(at.region, &vpc_id);
        }
        let vpc = at.region.vpcs.get_mut(&vpc_id);
        let (v_router_id, route_table_id) = vpc
            .map(|vpc| {
                vpc.default = true;
                (vpc.alibaba.router.clone(), vpc.alibaba.route_table.clone())
            })
            .unwrap_or_default();
        Response { vpc_id, v_router_id, route_table_id }
    }
}
