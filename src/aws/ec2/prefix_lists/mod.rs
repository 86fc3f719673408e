//! Prefix lists: those of the account, and AWS's.

pub mod create_managed_prefix_list;
pub mod delete_managed_prefix_list;
pub mod describe_managed_prefix_lists;
pub mod describe_prefix_lists;
mod entries;
pub mod get_managed_prefix_list_associations;
pub mod get_managed_prefix_list_entries;
pub mod modify_managed_prefix_list;
pub mod restore_managed_prefix_list_version;
mod view;

use crate::domain::network::{AwsVpcError, PrefixList, VpcPart, aws_prefix_lists, find};
use crate::domain::place::Place;
use crate::operation::Error;
use smol_str::SmolStr;

/// The account's prefix list with this id. Fails if the id is malformed or does not exist, or the list is one of AWS's.
fn own_list<'r>(at: Place<'r>, id: &SmolStr) -> Result<&'r PrefixList, Error> {
    if is_aws_list(at, id) {
        return Err(AwsVpcError::AwsList(id.clone()).into());
    }
    Ok(find(&at.region.prefix_lists, "pl-", id, |id| AwsVpcError::NotFound(VpcPart::PrefixList, id))?)
}

/// Fails if there is no prefix list with this id, neither the account's nor AWS's.
pub fn any_list(at: Place<'_>, id: &SmolStr) -> Result<(), Error> {
    if is_aws_list(at, id) { Ok(()) } else { own_list(at, id).map(|_| ()) }
}

fn is_aws_list(at: Place<'_>, id: &SmolStr) -> bool {
    aws_prefix_lists(at.scope.region).iter().any(|(own, ..)| own == id)
}
