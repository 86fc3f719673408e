//! [DescribeNetworkAcls](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeNetworkAcls)

use super::parameters;
use super::view::DescribedAcl;
use crate::alibaba::ecs::common::{TagRequest, matches_filter, newest_first, page};
use crate::alibaba::protocol::Rpc;
use crate::domain::network::VpcAcl;
use crate::domain::place::Place;
use crate::domain::region::Region;
use crate::operation::{Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes network ACLs, the latest first (ours). Unknown ids are left out (ours).
pub struct DescribeNetworkAcls;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: Option<SmolStr>,
    network_acl_name: Option<SmolStr>,
    vpc_id: Option<SmolStr>,
    resource_type: Option<SmolStr>,
    resource_id: Option<SmolStr>,
    #[serde(default)]
    tags: Vec<TagRequest>,
    page_number: Option<i64>,
    page_size: Option<i64>,
}

/// The vendor writes the numbers as strings.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    total_count: String,
    page_number: String,
    page_size: String,
    network_acls: Acls,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Acls {
    network_acl: Vec<DescribedAcl>,
}

impl Operation for DescribeNetworkAcls {
    const ACTION: &'static str = "DescribeNetworkAcls";
    const REGION_ID: bool = true;
    // It changes nothing, whether it is repeated or not.
    const IGNORED: &'static [&'static str] = &["ClientToken"];
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        parameters::refuse(error)
    }
}

impl Read for DescribeNetworkAcls {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let page = page(request.page_number, request.page_size, 50)?;
        let acls = newest_first(at.region.vpc_acls.values(), |acl| (acl.created, &acl.id));
        let passing: Vec<_> = acls.into_iter().filter(|acl| request.passes(at.region, acl)).collect();
        Ok(Response {
            total_count: passing.len().to_string(),
            page_number: page.number.to_string(),
            page_size: page.size.to_string(),
            network_acls: Acls {
                network_acl: page.take(passing).into_iter().map(|acl| DescribedAcl::new(at, acl)).collect(),
            },
        })
    }
}

impl Request {
    fn passes(&self, region: &Region, acl: &VpcAcl) -> bool {
        let is_of = |id: &SmolStr| acl.v_switches(region).any(|v_switch| v_switch.id == *id);
        matches_filter(&self.network_acl_id, &acl.id)
            && matches_filter(&self.network_acl_name, &acl.name)
            && matches_filter(&self.vpc_id, &acl.vpc)
            && matches_filter(&self.resource_type, "VSwitch")
            && self.resource_id.as_ref().is_none_or(is_of)
            && self.tags.iter().all(|tag| tag.matches(&acl.tags))
    }
}
