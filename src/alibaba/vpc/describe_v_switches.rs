//! [DescribeVSwitches](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeVSwitches)

use super::parameters::{ids, is_one_of, is_requested_account};
use super::view::VSwitchView;
use crate::alibaba::ecs::common::{TagRequest, matches_filter, page};
use crate::alibaba::ecs::networks::{VSwitchesResponse, check_zone};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{Subnet, route_table_of, v_switch_resource_group};
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::{DryRun, Error, Operation, Read, VendorError, row};
use serde::Deserialize;
use smol_str::SmolStr;

/// Describes VSwitches, in the order of their ids. Unknown ids are left out (ours).
pub struct DescribeVSwitches;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(rename = "VSwitchId")]
    v_switch_id: Option<SmolStr>,
    #[serde(rename = "VSwitchName")]
    v_switch_name: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    zone_id: Option<SmolStr>,
    is_default: Option<bool>,
    route_table_id: Option<SmolStr>,
    resource_group_id: Option<SmolStr>,
    #[serde(rename = "VSwitchOwnerId")]
    v_switch_owner_id: Option<i64>,
    enable_ipv6: Option<bool>,
    #[serde(default)]
    tag: Vec<TagRequest>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

impl Operation for DescribeVSwitches {
    const ACTION: &'static str = "DescribeVSwitches";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Rpc;
    type Request = Request;
    type Response = VSwitchesResponse<VSwitchView>;

    #[rustfmt::skip]
    fn refuse(error: &Error) -> Option<VendorError> {
        match error.invalid_parameter()? {
            "VpcId" => Some(row(404, "InvalidVpcIdNumber.NotSupported", "The number of vpcIds exceeds the limit.")),
            "VSwitchId" => Some(row(404, "InvalidVSwitchIdNumber.NotSupported", "The number of vSwitchIds exceeds the limit.")),
            _ => None,
        }
    }
}

impl Read for DescribeVSwitches {
    fn read(at: Place<'_>, request: Request) -> Result<VSwitchesResponse<VSwitchView>, Error> {
        let page = page(request.page_number, request.page_size, 50)?;
        let requested = ids("VSwitchId", request.v_switch_id.as_ref(), 20)?;
        let vpcs = ids("VpcId", request.vpc_id.as_ref(), 20)?;
        check_zone(at.scope, request.zone_id.as_ref())?;
        let passing = at.region.subnets.values().filter(|subnet| {
            is_one_of(requested.as_ref(), &subnet.id)
                && is_one_of(vpcs.as_ref(), &subnet.vpc)
                && is_requested_account(request.v_switch_owner_id, &at.scope.account)
                && passes(at.region, subnet, &request)
        });
        Ok(VSwitchesResponse::new(passing.collect(), page, |subnet| VSwitchView::new(at, subnet)))
    }
}

fn passes(region: &Region, subnet: &Subnet, request: &Request) -> bool {
    let route_table = route_table_of(region, subnet);
    matches_filter(&request.v_switch_name, &subnet.alibaba.name)
        && matches_filter(&request.zone_id, subnet.zone)
        && matches_filter(&request.route_table_id, route_table)
        && matches_filter(&request.resource_group_id, &v_switch_resource_group(region, subnet))
        && request.is_default.is_none_or(|default| default == subnet.default)
        && request.enable_ipv6.is_none_or(|enabled| enabled == subnet.alibaba.ipv6.is_some())
        && request.tag.iter().all(|tag| tag.matches(&subnet.tags))
}
