mod accept_vpc_peering_connection;
mod create_vpc_peering_connection;
mod delete_vpc_peering_connection;
mod describe_vpc_peering_connections;
mod modify_vpc_peering_connection_options;
mod reject_vpc_peering_connection;

use super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeVpcPeeringConnections", "DescribeRouteTables"];

/// Two VPCs that can be peers, and the request.
fn peers(twin: &Twin) -> (String, String, String) {
    let one = vpc(twin);
    let other = made(twin, "CreateVpc&CidrBlock=10.1.0.0/16", "vpcId");
    let id = request(twin, &one, &other);
    (one, other, id)
}

fn request(twin: &Twin, one: &str, other: &str) -> String {
    made(twin, &format!("CreateVpcPeeringConnection&VpcId={one}&PeerVpcId={other}"), "vpcPeeringConnectionId")
}

fn status(twin: &Twin, id: &str) -> String {
    found(twin, "DescribeVpcPeeringConnections", "vpc-peering-connection-id", id, "code").remove(0)
}
