//! CapacityReservationSpecification in requests: which reserved capacity an instance uses.

use crate::domain::compute::instance::CapacityChoice;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CapacityReservationSpecification {
    capacity_reservation_preference: Option<Preference>,
    capacity_reservation_target: Option<CapacityReservationTarget>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Preference {
    Open,
    None,
    CapacityReservationsOnly,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CapacityReservationTarget {
    capacity_reservation_id: Option<SmolStr>,
    capacity_reservation_resource_group_arn: Option<SmolStr>,
}

impl CapacityReservationSpecification {
    /// The requested choice. A target goes with the preference `capacity-reservations-only` alone. Groups of reservations
    /// are not modelled and refused.
    pub fn choice(&self) -> Result<CapacityChoice, Error> {
        match (self.capacity_reservation_preference, &self.capacity_reservation_target) {
            (Some(Preference::Open | Preference::None), Some(_)) => Err(Error::Conflict(
                "The request can include either a CapacityReservationId or a CapacityReservationPreference but not both."
                    .to_owned(),
            )),
            (_, Some(target)) if target.capacity_reservation_resource_group_arn.is_some() => {
                let name =
                    "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationResourceGroupArn";
                Err(Error::NotModelled(name.to_owned()))
            }
            (_, Some(CapacityReservationTarget { capacity_reservation_id: Some(id), .. })) => {
                Ok(CapacityChoice::Reservation(id.clone()))
            }
            (None, Some(_) | None) | (Some(Preference::Open), None) => Ok(CapacityChoice::Open),
            (Some(Preference::None), None) => Ok(CapacityChoice::None),
            (Some(Preference::CapacityReservationsOnly), _) => Ok(CapacityChoice::ReservationsOnly),
        }
    }

    /// Whether the preference is `capacity-reservations-only`.
    pub fn reservations_only(&self) -> bool {
        self.capacity_reservation_preference == Some(Preference::CapacityReservationsOnly)
    }
}
