//! EC2's errors for route tables, routes and internet gateways.

use super::{VendorError, row};
use crate::domain::network::{AwsRouteError, Destination};

fn invalid(text: String) -> VendorError {
    row(400, "InvalidParameterValue", text)
}

pub(super) fn route(error: &AwsRouteError) -> VendorError {
    match error {
        AwsRouteError::TableInUse(id) => {
            row(400, "DependencyViolation", format!("The routeTable '{id}' has dependencies and cannot be deleted."))
        }
        AwsRouteError::AssociationNotFound(id) => {
            row(400, "InvalidAssociationID.NotFound", format!("The association ID '{id}' does not exist"))
        }
        AwsRouteError::MainAssociation(id) => {
            invalid(format!("cannot disassociate the main route table association {id}"))
        }
        AwsRouteError::SubnetAssociated(table) => row(
            400,
            "Resource.AlreadyAssociated",
            format!("the specified association for route table {table} conflicts with an existing association"),
        ),
        AwsRouteError::Exists { destination, .. } => {
            row(400, "RouteAlreadyExists", format!("The route identified by {destination} already exists."))
        }
        AwsRouteError::NotFound { destination, table } => row(
            400,
            "InvalidRoute.NotFound",
            format!("no route with {} {destination} in route table {table}", parameter(destination)),
        ),
        AwsRouteError::NothingToReplace { destination, .. } => invalid(format!(
            "There is no route defined for '{destination}' in the route table. Use CreateRoute instead."
        )),
        AwsRouteError::Local { destination, table } => {
            invalid(format!("cannot remove local route {destination} in route table {table}"))
        }
        AwsRouteError::OfEndpoint { destination, table } => {
            invalid(format!("cannot remove VPC endpoint route {destination} in route table {table}"))
        }
        AwsRouteError::NatGatewayNotFound(id) => {
            row(400, "InvalidNatGatewayID.NotFound", format!("The natGateway ID '{id}' does not exist"))
        }
        AwsRouteError::Range(name, text) => {
            invalid(format!("Value ({text}) for parameter {name} is invalid. This is not a valid CIDR block."))
        }
        // The text is reported by users; the code is ours.
        AwsRouteError::Targets(_) => row(
            400,
            "InvalidParameterCombination",
            "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, \
             vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId or instanceId",
        ),
        // Ours, after the one before.
        AwsRouteError::Destinations(_) => row(
            400,
            "InvalidParameterCombination",
            "The request must contain exactly one of destinationCidrBlock, destinationIpv6CidrBlock or \
             destinationPrefixListId",
        ),
        AwsRouteError::TargetNotFound(id) => {
            row(400, "InvalidGatewayID.NotFound", format!("The gateway ID '{id}' does not exist"))
        }
        AwsRouteError::TargetElsewhere { table, kind, id } => {
            invalid(format!("route table {table} and {kind} {id} belong to different networks"))
        }
        AwsRouteError::GatewayAttached { gateway, vpc } => {
            row(400, "Resource.AlreadyAssociated", format!("resource {gateway} is already attached to network {vpc}"))
        }
        AwsRouteError::VpcHasGateway(vpc) => invalid(format!("Network {vpc} already has an internet gateway attached")),
    }
}

/// The name of a destination in texts.
fn parameter(destination: &Destination) -> &'static str {
    match destination {
        Destination::V4(_) => "destination-cidr-block",
        Destination::V6(_) => "destination-ipv6-cidr-block",
        Destination::List(_) => "destination-prefix-list-id",
    }
}
