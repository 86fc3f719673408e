//! [ModifyInstanceCapacityReservationAttributes](https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceCapacityReservationAttributes.html)

use crate::aws::ec2::Ec2;
use crate::aws::ec2::capacity::CapacityReservationSpecification;
use crate::aws::ec2::common::{Done, instance};
use crate::domain::capacity::reservation::{self, AwsCapacityError};
use crate::domain::compute::instance::{CapacityChoice, State};
use crate::domain::error::{InstanceAction, InstanceError};
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, DryRun, Error, Operation};
use serde::Deserialize;
use smol_str::SmolStr;

/// Changes how a stopped instance uses reserved capacity at its next start. Fails if the instance is not stopped.
///
/// An instance that was launched into an interruptible reservation can target such reservations only, and no other
/// instance can (ours): a start elsewhere would keep the lifecycle of an interruptible instance, and outlive a reclaim.
pub struct ModifyInstanceCapacityReservationAttributes;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Request {
    instance_id: SmolStr,
    capacity_reservation_specification: Option<CapacityReservationSpecification>,
}

impl Operation for ModifyInstanceCapacityReservationAttributes {
    const ACTION: &'static str = "ModifyInstanceCapacityReservationAttributes";
    const DRY_RUN: DryRun = DryRun::AfterParameters;
    type Protocol = Ec2;
    type Request = Request;
    type Response = Done;
}

impl Change for ModifyInstanceCapacityReservationAttributes {
    type Plan = (SmolStr, CapacityChoice, bool);

    fn plan(at: Place<'_>, request: Request) -> Result<Self::Plan, Error> {
        let specification = request.capacity_reservation_specification;
        let specification = specification.ok_or_else(|| Error::missing("CapacityReservationSpecification"))?;
        let choice = specification.choice()?;
        let instance = instance(at.region, &request.instance_id)?;
        if instance.state != State::Stopped {
            let id = request.instance_id;
            return Err(InstanceError::WrongState { id, state: instance.state, action: InstanceAction::Modify }.into());
        }
        match &choice {
            CapacityChoice::Reservation(id) => {
                reservation::find(&at.region.reservations, id)?.check_market(instance.aws.interruptible)?;
            }
            _ if instance.aws.interruptible => {
                return Err(AwsCapacityError::InterruptibleInstance(request.instance_id).into());
            }
            _ => {}
        }
        Ok((request.instance_id, choice, specification.reservations_only()))
    }

    fn commit(at: &mut PlaceMut<'_>, (id, choice, reservations_only): Self::Plan) -> Done {
        if let Some(mut instance) = at.region.instances.get_mut(&id) {
            instance.capacity = choice;
            instance.aws.reservations_only = reservations_only;
        }
        Done::YES
    }
}
