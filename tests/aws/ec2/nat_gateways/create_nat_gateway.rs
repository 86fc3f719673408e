use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribeNatGateways", "DescribeAddresses", "DescribeSubnets"];

/// A subnet of a VPC with an internet gateway, and a free elastic address.
fn place(twin: &Twin) -> (String, String, String) {
    let vpc = vpc(twin);
    gateway(twin, &vpc);
    let subnet = subnet(twin, &vpc, "10.0.1.0/24");
    (vpc, subnet, made(twin, "AllocateAddress", "allocationId"))
}

mod reading {
    use super::*;

    #[test]
    fn it_is_pending_with_its_addresses() {
        let twin = Twin::empty();
        let (_, subnet, allocation) = place(&twin);
        let tag = "&TagSpecification.1.ResourceType=natgateway&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x";
        let create = format!("CreateNatGateway&SubnetId={subnet}&AllocationId={allocation}&ClientToken=t{tag}");
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2(&create)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateNatGatewayResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>e5ad0f70-0740-418d-8b6a-837b82d90bdd</requestId><natGateway><subnetId>subnet-012038882d9685d45</subnetId>
        <natGatewayAddressSet>
        <item><allocationId>eipalloc-0120389818d3e8d53</allocationId><associationId>eipassoc-012038c8a8b3e22e6</associationId>
        <networkInterfaceId>eni-012038b75e0114884</networkInterfaceId><privateIp>10.0.1.4</privateIp><publicIp>100.64.0.2</publicIp>
        <isPrimary>true</isPrimary><status>associating</status></item></natGatewayAddressSet><createTime>2026-11-21T08:00:00.000Z</createTime>
        <vpcId>vpc-01203828746c4d98f</vpcId><natGatewayId>nat-012038a1c781d9e6d</natGatewayId><state>pending</state>
        <connectivityType>public</connectivityType><availabilityMode>zonal</availabilityMode><tagSet>
        <item><key>Name</key><value>x</value></item></tagSet></natGateway><clientToken>t</clientToken>
        </CreateNatGatewayResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn subnet_and_address_are_there_and_fit() {
        let twin = Twin::empty();
        let (_, subnet, allocation) = place(&twin);
        let code =
            |more: &str, code: &str| refused_without_change(&twin, LOOK, &format!("CreateNatGateway{more}"), code);
        code("", "MissingParameter");
        code(&format!("&SubnetId={subnet}"), "MissingParameter");
        code(&format!("&SubnetId=subnet-0&AllocationId={allocation}"), "InvalidSubnetID.NotFound");
        code(&format!("&SubnetId={subnet}&AllocationId=eipalloc-0"), "InvalidAllocationID.NotFound");
        let private = format!("&SubnetId={subnet}&ConnectivityType=private&AllocationId={allocation}");
        code(&private, "InvalidParameterCombination");
        let at = |address: &str| format!("&SubnetId={subnet}&ConnectivityType=private&PrivateIpAddress={address}");
        code(&at("x"), "InvalidParameterValue");
        code(&at("10.0.2.7"), "InvalidParameterValue");
        twin.ec2(&format!("CreateNatGateway{}", at("10.0.1.7"))).ok();
        code(&at("10.0.1.7"), "InvalidIPAddress.InUse");
        code(&format!("&SubnetId={subnet}&ConnectivityType=odd"), "InvalidParameterValue");
        code(&format!("&SubnetId={subnet}&AvailabilityMode=regional"), "UnsupportedOperation");
        code(&format!("&SubnetId={subnet}&AllocationId={allocation}&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_has_the_elastic_address_and_one_of_the_subnet() {
        let twin = Twin::empty();
        let (vpc, subnet, allocation) = place(&twin);
        let free =
            |twin: &Twin| found(twin, "DescribeSubnets", "subnet-id", &subnet, "availableIpAddressCount").remove(0);
        let before: u32 = free(&twin).parse().unwrap();
        let create = format!("CreateNatGateway&SubnetId={subnet}&AllocationId={allocation}");
        let id = made(&twin, &create, "natGatewayId");
        let shown = twin.ec2(&format!("DescribeNatGateways&NatGatewayId.1={id}"));
        assert_eq!((shown.one("state"), shown.one("vpcId")), ("available".to_owned(), vpc.clone()));
        assert_eq!(free(&twin), (before - 1).to_string());
        let address = twin.ec2("DescribeAddresses");
        for element in ["publicIp", "associationId", "networkInterfaceId"] {
            assert_eq!(address.one(element), shown.one(element), "{element}");
        }
        let interface =
            found(&twin, "DescribeNetworkInterfaces", "interface-type", "nat_gateway", "networkInterfaceId");
        assert_eq!(interface, [shown.one("networkInterfaceId")]);
        let association = address.one("associationId");
        assert_eq!(twin.ec2(&format!("DisassociateAddress&AssociationId={association}")).error().1, "AuthFailure");
        assert_eq!(twin.ec2(&format!("ReleaseAddress&AllocationId={allocation}")).error().1, "InvalidIPAddress.InUse");
        let gateway =
            found(&twin, "DescribeInternetGateways", "attachment.vpc-id", &vpc, "internetGatewayId").remove(0);
        let detach = twin.ec2(&format!("DetachInternetGateway&InternetGatewayId={gateway}&VpcId={vpc}"));
        assert_eq!(detach.error().1, "DependencyViolation");
    }

    #[test]
    fn one_that_cannot_be_is_shown_as_failed() {
        let twin = crate::aws::ec2::parts::roomy();
        let vpc = vpc(&twin);
        let subnet = subnet(&twin, &vpc, "10.0.1.0/28");
        let allocation = made(&twin, "AllocateAddress", "allocationId");
        let create = format!("CreateNatGateway&SubnetId={subnet}&AllocationId={allocation}");
        let failure = || {
            let id = made(&twin, &create, "natGatewayId");
            let shown = twin.ec2(&format!("DescribeNatGateways&NatGatewayId.1={id}"));
            assert_eq!(shown.one("state"), "failed");
            (shown.one("failureCode"), shown.one("failureMessage"))
        };
        let text = format!("Network {vpc} has no Internet gateway attached");
        assert_eq!(failure(), ("Gateway.NotAttached".to_owned(), text));
        gateway(&twin, &vpc);
        twin.ec2(&create).ok();
        let text = format!("Elastic IP address {allocation} is already associated");
        assert_eq!(failure(), ("Resource.AlreadyAssociated".to_owned(), text));
        let private = format!("CreateNatGateway&SubnetId={subnet}&ConnectivityType=private");
        for _ in 0..10 {
            twin.ec2(&private).ok();
        }
        let id = made(&twin, &private, "natGatewayId");
        let shown = twin.ec2(&format!("DescribeNatGateways&NatGatewayId.1={id}"));
        assert_eq!(shown.one("failureCode"), "InsufficientFreeAddressesInSubnet");
        twin.advance("61m");
        assert_eq!(twin.ec2(&format!("DescribeNatGateways&NatGatewayId.1={id}")).error().1, "NatGatewayNotFound");
    }

    #[test]
    fn a_token_makes_one() {
        let twin = Twin::empty();
        let (_, subnet, allocation) = place(&twin);
        let create = format!("CreateNatGateway&SubnetId={subnet}&AllocationId={allocation}&ClientToken=t");
        let id = twin.ec2(&create).one("natGatewayId");
        let again = twin.ec2(&create);
        assert_eq!((again.one("natGatewayId"), again.one("state")), (id, "available".to_owned()), "as it is now");
        assert_eq!(twin.ec2(&format!("{create}&ConnectivityType=public")).error().1, "IdempotentParameterMismatch");
    }

    #[test]
    fn it_takes_time_where_transitions_do() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let (_, subnet, allocation) = place(&twin);
        let id = made(&twin, &format!("CreateNatGateway&SubnetId={subnet}&AllocationId={allocation}"), "natGatewayId");
        let state = || found(&twin, "DescribeNatGateways", "nat-gateway-id", &id, "state").remove(0);
        assert_eq!(state(), "pending");
        twin.advance("20s");
        assert_eq!(state(), "available");
    }
}
