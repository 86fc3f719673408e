//! What is wrong with the parts of EC2's VPCs.

use super::quota::Counted;
use smol_str::SmolStr;

/// A kind of part of a VPC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VpcPart {
    NatGateway,
    Endpoint,
    PrefixList,
    NetworkAcl,
    DhcpOptions,
    EgressGateway,
    Peering,
    FlowLog,
}

/// Errors about the parts of VPCs that only EC2 has here.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AwsVpcError {
    #[error("no {0:?} has the id {1}")]
    NotFound(VpcPart, SmolStr),
    #[error("something depends on the {0:?} {1}")]
    InUse(VpcPart, SmolStr),
    #[error("a private NAT gateway has no elastic address")]
    PrivateNat,
    #[error("there is no service {0} for endpoints")]
    ServiceNotFound(SmolStr),
    /// The text says what.
    #[error("the request asks for what cannot be together: {0}")]
    Conflict(String),
    #[error("the endpoint has another subnet in the zone of {0}")]
    SameZone(SmolStr),
    #[error("the route table {table} has a route to the prefix list {list}")]
    ListRouted { table: SmolStr, list: SmolStr },
    #[error("the policy is no JSON document")]
    Policy,
    #[error("the VPC {0} has {1} ranges, as many as it can have")]
    TooManyRanges(SmolStr, usize),
    #[error("the association {0} is that of the first range")]
    FirstRange(SmolStr),
    #[error("something has some of the range {0}")]
    RangeUsed(String),
    #[error("no VPC has the association {0}")]
    NoRangeAssociation(SmolStr),
    #[error("no subnet has a range with the association {0}")]
    NoSubnetRangeAssociation(SmolStr),
    #[error("the range {0} is too large or too small for a subnet, or not in its VPC")]
    SubnetRange6(SmolStr),
    #[error("the subnet {0} has a range of IPv6")]
    SubnetHasRange6(SmolStr),
    #[error("an egress-only internet gateway is for IPv6 alone")]
    EgressForV4,
    #[error("the peering connection {id} is {from}, and cannot become {to}")]
    PeeringState { id: SmolStr, from: &'static str, to: &'static str },
    #[error("the VPCs have the peering connection {0}")]
    PeeringExists(SmolStr),
    #[error("the peering connection {0} is not active")]
    PeeringInactive(SmolStr),
    #[error("the region has a default VPC")]
    DefaultVpcExists,
    #[error("the region has no default VPC")]
    NoDefaultVpc,
    #[error("the zone {0} has a default subnet")]
    DefaultSubnetExists(SmolStr),
    #[error("there is such a flow log")]
    FlowLogExists,
    #[error("a quota allows for no more {0:?}: {1}")]
    Quota(Counted, u32),
    #[error("the client token is that of a resource that is deleted")]
    TokenOfDeleted,
    #[error("the network ACL has no rule {0} in this direction")]
    NoAclEntry(i64),
    #[error("the network ACL has a rule {0} in this direction")]
    AclEntryExists(u32),
    #[error("the network ACL would have more rules than it can have")]
    TooManyAclEntries,
    #[error("the network ACL {0} came with its VPC, and goes with it")]
    DefaultAcl(SmolStr),
    #[error("the network ACL {acl} and the subnet {subnet} are in different VPCs")]
    AclElsewhere { acl: SmolStr, subnet: SmolStr },
    #[error("no subnet has the association {0}")]
    NoAssociation(SmolStr),
    #[error("there is no DHCP option {0}")]
    DhcpKey(SmolStr),
    #[error("a DHCP option cannot have the value {0}")]
    DhcpValue(String),
    #[error("the prefix list {0} is one of AWS's")]
    AwsList(SmolStr),
    #[error("the prefix list is of another version than the one that is named")]
    Version,
    #[error("the prefix list has no version {0}")]
    NoVersion(i64),
}
