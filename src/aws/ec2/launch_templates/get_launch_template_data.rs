//! [GetLaunchTemplateData](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetLaunchTemplateData.html)

use super::of_instance::data_of;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::instance;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use smol_str::SmolStr;

/// Shows the parameters of an instance as a launch template would have them.
pub struct GetLaunchTemplateData;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    launch_template_data: Value,
}

impl Operation for GetLaunchTemplateData {
    const ACTION: &'static str = "GetLaunchTemplateData";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Read for GetLaunchTemplateData {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let instance = instance(at.region, &request.instance_id)?;
        Ok(Response { launch_template_data: data_of(instance).shown()? })
    }
}
