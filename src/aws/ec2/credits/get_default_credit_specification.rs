//! [GetDefaultCreditSpecification](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetDefaultCreditSpecification.html)

use super::default_view::{Response, family};
use crate::aws::ec2::Ec2;
use crate::domain::credits;
use crate::domain::place::Place;
use crate::operation::{DryRun, Error, Operation, Read, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Returns the default credit mode of new instances of a burstable family, in this account and region.
pub struct GetDefaultCreditSpecification;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceFamily", rename_all = "PascalCase")]
pub struct Request {
    instance_family: SmolStr,
}

impl Operation for GetDefaultCreditSpecification {
    const ACTION: &'static str = "GetDefaultCreditSpecification";
    // Ours: as its neighbours.
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        super::refuse(error)
    }
}

impl Read for GetDefaultCreditSpecification {
    fn read(at: Place<'_>, request: Request) -> Result<Response, Error> {
        let family = family(&request.instance_family)?;
        Ok(Response::new(family, credits::family_default(at.region, family)))
    }
}
