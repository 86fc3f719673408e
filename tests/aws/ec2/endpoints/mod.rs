mod create_vpc_endpoint;
mod delete_vpc_endpoints;
mod describe_vpc_endpoint_services;
mod describe_vpc_endpoints;
mod modify_vpc_endpoint;

use super::parts::*;
use crate::support::Twin;

fn gateway_endpoint(twin: &Twin, vpc: &str, more: &str) -> String {
    made(twin, &format!("CreateVpcEndpoint&VpcId={vpc}&ServiceName=com.amazonaws.us-east-1.s3{more}"), "vpcEndpointId")
}

/// An endpoint of EC2 with an interface in a subnet.
fn interface_endpoint(twin: &Twin, vpc: &str, more: &str) -> String {
    let service = "ServiceName=com.amazonaws.us-east-1.ec2&VpcEndpointType=Interface";
    made(twin, &format!("CreateVpcEndpoint&VpcId={vpc}&{service}{more}"), "vpcEndpointId")
}
