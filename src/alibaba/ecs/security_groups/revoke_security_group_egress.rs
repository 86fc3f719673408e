//! [RevokeSecurityGroupEgress](https://api.alibabacloud.com/document/Ecs/2014-05-26/RevokeSecurityGroupEgress)

use super::permission::Dest;
use super::refusals;
use super::rules::{Removals, Revoke};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};

/// Removes egress rules from a security group, by their ids or by their permissions. A permission that no rule has is
/// no error.
pub struct RevokeSecurityGroupEgress;

impl Operation for RevokeSecurityGroupEgress {
    const ACTION: &'static str = "RevokeSecurityGroupEgress";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group is enough to find its owner.
    const IGNORED: &'static [&'static str] =
        &["Description", "Permissions.N.DestGroupOwnerAccount", "DestGroupOwnerAccount"];
    type Protocol = Rpc;
    type Request = Revoke<Dest>;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::rule_error(true, error)
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
