//! [DescribeInstanceVncUrl](https://api.alibabacloud.com/document/Ecs/2014-05-26/DescribeInstanceVncUrl)

use crate::alibaba::ecs::common::instance;
use crate::alibaba::protocol::Rpc;
use crate::domain::compute::instance::State;
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::Place;
use crate::operation::{Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the address of the management terminal of a running instance. There is no terminal: the address has the
/// vendor's form, but its host name never resolves.
pub struct DescribeInstanceVncUrl;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Response {
    vnc_url: String,
}

impl Operation for DescribeInstanceVncUrl {
    const ACTION: &'static str = "DescribeInstanceVncUrl";
    const REGION_ID: bool = true;
    type Protocol = Rpc;
    type Request = Request;
    type Response = Response;
}

impl Read for DescribeInstanceVncUrl {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let id = request.instance_id;
        let instance = instance(at.region, &id)?;
        // Ours: the vendor says only that the operation fails in some states.
        if !matches!(instance.state, State::Starting | State::Running) {
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Modify }.into());
        }
        // A read must not use up an id of the sequence, so the ticket comes from the serial number and the time.
        let ticket = format!("{}-{}", instance.serial, at.now.as_second());
        let host = format!("{}-vncproxy.twinstance.invalid", at.scope.region);
        Ok(Response { vnc_url: format!("wss%3A%2F%2F{host}%2Fwebsockify%2F%3Fs%3D{ticket}") })
    }
}
