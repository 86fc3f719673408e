//! [UpdateSecurityGroupRuleDescriptionsIngress](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UpdateSecurityGroupRuleDescriptionsIngress.html)

use super::descriptions::{Descriptions, Request};
use super::permission::IGNORED;
use crate::aws::ec2::Ec2;
use crate::aws::ec2::common::Done;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};

/// Replaces the descriptions of rules for inbound traffic. One that is not given is removed.
pub struct UpdateSecurityGroupRuleDescriptionsIngress;

impl Operation for UpdateSecurityGroupRuleDescriptionsIngress {
    const ACTION: &'static str = "UpdateSecurityGroupRuleDescriptionsIngress";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    const IGNORED: &'static [&'static str] = IGNORED;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for UpdateSecurityGroupRuleDescriptionsIngress {
    type Plan = Descriptions;

    fn plan(at: Place<'_>, request: Request) -> Result<Descriptions, Error> {
        Descriptions::plan(at, request, false)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Descriptions) -> Done {
        plan.commit(at)
    }
}
