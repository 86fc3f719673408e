//! [DescribeVpcAttribute](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeVpcAttribute)

use super::parameters::vpc;
use super::view::VpcView;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::router_tables;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes one VPC, with the number of its VSwitches, routers and route tables.
pub struct DescribeVpcAttribute;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    vpc_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    #[serde(flatten)]
    vpc: VpcView,
    classic_link_enabled: bool,
    support_ipv4_gateway: bool,
    ipv4_gateway_id: &'static str,
    associated_cens: AssociatedCens,
    associated_propagation_sources: AssociatedPropagationSources,
    cloud_resources: CloudResources,
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct AssociatedCens {
    associated_cen: [SmolStr; 0],
}

#[derive(Default, Serialize)]
#[serde(rename_all = "PascalCase")]
struct AssociatedPropagationSources {
    associated_propagation_sources: [SmolStr; 0],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CloudResources {
    cloud_resource_set_type: [CloudResource; 3],
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct CloudResource {
    resource_type: &'static str,
    resource_count: usize,
}

impl Operation for DescribeVpcAttribute {
    const ACTION: &'static str = "DescribeVpcAttribute";
    const REGION_ID: bool = true;
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // The id already names the VPC, so this filter has no effect.
    const IGNORED: &'static [&'static str] = &["IsDefault"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeVpcAttribute {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let vpc = vpc(at.region, &request.vpc_id)?;
        let v_switches = at.region.subnets.values().filter(|subnet| subnet.vpc == vpc.id).count();
        let tables = router_tables(at.region, vpc).count();
        let count = |(resource_type, resource_count)| CloudResource { resource_type, resource_count };
        Ok(Response {
            vpc: VpcView::new(at, vpc),
            classic_link_enabled: false,
            support_ipv4_gateway: false,
            ipv4_gateway_id: "",
            associated_cens: AssociatedCens::default(),
            associated_propagation_sources: AssociatedPropagationSources::default(),
            cloud_resources: CloudResources {
                cloud_resource_set_type: [("VSwitch", v_switches), ("VRouter", 1), ("RouteTable", tables)].map(count),
            },
        })
    }
}
