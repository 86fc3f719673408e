//! EC2's errors for the parts of VPCs. Codes and texts are AWS's where its documents or its users show them; texts of which
//! nothing is known are ours.

use super::{VendorError, row};
use crate::domain::network::{AwsVpcError, VpcPart};
use smol_str::SmolStr;

fn invalid(text: String) -> VendorError {
    row(400, "InvalidParameterValue", text)
}

pub(super) fn part(error: &AwsVpcError) -> VendorError {
    match error {
        AwsVpcError::NotFound(part, id) => not_found(*part, id),
        AwsVpcError::InUse(part, id) => {
            let text = format!("The {} '{id}' has dependencies and cannot be deleted.", name(*part));
            row(400, "DependencyViolation", text)
        }
        // Ours.
        AwsVpcError::PrivateNat => row(
            400,
            "InvalidParameterCombination",
            "The parameter AllocationId cannot be used with the connectivity type private",
        ),
        AwsVpcError::ServiceNotFound(name) => {
            row(400, "InvalidServiceName", format!("The Vpc Endpoint Service '{name}' does not exist"))
        }
        AwsVpcError::Conflict(text) => row(400, "InvalidParameter", text.clone()),
        AwsVpcError::SameZone(subnet) => row(
            400,
            "DuplicateSubnetsInSameZone",
            format!(
                "Found another VPC endpoint subnet in the availability zone of {subnet}. VPC endpoint subnets should be in \
                 different availability zones supported by the VPC endpoint service."
            ),
        ),
        AwsVpcError::ListRouted { table, list } => row(
            400,
            "RouteAlreadyExists",
            format!("route table {table} already has a route with destination-prefix-list-id {list}"),
        ),
        AwsVpcError::Policy => row(400, "InvalidPolicyDocument", "The policy document is not a valid JSON document."),
        // As recorded from EC2.
        AwsVpcError::TokenOfDeleted => row(
            400,
            "IdempotentParameterMismatch",
            "An error occurred (IdempotentParameterMismatch) when calling this operation: The client token and arguments \
             used in this request were used in a prior request that was associated with a resource which is now deleted.",
        ),
        // As recorded from EC2.
        AwsVpcError::DhcpKey(key) => {
            invalid(format!("Value ({key}) for parameter name is invalid. Unknown DHCP option"))
        }
        AwsVpcError::DhcpValue(text) => {
            invalid(format!("Value ({text}) for parameter value is invalid. Invalid DHCP option value."))
        }
        _ => acl(error),
    }
}

fn acl(error: &AwsVpcError) -> VendorError {
    match error {
        AwsVpcError::NoAclEntry(number) => row(
            400,
            "InvalidNetworkAclEntry.NotFound",
            format!("The network acl entry identified by {number} does not exist."),
        ),
        AwsVpcError::AclEntryExists(number) => row(
            400,
            "NetworkAclEntryAlreadyExists",
            format!("The network acl entry identified by {number} already exists."),
        ),
        AwsVpcError::TooManyAclEntries => {
            row(400, "NetworkAclEntryLimitExceeded", "The maximum number of network acl entries has been reached.")
        }
        AwsVpcError::DefaultAcl(id) => invalid(format!("cannot delete default network ACL {id}")),
        AwsVpcError::AclElsewhere { acl, subnet } => {
            invalid(format!("network acl {acl} and subnet {subnet} belong to different networks"))
        }
        AwsVpcError::NoAssociation(id) => {
            row(400, "InvalidAssociationID.NotFound", format!("The association ID '{id}' does not exist"))
        }
        _ => list(error),
    }
}

fn list(error: &AwsVpcError) -> VendorError {
    match error {
        // Ours.
        AwsVpcError::AwsList(id) => {
            row(400, "OperationNotPermitted", format!("The prefix list '{id}' is managed by AWS."))
        }
        AwsVpcError::Version(current) => row(
            400,
            "PrefixListVersionMismatch",
            format!("The prefix list has the incorrect version number. The current version is {current}."),
        ),
        AwsVpcError::NoVersion(version) => {
            row(400, "PrefixListVersionNotFound", format!("The prefix list has no version {version}."))
        }
        AwsVpcError::TooManyEntries(max) => row(
            400,
            "PrefixListMaxEntriesExceeded",
            format!("You've reached the maximum number of entries for the prefix list. The maximum is {max}."),
        ),
        AwsVpcError::EntryNotFound(range) => {
            invalid(format!("The prefix list has no entry with the CIDR block {range}."))
        }
        AwsVpcError::EntryTwice(range) => invalid(format!("The CIDR block {range} must not appear multiple times.")),
        AwsVpcError::EntryRange(text) => {
            invalid(format!("Value ({text}) for parameter cidr is invalid. This is not a valid CIDR block."))
        }
        _ => super::internal(),
    }
}

fn not_found(part: VpcPart, id: &SmolStr) -> VendorError {
    match part {
        VpcPart::NatGateway => row(400, "NatGatewayNotFound", format!("NAT gateway {id} was not found")),
        VpcPart::Endpoint => {
            row(400, "InvalidVpcEndpointId.NotFound", format!("The Vpc Endpoint Id '{id}' does not exist"))
        }
        VpcPart::NetworkAcl => {
            row(400, "InvalidNetworkAclID.NotFound", format!("The networkAcl ID '{id}' does not exist"))
        }
        VpcPart::DhcpOptions => {
            row(400, "InvalidDhcpOptionsID.NotFound", format!("The dhcpOptions ID '{id}' does not exist"))
        }
        VpcPart::PrefixList => {
            row(400, "InvalidPrefixListID.NotFound", format!("The prefix list ID '{id}' does not exist"))
        }
    }
}

fn name(part: VpcPart) -> &'static str {
    match part {
        VpcPart::NatGateway => "natGateway",
        VpcPart::Endpoint => "vpcEndpoint",
        VpcPart::PrefixList => "prefixList",
        VpcPart::NetworkAcl => "networkAcl",
        VpcPart::DhcpOptions => "dhcpOptions",
    }
}
