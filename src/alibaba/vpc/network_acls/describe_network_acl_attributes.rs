//! [DescribeNetworkAclAttributes](https://api.alibabacloud.com/document/Vpc/2016-04-28/DescribeNetworkAclAttributes)

use super::parameters;
use super::view::DescribedAcl;
use crate::alibaba::protocol::Rpc;
use crate::domain::network::vpc_acl;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read, VendorError};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Describes one network ACL.
pub struct DescribeNetworkAclAttributes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    network_acl_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    network_acl_attribute: DescribedAcl,
}

impl Operation for DescribeNetworkAclAttributes {
    const ACTION: &'static str = "DescribeNetworkAclAttributes";
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

impl Read for DescribeNetworkAclAttributes {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let acl = vpc_acl(at.region, &request.network_acl_id)?;
        Ok(Response { network_acl_attribute: DescribedAcl::new(at, acl) })
    }
}
