//! Error rows that several operations on security groups share.

use crate::domain::error::Error as DomainError;
use crate::domain::network::{AlibabaGroupError, NetworkError};
use crate::operation::{Error, VendorError, row};
use std::borrow::Cow;

/// The row for an unknown group.
pub fn not_found(error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::Network(NetworkError::GroupNotFound(_))) => {
            Some(row(404, "InvalidSecurityGroupId.NotFound", "The specified SecurityGroupId does not exist."))
        }
        _ => None,
    }
}

/// The rows of the operations by which an instance joins or leaves a group.
pub fn member_error(error: &Error) -> Option<VendorError> {
    match error {
        // The vendor's text is a placeholder.
        Error::Conflict(text) => Some(row(403, "InvalidParam.EniIdAndInstanceId.Conflict", text.clone())),
        _ => not_found(error),
    }
}

/// The rows of the operations that add or remove rules. The peer of a rule is the source for ingress, and the
/// destination for egress.
pub fn rule_error(egress: bool, error: &Error) -> Option<VendorError> {
    match error {
        Error::Domain(DomainError::AlibabaGroup(error)) if egress => destination(error),
        _ => match (error.missing_parameter(), error.invalid_parameter()) {
            (Some(name), _) => missing(name),
            (_, Some(name)) => invalid_value(name),
            _ => not_found(error),
        },
    }
}

/// The rows for the peer group of an egress rule.
#[rustfmt::skip]
fn destination(error: &AlibabaGroupError) -> Option<VendorError> {
    Some(match error {
        AlibabaGroupError::PeerNotFound(_) => row(404, "InvalidDestGroupId.NotFound", "The DestGroupId provided does not exist in our records."),
        AlibabaGroupError::PeerElsewhere(_) => row(400, "InvalidDestGroupId.Mismatch", "Specified security group and destination group are not in the same VPC."),
        AlibabaGroupError::PeerSelf(_) => row(403, "InvalidSecurityGroup.IsSame", "The authorized SecurityGroupId should be different from the DestGroupId."),
        _ => return None,
    })
}

#[rustfmt::skip]
fn missing(name: &str) -> Option<VendorError> {
    let (place, last) = name.rsplit_once('.').unwrap_or(("", name));
    Some(match last {
        "PortRange" => row(400, "InvalidPortRange.Malformed", "The specified parameter PortRange must set."),
        "SourceCidrIp" if place.is_empty() => row(403, "MissingParameter", "The input parameter SourceGroupId or SourceCidrIp cannot be both blank."),
        "DestCidrIp" if place.is_empty() => row(403, "MissingParameter", "The input parameter DestGroupId or DestCidrIp cannot be both blank."),
        "SourceCidrIp" => row(400, "MissingParameter.Source", format!("One of the parameters SourceCidrIp, Ipv6SourceCidrIp, SourceGroupId or SourcePrefixListId in {place} must be specified.")),
        "DestCidrIp" => row(400, "MissingParameter.Dest", format!("One of the parameters DestCidrIp, Ipv6DestCidrIp, DestGroupId or DestPrefixListId in {place} must be specified.")),
        _ => return None,
    })
}

#[rustfmt::skip]
fn invalid_value(name: &str) -> Option<VendorError> {
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
