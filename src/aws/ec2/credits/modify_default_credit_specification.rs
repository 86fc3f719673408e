//! [ModifyDefaultCreditSpecification](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyDefaultCreditSpecification.html)

use super::default_view::{Response, family};
use crate::aws::ec2::Ec2;
use crate::domain::credits::{self, CreditMode};
use crate::domain::error::AwsCreditError;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation, VendorError};
use serde::Deserialize;
use smol_str::SmolStr;

/// Sets the default credit mode of new instances of a burstable family, in this account and region. This is allowed 4
/// times in 24 hours on the world's clock, and with realistic transitions once in 5 minutes. Existing instances do not
/// change.
///
/// The change is done at once (ours: AWS does it zone by zone within five minutes).
pub struct ModifyDefaultCreditSpecification;

#[derive(Debug, Deserialize)]
#[serde(rename = "empty: InstanceFamily CpuCredits", rename_all = "PascalCase")]
pub struct Request {
    instance_family: SmolStr,
    cpu_credits: SmolStr,
}

impl Operation for ModifyDefaultCreditSpecification {
    const ACTION: &'static str = "ModifyDefaultCreditSpecification";
    const DRY_RUN: DryRun = DryRun::BeforeParameters(&[]);
    type Protocol = Ec2;
    type Request = Request;
    type Response = Response;

    fn refuse(error: &Error) -> Option<VendorError> {
        super::refuse(error)
    }
}

impl Change for ModifyDefaultCreditSpecification {
    type Plan = (&'static str, CreditMode);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let family = family(&request.instance_family)?;
        let invalid = || Error::invalid("CpuCredits", &request.cpu_credits, "standard or unlimited");
        let mode = CreditMode::from_ec2(&request.cpu_credits).ok_or_else(invalid)?;
        if !credits::may_set_default(at.region, family, at.now, &at.rules.transitions) {
            return Err(AwsCreditError::DefaultSetTooOften.into());
        }
        Ok((family, mode))
    }

    fn commit(at: &mut PlaceMut<'_>, (family, mode): Self::Plan) -> Response {
        credits::set_default(at.region, family, mode, at.now);
        Response::new(family, mode)
    }
}
