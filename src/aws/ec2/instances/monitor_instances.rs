//! [MonitorInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_MonitorInstances.html)

use super::monitoring::{self, Request, Response};
use crate::aws::ec2::Ec2;
use crate::domain::error::{AwsInstanceError, Error as DomainError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use smol_str::SmolStr;

/// Turns detailed monitoring of instances on.
pub struct MonitorInstances;

impl Operation for MonitorInstances {
    const ACTION: &'static str = "MonitorInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no metrics here.
    const IGNORED: &'static [&'static str] = &["MetricCategoryId"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        let Error::Domain(DomainError::AwsInstance(AwsInstanceError::Malformed(id))) = error else { return None };
        let text = format!("Value ({id}) for parameter instanceId is invalid. Expected: 'i-...'.");
        Some(row(400, "InvalidParameterValue", text))
    }
}

impl Change for MonitorInstances {
    type Plan = Vec<SmolStr>;

    fn plan(at: Place<'_>, request: Request) -> Result<Vec<SmolStr>, Error> {
        monitoring::plan(at, request)
    }

    fn commit(at: &mut PlaceMut<'_>, ids: Vec<SmolStr>) -> Response {
        monitoring::commit(at, ids, true)
    }
}
