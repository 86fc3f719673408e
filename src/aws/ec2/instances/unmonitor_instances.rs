//! [UnmonitorInstances](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnmonitorInstances.html)

use super::monitoring::{self, Request, Response};
use crate::aws::ec2::Ec2;
use crate::domain::error::{AwsInstanceError, Error as DomainError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError, row};
use smol_str::SmolStr;

/// Turns detailed monitoring of instances off.
pub struct UnmonitorInstances;

impl Operation for UnmonitorInstances {
    const ACTION: &'static str = "UnmonitorInstances";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    // There are no metrics here.
    const IGNORED: &'static [&'static str] = &["MetricCategoryId"];
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        let Error::Domain(DomainError::AwsInstance(AwsInstanceError::Malformed(id))) = error else { return None };
        Some(row(400, "InvalidInstanceID.Malformed", format!("The instance ID '{id}' is malformed")))
    }
}

impl Change for UnmonitorInstances {
    type Plan = Vec<SmolStr>;

    fn plan(at: Place<'_>, request: Request) -> Result<Vec<SmolStr>, Error> {
        monitoring::plan(at, request)
    }

    fn commit(at: &mut PlaceMut<'_>, ids: Vec<SmolStr>) -> Response {
        monitoring::commit(at, ids, false)
    }
}
