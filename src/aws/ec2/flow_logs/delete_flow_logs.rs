//! [DeleteFlowLogs](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteFlowLogs.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Set;
use crate::aws::ec2::errors::domain;
use crate::aws::ec2::unsuccessful::{Deletion, Unsuccessful};
use crate::domain::network::{AwsVpcError, VpcPart};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// Deletes flow logs. Those that do not exist are told in the answer.
pub struct DeleteFlowLogs;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    #[serde(default)]
    flow_log_id: Vec<SmolStr>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    unsuccessful: Set<Unsuccessful>,
}

impl Operation for DeleteFlowLogs {
    const ACTION: &'static str = "DeleteFlowLogs";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;
}

impl Change for DeleteFlowLogs {
    type Plan = Deletion;

    fn plan(at: Place<'_>, request: Request) -> Result<Deletion, Error> {
        Deletion::plan("FlowLogId", request.flow_log_id, &at.region.flow_logs)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Deletion) -> Response {
        at.region.flow_logs.retain(|id, _| !plan.found.contains(id));
        let item = |id: SmolStr| {
            let error = domain(&AwsVpcError::NotFound(VpcPart::FlowLog, id.clone()).into());
            Unsuccessful::new(id, &error)
        };
        Response { unsuccessful: plan.unknown.into_iter().map(item).collect() }
    }
}
