//! [UpdateSecurityGroupRuleDescriptionsEgress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UpdateSecurityGroupRuleDescriptionsEgress.html)

use super::descriptions::{Descriptions, Request};
use super::permission::IGNORED;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};

/// Replaces the descriptions of rules for outbound traffic. One that is not given is removed.
pub struct UpdateSecurityGroupRuleDescriptionsEgress;

impl Operation for UpdateSecurityGroupRuleDescriptionsEgress {
    const ACTION: &'static str = "UpdateSecurityGroupRuleDescriptionsEgress";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = IGNORED;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for UpdateSecurityGroupRuleDescriptionsEgress {
    type Plan = Descriptions;

    fn plan(at: Place<'_>, request: Request) -> Result<Descriptions, Error> {
        Descriptions::plan(at, request, true)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Descriptions) -> Done {
        plan.commit(at)
    }
}
