//! What an account may have and what the zones have to give, as a scenario says.

use crate::aws::ec2::{IMAGE, parts, state};
use crate::support::{Answer, Twin};

fn run(twin: &Twin, instance_type: &str, counts: (u32, u32), more: &str) -> Answer {
    let (min, max) = counts;
    twin.ec2(&format!("RunInstances&ImageId={IMAGE}&InstanceType={instance_type}&MinCount={min}&MaxCount={max}{more}"))
}

fn vcpu_limit(limit: u32) -> (u16, String, String) {
    let text = format!(
        "You have requested more vCPU capacity than your current vCPU limit of {limit} allows for the instance bucket \
         that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to \
         request an adjustment to this limit."
    );
    (400, "VcpuLimitExceeded".into(), text)
}

const RESERVE: &str = "CreateCapacityReservation&InstanceType=m5.large&InstancePlatform=Linux/UNIX";

#[test]
fn vcpus_are_counted_by_bucket() {
    let twin = Twin::with("[[ec2.limits]]\nvcpus = { standard = 6, p = 0 }");
    assert_eq!(run(&twin, "m5.large", (1, 2), "").all("instanceId").len(), 2);
    assert_eq!(run(&twin, "m5.xlarge", (1, 1), "").error(), vcpu_limit(6));
    assert_eq!(run(&twin, "p4d.24xlarge", (1, 1), "").error(), vcpu_limit(0));
    run(&twin, "g4dn.xlarge", (5, 5), "").ok();
    assert_eq!(run(&twin, "t3.micro", (1, 5), "").all("instanceId").len(), 1, "as many as there is room for");
    assert_eq!(run(&twin, "t3.micro", (1, 1), "&DryRun=true").error(), vcpu_limit(6));
}

#[test]
fn an_instance_that_is_stopped_counts_again_when_it_starts() {
    let twin = Twin::with("[[ec2.limits]]\nvcpus = { standard = 4 }");
    let ids = run(&twin, "m5.large", (2, 2), "").all("instanceId");
    twin.ec2(&format!("StopInstances&InstanceId.1={}&InstanceId.2={}", ids[0], ids[1])).ok();
    assert_eq!(state(&twin, &ids[0]), "stopped");
    let other = run(&twin, "m5.large", (1, 1), "").one("instanceId");
    let both = format!("StartInstances&InstanceId.1={}&InstanceId.2={}", ids[0], ids[1]);
    assert_eq!(twin.ec2(&both).error(), vcpu_limit(4), "there is room for one of them");
    assert_eq!(state(&twin, &ids[0]), "stopped");
    twin.ec2(&format!("StartInstances&InstanceId.1={}", ids[0])).ok();
    twin.ec2(&format!("TerminateInstances&InstanceId.1={other}")).ok();
    assert_eq!(state(&twin, &other), "terminated");
    twin.ec2(&both).ok();
}

#[test]
fn reserved_capacity_counts_whether_it_is_used_or_not() {
    let twin = Twin::with("[[ec2.limits]]\nvcpus = { standard = 8 }");
    let made = twin.ec2(&format!("{RESERVE}&InstanceCount=3"));
    let id = made.one("capacityReservationId");
    assert_eq!(twin.ec2(&format!("{RESERVE}&InstanceCount=2")).error(), vcpu_limit(8));
    let modify =
        |count| twin.ec2(&format!("ModifyCapacityReservation&CapacityReservationId={id}&InstanceCount={count}"));
    assert_eq!(modify(5).error(), vcpu_limit(8));
    modify(4).ok();
    // These run in what is reserved, and are not counted twice.
    assert_eq!(run(&twin, "m5.large", (4, 9), "").all("instanceId").len(), 4);
    twin.ec2(&format!("CancelCapacityReservation&CapacityReservationId={id}")).ok();
    assert_eq!(run(&twin, "m5.large", (1, 1), "").error(), vcpu_limit(8), "they run on, on demand");
}

#[test]
fn limits_are_those_of_an_account_in_a_region() {
    let twin =
        Twin::with("[[ec2.limits]]\nregion = \"eu-west-1\"\naccount = \"111122223333\"\nvcpus = { standard = 0 }");
    run(&twin, "m5.large", (1, 1), "").ok();
    let call = format!("RunInstances&ImageId={IMAGE}&InstanceType=m5.large&MinCount=1&MaxCount=1");
    crate::aws::ec2::elsewhere(&twin, "111122223333", "us-east-1", &call).ok();
    assert_eq!(crate::aws::ec2::elsewhere(&twin, "111122223333", "eu-west-1", &call).error(), vcpu_limit(0));
}

fn out_of_stock(zone: &str, elsewhere: &str) -> (u16, String, String) {
    let mut text = format!(
        "We currently do not have sufficient m5.large capacity in the Availability Zone you requested ({zone}). Our \
         system will be working on provisioning additional capacity."
    );
    if !elsewhere.is_empty() {
        text += &format!(
            " You can currently get m5.large capacity by not specifying an Availability Zone in your request or choosing \
             {elsewhere}."
        );
    }
    (500, "InsufficientInstanceCapacity".into(), text)
}

const ZONE_A: &str = "&Placement.AvailabilityZone=us-east-1a";

#[test]
fn a_zone_has_so_many_of_a_type() {
    let twin = Twin::with("[[ec2.stock]]\ntype = \"m5.large\"\nzone = \"us-east-1a\"\ncount = 2");
    let rest = "us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f";
    assert_eq!(run(&twin, "m5.large", (3, 3), ZONE_A).error(), out_of_stock("us-east-1a", rest));
    let ids = run(&twin, "m5.large", (1, 3), ZONE_A).all("instanceId");
    assert_eq!(ids.len(), 2);
    let reserve = format!("{RESERVE}&InstanceCount=1&AvailabilityZone=us-east-1a");
    assert_eq!(twin.ec2(&reserve).error(), out_of_stock("us-east-1a", rest));
    run(&twin, "m5.xlarge", (1, 1), ZONE_A).ok();
    let elsewhere = run(&twin, "m5.large", (1, 1), "");
    assert_eq!(elsewhere.one("availabilityZone"), "us-east-1b", "where no zone is named, one that has it");
    twin.ec2(&format!("TerminateInstances&InstanceId.1={}", ids[0])).ok();
    assert_eq!(state(&twin, &ids[0]), "terminated");
    twin.ec2(&reserve).ok();
}

#[test]
fn a_type_can_be_sold_out_in_all_zones() {
    let twin = Twin::with(
        "[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"m5.large\"\nstate = \"stopped\"\n\
         [[ec2.stock]]\ntype = \"m5.large\"\ncount = 0",
    );
    assert_eq!(run(&twin, "m5.large", (1, 1), "").error(), out_of_stock("us-east-1a", ""));
    let start = twin.ec2("StartInstances&InstanceId.1=i-00000000000000001");
    assert_eq!(start.error(), out_of_stock("us-east-1a", ""));
}

#[test]
fn what_is_reserved_is_there() {
    let twin = Twin::with(
        "[[ec2.capacity_reservation]]\nid = \"cr-00000000000000001\"\ntype = \"m5.large\"\ncount = 2\n\
         [[ec2.stock]]\ntype = \"m5.large\"\ncount = 0",
    );
    assert_eq!(run(&twin, "m5.large", (1, 5), ZONE_A).all("instanceId").len(), 2);
    assert_eq!(run(&twin, "m5.large", (1, 1), ZONE_A).error(), out_of_stock("us-east-1a", ""));
}

#[test]
fn interfaces_have_so_many_groups() {
    let twin = Twin::with("[[ec2.limits]]\ngroups_per_interface = 2");
    let make =
        |n: u32| twin.ec2(&format!("CreateSecurityGroup&GroupName=group-{n}&GroupDescription=one")).one("groupId");
    let groups = [make(1), make(2), make(3)];
    let [one, two, three] = &groups;
    let some = format!("&SecurityGroupId.1={one}&SecurityGroupId.2={two}");
    let id = run(&twin, "t3.micro", (1, 1), &some).one("instanceId");
    let text = "The maximum number of security groups per interface has been reached.";
    let refused = (400, "SecurityGroupsPerInterfaceLimitExceeded".to_owned(), text.to_owned());
    assert_eq!(run(&twin, "t3.micro", (1, 1), &format!("{some}&SecurityGroupId.3={three}")).error(), refused);
    let call = "ModifyInstanceAttribute&InstanceId=";
    let answer = twin.ec2(&format!("{call}{id}&GroupId.1={one}&GroupId.2={two}&GroupId.3={three}"));
    assert_eq!(answer.error(), refused);
}

/// The error of a quota, with the text that most have.
fn too_many(code: &str, what: &str) -> (u16, String, String) {
    (400, code.to_owned(), format!("The maximum number of {what} has been reached."))
}

#[test]
fn parts_of_vpcs_are_so_many() {
    let twin = Twin::with(
        "[[ec2.limits]]\naddresses = 9\n[ec2.limits.network]\nroute_tables_per_vpc = 2\nnetwork_acls_per_vpc = 2\n\
         routes_per_table = 2\ndhcp_options_sets = 2\nprefix_lists = 1\noutstanding_peering_connections = 1\n\
         active_peering_connections_per_vpc = 1\ninterface_endpoints_per_vpc = 1\ngateway_endpoints = 1",
    );
    let vpc = parts::vpc(&twin);
    let subnet = parts::subnet(&twin, &vpc, "10.0.1.0/24");
    let table = parts::table(&twin, &vpc);
    let call = format!("CreateRouteTable&VpcId={vpc}");
    assert_eq!(twin.ec2(&call).error(), too_many("RouteTableLimitExceeded", "route tables"));
    let gateway = parts::gateway(&twin, &vpc);
    let route = |to: &str| twin.ec2(&format!("CreateRoute&RouteTableId={table}&{to}&GatewayId={gateway}"));
    route("DestinationCidrBlock=20.0.0.0/8").ok();
    route("DestinationCidrBlock=21.0.0.0/8").ok();
    assert_eq!(route("DestinationCidrBlock=22.0.0.0/8").error(), too_many("RouteLimitExceeded", "routes"));
    let acl = format!("CreateNetworkAcl&VpcId={vpc}");
    twin.ec2(&acl).ok();
    assert_eq!(twin.ec2(&acl).error(), too_many("NetworkAclLimitExceeded", "network ACLs"));
    let options = "CreateDhcpOptions&DhcpConfiguration.1.Key=domain-name&DhcpConfiguration.1.Value.1=x";
    twin.ec2(options).ok();
    assert_eq!(twin.ec2(options).error(), too_many("DhcpOptionsLimitExceeded", "DHCP options sets"));
    let list = "CreateManagedPrefixList&PrefixListName=n&AddressFamily=IPv4&MaxEntries=3";
    let list_id = twin.ec2(list).one("prefixListId");
    assert_eq!(twin.ec2(list).error().1, "PrefixListLimitExceeded");
    twin.ec2(&format!("DeleteRoute&RouteTableId={table}&DestinationCidrBlock=20.0.0.0/8")).ok();
    let to_list = route(&format!("DestinationPrefixListId={list_id}"));
    assert_eq!(to_list.error().1, "RouteLimitExceeded", "a list counts as often as it can have entries");
    let endpoint = |kind: &str, service: &str, more: &str| {
        let service = format!("com.amazonaws.us-east-1.{service}");
        twin.ec2(&format!("CreateVpcEndpoint&VpcId={vpc}&VpcEndpointType={kind}&ServiceName={service}{more}"))
    };
    endpoint("Gateway", "s3", "").ok();
    assert_eq!(endpoint("Gateway", "dynamodb", "").error().1, "VpcEndpointLimitExceeded");
    endpoint("Interface", "ec2", &format!("&SubnetId.1={subnet}")).ok();
    assert_eq!(endpoint("Interface", "sts", "").error().1, "VpcEndpointLimitExceeded");
    let other = |n: u32| twin.ec2(&format!("CreateVpc&CidrBlock=10.{n}.0.0/16")).one("vpcId");
    let peer = |with: &str| twin.ec2(&format!("CreateVpcPeeringConnection&VpcId={vpc}&PeerVpcId={with}"));
    let (first, second) = (other(1), other(2));
    let accept = |id: &str| twin.ec2(&format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}"));
    let waiting = peer(&first).one("vpcPeeringConnectionId");
    assert_eq!(peer(&second).error().1, "OutstandingVpcPeeringConnectionLimitExceeded");
    accept(&waiting).ok();
    let waiting = peer(&second).one("vpcPeeringConnectionId");
    assert_eq!(accept(&waiting).error().1, "ActiveVpcPeeringConnectionPerVpcLimitExceeded");
}

#[test]
fn a_region_has_so_many_gateways() {
    let twin = Twin::with("[[ec2.limits]]\naddresses = 9");
    let vpc = parts::vpc(&twin);
    let subnet = parts::subnet(&twin, &vpc, "10.0.1.0/24");
    parts::gateway(&twin, &vpc);
    // The default VPC has one, too.
    for _ in 0..3 {
        twin.ec2("CreateInternetGateway").ok();
    }
    let answer = twin.ec2("CreateInternetGateway");
    assert_eq!(answer.error(), too_many("InternetGatewayLimitExceeded", "internet gateways"));
    let egress = format!("CreateEgressOnlyInternetGateway&VpcId={vpc}");
    for _ in 0..5 {
        twin.ec2(&egress).ok();
    }
    assert_eq!(twin.ec2(&egress).error().1, "EgressOnlyInternetGatewayLimitExceeded");
    let nat = || {
        let address = twin.ec2("AllocateAddress&Domain=vpc").one("allocationId");
        twin.ec2(&format!("CreateNatGateway&SubnetId={subnet}&AllocationId={address}"))
    };
    let first = nat().one("natGatewayId");
    for _ in 1..5 {
        nat().ok();
    }
    let text = "Performing this operation would exceed the limit of 5 NAT gateways";
    assert_eq!(nat().error(), (400, "NatGatewayLimitExceeded".to_owned(), text.to_owned()));
    twin.ec2(&format!("DeleteNatGateway&NatGatewayId={first}")).ok();
    twin.advance("5m");
    nat().ok();
}

#[test]
fn a_prefix_list_counts_in_a_group_as_often_as_it_can_have_entries() {
    let twin = Twin::empty();
    let list = "CreateManagedPrefixList&PrefixListName=n&AddressFamily=IPv4&MaxEntries=59";
    let list = twin.ec2(list).one("prefixListId");
    let group = twin.ec2("CreateSecurityGroup&GroupName=g&GroupDescription=d").one("groupId");
    let allow = |peer: &str, port: u32| {
        let rule =
            format!("&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort={port}&IpPermissions.1.ToPort={port}");
        twin.ec2(&format!("AuthorizeSecurityGroupIngress&GroupId={group}{rule}&IpPermissions.1.{peer}"))
    };
    let listed = format!("PrefixListIds.1.PrefixListId={list}");
    allow(&listed, 1).ok();
    allow("IpRanges.1.CidrIp=10.0.0.0/8", 1).ok();
    let refused = too_many("RulesPerSecurityGroupLimitExceeded", "rules per security group");
    assert_eq!(allow("IpRanges.1.CidrIp=11.0.0.0/8", 1).error(), refused);
    assert_eq!(allow(&listed, 2).error(), refused);
    for n in 0..60 {
        allow(&format!("Ipv6Ranges.1.CidrIpv6=2600:{n}::/32"), 1).ok();
    }
    assert_eq!(allow("Ipv6Ranges.1.CidrIpv6=2600:99::/32", 1).error(), refused, "IPv6 counts for itself");
}
