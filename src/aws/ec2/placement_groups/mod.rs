//! Placement groups.

pub mod create_placement_group;
pub mod delete_placement_group;
pub mod describe_placement_groups;
mod view;

use crate::domain::compute::placement::{AwsPlacementError, PlacementGroup, named};
use crate::domain::network::find;
use crate::domain::region::Region;
use crate::operation::Error;
use smol_str::SmolStr;

/// The placement group with this id.
pub fn group<'r>(region: &'r Region, id: &SmolStr) -> Result<&'r PlacementGroup, Error> {
    Ok(find(&region.placement_groups, "pg-", id, AwsPlacementError::NotFound)?)
}

/// The placement group that a request names, by its name or its id, if it names one.
pub fn requested<'r>(
    region: &'r Region,
    name: Option<&SmolStr>,
    id: Option<&SmolStr>,
) -> Result<Option<&'r PlacementGroup>, Error> {
    match (name, id) {
        (Some(_), Some(_)) => {
            let text = "The parameter groupName cannot be used with the parameter groupId";
            Err(Error::Conflict(text.to_owned()))
        }
        (Some(name), None) => Ok(Some(named(region, name)?)),
        (None, Some(id)) => group(region, id).map(Some),
        (None, None) => Ok(None),
    }
}
