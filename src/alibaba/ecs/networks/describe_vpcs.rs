//! [DescribeVpcs](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeVpcs)

use crate::alibaba::ecs::common::{Page, newest_first, page, time_to_the_second};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::Vpc;
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes VPCs. An unknown id is ignored.
pub struct DescribeVpcs;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: Option<SmolStr>,
    is_default: Option<bool>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

/// A page of VPCs. `V` is the view of a VPC in ECS or in the VPC API.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcsResponse<V> {
    total_count: usize,
    page_number: usize,
    page_size: usize,
    vpcs: Vpcs<V>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Vpcs<V> {
    vpc: Vec<V>,
}

#[derive(Serialize)]
pub struct View {
    #[serde(flatten)]
    vpc: VpcView,
    #[serde(flatten)]
    parts: VpcParts,
}

/// The first fields of a VPC, which both APIs have.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcView {
    vpc_id: SmolStr,
    vpc_name: SmolStr,
    description: SmolStr,
    region_id: &'static str,
    status: &'static str,
    cidr_block: String,
    is_default: bool,
    creation_time: String,
}

/// The resources of a VPC, which both APIs have. In the VPC API, fields of its own stand between [`VpcView`] and these.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct VpcParts {
    #[serde(rename = "VRouterId")]
    v_router_id: SmolStr,
    #[serde(rename = "VSwitchIds")]
    v_switch_ids: VSwitchIds,
    user_cidrs: UserCidrs,
}

#[derive(Serialize)]
struct VSwitchIds {
    #[serde(rename = "VSwitchId")]
    v_switch_id: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct UserCidrs {
    user_cidr: Vec<String>,
}

impl Operation for DescribeVpcs {
    const ACTION: &'static str = "DescribeVpcs";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = VpcsResponse<View>;
}

impl Read for DescribeVpcs {
    fn read(at: Place<'_>, request: Request) -> Result<VpcsResponse<View>, Error> {
        let page = page(request.page_number, request.page_size, 50)?;
        let matching = at.region.vpcs.values().filter(|vpc| {
            request.vpc_id.as_ref().is_none_or(|id| *id == vpc.id)
                && request.is_default.is_none_or(|default| default == vpc.default)
        });
        let view = |vpc: &Vpc| View { vpc: VpcView::new(at, vpc), parts: VpcParts::new(at.region, vpc) };
        Ok(VpcsResponse::new(matching.collect(), page, view))
    }
}

impl<V> VpcsResponse<V> {
    /// Takes a page out of the matching VPCs, the latest first (ours).
    pub fn new(matching: Vec<&Vpc>, page: Page, view: impl Fn(&Vpc) -> V) -> Self {
        let total_count = matching.len();
        let matching = newest_first(matching.into_iter(), |vpc| (vpc.created, &vpc.id));
        let vpc = page.take(matching).into_iter().map(view).collect();
        Self { total_count, page_number: page.number, page_size: page.size, vpcs: Vpcs { vpc } }
    }
}

impl VpcView {
    pub fn new(at: Place<'_>, vpc: &Vpc) -> Self {
        Self {
            vpc_id: vpc.id.clone(),
            vpc_name: vpc.alibaba.name.clone(),
            description: vpc.alibaba.description.clone(),
            region_id: at.scope.region,
            status: "Available",
            cidr_block: vpc.cidr.to_string(),
            is_default: vpc.default,
            creation_time: time_to_the_second(vpc.created),
        }
    }
}

impl VpcParts {
    pub fn new(region: &Region, vpc: &Vpc) -> Self {
        let switches = region.subnets.values().filter(|subnet| subnet.vpc == vpc.id);
        Self {
            v_router_id: vpc.alibaba.router.clone(),
            v_switch_ids: VSwitchIds { v_switch_id: switches.map(|subnet| subnet.id.clone()).collect() },
            user_cidrs: UserCidrs { user_cidr: vpc.alibaba.user_cidrs.iter().map(ToString::to_string).collect() },
        }
    }
}
