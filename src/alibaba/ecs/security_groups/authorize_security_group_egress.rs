//! [AuthorizeSecurityGroupEgress](https://api.alibabacloud.com/document/Ecs/2014-05-26/AuthorizeSecurityGroupEgress)

use super::permission::Dest;
use super::refusals;
use super::rules::{Additions, Authorize};
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};

/// Adds egress rules, which accept or drop traffic, to a security group. A rule that the group already has changes
/// nothing.
pub struct AuthorizeSecurityGroupEgress;

impl Operation for AuthorizeSecurityGroupEgress {
    const ACTION: &'static str = "AuthorizeSecurityGroupEgress";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group is enough to find its owner.
    const IGNORED: &'static [&'static str] = &["Permissions.N.DestGroupOwnerAccount", "DestGroupOwnerAccount"];
    type Protocol = Rpc;
    type Request = Authorize<Dest>;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::rule_error(true, error)
    }
}

impl Change for AuthorizeSecurityGroupEgress {
    type Plan = Additions;

    fn plan(at: Place<'_>, request: Authorize<Dest>) -> Result<Additions, Error> {
        Additions::plan(at, true, request)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Additions) -> Done {
        plan.commit(at)
    }
}
