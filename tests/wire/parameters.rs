//! Where parameters stand, and what is said of actions, versions and parameters that there are not.

use super::{EC2, ECS, V3, V4, cloud};
use crate::support::Twin;

const WORLD: &str = "[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"t3.micro\"\n\
                     [[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\n";

#[test]
fn ec2_reads_query_and_form_alike() {
    let (common, own) = (format!("Action=DescribeInstances&{EC2}"), "InstanceId.1=i-00000000000000001");
    let all = format!("{common}&{own}");
    let shapes = [
        ("GET", all.as_str(), ""),
        ("POST", &all, ""),
        ("POST", "", &all),
        ("POST", &common, own),
        ("POST", own, &common),
    ];
    let answers =
        shapes.map(|(method, query, body)| Twin::with(WORLD).request(method, query, &[], body).ok().to_owned());
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert!(answers[0].contains("<instanceId>i-00000000000000001</instanceId>"));
}

#[test]
fn the_query_goes_before_the_body_and_the_first_before_the_second() {
    let twin = Twin::with(WORLD);
    let call = |query: &str, body: &str| {
        let query = format!("Action=DescribeInstanceAttribute&{ECS}&{query}");
        twin.request("POST", &query, &[], body).0.status
    };
    assert_eq!(call("InstanceId=i-1", "InstanceId=i-2"), 200);
    assert_eq!(call("InstanceId=i-2", "InstanceId=i-1"), 404);
    assert_eq!(call("InstanceId=i-1&InstanceId=i-2", ""), 200);
    assert_eq!(call("InstanceId=i-2&InstanceId=i-1", ""), 404);
}

#[test]
fn plus_and_percent_are_decoded() {
    let twin = Twin::with(WORLD);
    twin.ecs("Describe%49nstanceAttribute&%49nstanceId=i%2D1").ok();
    assert_eq!(twin.ecs("DescribeInstanceAttribute&InstanceId=i+1").0.status, 404);
}

#[test]
fn actions_that_there_are_not() {
    let twin = Twin::empty();
    let error = |status, code: &str, text: &str| (status, code.to_owned(), text.to_owned());
    let text = "The action MakeCoffee is not valid for this web service.";
    assert_eq!(twin.ec2("MakeCoffee").error(), error(400, "InvalidAction", text));
    let text = "The action describeInstances is not valid for this web service.";
    assert_eq!(twin.ec2("describeInstances").error(), error(400, "InvalidAction", text));
    let text = "The action DescribeSpotPriceHistory is not implemented by Twinstance.";
    assert_eq!(twin.ec2("DescribeSpotPriceHistory").error(), error(400, "UnsupportedOperation", text));
    let text = "The action DescribeLaunchTemplates is not implemented by Twinstance.";
    assert_eq!(twin.ecs("DescribeLaunchTemplates").error(), error(400, "UnsupportedOperation", text));
    let text = "Specified api is not found, please check your url and method.";
    for answer in [twin.ecs("MakeCoffee"), twin.ecs_xml("MakeCoffee"), twin.ecs("modifyInstanceSpec")] {
        assert_eq!(answer.error(), error(404, "InvalidAction.NotFound", text));
    }
    let other = twin.ecs("ModifyInstanceCreditSpecification").error();
    assert_eq!(other, error(404, "InvalidAction.NotFound", text), "that is one of EC2");
}

#[test]
fn an_action_is_named() {
    let twin = Twin::empty();
    for call in [EC2.to_owned(), format!("{EC2}&Action=")] {
        let text = "The request must contain the parameter Action";
        assert_eq!(twin.get(&call, &[]).error(), (400, "MissingAction".into(), text.into()));
    }
    let text = "Action is mandatory for this action.";
    assert_eq!(twin.get(ECS, &[]).error(), (400, "MissingAction".into(), text.into()));
}

#[test]
fn versions_that_there_are_not() {
    let twin = Twin::empty();
    let call = "Action=DescribeInstances&Version=2020-02-20";
    let text = "The requested version (2020-02-20) of service AmazonEC2 does not exist";
    assert_eq!(twin.get(call, &[("authorization", V4)]).error(), (400, "NoSuchVersion".into(), text.into()));
    let text = "Specified parameter Version is not valid.";
    assert_eq!(twin.get(call, &[("authorization", V3)]).error(), (400, "InvalidVersion".into(), text.into()));
    assert_eq!(cloud(&twin.get(call, &[])), "none");
}

#[test]
fn control_characters_are_refused_by_the_cloud_that_was_called() {
    let twin = Twin::empty();
    for sent in ["%00", "a%01b", "%1B", "%7F", "%C2%85", "%EF%BF%BF"] {
        let answer = twin.ec2(&format!("DescribeInstances&NextToken={sent}"));
        let (status, code, text) = answer.error();
        assert_eq!((status, code.as_str()), (400, "InvalidParameterValue"), "{sent}");
        assert!(
            text.contains("for parameter NextToken is invalid. Expected: text without control characters."),
            "{text}"
        );
        let answer = twin.ecs(&format!("DescribeRegions&AcceptLanguage={sent}"));
        let text = "The specified parameter \"AcceptLanguage\" is not valid.";
        assert_eq!(answer.error(), (400, "InvalidParameter".into(), text.into()), "{sent}");
        let answer = twin.ecs_xml(&format!("{sent}&RegionId=cn-hangzhou"));
        assert_eq!(answer.error().0, 400, "an action of such a name, {sent}");
    }
    assert_eq!(twin.ec2("DescribeInstances&Na%00me=x").error().1, "InvalidParameterValue", "in a name");
    let image = "aliyun_3_x64_20G_alibase_20240819.vhd";
    let launch = format!("RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId={image}");
    twin.ecs(&format!("{launch}&Description=a%09b%0Ac%0D")).ok();
}

#[test]
fn unknown_parameters_are_refused_by_ec2_and_ignored_by_ecs() {
    let twin = Twin::with(WORLD);
    let text = "The parameter Colour is not recognized";
    assert_eq!(twin.ec2("DescribeInstances&Colour=red").error(), (400, "UnknownParameter".into(), text.into()));
    let text = "The parameter InstanceId.1.Colour is not recognized";
    let below = twin.ec2("DescribeInstances&InstanceId.1.Colour=red").error();
    assert_eq!(below, (400, "UnknownParameter".into(), text.into()));
    let answer =
        twin.ecs("DescribeInstanceAttribute&InstanceId=i-1&Colour=red&Deep.1.Er=x&on=DescribeInstanceAttribute");
    answer.ok();
    assert_eq!(answer.header("x-twinstance-ignored"), Some("Colour, Deep.1.Er, on"));
    assert_eq!(twin.ecs("DescribeInstanceAttribute&InstanceId=i-1").header("x-twinstance-ignored"), None);
}

#[test]
fn what_is_ignored_is_told_of_refusals_too() {
    let twin = Twin::with(WORLD);
    let answer = twin.ecs("StopInstance&InstanceId=i-2&ForceStop=true&Colour=red");
    assert_eq!(answer.0.status, 404);
    assert_eq!(answer.header("x-twinstance-ignored"), Some("Colour, ForceStop"));
}

#[test]
fn ec2_tells_what_it_does_not_model() {
    let twin = Twin::empty();
    let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
    let answer = twin.ec2(&format!("{run}&AdditionalInfo=x&EnablePrimaryIpv6=FALSE"));
    answer.ok();
    assert_eq!(answer.header("x-twinstance-ignored"), Some("AdditionalInfo"));
    // What is unknown is told before what is not modelled.
    let refused = |more: &str| twin.ec2(&format!("{run}&AdditionalInfo=x{more}")).error();
    let text = "The parameter EnablePrimaryIpv6 is not implemented by Twinstance.";
    assert_eq!(refused("&EnablePrimaryIpv6=true"), (400, "UnsupportedOperation".into(), text.into()));
    assert_eq!(refused("&EnablePrimaryIpv6=true&Zed=1").1, "UnknownParameter");
    let answer = twin.ec2(run);
    answer.ok();
    assert_eq!(answer.header("x-twinstance-ignored"), None);
}

#[test]
fn names_that_a_header_cannot_carry_do_not_silence_the_others() {
    let twin = Twin::with(WORLD);
    let answer = twin.ecs("DescribeInstanceAttribute&InstanceId=i-1&Colour=red&%C3%A9=x&a%0Ab=y");
    let told = answer.header("x-twinstance-ignored").expect("a header");
    assert!(axum::http::HeaderValue::from_str(told).is_ok_and(|value| value.to_str().is_ok()), "{told}");
    assert!(told.contains("Colour"), "{told}");
}

#[test]
fn a_blank_id_is_not_the_absence_of_ids() {
    let twin = Twin::new("demo = true", "");
    for (action, name, code) in [
        ("DescribeAddresses", "AllocationId.1", "InvalidAllocationID.NotFound"),
        ("DescribeAddresses", "PublicIp.1", "InvalidParameterValue"),
        ("DescribeAvailabilityZones", "ZoneId.1", "InvalidParameterValue"),
        ("DescribeAvailabilityZones", "ZoneName.1", "InvalidParameterValue"),
        ("DescribeCapacityReservations", "CapacityReservationId.1", "InvalidCapacityReservationId.Malformed"),
        ("DescribeImages", "ImageId.1", "InvalidAMIID.Malformed"),
        ("DescribeInstanceCreditSpecifications", "InstanceId.1", "InvalidInstanceID.Malformed"),
        ("DescribeInstanceStatus", "InstanceId.1", "InvalidInstanceID.Malformed"),
        ("DescribeInstanceTypes", "InstanceType.1", "InvalidInstanceType"),
        ("DescribeInstances", "InstanceId.1", "InvalidInstanceID.Malformed"),
        ("DescribeInternetGateways", "InternetGatewayId.1", "InvalidInternetGatewayId.Malformed"),
        ("DescribeKeyPairs", "KeyName.1", "InvalidParameterValue"),
        ("DescribeKeyPairs", "KeyPairId.1", "InvalidParameterValue"),
        ("DescribeNetworkInterfaces", "NetworkInterfaceId.1", "InvalidNetworkInterfaceID.NotFound"),
        ("DescribeRegions", "RegionName.1", "InvalidParameterValue"),
        ("DescribeRouteTables", "RouteTableId.1", "InvalidRouteTableId.Malformed"),
        ("DescribeSecurityGroups", "GroupId.1", "InvalidGroupId.Malformed"),
        ("DescribeSecurityGroups", "GroupName.1", "InvalidGroup.NotFound"),
        ("DescribeSubnets", "SubnetId.1", "InvalidSubnetID.NotFound"),
        ("DescribeVolumes", "VolumeId.1", "InvalidVolumeID.Malformed"),
        ("DescribeVpcs", "VpcId.1", "InvalidVpcID.NotFound"),
    ] {
        assert_eq!(twin.ec2(&format!("{action}&{name}=")).error().1, code, "{action} {name}");
        twin.ec2(&format!("{action}&{}=", name.trim_end_matches(".1"))).ok();
    }
}
