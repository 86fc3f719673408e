//! [DescribeVSwitches](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeVSwitches)

use crate::alibaba::ecs::common::{Page, matches_filter, newest_first, page, time_to_the_second};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::{NetworkError, Subnet, v_switch_resource_group};
use crate::domain::place::Place;
use crate::domain::scope::Scope;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes VSwitches, sorted by id. Unknown ids are ignored (ours).
pub struct DescribeVSwitches;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(rename = "VSwitchId")]
    v_switch_id: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    zone_id: Option<SmolStr>,
    is_default: Option<bool>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

/// A page of VSwitches. `V` is the view of a VSwitch in ECS or in the VPC API.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VSwitchesResponse<V> {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    #[serde(rename = "VSwitches")]
    v_switches: VSwitches<V>,
}

#[derive(Serialize)]
struct VSwitches<V> {
    #[serde(rename = "VSwitch")]
    v_switch: Vec<V>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct View {
    #[serde(flatten)]
    v_switch: VSwitchView,
    resource_group_id: SmolStr,
}

/// The fields of a VSwitch that both APIs have.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VSwitchView {
    #[serde(rename = "VSwitchId")]
    v_switch_id: SmolStr,
    #[serde(rename = "VSwitchName")]
    v_switch_name: SmolStr,
    description: SmolStr,
    status: &'static str,
    vpc_id: SmolStr,
    zone_id: &'static str,
    cidr_block: String,
    available_ip_address_count: u32,
    is_default: bool,
    creation_time: String,
}

impl Operation for DescribeVSwitches {
    const ACTION: &'static str = "DescribeVSwitches";
    type Protocol = Rpc;
    type Request = Request;
    type Response = VSwitchesResponse<View>;
}

impl Read for DescribeVSwitches {
    fn read(at: Place<'_>, request: Request) -> Result<VSwitchesResponse<View>, Error> {
        let page = page(request.page_number, request.page_size, 50)?;
        check_zone(at.scope, request.zone_id.as_ref())?;
        let matching = at.region.subnets.values().filter(|subnet| {
            matches_filter(&request.v_switch_id, &subnet.id)
                && matches_filter(&request.vpc_id, &subnet.vpc)
                && matches_filter(&request.zone_id, subnet.zone)
                && request.is_default.is_none_or(|default| default == subnet.default)
        });
        let view = |subnet: &Subnet| View {
            v_switch: subnet.into(),
            resource_group_id: v_switch_resource_group(at.region, subnet),
        };
        Ok(VSwitchesResponse::new(matching.collect(), page, view))
    }
}

/// Fails if the region has no such zone.
pub fn check_zone(scope: &Scope, zone: Option<&SmolStr>) -> Result<(), NetworkError> {
    match zone.filter(|zone| scope.zone(zone).is_none()) {
        Some(zone) => Err(NetworkError::ZoneNotFound(zone.clone())),
        None => Ok(()),
    }
}

impl<V> VSwitchesResponse<V> {
    /// Takes a page out of the matching VSwitches, the latest first (ours).
    pub fn new(matching: Vec<&Subnet>, page: Page, view: impl Fn(&Subnet) -> V) -> Self {
        let total_count = matching.len();
        let matching = newest_first(matching.into_iter(), |subnet| (subnet.created, &subnet.id));
        let v_switches = VSwitches { v_switch: page.take(matching).into_iter().map(view).collect() };
        Self { total_count, page_number: page.number, page_size: page.size, v_switches }
    }
}

impl From<&Subnet> for VSwitchView {
    fn from(subnet: &Subnet) -> Self {
        Self {
            v_switch_id: subnet.id.clone(),
            v_switch_name: subnet.alibaba.name.clone(),
            description: subnet.alibaba.description.clone(),
            status: "Available",
            vpc_id: subnet.vpc.clone(),
            zone_id: subnet.zone,
            cidr_block: subnet.cidr(),
            available_ip_address_count: subnet.available(),
            is_default: subnet.default,
            creation_time: time_to_the_second(subnet.created),
        }
    }
}
