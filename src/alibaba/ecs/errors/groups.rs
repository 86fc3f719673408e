//! Errors about security groups and their rules.

use super::{VendorError, row};
use crate::domain::network::{AlibabaGroupError, GroupError};

#[rustfmt::skip]
pub(super) fn group(error: &GroupError) -> VendorError {
    use GroupError as E;
    match error {
        E::InUse(_) => row(403, "DependencyViolation", "There is still instance(s) in the specified security group."),
        E::RuleNotFound(_) => row(404, "InvalidSecurityGroupRuleId.NotFound", "The specified SecurityGroupRuleId is not exists."),
        E::PermissionTwice => row(400, "InvalidParam.DuplicatePermissions", "There are duplicate permissions in the specified parameter Permissions."),
        E::PortsInvalid { .. } => row(400, "OperationDenied", "The specified IpProtocol does not exist or IpProtocol and PortRange do not match."),
    }
}

/// Errors that only ECS has. The texts about the peer of a rule are those for ingress rules. The operations on egress
/// rules have texts of their own.
#[rustfmt::skip]
pub(super) fn alibaba_group(error: &AlibabaGroupError) -> VendorError {
    use AlibabaGroupError as E;
    match error {
        E::RuleTwice => row(400, "InvalidParam.SecurityGroupRuleIdRepeated", "The specified parameter SecurityGroupRuleId is repeated."),
        E::PeerNotFound(_) => row(404, "InvalidSourceGroupId.NotFound", "The SourceGroupId provided does not exist in our records."),
        E::PeerElsewhere(_) => row(400, "InvalidSourceGroupId.Mismatch", "Specified security group and source group are not in the same VPC."),
        E::PeerSelf(_) => row(403, "InvalidParamter.Conflict", "The specified SecurityGroupId should be different from the SourceGroupId."),
        E::PeerEnterprise => row(400, "InvalidGroupAuthParameter.OperationDenied", "The security group can not authorize to enterprise level security group."),
        E::EnterpriseRule => row(400, "InvalidGroupParameter.OperationDenied", "The attributes Policy, SourceGroupId, DestGroupId of enterprise level security groups are not allowed to be set or modified."),
        E::Family { v6: false } => row(400, "InvalidParam.Ipv4ProtocolConflictWithIpv6Address", "IPv6 address cannot be specified for IPv4-specific protocol."),
        E::Family { v6: true } => row(400, "InvalidParam.Ipv6ProtocolConflictWithIpv4Address", "IPv4 address cannot be specified for IPv6-specific protocol."),
        E::SidesEqual => row(400, "InvalidParamter.Conflict", "The specified SourceCidrIp should be different from the DestCidrIp."),
        E::TooManyRules => row(403, "AuthorizationLimitExceed", "The limit of authorization records in the security group reaches."),
        E::TooManyPeers => row(400, "AuthorizedGroupRule.LimitExceed", "You have reached the limit on the number of group authorization rules that you can add to a security group.When authorization object of rule is security group, the limit is 20."),
        E::AlreadyIn => row(403, "InvalidInstanceId.AlreadyExists", "The specified instance already exists in the specified security group."),
        E::NotIn => row(403, "InstanceNotInSecurityGroup", "The instance not in the group."),
        E::Last => row(403, "InstanceLastSecurityGroup", "The specified security group is the last security group for the instance."),
        E::ListNotFound(_) => row(404, "InvalidPrefixListId.NotFound", "The specified prefix list was not found."),
        E::ListFamily(_) => row(400, "InvalidParam.PrefixListAddressFamilyMismatch", "The address family of the specified prefix list does not match the specified CidrIp."),
        E::PermissionNotFound => row(404, "SecurityGroupRule.NotFound", "The target security group rule not exist."),
        E::PeerKind => row(400, "InvalidOperation.ModifySgRuleEntityType", "The source or destination type of the rules cannot be modified."),
        E::NoChange => row(400, "InvalidParam.InvalidModifyRuleRequest", "The request parameters are illegal."),
        E::EnterprisePolicy => row(404, "InvalidParameter.InnerAccessPolicy", "The InnerAccessPolicy attribute of enterprise level security group can't be modified."),
        // The vendor's text is a placeholder.
        E::PrimaryInterface => row(403, "InvalidOperation.InvalidEniType", "The type of the specified network interface does not support this operation."),
    }
}
