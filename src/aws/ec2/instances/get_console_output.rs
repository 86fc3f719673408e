//! [GetConsoleOutput](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetConsoleOutput.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::{instance, time};
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Returns the console output of an instance. It is always empty, because no operating system runs in an instance.
pub struct GetConsoleOutput;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    instance_id: SmolStr,
    timestamp: String,
    output: &'static str,
}

impl Operation for GetConsoleOutput {
    const ACTION: &'static str = "GetConsoleOutput";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // The latest output is empty too.
    const IGNORED: &'static [&'static str] = &["Latest"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for GetConsoleOutput {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        Ok(Response { instance_id: instance.id.clone(), timestamp: time(instance.launched), output: "" })
    }
}
