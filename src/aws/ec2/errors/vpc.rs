//! EC2's errors for the parts of VPCs. Codes and texts are AWS's where its documents or its users show them; texts of which
//! nothing is known are ours.

use super::{VendorError, row};
use crate::domain::network::{AwsVpcError, Counted, PrefixListError, VpcPart};
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
        AwsVpcError::Quota(counted, limit) => quota(*counted, *limit),
        // As recorded from EC2.
        AwsVpcError::DhcpKey(key) => {
            invalid(format!("Value ({key}) for parameter name is invalid. Unknown DHCP option"))
        }
        AwsVpcError::DhcpValue(text) => {
            invalid(format!("Value ({text}) for parameter value is invalid. Invalid DHCP option value."))
        }
        _ => peering(error),
    }
}

/// Codes are AWS's, but that of egress-only internet gateways and of prefix lists; so are the texts of tables, routes, gateways
/// and ACLs.
fn quota(counted: Counted, limit: u32) -> VendorError {
    let (code, what) = match counted {
        Counted::RouteTables => ("RouteTableLimitExceeded", "route tables"),
        Counted::Routes => ("RouteLimitExceeded", "routes"),
        Counted::InternetGateways => ("InternetGatewayLimitExceeded", "internet gateways"),
        Counted::EgressGateways => ("EgressOnlyInternetGatewayLimitExceeded", "egress-only internet gateways"),
        Counted::NatGateways => {
            let text = format!("Performing this operation would exceed the limit of {limit} NAT gateways");
            return row(400, "NatGatewayLimitExceeded", text);
        }
        Counted::ActivePeerings => ("ActiveVpcPeeringConnectionPerVpcLimitExceeded", "active VPC peering connections"),
        Counted::OutstandingPeerings => {
            ("OutstandingVpcPeeringConnectionLimitExceeded", "outstanding VPC peering connection requests")
        }
        Counted::NetworkAcls => ("NetworkAclLimitExceeded", "network ACLs"),
        Counted::PrefixLists => ("PrefixListLimitExceeded", "prefix lists"),
        Counted::GatewayEndpoints | Counted::InterfaceEndpoints => ("VpcEndpointLimitExceeded", "VPC endpoints"),
        Counted::DhcpOptions => ("DhcpOptionsLimitExceeded", "DHCP options sets"),
    };
    row(400, code, format!("The maximum number of {what} has been reached."))
}

fn peering(error: &AwsVpcError) -> VendorError {
    match error {
        AwsVpcError::PeeringState { id, from, to } => row(
            400,
            "InvalidStateTransition",
            format!("Invalid state transition for {id}, attempted to transition from {from} to {to}"),
        ),
        AwsVpcError::PeeringExists(id) => row(
            400,
            "VpcPeeringConnectionAlreadyExists",
            format!("The VPC peering connection {id} between the VPCs already exists."),
        ),
        AwsVpcError::PeeringInactive(id) => row(
            400,
            "OperationNotPermitted",
            format!("Peering {id} is not active. Peering options can be added only to active peerings."),
        ),
        AwsVpcError::DefaultVpcExists => {
            row(400, "DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region.")
        }
        AwsVpcError::NoDefaultVpc => {
            row(400, "DefaultVpcDoesNotExist", "There is no default VPC for this account in this region.")
        }
        AwsVpcError::DefaultSubnetExists(zone) => row(
            400,
            "DefaultSubnetAlreadyExistsInAvailabilityZone",
            format!("A default subnet already exists in the Availability Zone {zone}."),
        ),
        AwsVpcError::FlowLogExists => row(
            400,
            "FlowLogAlreadyExists",
            "Error. There is an existing Flow Log with the same configuration and log destination.",
        ),
        _ => range(error),
    }
}

fn range(error: &AwsVpcError) -> VendorError {
    match error {
        AwsVpcError::TooManyRanges(vpc, max) => row(
            400,
            "CidrLimitExceeded",
            format!("This network '{vpc}' has met its maximum number of allowed CIDRs: {max}"),
        ),
        AwsVpcError::FirstRange(id) => row(
            400,
            "OperationNotPermitted",
            format!(
                "The vpc CIDR block with association ID {id} may not be disassociated. It is the primary IPv4 CIDR block of \
                 the VPC"
            ),
        ),
        AwsVpcError::RangeUsed(range) => row(
            400,
            "InvalidCidrBlock.InUse",
            format!("The CIDR block {range} is in use, and cannot be disassociated."),
        ),
        AwsVpcError::NoRangeAssociation(id) => row(
            400,
            "InvalidVpcCidrBlockAssociationID.NotFound",
            format!("The vpc CIDR block association ID '{id}' does not exist"),
        ),
        AwsVpcError::NoSubnetRangeAssociation(id) => row(
            400,
            "InvalidSubnetCidrBlockAssociationID.NotFound",
            format!("The subnet CIDR block with association ID '{id}' does not exist"),
        ),
        AwsVpcError::SubnetRange6(range) => row(400, "InvalidSubnet.Range", format!("The CIDR '{range}' is invalid.")),
        AwsVpcError::SubnetHasRange6(subnet) => {
            invalid(format!("The subnet '{subnet}' already has an IPv6 CIDR block associated with it."))
        }
        AwsVpcError::EgressForV4 => {
            invalid("An egress-only internet gateway can only be the target of an IPv6 route.".to_owned())
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
        AwsVpcError::Version => {
            row(400, "PrefixListVersionMismatch", "The prefix list has the incorrect version number.")
        }
        AwsVpcError::NoVersion(version) => {
            row(400, "PrefixListVersionNotFound", format!("The prefix list has no version {version}."))
        }
        _ => super::internal(),
    }
}

pub(super) fn prefix_list(error: &PrefixListError) -> VendorError {
    let invalid = |text: String| row(400, "InvalidParameterValue", text);
    match error {
        PrefixListError::EntryBoth(range) => invalid(format!(
            "Request cannot contain Cidr {range} in both AddPrefixListEntries and RemovePrefixListEntries"
        )),
        PrefixListError::TooManyEntries(max) => row(
            400,
            "PrefixListMaxEntriesExceeded",
            format!("You've reached the maximum number of entries for the prefix list. The maximum is {max}."),
        ),
        PrefixListError::EntryNotFound(range) => {
            invalid(format!("The prefix list has no entry with the CIDR block {range}."))
        }
        PrefixListError::EntryTwice(range) => {
            invalid(format!("The CIDR block {range} must not appear multiple times."))
        }
        PrefixListError::EntryRange(text) => {
            invalid(format!("Value ({text}) for parameter cidr is invalid. This is not a valid CIDR block."))
        }
    }
}

fn not_found(part: VpcPart, id: &SmolStr) -> VendorError {
    match part {
        VpcPart::NatGateway => row(400, "NatGatewayNotFound", format!("NAT gateway {id} was not found")),
        VpcPart::Endpoint => {
            row(400, "InvalidVpcEndpointId.NotFound", format!("The Vpc Endpoint Id '{id}' does not exist"))
        }
        VpcPart::EgressGateway => row(400, "InvalidGatewayID.NotFound", format!("The eigw ID '{id}' does not exist")),
        VpcPart::Peering => row(
            400,
            "InvalidVpcPeeringConnectionID.NotFound",
            format!("The vpcPeeringConnection ID '{id}' does not exist"),
        ),
        VpcPart::FlowLog => row(
            400,
            "InvalidFlowLogId.NotFound",
            format!("These flow log ids in the input list are not found: [TotalCount: 1] {id}"),
        ),
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
        VpcPart::Peering => "vpcPeeringConnection",
        VpcPart::FlowLog => "flowLog",
        VpcPart::EgressGateway => "egressOnlyInternetGateway",
        VpcPart::NetworkAcl => "networkAcl",
        VpcPart::DhcpOptions => "dhcpOptions",
    }
}
