//! [DescribeVpcs](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeVpcs)

use super::parameters::{ids, is_one_of, is_requested_account};
use super::view::VpcView;
use crate::alibaba::ecs::common::{TagRequest, page};
use crate::alibaba::ecs::networks::VpcsResponse;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{Vpc, router_tables};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes VPCs, in the order of their ids. Unknown ids are left out.
pub struct DescribeVpcs;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: Option<SmolStr>,
    vpc_name: Option<SmolStr>,
    is_default: Option<bool>,
    resource_group_id: Option<SmolStr>,
    vpc_owner_id: Option<i64>,
    dhcp_options_set_id: Option<SmolStr>,
    enable_ipv6: Option<bool>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct View {
    #[serde(flatten)]
    vpc: VpcView,
    cen_status: &'static str,
    nat_gateway_ids: NatGatewayIds,
    router_table_ids: RouterTableIds,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct NatGatewayIds {
    nat_gateway_ids: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct RouterTableIds {
    router_table_ids: Vec<SmolStr>,
}

impl Operation for DescribeVpcs {
    const ACTION: &'static str = "DescribeVpcs";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = VpcsResponse<View>;

    fn refuse(error: &Error) -> Option<VendorError> {
        let ids = error.invalid_parameter()? == "VpcId";
        ids.then(|| row(400, "InvalidVpcIdNumber.NotSupported", "The number of vpcIds exceeds the limit."))
    }
}

impl Read for DescribeVpcs {
    fn read(at: Place<'_>, request: Request) -> Result<VpcsResponse<View>, Error> {
        let page = page(request.page_number, request.page_size, 50)?;
        let requested = ids("VpcId", request.vpc_id.as_ref(), 20)?;
        let passing = at.region.vpcs.values().filter(|vpc| {
            // No VPC here has these.
            request.dhcp_options_set_id.is_none()
                && request.enable_ipv6.is_none_or(|enabled| enabled == vpc.alibaba.ipv6.is_some())
                && is_one_of(requested.as_ref(), &vpc.id)
                && request.vpc_name.as_ref().is_none_or(|name| *name == vpc.alibaba.name)
                && request.is_default.is_none_or(|default| default == vpc.default)
                && request.resource_group_id.as_ref().is_none_or(|group| *group == vpc.alibaba.resource_group)
                && is_requested_account(request.vpc_owner_id, &at.scope.account)
                && request.tag.iter().all(|tag| tag.matches(&vpc.tags))
        });
        Ok(VpcsResponse::new(passing.collect(), page, |vpc| View::new(at, vpc)))
    }
}

impl View {
    fn new(at: Place<'_>, vpc: &Vpc) -> Self {
        let gateways = at.region.alibaba_nats.values().filter(|gateway| gateway.vpc == vpc.id);
        Self {
            vpc: VpcView::new(at, vpc),
            cen_status: "",
            nat_gateway_ids: NatGatewayIds { nat_gateway_ids: gateways.map(|gateway| gateway.id.clone()).collect() },
            router_table_ids: RouterTableIds {
                router_table_ids: router_tables(at.region, vpc).map(|table| table.id.clone()).collect(),
            },
        }
    }
}
