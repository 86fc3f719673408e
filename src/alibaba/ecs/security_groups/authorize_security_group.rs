//! [AuthorizeSecurityGroup](https://api.alibabacloud.com/document/Ecs/2014-05-26/AuthorizeSecurityGroup)

use super::permission::Source;
use super::refusals;
use super::rules::{Additions, Authorize};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};

/// Adds ingress rules, which accept or drop traffic, to a security group. A rule that the group already has changes
/// nothing.
pub struct AuthorizeSecurityGroup;

impl Operation for AuthorizeSecurityGroup {
    const ACTION: &'static str = "AuthorizeSecurityGroup";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group is enough to find its owner.
    const IGNORED: &'static [&'static str] = &["Permissions.N.SourceGroupOwnerAccount", "SourceGroupOwnerAccount"];
    type Protocol = Rpc;
    type Request = Authorize<Source>;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::rule_error(false, error)
    }
}

impl Change for AuthorizeSecurityGroup {
    type Plan = Additions;

    fn plan(at: Place<'_>, request: Authorize<Source>) -> Result<Additions, Error> {
        Additions::plan(at, false, request)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Done {
        plan.commit(at)
    }
}
