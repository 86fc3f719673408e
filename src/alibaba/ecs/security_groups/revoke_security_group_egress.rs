//! [RevokeSecurityGroupEgress](https://api.alibabacloud.com/document/Ecs/2014-05-26/RevokeSecurityGroupEgress)

use super::permission::Dest;
use super::refusals;
use super::rules::{Removals, Revoke};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};

/// Takes rules for what goes out from a group, by their ids or by what they say. One that is not there by what it
/// says is no error.
pub struct RevokeSecurityGroupEgress;

impl Operation for RevokeSecurityGroupEgress {
    const ACTION: &'static str = "RevokeSecurityGroupEgress";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group says whose it is.
    const IGNORED: &'static [&'static str] =
        &["Description", "Permissions.N.DestGroupOwnerAccount", "DestGroupOwnerAccount"];
    type Protocol = Rpc;
    type Request = Revoke<Dest>;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::of_rules(true, error)
    }
}

impl Change for RevokeSecurityGroupEgress {
    type Plan = Removals;

    fn plan(at: Place<'_>, request: Revoke<Dest>) -> Result<Removals, Error> {
        Removals::plan(at, true, request)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Removals) -> Done {
        plan.commit(at)
    }
}
