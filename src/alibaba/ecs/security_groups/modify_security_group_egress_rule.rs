//! [ModifySecurityGroupEgressRule](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifySecurityGroupEgressRule)

use super::modification::{Modification, Modify};
use super::permission::Dest;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};

/// Changes an egress rule of a security group: what the request names. The kind of the other side, an address range, a group or a
/// prefix list, stays. Without `SecurityGroupRuleId`, the request names a permission, and the description of its rule changes.
pub struct ModifySecurityGroupEgressRule;

impl Operation for ModifySecurityGroupEgressRule {
    const ACTION: &'static str = "ModifySecurityGroupEgressRule";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group is enough to find its owner.
    const IGNORED: &'static [&'static str] = &["DestGroupOwnerAccount"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("PortRangeListId", "")];
    type Protocol = Rpc;
    type Request = Modify<Dest>;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::rule_error(true, error)
    }
}

impl Change for ModifySecurityGroupEgressRule {
    type Plan = Modification;

    fn plan(at: Place<'_>, request: Modify<Dest>) -> Result<Modification, Error> {
        Modification::plan(at, true, request)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Modification) -> Done {
        plan.commit(at)
    }
}
