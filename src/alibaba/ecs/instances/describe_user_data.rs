//! [DescribeUserData](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeUserData)

use crate::alibaba::ecs::common::instance;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the user data of an instance, in base64; empty if it has none.
pub struct DescribeUserData;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    region_id: &'static str,
    instance_id: SmolStr,
    user_data: SmolStr,
}

impl Operation for DescribeUserData {
    const ACTION: &'static str = "DescribeUserData";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeUserData {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let facts = instance(at.region, &request.instance_id)?.alibaba();
        Ok(Response {
            region_id: at.scope.region,
            instance_id: request.instance_id,
            user_data: facts.user_data.clone().unwrap_or_default(),
        })
    }
}
