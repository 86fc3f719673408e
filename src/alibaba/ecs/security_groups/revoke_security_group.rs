//! [RevokeSecurityGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/RevokeSecurityGroup)

use super::permission::Source;
use super::refusals;
use super::rules::{Removals, Revoke};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};

/// Takes rules for what comes in from a group, by their ids or by what they say. One that is not there by what it
/// says is no error.
pub struct RevokeSecurityGroup;

impl Operation for RevokeSecurityGroup {
    const ACTION: &'static str = "RevokeSecurityGroup";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group says whose it is.
    const IGNORED: &'static [&'static str] =
        &["Description", "Permissions.N.SourceGroupOwnerAccount", "SourceGroupOwnerAccount"];
    type Protocol = Rpc;
    type Request = Revoke<Source>;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::of_rules(false, error)
    }
}

impl Change for RevokeSecurityGroup {
    type Plan = Removals;

    fn plan(at: Place<'_>, request: Revoke<Source>) -> Result<Removals, Error> {
        Removals::plan(at, false, request)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Done {
        plan.commit(at)
    }
}
