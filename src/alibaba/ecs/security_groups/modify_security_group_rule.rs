//! [ModifySecurityGroupRule](https://api.alibabacloud.com/document/Ecs/2014-05-26/ModifySecurityGroupRule)

use super::modification::{Modification, Modify};
use super::permission::Source;
use super::refusals;
use crate::alibaba::ecs::common::Done;
use crate::alibaba::protocol::Rpc;
use crate::domain::place::{Place, PlaceMut};
use crate::operation::{Change, Error, Operation, VendorError};

/// Changes an ingress rule of a security group: what the request names. The kind of the other side, an address range, a group or a
/// prefix list, stays. Without `SecurityGroupRuleId`, the request names a permission, and the description of its rule changes.
pub struct ModifySecurityGroupRule;

impl Operation for ModifySecurityGroupRule {
    const ACTION: &'static str = "ModifySecurityGroupRule";
    const REGION_ID: bool = true;
    const CLIENT_TOKEN: bool = true;
    // The id of a group is enough to find its owner.
    const IGNORED: &'static [&'static str] = &["SourceGroupOwnerAccount"];
    const NOT_MODELLED: &'static [(&'static str, &'static str)] = &[("PortRangeListId", "")];
    type Protocol = Rpc;
    type Request = Modify<Source>;
    type Response = Done;

    fn refuse(error: &Error) -> Option<VendorError> {
        refusals::rule_error(false, error)
    }
}

impl Change for ModifySecurityGroupRule {
    type Plan = Modification;

    fn plan(at: Place<'_>, request: Modify<Source>) -> Result<Modification, Error> {
        Modification::plan(at, false, request)
    }

    fn commit(at: &mut PlaceMut<'_>, plan: Modification) -> Done {
        plan.commit(at)
    }
}
