//! RunInstances: the networks, disks and reservations that a launch goes to.

use super::*;

fn text(error: &Answer) -> (String, String) {
    let (status, code, message) = error.error();
    assert_eq!(status, 400);
    (code, message)
}

/// The subnet of a zone, found by launching into it.
fn subnet(twin: &Twin, zone: &str) -> String {
    launch(twin, &format!("&Placement.AvailabilityZone={zone}")).all("subnetId").remove(0)
}

#[test]
fn a_zone_has_a_name_and_an_id() {
    let twin = Twin::empty();
    assert_eq!(launch(&twin, "&Placement.AvailabilityZone=us-east-1f").one("availabilityZone"), "us-east-1f");
    assert_eq!(launch(&twin, "&Placement.AvailabilityZoneId=use1-az5").one("availabilityZone"), "us-east-1f");
    let unknown = launch(&twin, "&Placement.AvailabilityZone=eu-west-1a");
    assert_eq!(text(&unknown), ("InvalidParameterValue".into(), "Invalid availability zone: [eu-west-1a]".into()));
}

#[test]
fn a_subnet_decides_the_zone() {
    let twin = Twin::empty();
    let id = subnet(&twin, "us-east-1d");
    assert_eq!(launch(&twin, &format!("&SubnetId={id}")).one("availabilityZone"), "us-east-1d");
    let answer = launch(&twin, &format!("&SubnetId={id}&Placement.AvailabilityZone=us-east-1a"));
    let why = format!("The subnet '{id}' is in us-east-1d, not in us-east-1a.");
    assert_eq!(text(&answer), ("InvalidParameterCombination".into(), why));
    let answer = launch(&twin, "&SubnetId=subnet-0fffffff");
    assert_eq!(
        text(&answer),
        ("InvalidSubnetID.NotFound".into(), "The subnet ID 'subnet-0fffffff' does not exist".into())
    );
}

#[test]
fn groups_are_named_by_id_or_name() {
    let twin = Twin::empty();
    let default = launch(&twin, "").all("groupId").remove(0);
    assert_eq!(launch(&twin, "&SecurityGroup.1=default").all("groupId")[0], default);
    assert_eq!(launch(&twin, &format!("&SecurityGroupId.1={default}")).all("groupId")[0], default);
    for name in ["SecurityGroupId.1", "SecurityGroup.1"] {
        let answer = launch(&twin, &format!("&{name}=sg-0fffffff"));
        assert_eq!(
            text(&answer),
            ("InvalidGroup.NotFound".into(), "The security group 'sg-0fffffff' does not exist".into())
        );
    }
}

#[test]
fn addresses_are_given_once() {
    let twin = Twin::empty();
    let first = launch(&twin, "&PrivateIpAddress=172.31.0.77");
    assert_eq!(first.all("privateIpAddress")[0], "172.31.0.77");
    assert_eq!(first.all("privateDnsName")[0], "ip-172-31-0-77.ec2.internal");
    for (address, code, why) in [
        ("172.31.0.77", "InvalidIPAddress.InUse", "is in use."),
        ("172.31.0.3", "InvalidParameterValue", "is in the subnet's reserved address range"),
        ("172.31.15.255", "InvalidParameterValue", "is in the subnet's reserved address range"),
        ("172.31.16.4", "InvalidParameterValue", "does not fall within the subnet's address range"),
        ("10.9.8.7", "InvalidParameterValue", "does not fall within the subnet's address range"),
    ] {
        let answer = launch(&twin, &format!("&PrivateIpAddress={address}"));
        assert_eq!(text(&answer), (code.into(), format!("Address {address} {why}")));
    }
    let two = twin.ec2(&format!("RunInstances&ImageId={IMAGE}&MinCount=2&MaxCount=2&PrivateIpAddress=172.31.0.78"));
    let why = "The parameter privateIpAddress cannot be used when more than one instance is launched";
    assert_eq!(text(&two), ("InvalidParameterCombination".into(), why.into()), "one address for two");
}

#[test]
fn an_interface_says_where() {
    let twin = Twin::empty();
    let id = subnet(&twin, "us-east-1b");
    let interface = |more: &str| {
        launch(&twin, &format!("&NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.SubnetId={id}{more}"))
    };
    let answer = interface(
        "&NetworkInterface.1.AssociatePublicIpAddress=false&NetworkInterface.1.PrivateIpAddress=172.31.16.99",
    );
    assert_eq!(answer.one("availabilityZone"), "us-east-1b");
    assert_eq!((answer.all("privateIpAddress")[0].as_str(), answer.all("ipAddress").len()), ("172.31.16.99", 0));
    assert_eq!(interface("").all("ipAddress").len(), 1, "as the subnet says");
    for (more, what) in [
        (format!("&SubnetId={id}"), "subnet ID"),
        ("&SecurityGroupId.1=sg-1".into(), "security groups"),
        ("&SecurityGroup.1=default".into(), "security groups"),
        ("&PrivateIpAddress=172.31.16.98".into(), "private IP address"),
    ] {
        let expected =
            format!("Network interfaces and an instance-level {what} may not be specified on the same request");
        assert_eq!(text(&interface(&more)), ("InvalidParameterCombination".into(), expected), "{more}");
    }
}

#[test]
fn an_interface_has_the_first_index() {
    let twin = Twin::empty();
    let why = "Each network interface requires a device index.";
    let answer = launch(&twin, "&NetworkInterface.1.AssociatePublicIpAddress=true");
    assert_eq!(text(&answer), ("InvalidParameterValue".into(), why.into()));
    let why = "When specifying network interfaces, you must include a device at index 0";
    let answer = launch(&twin, "&NetworkInterface.1.DeviceIndex=1");
    assert_eq!(text(&answer), ("InvalidParameterValue".into(), why.into()));
    let answer = launch(&twin, "&NetworkInterface.1.DeviceIndex=first");
    assert_eq!(answer.error(), invalid("NetworkInterface.1.DeviceIndex", "first", "an integer in range"));
}

#[test]
fn what_names_one_place_twice_is_refused() {
    let twin = Twin::empty();
    let subnet = subnet(&twin, "us-east-1b");
    for (more, why) in [
        (
            format!("&SecurityGroup.1=default&SubnetId={subnet}"),
            "The parameter groupName cannot be used with the parameter subnet",
        ),
        (
            "&Placement.AvailabilityZone=us-east-1a&Placement.AvailabilityZoneId=use1-az2".into(),
            "The parameter availabilityZone cannot be used with the parameter availabilityZoneId",
        ),
    ] {
        assert_eq!(text(&launch(&twin, &more)), ("InvalidParameterCombination".into(), why.into()));
    }
}

#[test]
fn without_a_default_network_a_subnet_is_needed() {
    let missing = |twin: &Twin, parameters: &str| {
        let (code, text) = text(&launch(twin, parameters));
        assert_eq!(code, "MissingInput");
        text
    };
    let twin = Twin::new("default_network = false", "");
    let vpc = twin.ec2("DescribeVpcs").one("vpcId");
    let none = format!("No subnets found for the default VPC '{vpc}'. Please specify a subnet.");
    assert_eq!(missing(&twin, ""), none);
    let twin = Twin::empty();
    let in_zone =
        twin.ec2("DescribeSubnets&Filter.1.Name=availability-zone&Filter.1.Value.1=us-east-1b").one("subnetId");
    twin.ec2(&format!("DeleteSubnet&SubnetId={in_zone}")).ok();
    launch(&twin, "").ok();
    let why = "No default subnet for availability zone: 'us-east-1b'.";
    assert_eq!(missing(&twin, "&Placement.AvailabilityZone=us-east-1b"), why);
}

#[test]
fn there_is_always_a_root_volume() {
    let twin = Twin::empty();
    let devices = |parameters: &str| {
        let id = launch(&twin, parameters).one("instanceId");
        let answer = twin.ec2(&format!("DescribeInstances&InstanceId.1={id}"));
        (answer.all("deviceName"), answer.all("deleteOnTermination"))
    };
    let names = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    // The last is that of the network interface.
    assert_eq!(devices(""), (names(&["/dev/xvda"]), names(&["true", "true"])));
    let data = "&BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=20";
    assert_eq!(devices(data), (names(&["/dev/xvda", "/dev/sdf"]), names(&["true", "true", "true"])));
    let root = "&BlockDeviceMapping.2.DeviceName=/dev/xvda&BlockDeviceMapping.2.Ebs.DeleteOnTermination=false";
    assert_eq!(
        devices(&format!("{data}{root}")),
        (names(&["/dev/xvda", "/dev/sdf"]), names(&["false", "true", "true"]))
    );
    let none = "&BlockDeviceMapping.1.DeviceName=/dev/sdb&BlockDeviceMapping.1.VirtualName=ephemeral0";
    assert_eq!(devices(none).0, names(&["/dev/xvda"]));
    assert_eq!(
        launch(&twin, "&BlockDeviceMapping.1.Ebs.VolumeSize=20").error(),
        missing("BlockDeviceMapping.1.DeviceName")
    );
}

#[test]
fn reserved_capacity_is_asked_for_in_one_way() {
    let twin = Twin::empty();
    let specification = "&CapacityReservationSpecification.CapacityReservation";
    let target = format!("{specification}Target.CapacityReservationId=");
    let both =
        "The request can include either a CapacityReservationId or a CapacityReservationPreference but not both.";
    let answer = launch(&twin, &format!("{target}cr-0fffffff{specification}Preference=open"));
    assert_eq!(text(&answer), ("InvalidParameterCombination".into(), both.into()));
    let answer = launch(&twin, &format!("{target}cr-0fffffff{specification}Preference=capacity-reservations-only"));
    assert_eq!(text(&answer).0, "InvalidCapacityReservationId.NotFound", "they go together");
    let answer = launch(&twin, &format!("{target}cr-0fffffff"));
    let why = "The capacity reservation ID 'cr-0fffffff' was not found";
    assert_eq!(text(&answer), ("InvalidCapacityReservationId.NotFound".into(), why.into()));
    let answer = launch(&twin, &format!("{target}mine"));
    assert_eq!(text(&answer), ("InvalidCapacityReservationId.Malformed".into(), "Invalid id: \"mine\"".into()));
    let answer = launch(&twin, &format!("{specification}Target.CapacityReservationResourceGroupArn=arn"));
    assert_eq!(text(&answer).0, "UnsupportedOperation");
    let answer = launch(&twin, &format!("{specification}Preference=closed"));
    let name = "CapacityReservationSpecification.CapacityReservationPreference";
    assert_eq!(answer.error(), invalid(name, "closed", "one of open, none, capacity-reservations-only"));
    let answer = launch(&twin, "&InstanceMarketOptions.MarketType=interruptible-capacity-reservation");
    let name = "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId";
    assert_eq!(answer.error(), missing(name));
}

#[test]
fn a_launch_takes_what_room_there_is() {
    let world = "[[ec2.capacity_reservation]]\nid = \"cr-00000001\"\ntype = \"t3.micro\"\ncount = 3\n";
    let run = |twin: &Twin, min: u32, max: u32, how: &str| {
        let specification = format!("&CapacityReservationSpecification.CapacityReservation{how}");
        twin.ec2(&format!(
            "RunInstances&ImageId={IMAGE}&InstanceType=t3.micro&MinCount={min}&MaxCount={max}{specification}"
        ))
    };
    for how in ["Target.CapacityReservationId=cr-00000001", "Preference=capacity-reservations-only"] {
        let twin = Twin::with(world);
        assert_eq!(text(&run(&twin, 4, 5, how)).0, "ReservationCapacityExceeded");
        assert_eq!(run(&twin, 2, 5, how).all("amiLaunchIndex").len(), 3, "{how}");
        assert_eq!(text(&run(&twin, 1, 1, how)).0, "ReservationCapacityExceeded");
    }
    let twin = Twin::with(world);
    let open = run(&twin, 5, 5, "Preference=open");
    assert_eq!(
        (open.all("amiLaunchIndex").len(), open.all("capacityReservationId").len()),
        (5, 3),
        "the rest on demand"
    );
}

#[test]
fn a_launch_goes_to_the_zone_of_its_reservation() {
    let reservation = |id, zone, matching| {
        format!(
            "[[ec2.capacity_reservation]]\nid = \"{id}\"\ntype = \"t3.micro\"\ncount = 1\nzone = \"{zone}\"\n\
             matching = \"{matching}\"\n"
        )
    };
    let world =
        reservation("cr-00000001", "us-east-1c", "targeted") + &reservation("cr-00000002", "us-east-1d", "open");
    let twin = Twin::with(&world);
    let specification = "&InstanceType=t3.micro&CapacityReservationSpecification.CapacityReservation";
    let (target, only) = ("Target.CapacityReservationId=cr-00000001", "Preference=capacity-reservations-only");
    let elsewhere = "Preference=open&Placement.AvailabilityZone=us-east-1a";
    assert_eq!(launch(&twin, &format!("{specification}{elsewhere}")).one("availabilityZone"), "us-east-1a");
    let answer = launch(&twin, &format!("{specification}{target}&Placement.AvailabilityZone=us-east-1a"));
    assert_eq!(text(&answer).0, "ReservationCapacityExceeded", "the zone that is named goes first");
    for (how, zone) in [(target, "us-east-1c"), (only, "us-east-1d")] {
        let answer = launch(&twin, &format!("{specification}{how}"));
        assert_eq!(answer.one("availabilityZone"), zone, "{how}");
        assert_eq!(text(&launch(&twin, &format!("{specification}{how}"))).0, "ReservationCapacityExceeded", "{how}");
    }
    let twin = Twin::with(&format!("{world}[[ec2.stock]]\ntype = \"t3.micro\"\ncount = 0"));
    let answer = launch(&twin, "&InstanceType=t3.micro");
    assert_eq!(answer.one("availabilityZone"), "us-east-1d", "nothing else is left");
}

#[test]
fn a_target_takes_its_own_kind_only() {
    let world = "[[ec2.capacity_reservation]]\nid = \"cr-00000001\"\ntype = \"m5.large\"\ncount = 3\n";
    let twin = Twin::with(world);
    let answer =
        launch(&twin, "&CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId=cr-00000001");
    let why = "The requested reservation does not have sufficient compatible and available capacity for this request.";
    assert_eq!(text(&answer), ("ReservationCapacityExceeded".into(), why.into()), "another type");
}
