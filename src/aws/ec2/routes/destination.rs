//! The destination of a route in requests.

use crate::domain::network::{AwsRouteError, Destination};
use crate::operation::Error;
use serde::Deserialize;
use smol_str::SmolStr;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct DestinationParameters {
    destination_cidr_block: Option<SmolStr>,
    destination_ipv6_cidr_block: Option<SmolStr>,
}

impl DestinationParameters {
    /// Fails unless there is exactly one destination.
    pub fn read(&self) -> Result<Destination, Error> {
        match (&self.destination_cidr_block, &self.destination_ipv6_cidr_block) {
            (Some(text), None) => {
                let range = text.parse().map_err(|()| AwsRouteError::Range("destinationCidrBlock", text.clone()));
                Ok(Destination::V4(range?))
            }
            (None, Some(text)) => {
                let range = text.parse().map_err(|()| AwsRouteError::Range("destinationIpv6CidrBlock", text.clone()));
                Ok(Destination::V6(range?))
            }
            (one, other) => {
                let count = usize::from(one.is_some()) + usize::from(other.is_some());
                Err(AwsRouteError::Destinations(count).into())
            }
        }
    }
}
