//! How ECS says what is wrong with security groups and their rules.

use super::{INTERNAL, VendorError, row};
use crate::domain::compute::instance::State;
use crate::domain::error::{Doing, Error as DomainError, InstanceError};
use crate::domain::network::{GroupError, NetworkError};
use std::borrow::Cow;

/// What actions on security groups say in words of their own.
#[rustfmt::skip]
pub(super) fn of_action(action: &str, error: &DomainError) -> Option<VendorError> {
    let (network, instance) = match error {
        DomainError::Network(error) => (Some(error), None),
        DomainError::Instance(error) => (None, Some(error)),
        _ => (None, None),
    };
    Some(match (action, network, instance) {
        ("DeleteSecurityGroup", Some(NetworkError::GroupNotFound(_)), _) => row(404, "InvalidSecurityGroup.NotFound", "The specified security group is not found."),
        (
            "AuthorizeSecurityGroup" | "AuthorizeSecurityGroupEgress" | "DescribeSecurityGroupAttribute" | "JoinSecurityGroup" | "LeaveSecurityGroup"
            | "RevokeSecurityGroup" | "RevokeSecurityGroupEgress",
            Some(NetworkError::GroupNotFound(_)),
            _,
        ) => row(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist."),
        ("JoinSecurityGroup", Some(NetworkError::TooManyGroups), _) => row(400, "InstanceSecurityGroupLimitExceeded", "Exceeding the allowed amount of security groups that an instance can be in."),
        ("JoinSecurityGroup", Some(NetworkError::Mismatch(_)), _) => row(400, "InvalidInstanceId.Mismatch", "Specified instance and security group are not in the same VPC."),
        ("JoinSecurityGroup", Some(NetworkError::GroupKindsDiffer), _) => row(400, "InvalidOperation.MultiGroupType", "The specified instance can't join different types of security group."),
        ("JoinSecurityGroup", _, Some(InstanceError::WrongState { state: State::Pending, doing: Doing::Modify, .. })) => row(403, "Forbidden.InstanceIsBeingCreated", "The specified instance is being created."),
        _ => return None,
    })
}

/// The answer to what is wrong with a group or its rules. The other side of a rule is the source of what comes in, and
/// the destination of what goes out.
#[rustfmt::skip]
pub(super) fn group(action: &str, error: &GroupError) -> VendorError {
    use GroupError as E;
    let egress = action.ends_with("Egress");
    let peer = |source: &'static str, dest: &'static str| if egress { dest } else { source };
    match error {
        E::InUse(_) => row(403, "DependencyViolation", "There is still instance(s) in the specified security group."),
        E::RuleNotFound(_) => row(404, "InvalidSecurityGroupRuleId.NotFound", "The specified SecurityGroupRuleId is not exists."),
        E::RuleTwice => row(400, "InvalidParam.SecurityGroupRuleIdRepeated", "The specified parameter SecurityGroupRuleId is repeated."),
        E::PermissionTwice => row(400, "InvalidParam.DuplicatePermissions", "There are duplicate permissions in the specified parameter Permissions."),
        E::PortsInvalid { .. } | E::PortsRequired(_) | E::ProtocolUnknown(_) => row(400, "OperationDenied", "The specified IpProtocol does not exist or IpProtocol and PortRange do not match."),
        E::PeerNotFound(_) => row(404, peer("InvalidSourceGroupId.NotFound", "InvalidDestGroupId.NotFound"), peer("The SourceGroupId provided does not exist in our records.", "The DestGroupId provided does not exist in our records.")),
        E::PeerElsewhere(_) => row(400, peer("InvalidSourceGroupId.Mismatch", "InvalidDestGroupId.Mismatch"), peer("Specified security group and source group are not in the same VPC.", "Specified security group and destination group are not in the same VPC.")),
        E::PeerSelf(_) => row(403, peer("InvalidParamter.Conflict", "InvalidSecurityGroup.IsSame"), peer("The specified SecurityGroupId should be different from the SourceGroupId.", "The authorized SecurityGroupId should be different from the DestGroupId.")),
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
        // The vendor's text is a placeholder.
        E::PrimaryInterface => row(403, "InvalidOperation.InvalidEniType", "The type of the specified network interface does not support this operation."),
        // What an operation of EC2 finds does not come here.
        E::Default(_) | E::Duplicate { .. } | E::Reserved(_) | E::PermissionDuplicate(_) | E::PermissionNotFound | E::RuleRange(_) => row(500, "InternalError", INTERNAL),
    }
}

/// What these actions say of a parameter that is not there.
#[rustfmt::skip]
pub(super) fn missing(action: &str, name: &str) -> Option<VendorError> {
    if action == "CreateSecurityGroup" && name == "VpcId" {
        return Some(row(403, "InvalidVpcId.NotFound", "The VpcId must not empty when only support vpc vm."));
    }
    if !on_rules(action) {
        return None;
    }
    let (place, last) = name.rsplit_once('.').unwrap_or(("", name));
    let side = if action.ends_with("Egress") { "Dest" } else { "Source" };
    match last {
        "PortRange" => Some(row(400, "InvalidPortRange.Malformed", "The specified parameter PortRange must set.")),
        "SourceCidrIp" | "DestCidrIp" if place.is_empty() => Some(row(403, "MissingParameter", format!("The input parameter {side}GroupId or {side}CidrIp cannot be both blank."))),
        "SourceCidrIp" | "DestCidrIp" => Some(row(400, if side == "Dest" { "MissingParameter.Dest" } else { "MissingParameter.Source" }, sides_missing(side, place))),
        _ => None,
    }
}

fn sides_missing(side: &str, place: &str) -> String {
    if side == "Dest" {
        format!(
            "One of the parameters DestCidrIp, Ipv6DestCidrIp, DestGroupId or DestPrefixListId in {place} must be specified."
        )
    } else {
        format!(
            "One of the parameters SourceCidrIp, Ipv6SourceCidrIp, SourceGroupId or SourcePrefixListId in {place} must be specified."
        )
    }
}

/// What these actions say of a value that a parameter cannot have.
#[rustfmt::skip]
pub(super) fn value(action: &str, name: &str) -> Option<VendorError> {
    match (action, name) {
        ("CreateSecurityGroup", "SecurityGroupName") => return Some(row(400, "InvalidSecurityGroupName.Malformed", "Specified security group name is not valid.")),
        ("CreateSecurityGroup", "Description") => return Some(row(400, "InvalidSecurityGroupDiscription.Malformed", "Specified security group description is not valid.")),
        ("CreateSecurityGroup", "SecurityGroupType") => return Some(row(400, "InvalidParams.GroupType", "The specified security group type is not valid.")),
        ("DescribeSecurityGroups", "SecurityGroupType") => return Some(row(400, "InvalidParameter.SecurityGroupType", "The specified SecurityGroupType is not valid.")),
        _ if on_rules(action) => {}
        _ => return None,
    }
    let (place, last) = name.rsplit_once('.').unwrap_or(("", name));
    let not_valid = || Cow::from(format!("The specified parameter {name} is not valid."));
    Some(match last {
        "Permissions" => row(400, "InvalidParam.Permissions", "The specified parameter Permissions cannot coexist with other parameters."),
        "SecurityGroupRuleId" => row(400, "InvalidParam.SecurityGroupRuleId", "The specified parameter SecurityGroupRuleId is not valid."),
        "Policy" => row(400, "InvalidPolicy.Malformed", "The specified parameter Policy is not valid."),
        "Priority" => row(400, "InvalidPriority.ValueNotSupported", format!("The specified parameter {name} is invalid.")),
        "NicType" => row(400, "InvalidNicType.ValueNotSupported", "The specified NicType does not exist."),
        "Description" => row(400, "InvalidSecurityGroupDiscription.Malformed", format!("The specified security group rule description parameter {name} is not valid.")),
        "IpProtocol" => row(400, "InvalidIpProtocol.ValueNotSupported", format!("The parameter {name} must be specified with case insensitive TCP, UDP, ICMP, GRE or All.")),
        "PortRange" => row(400, "InvalidParam.PortRange", format!("The specified parameter {name} is not valid. It should be two integers less than 65535 in ?/? format.")),
        "SourcePortRange" => row(400, "InvalidSourcePortRange.Malformed", "The specified parameter SourcePortRange is not valid."),
        "SourceCidrIp" if place.is_empty() => row(400, "InvalidSourceCidrIp.Malformed", "The specified parameter SourceCidrIp is not valid."),
        "DestCidrIp" if place.is_empty() => row(400, "InvalidDestCidrIp.Malformed", "The specified parameter DestCidrIp is not valid."),
        "SourceCidrIp" => row(400, "InvalidParam.SourceCidrIp", not_valid()),
        "DestCidrIp" => row(400, "InvalidParam.DestCidrIp", not_valid()),
        "Ipv6SourceCidrIp" => row(400, "InvalidParam.Ipv6SourceCidrIp", not_valid()),
        "Ipv6DestCidrIp" => row(400, "InvalidParam.Ipv6DestCidrIp", not_valid()),
        "SourceIp" => row(400, "InvalidParam.SourceIp", format!("The Parameters SourceCidrIp and Ipv6SourceCidrIp in {place} cannot be set at the same time.")),
        "DestIp" => row(400, "InvalidParam.DestIp", format!("The Parameters DestCidrIp and Ipv6DestCidrIp in {place} cannot be set at the same time.")),
        _ => return None,
    })
}

fn on_rules(action: &str) -> bool {
    action.starts_with("AuthorizeSecurityGroup") || action.starts_with("RevokeSecurityGroup")
}
