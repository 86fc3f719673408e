//! The destination of a route in requests.

use crate::aws::ec2::prefix_lists::any_list;
use crate::domain::network::{AwsRouteError, Destination};
use crate::domain::place::Place;
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DestinationParameters {
    destination_cidr_block: Option<SmolStr>,
    destination_ipv6_cidr_block: Option<SmolStr>,
    destination_prefix_list_id: Option<SmolStr>,
}

impl DestinationParameters {
    /// Fails unless there is exactly one destination.
    pub fn read(&self, at: Place<'_>) -> Result<Destination, Error> {
        let given = [&self.destination_cidr_block, &self.destination_ipv6_cidr_block, &self.destination_prefix_list_id];
        let count = given.iter().filter(|text| text.is_some()).count();
        match given {
            _ if count != 1 => Err(AwsRouteError::Destinations(count).into()),
            [Some(text), ..] => {
                let range = text.parse().map_err(|()| AwsRouteError::Range("destinationCidrBlock", text.clone()));
                Ok(Destination::V4(range?))
            }
            [_, Some(text), _] => {
                let range = text.parse().map_err(|()| AwsRouteError::Range("destinationIpv6CidrBlock", text.clone()));
                Ok(Destination::V6(range?))
            }
            [.., id] => {
                let id = id.clone().unwrap_or_default();
                any_list(at, &id)?;
                Ok(Destination::List(id))
            }
        }
    }
}
