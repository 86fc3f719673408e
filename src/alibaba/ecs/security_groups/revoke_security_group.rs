//! [RevokeSecurityGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/RevokeSecurityGroup)

use super::permission::Source;
use super::refusals;
use super::rules::{Removals, Revoke};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};

/// Removes ingress rules from a security group, by their ids or by their permissions. A permission that no rule has is
/// no error.
pub struct RevokeSecurityGroup;

impl Operation for RevokeSecurityGroup {
    const ACTION: &'static str = "RevokeSecurityGroup";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group is enough to find its owner.
    const IGNORED: &'static [&'static str] =
        &["Description", "Permissions.N.SourceGroupOwnerAccount", "SourceGroupOwnerAccount"];
    type Protocol = Rpc;
    type Request = Revoke<Source>;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::rule_error(false, error)
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
