//! EC2's errors for networks and security groups.

use super::{VendorError, row};
use crate::domain::network::{AwsGroupError, AwsNetworkError, GroupError, NetworkError, Peer, Permission};
use smol_str::SmolStr;

pub(super) fn network(error: &NetworkError) -> VendorError {
    match error {
        NetworkError::SubnetNotFound(id) => {
            row(400, "InvalidSubnetID.NotFound", format!("The subnet ID '{id}' does not exist"))
        }
        NetworkError::GroupNotFound(id) => {
            row(400, "InvalidGroup.NotFound", format!("The security group '{id}' does not exist"))
        }
        NetworkError::TooManyGroups => row(
            400,
            "SecurityGroupsPerInterfaceLimitExceeded",
            "The maximum number of security groups per interface has been reached.",
        ),
        NetworkError::GroupElsewhere { group, subnet } => row(
            400,
            "InvalidParameter",
            format!("Security group {group} and subnet {subnet} belong to different networks."),
        ),
        NetworkError::Mismatch(text) => row(400, "InvalidParameterCombination", text.clone()),
        NetworkError::ZoneNotFound(zone) => {
            row(400, "InvalidParameterValue", format!("Invalid availability zone: [{zone}]"))
        }
        NetworkError::AddressesExhausted(id) => row(
            400,
            "InsufficientFreeAddressesInSubnet",
            format!(
                "There are not enough free addresses in subnet '{id}' to satisfy the requested number of instances."
            ),
        ),
        NetworkError::AddressUnusable(address) => {
            row(400, "InvalidIPAddress.InUse", format!("Address {address} is in use."))
        }
        NetworkError::SubnetRequired => row(400, "MissingParameter", "The request must contain the parameter SubnetId"),
        NetworkError::VpcNotFound(id) => row(400, "InvalidVpcID.NotFound", format!("The vpc ID '{id}' does not exist")),
        NetworkError::InterfaceNotFound(id) => {
            row(400, "InvalidNetworkInterfaceID.NotFound", format!("The networkInterface ID '{id}' does not exist"))
        }
        NetworkError::CidrMalformed(text) => row(
            400,
            "InvalidParameterValue",
            format!("Value ({text}) for parameter cidrBlock is invalid. This is not a valid CIDR block."),
        ),
        NetworkError::VpcRange(range) => row(400, "InvalidVpc.Range", format!("The CIDR '{range}' is invalid.")),
        NetworkError::SubnetRange(range) => row(400, "InvalidSubnet.Range", format!("The CIDR '{range}' is invalid.")),
        NetworkError::SubnetConflict(range) => {
            row(400, "InvalidSubnet.Conflict", format!("The CIDR '{range}' conflicts with another subnet"))
        }
        NetworkError::SubnetInUse(id) => in_use("subnet", id),
    }
}

pub(super) fn aws_network(error: &AwsNetworkError) -> VendorError {
    match error {
        AwsNetworkError::Malformed(prefix, id) => malformed(prefix, id),
        AwsNetworkError::RouteTableNotFound(id) => {
            row(400, "InvalidRouteTableID.NotFound", format!("The routeTable ID '{id}' does not exist"))
        }
        AwsNetworkError::GatewayNotFound(id) => {
            row(400, "InvalidInternetGatewayID.NotFound", format!("The internetGateway ID '{id}' does not exist"))
        }
        AwsNetworkError::GatewayElsewhere { gateway, vpc } => {
            row(400, "Gateway.NotAttached", format!("resource {gateway} is not attached to network {vpc}"))
        }
        AwsNetworkError::GatewayInUse(id) => in_use("internetGateway", id),
        AwsNetworkError::PublicAddresses(vpc) => row(
            400,
            "DependencyViolation",
            format!(
                "Network {vpc} has some mapped public address(es). Please unmap those public address(es) before detaching \
                 the gateway."
            ),
        ),
        AwsNetworkError::NoGateway(vpc) => {
            row(400, "Gateway.NotAttached", format!("Network {vpc} is not attached to any internet gateway"))
        }
        AwsNetworkError::VpcInUse(id) => in_use("vpc", id),
        AwsNetworkError::NoDefaultVpc => row(400, "VPCIdNotSpecified", "No default VPC for this user"),
        AwsNetworkError::NoDefaultSubnets(vpc) => {
            let text = format!("No subnets found for the default VPC '{vpc}'. Please specify a subnet.");
            row(400, "MissingInput", text)
        }
        AwsNetworkError::NoDefaultSubnet(zone) => {
            row(400, "MissingInput", format!("No default subnet for availability zone: '{zone}'."))
        }
        AwsNetworkError::AddressOutside(address) => {
            let text = format!("Address {address} does not fall within the subnet's address range");
            row(400, "InvalidParameterValue", text)
        }
        // The text is ours, modelled on the one before.
        AwsNetworkError::AddressReserved(address) => {
            let text = format!("Address {address} is in the subnet's reserved address range");
            row(400, "InvalidParameterValue", text)
        }
        // The rule is the page's, the text ours.
        AwsNetworkError::NoDnsSupport(vpc) => row(
            400,
            "InvalidParameterCombination",
            format!("Cannot enable DNS hostnames for the vpc '{vpc}' unless DNS support is enabled."),
        ),
        AwsNetworkError::NoIpv6Range(subnet) => row(
            400,
            "InvalidParameterValue",
            format!(
                "Invalid value 'true' for assign-ipv6-address-on-creation. Cannot set assign-ipv6-address-on-creation to \
                 true unless the subnet ({subnet}) has an IPv6 CIDR block associated with it."
            ),
        ),
    }
}

fn in_use(kind: &str, id: &SmolStr) -> VendorError {
    row(400, "DependencyViolation", format!("The {kind} '{id}' has dependencies and cannot be deleted."))
}

/// The texts are ours, made like the one for images. The codes are spelled as in AWS's list of codes.
fn malformed(prefix: &str, id: &SmolStr) -> VendorError {
    let code = match prefix {
        "sgr-" => "InvalidSecurityGroupRuleId.Malformed",
        "rtb-" => "InvalidRouteTableId.Malformed",
        "igw-" => "InvalidInternetGatewayId.Malformed",
        "snap-" => "InvalidSnapshotID.Malformed",
        "eni-" => "InvalidNetworkInterfaceId.Malformed",
        "nat-" => "NatGatewayMalformed",
        "vpce-" => "InvalidVpcEndpointId.Malformed",
        "eigw-" => "InvalidEgressOnlyInternetGatewayId.Malformed",
        "pcx-" => "InvalidVpcPeeringConnectionId.Malformed",
        "fl-" => "InvalidFlowLogId.Malformed",
        "acl-" => "InvalidNetworkAclId.Malformed",
        "dopt-" => "InvalidDhcpOptionsId.Malformed",
        "pl-" => "InvalidPrefixListId.Malformed",
        "pg-" => "InvalidPlacementGroupId.Malformed",
        "lt-" => "InvalidLaunchTemplateId.Malformed",
        _ => "InvalidGroupId.Malformed",
    };
    let expecting = if id.starts_with(prefix) { String::new() } else { format!(" (expecting \"{prefix}...\")") };
    row(400, code, format!("Invalid id: \"{id}\"{expecting}"))
}

/// The errors for security groups and their rules that both clouds have.
pub(super) fn group(error: &GroupError) -> VendorError {
    match error {
        GroupError::InUse(id) => row(400, "DependencyViolation", format!("resource {id} has a dependent object")),
        GroupError::RuleNotFound(id) => {
            row(400, "InvalidSecurityGroupRuleId.NotFound", format!("The security group rule ID '{id}' does not exist"))
        }
        GroupError::PermissionTwice => {
            row(400, "InvalidParameterValue", "The same permission must not appear multiple times")
        }
        GroupError::PortsInvalid { from, to } => {
            row(400, "InvalidParameterValue", format!("Invalid port range ({from}:{to})"))
        }
    }
}

/// The errors for security groups and their rules that only EC2 has.
pub(super) fn aws_group(error: &AwsGroupError) -> VendorError {
    match error {
        AwsGroupError::Default(id) => row(
            400,
            "CannotDelete",
            format!("the specified group: \"{id}\" name: \"default\" cannot be deleted by a user"),
        ),
        AwsGroupError::Duplicate { name, vpc } => {
            row(400, "InvalidGroup.Duplicate", format!("The security group '{name}' already exists for VPC '{vpc}'"))
        }
        AwsGroupError::Reserved(name) => {
            row(400, "InvalidGroup.Reserved", format!("Cannot use reserved security group name: {name}"))
        }
        AwsGroupError::PermissionDuplicate(permission) => row(
            400,
            "InvalidPermission.Duplicate",
            format!("the specified rule \"{}\" already exists", rule(permission)),
        ),
        AwsGroupError::PermissionNotFound => {
            row(400, "InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
        }
        AwsGroupError::ProtocolUnknown(name) => {
            row(400, "InvalidParameterValue", format!("Invalid value '{name}' for IP protocol. Unknown protocol."))
        }
        AwsGroupError::NotAscii { parameter, text } => row(
            400,
            "InvalidParameterValue",
            format!(
                "Value ({text}) for parameter {parameter} is invalid. Character sets beyond ASCII are not supported."
            ),
        ),
        AwsGroupError::PortsRequired(protocol) if protocol != "icmp" => row(
            400,
            "InvalidParameterValue",
            "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.",
        ),
        // Ours.
        AwsGroupError::PortsRequired(protocol) => {
            row(400, "InvalidParameterValue", format!("The protocol {protocol} needs both fromPort and toPort."))
        }
        AwsGroupError::PeerElsewhere => {
            row(400, "InvalidGroup.NotFound", "You have specified two resources that belong to different networks.")
        }
        AwsGroupError::RuleRange(text) => row(400, "InvalidParameterValue", format!("CIDR block {text} is malformed")),
        AwsGroupError::TooManyRules => row(
            400,
            "RulesPerSecurityGroupLimitExceeded",
            "The maximum number of rules per security group has been reached.",
        ),
        AwsGroupError::PeerRequired => row(
            400,
            "MissingParameter",
            "The request must contain exactly one of: cidrIp, cidrIpv6, prefixListId, or referencedGroupId",
        ),
        AwsGroupError::ProtocolRequired => row(
            400,
            "InvalidParameterValue",
            "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.",
        ),
        AwsGroupError::PeerKind { rule, old, new } => row(
            400,
            "InvalidParameterValue",
            format!(
                "Invalid rule type for security group rule '{rule}'. You may not specify {} for an existing {} rule.",
                peer_kind(new).1,
                peer_kind(old).0
            ),
        ),
    }
}

/// The kind of a rule, and of the parameter for its other side. AWS's texts are known for rules of IPv4 that are to become
/// rules about groups.
fn peer_kind(peer: &Peer) -> (&'static str, &'static str) {
    match peer {
        Peer::V4(_) => ("IPv4 CIDR", "an IPv4 CIDR"),
        Peer::V6(_) => ("IPv6 CIDR", "an IPv6 CIDR"),
        Peer::Group(_) => ("referenced group id", "a referenced group id"),
        Peer::PrefixList(_) => ("prefix list id", "a prefix list id"),
    }
}

/// A rule as in AWS's text for a duplicate rule: `peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW`, or
/// `peer: 0.0.0.0/0, protocol: 50, ALLOW`.
fn rule(permission: &Permission) -> String {
    let peer = match &permission.peer {
        Peer::V4(range) => range.to_string(),
        Peer::V6(range) => range.to_string(),
        Peer::Group(id) | Peer::PrefixList(id) => id.to_string(),
    };
    let protocol = match permission.protocol.as_str().as_str() {
        "-1" => "ALL".to_owned(),
        number if number.bytes().all(|byte| byte.is_ascii_digit()) => format!("protocol: {number}"),
        name => name.to_uppercase(),
    };
    let ports = permission.ports.map(|(from, to)| format!("from port: {from}, to port: {to}, ")).unwrap_or_default();
    format!("peer: {peer}, {protocol}, {ports}ALLOW")
}
