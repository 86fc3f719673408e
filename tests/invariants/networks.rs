//! Networks of EC2: no address is in two places, a refusal changes nothing, and what is freed can be had again.

use super::config;
use crate::support::Twin;
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// All that the API shows of networks.
const LOOK: &[&str] = &[
    "DescribeVpcs",
    "DescribeSubnets",
    "DescribeRouteTables",
    "DescribeInternetGateways",
    "DescribeNatGateways",
    "DescribeVpcEndpoints",
    "DescribeNetworkAcls",
    "DescribeVpcPeeringConnections",
    "DescribeEgressOnlyInternetGateways",
    "DescribeManagedPrefixLists",
    "DescribeAddresses",
    "DescribeNetworkInterfaces",
    "DescribeSecurityGroups",
    "DescribeTags",
];

/// What a call has in place of an id, how such ids are found, and in which element they are.
const IDS: &[(&str, &str, &str)] = &[
    ("{vpc}", "DescribeVpcs", "vpcId"),
    ("{subnet}", "DescribeSubnets", "subnetId"),
    ("{table}", "DescribeRouteTables", "routeTableId"),
    ("{rtbassoc}", "DescribeRouteTables", "routeTableAssociationId"),
    ("{igw}", "DescribeInternetGateways", "internetGatewayId"),
    ("{nat}", "DescribeNatGateways", "natGatewayId"),
    ("{vpce}", "DescribeVpcEndpoints", "vpcEndpointId"),
    ("{acl}", "DescribeNetworkAcls", "networkAclId"),
    ("{aclassoc}", "DescribeNetworkAcls", "networkAclAssociationId"),
    ("{pcx}", "DescribeVpcPeeringConnections", "vpcPeeringConnectionId"),
    ("{eigw}", "DescribeEgressOnlyInternetGateways", "egressOnlyInternetGatewayId"),
    ("{address}", "DescribeAddresses", "allocationId"),
    ("{eipassoc}", "DescribeAddresses", "associationId"),
    ("{group}", "DescribeSecurityGroups", "groupId"),
    ("{instance}", "DescribeInstances", "instanceId"),
    ("{range}", "DescribeVpcs", "associationId"),
];

const CALLS: &[&str] = &[
    "CreateVpc&CidrBlock=10.{n}.0.0/16",
    "CreateSubnet&VpcId={vpc}&CidrBlock=10.{n}.1.0/28",
    "AssociateVpcCidrBlock&VpcId={vpc}&CidrBlock=10.{n}.0.0/16",
    "DisassociateVpcCidrBlock&AssociationId={range}",
    "CreateInternetGateway",
    "AttachInternetGateway&InternetGatewayId={igw}&VpcId={vpc}",
    "DetachInternetGateway&InternetGatewayId={igw}&VpcId={vpc}",
    "DeleteInternetGateway&InternetGatewayId={igw}",
    "CreateRouteTable&VpcId={vpc}",
    "AssociateRouteTable&RouteTableId={table}&SubnetId={subnet}",
    "ReplaceRouteTableAssociation&AssociationId={rtbassoc}&RouteTableId={table}",
    "DisassociateRouteTable&AssociationId={rtbassoc}",
    "CreateRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/{n}&GatewayId={igw}",
    "CreateRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/{n}&NatGatewayId={nat}",
    "CreateRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/{n}&VpcPeeringConnectionId={pcx}",
    "CreateRoute&RouteTableId={table}&DestinationIpv6CidrBlock=::/0&EgressOnlyInternetGatewayId={eigw}",
    "DeleteRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/{n}",
    "DeleteRouteTable&RouteTableId={table}",
    "AllocateAddress",
    "ReleaseAddress&AllocationId={address}",
    "AssociateAddress&AllocationId={address}&InstanceId={instance}",
    "DisassociateAddress&AssociationId={eipassoc}",
    "CreateNatGateway&SubnetId={subnet}&AllocationId={address}",
    "CreateNatGateway&SubnetId={subnet}&ConnectivityType=private&PrivateIpAddress=10.{n}.1.5",
    "DeleteNatGateway&NatGatewayId={nat}",
    "CreateVpcEndpoint&VpcId={vpc}&ServiceName=com.amazonaws.us-east-1.s3&RouteTableId.1={table}",
    "CreateVpcEndpoint&VpcId={vpc}&ServiceName=com.amazonaws.us-east-1.ec2&VpcEndpointType=Interface&SubnetId.1={subnet}",
    "ModifyVpcEndpoint&VpcEndpointId={vpce}&AddSubnetId.1={subnet}&RemoveSubnetId.1={subnet}",
    "ModifyVpcEndpoint&VpcEndpointId={vpce}&AddRouteTableId.1={table}",
    "DeleteVpcEndpoints&VpcEndpointId.1={vpce}",
    "CreateNetworkAcl&VpcId={vpc}",
    "ReplaceNetworkAclAssociation&AssociationId={aclassoc}&NetworkAclId={acl}",
    "DeleteNetworkAcl&NetworkAclId={acl}",
    "CreateEgressOnlyInternetGateway&VpcId={vpc}",
    "DeleteEgressOnlyInternetGateway&EgressOnlyInternetGatewayId={eigw}",
    "CreateVpcPeeringConnection&VpcId={vpc}&PeerVpcId={vpc}",
    "AcceptVpcPeeringConnection&VpcPeeringConnectionId={pcx}",
    "DeleteVpcPeeringConnection&VpcPeeringConnectionId={pcx}",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=3&SubnetId={subnet}",
    "TerminateInstances&InstanceId.1={instance}",
    "DeleteSubnet&SubnetId={subnet}",
    "DeleteSecurityGroup&GroupId={group}",
    "DeleteVpc&VpcId={vpc}",
    "CreateDefaultVpc",
];

/// One of the calls, and numbers to pick ids by.
fn step() -> impl Strategy<Value = (usize, usize, usize)> {
    (0..CALLS.len(), 0..64usize, 0..64usize)
}

fn call(twin: &Twin, (which, first, second): (usize, usize, usize)) -> String {
    let mut text = CALLS[which].replace("{n}", &(first % 4).to_string());
    for (place, action, element) in IDS {
        for pick in [first, second] {
            if text.contains(place) {
                let ids = twin.ec2(action).all(element);
                let id = ids.get(pick % ids.len().max(1)).cloned();
                text = text.replacen(place, &id.unwrap_or_else(|| "none-0ffffffffffffffff".to_owned()), 1);
            }
        }
    }
    text
}

fn dump(twin: &Twin) -> Vec<String> {
    LOOK.iter().map(|look| twin.ec2(look).anonymous()).collect()
}

/// No private address is twice in a VPC, no public one anywhere, and subnets count right.
fn check(twin: &Twin) -> Result<(), TestCaseError> {
    let (mut private, mut public) = (BTreeSet::new(), BTreeSet::new());
    let mut in_subnets: BTreeMap<String, usize> = BTreeMap::new();
    for subnet in twin.ec2("DescribeSubnets").all("subnetId") {
        let interfaces =
            twin.ec2(&format!("DescribeNetworkInterfaces&Filter.1.Name=subnet-id&Filter.1.Value.1={subnet}"));
        // Each address is told twice: of the interface, and in its list.
        let addresses: BTreeSet<String> = interfaces.all("privateIpAddress").into_iter().collect();
        let ids = interfaces.all("macAddress").len();
        prop_assert_eq!(addresses.len(), ids, "an address of {} is in two places", subnet);
        let vpc = interfaces.all("vpcId").pop().unwrap_or_default();
        for address in addresses {
            prop_assert!(private.insert((vpc.clone(), address.clone())), "{} is in two subnets of {}", address, vpc);
        }
        for address in interfaces.all("publicIp").into_iter().step_by(2) {
            prop_assert!(public.insert(address.clone()), "{} is in two places", address);
        }
        in_subnets.insert(subnet, ids);
    }
    for (subnet, count) in in_subnets {
        let shown = twin.ec2(&format!("DescribeSubnets&SubnetId.1={subnet}"));
        let size = if shown.one("cidrBlock").ends_with("/28") { 16 } else { 4096 };
        prop_assert_eq!(shown.one("availableIpAddressCount"), (size - 5 - count).to_string(), "{}", subnet);
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(30))]

    #[test]
    fn addresses_are_in_one_place_and_refusals_change_nothing(steps in vec(step(), 1..40)) {
        let twin = Twin::new("transitions = \"instant\"", "");
        for step in steps {
            let call = call(&twin, step);
            let before = dump(&twin);
            if twin.ec2(&call).0.status != 200 {
                prop_assert_eq!(&before, &dump(&twin), "{} was refused", call);
            }
            check(&twin)?;
        }
    }
}
