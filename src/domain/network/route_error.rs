//! What is wrong with routes and gateways of EC2.

use super::Destination;
use smol_str::SmolStr;

/// Errors about route tables, routes and their targets, which only EC2 has here.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AwsRouteError {
    #[error("something is associated with the route table {0}")]
    TableInUse(SmolStr),
    #[error("no route table has the association {0}")]
    AssociationNotFound(SmolStr),
    #[error("the association {0} is that of the main route table")]
    MainAssociation(SmolStr),
    #[error("another route table than {0} is associated with the subnet")]
    SubnetAssociated(SmolStr),
    #[error("the route table {table} has a route to {destination} already")]
    Exists { destination: Destination, table: SmolStr },
    #[error("the route table {table} has no route to {destination}")]
    NotFound { destination: Destination, table: SmolStr },
    #[error("the route table {table} has no route to {destination} that could be replaced")]
    NothingToReplace { destination: Destination, table: SmolStr },
    #[error("the route of {table} to {destination} is the local one")]
    Local { destination: Destination, table: SmolStr },
    #[error("the route of {table} to {destination} is that of an endpoint")]
    OfEndpoint { destination: Destination, table: SmolStr },
    #[error("no NAT gateway has the id {0}")]
    NatGatewayNotFound(SmolStr),
    /// The parameter, and the text.
    #[error("{1} is not a range of addresses")]
    Range(&'static str, SmolStr),
    #[error("the route has {0} targets")]
    Targets(usize),
    #[error("the route has {0} destinations")]
    Destinations(usize),
    #[error("no gateway has the id {0}")]
    TargetNotFound(SmolStr),
    /// The other is a thing of this kind, in EC2's words.
    #[error("the route table {table} and the {kind} {id} are in different VPCs")]
    TargetElsewhere { table: SmolStr, kind: &'static str, id: SmolStr },
    #[error("the internet gateway {gateway} is attached to the VPC {vpc}")]
    GatewayAttached { gateway: SmolStr, vpc: SmolStr },
    #[error("the VPC {0} has an internet gateway")]
    VpcHasGateway(SmolStr),
}
