//! How long texts may be: each that a vendor limits, at its limit and beyond; and of every operation each parameter, with
//! a text that no vendor takes.

use crate::alibaba::ecs::interfaces::give_ipv6;
use crate::clients::calls::{EC2_CALLS, ECS_CALLS, ECS_MADE, FURTHER, MADE, all_instances};
use crate::clients::interface_calls::ECS_INTERFACE_CALLS;
use crate::clients::network_calls::EC2_NETWORK_CALLS;
use crate::clients::placement_calls::EC2_PLACEMENT_CALLS;
use crate::clients::snapshot_calls::ECS_SNAPSHOT_CALLS;
use crate::clients::storage_calls::EC2_STORAGE_CALLS;
use crate::clients::template_calls::EC2_TEMPLATE_CALLS;
use crate::clients::vpc_calls::VPC_CALLS;
use crate::registry::REGISTRIES;
use crate::support::{Answer, Twin};
use std::collections::BTreeMap;
use twinstance::app::App;
use twinstance::config::Config;

const WORLD: &str = "[[ec2.instance]]\nid = \"i-00000000000000001\"\ntype = \"t3.micro\"\n\
                     [[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\n\
                     [[ecs.capacity_reservation]]\nid = \"crp-1\"\ntype = \"ecs.g6.large\"\ncount = 1\n";

/// A text parameter: its call, its name, the most characters, the code for more.
type Row = (&'static str, &'static str, usize, &'static str);

const RUN: &str = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1";
const TAG: &str = "CreateTags&ResourceId.1=i-00000000000000001&Tag.1.Key=k";
const RULE: &str = "AuthorizeSecurityGroupIngress&GroupName=default&IpPermissions.1.IpProtocol=tcp\
                    &IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8";

const EC2_ROWS: &[Row] = &[
    (RUN, "KeyName", 255, "InvalidParameterValue"),
    (RUN, "ClientToken", 64, "InvalidParameterValue"),
    ("CreateKeyPair&KeyType=ed25519", "KeyName", 255, "InvalidParameterValue"),
    ("CreateSecurityGroup&GroupDescription=d", "GroupName", 255, "InvalidParameterValue"),
    ("CreateSecurityGroup&GroupName=g", "GroupDescription", 255, "InvalidParameterValue"),
    (RULE, "IpPermissions.1.IpRanges.1.Description", 255, "InvalidParameterValue"),
    ("CreateImage&InstanceId=i-00000000000000001", "Name", 128, "InvalidAMIName.Malformed"),
    ("CreateImage&InstanceId=i-00000000000000001&Name=made", "Description", 255, "InvalidParameterValue"),
    ("CreateTags&ResourceId.1=i-00000000000000001", "Tag.1.Key", 128, "InvalidParameterValue"),
    (TAG, "Tag.1.Value", 256, "InvalidParameterValue"),
    ("DescribeInstances&Filter.1.Name=image-id", "Filter.1.Value.1", 255, "FilterLimitExceeded"),
];

const LAUNCH: &str =
    "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
const CREATE: &str =
    "CreateInstance&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
const DISK: &str = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large\
                    &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&DataDisk.1.Size=40";
const MODIFY: &str = "ModifyInstanceAttribute&RegionId=cn-hangzhou&InstanceId=i-1";
const IMAGE: &str = "CreateImage&RegionId=cn-hangzhou&InstanceId=i-1";
const PAIR: &str = "CreateKeyPair&RegionId=cn-hangzhou&KeyPairName=made";
const ECS_GROUP: &str = "CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}";
const ECS_RULE: &str = "AuthorizeSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={group}\
                        &Permissions.1.IpProtocol=tcp&Permissions.1.PortRange=22/22&Permissions.1.SourceCidrIp=10.0.0.0/8";
const POOL: &str = "CreateCapacityReservation&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&InstanceAmount=1\
                    &ZoneId.1=cn-hangzhou-b";
const CHANGE_POOL: &str = "ModifyCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-1";
const ECS_TAG: &str = "TagResources&RegionId=cn-hangzhou&ResourceType=instance&ResourceId.1=i-1";
const JOIN: &str = "JoinResourceGroup&ResourceType=instance&ResourceId=i-1";

const ECS_ROWS: &[Row] = &[
    (LAUNCH, "InstanceName", 128, "InvalidInstanceName.Malformed"),
    (LAUNCH, "Description", 256, "InvalidDescription.Malformed"),
    (LAUNCH, "HostName", 64, "InvalidHostName.Malformed"),
    (LAUNCH, "KeyPairName", 128, "InvalidKeyPairName.NotFound"),
    (LAUNCH, "RamRoleName", 64, "InvalidRamRole.NotFound"),
    (LAUNCH, "ResourceGroupId", 64, "InvalidResourceGroup.NotFound"),
    (LAUNCH, "ClientToken", 64, "InvalidClientToken.ValueNotSupported"),
    (LAUNCH, "SystemDisk.DiskName", 128, "InvalidDiskName.Malformed"),
    (LAUNCH, "SystemDisk.Description", 256, "InvalidDiskDescription.Malformed"),
    (DISK, "DataDisk.1.DiskName", 128, "InvalidDiskName.Malformed"),
    (DISK, "DataDisk.1.Description", 256, "InvalidDiskDescription.Malformed"),
    (DISK, "DataDisk.1.Device", 64, "InvalidDataDevice.Malformed"),
    (LAUNCH, "Tag.1.Key", 128, "InvalidTagKey.Malformed"),
    (CREATE, "InstanceName", 128, "InvalidInstanceName.Malformed"),
    (CREATE, "Description", 256, "InvalidDescription.Malformed"),
    (CREATE, "HostName", 64, "InvalidHostName.Malformed"),
    (CREATE, "RamRoleName", 64, "InvalidRamRole.NotFound"),
    (CREATE, "SystemDisk.DiskName", 128, "InvalidDiskName.Malformed"),
    (CREATE, "SystemDisk.Description", 256, "InvalidDiskDescription.Malformed"),
    (MODIFY, "InstanceName", 128, "InvalidInstanceName.Malformed"),
    (MODIFY, "Description", 256, "InvalidDescription.Malformed"),
    (MODIFY, "HostName", 64, "InvalidHostName.Malformed"),
    (IMAGE, "ImageName", 128, "InvalidImageName.Malformed"),
    (IMAGE, "ImageFamily", 128, "InvalidImageFamily.Malformed"),
    (IMAGE, "ImageVersion", 40, "InvalidImageVersion.Malformed"),
    (IMAGE, "Description", 256, "InvalidDescription.Malformed"),
    (IMAGE, "ResourceGroupId", 64, "InvalidResourceGroup.NotFound"),
    ("CreateKeyPair&RegionId=cn-hangzhou", "KeyPairName", 128, "InvalidKeyPairName.Malformed"),
    (PAIR, "ResourceGroupId", 64, "InvalidResourceGroup.NotFound"),
    (ECS_GROUP, "SecurityGroupName", 128, "InvalidSecurityGroupName.Malformed"),
    (ECS_GROUP, "Description", 256, "InvalidSecurityGroupDiscription.Malformed"),
    (ECS_GROUP, "ResourceGroupId", 64, "InvalidResourceGroup.NotFound"),
    (ECS_RULE, "Permissions.1.Description", 512, "InvalidSecurityGroupDiscription.Malformed"),
    (POOL, "PrivatePoolOptions.Name", 128, "Invalid.PrivatePoolOptionsName.MalFormed"),
    (POOL, "Description", 256, "InvalidParameter"),
    (POOL, "ResourceGroupId", 64, "InvalidResourceGroup.NotFound"),
    (CHANGE_POOL, "PrivatePoolOptions.Name", 128, "InvalidPrivatePoolOptionsName.ValueNotSupported"),
    (CHANGE_POOL, "Description", 256, "InvalidDescription.ValueNotSupported"),
    (ECS_TAG, "Tag.1.Key", 128, "InvalidTagKey.Malformed"),
    (JOIN, "ResourceGroupId", 64, "InvalidResourceGroup.NotFound"),
];

const VPC: &str = "CreateVpc&RegionId=cn-hangzhou";
const SWITCH: &str = "CreateVSwitch&RegionId=cn-hangzhou&VpcId={vpc}&ZoneId=cn-hangzhou-h&CidrBlock=172.16.200.0/24";
const EIP: &str = "AllocateEipAddress&RegionId=cn-hangzhou";

const VPC_ROWS: &[Row] = &[
    (VPC, "VpcName", 128, "InvalidVpcName.Malformed"),
    (VPC, "Description", 256, "InvalidVpcDiscription.Malformed"),
    (VPC, "ResourceGroupId", 64, "InvalidResourceGroupId"),
    (VPC, "Tag.1.Key", 128, "InvalidTagKey"),
    (SWITCH, "VSwitchName", 128, "InvalidVSwitchName.Malformed"),
    (SWITCH, "Description", 256, "InvalidVSwitchDiscription.Malformed"),
    (EIP, "Name", 128, "InvalidParameter"),
    (EIP, "Description", 256, "InvalidParameter"),
    (EIP, "ResourceGroupId", 64, "InvalidResourceGroupId"),
];

/// Calls with the value of a tag, which needs its key beside it: of ECS, and of the VPC API.
const TAG_VALUES: &[(&str, bool, &str)] = &[
    (LAUNCH, false, "InvalidTagValue.Malformed"),
    (CREATE, false, "InvalidTagValue.Malformed"),
    (IMAGE, false, "InvalidTagValue.Malformed"),
    (PAIR, false, "InvalidTagValue.Malformed"),
    (ECS_GROUP, false, "InvalidTagValue.Malformed"),
    (POOL, false, "InvalidTagValue.Malformed"),
    (ECS_TAG, false, "InvalidTagValue.Malformed"),
    (VPC, true, "InvalidTagValue"),
    (SWITCH, true, "InvalidTagValue"),
    (EIP, true, "InvalidTagValue"),
];

/// The ids of the default network of ECS in place of `{vpc}` and `{group}`.
fn filled(twin: &Twin, call: &str) -> String {
    let groups = twin.ecs("DescribeSecurityGroups&RegionId=cn-hangzhou").json();
    let group = &groups["SecurityGroups"]["SecurityGroup"][0];
    let text = |name: &str| group[name].as_str().unwrap_or_default();
    call.replace("{vpc}", text("VpcId")).replace("{group}", text("SecurityGroupId"))
}

fn at_its_limit(rows: &[Row], call: impl Fn(&Twin, &str) -> Answer) {
    for (parameters, name, max, code) in rows {
        let twin = Twin::with(WORLD);
        let parameters = filled(&twin, parameters);
        let with = |length: usize| call(&twin, &format!("{parameters}&{name}={}", "a".repeat(length)));
        let (_, beyond, text) = with(max + 1).error();
        assert_eq!(beyond, *code, "{parameters}&{name}: {text}");
        with(*max).ok();
    }
}

#[test]
fn ec2_limits_texts() {
    at_its_limit(EC2_ROWS, Twin::ec2);
    let text = "Value for parameter KeyName is invalid. Length exceeds maximum of 255.";
    let long = Twin::empty().ec2(&format!("CreateKeyPair&KeyName={}", "a".repeat(256))).error();
    assert_eq!(long, (400, "InvalidParameterValue".into(), text.into()), "as recorded from AWS");
}

#[test]
fn ecs_limits_texts() {
    at_its_limit(ECS_ROWS, Twin::ecs);
}

#[test]
fn the_vpc_api_limits_texts() {
    at_its_limit(VPC_ROWS, Twin::vpc);
}

#[test]
fn values_of_tags_are_limited() {
    for (call, vpc, code) in TAG_VALUES {
        let twin = Twin::with(WORLD);
        let call = filled(&twin, call);
        let with = |length: usize| {
            let parameters = format!("{call}&Tag.1.Key=k&Tag.1.Value={}", "v".repeat(length));
            if *vpc { twin.vpc(&parameters) } else { twin.ecs(&parameters) }
        };
        assert_eq!(with(129).error().1, *code, "{call}");
        with(128).ok();
    }
}

#[test]
fn user_data_is_limited() {
    let bytes = |count: usize| "QUFB".repeat(count / 3);
    let twin = Twin::with(WORLD);
    let ec2 = |count| twin.ec2(&format!("{RUN}&UserData={}", bytes(count)));
    ec2(16_383).ok();
    assert_eq!(ec2(16_386).error().1, "InvalidParameterValue");
    let ecs = |count| twin.ecs(&format!("{LAUNCH}&UserData={}", bytes(count)));
    ecs(32_766).ok();
    assert_eq!(ecs(32_769).error().1, "InvalidUserData.SizeExceeded");
}

#[test]
fn volumes_of_ec2_have_a_type_a_size_and_a_device() {
    let twin = Twin::empty();
    let volume = |more: &str| twin.ec2(&format!("{RUN}&BlockDeviceMapping.1.DeviceName=/dev/sdf{more}"));
    let ebs = |category: &str, gib: u32| {
        let iops = if category.starts_with("io") { "&BlockDeviceMapping.1.Ebs.Iops=100" } else { "" };
        volume(&format!(
            "&BlockDeviceMapping.1.Ebs.VolumeType={category}&BlockDeviceMapping.1.Ebs.VolumeSize={gib}{iops}"
        ))
    };
    for (category, min, max) in [
        ("gp2", 1, 16_384),
        ("gp3", 1, 65_536),
        ("io1", 4, 16_384),
        ("io2", 4, 65_536),
        ("st1", 125, 16_384),
        ("sc1", 125, 16_384),
        ("standard", 1, 1_024),
    ] {
        ebs(category, min).ok();
        ebs(category, max).ok();
        for gib in [min - 1, max + 1, i32::MAX as u32] {
            assert_eq!(ebs(category, gib).error().1, "InvalidParameterValue", "{category} {gib}");
        }
    }
    let unknown = ebs("gp9", 10).error();
    assert_eq!(unknown.2, "Value (gp9) for parameter volumeType is invalid.");
    for (device, good) in
        [("/dev/sdf", true), ("xvdba", true), ("/dev/sda1", true), ("/dev/nvme1n1", false), ("/dev/sdZZ", false)]
    {
        let answer =
            twin.ec2(&format!("{RUN}&BlockDeviceMapping.1.DeviceName={device}&BlockDeviceMapping.1.Ebs.VolumeSize=10"));
        assert_eq!(answer.0.status == 200, good, "{device}: {}", answer.0.body);
    }
}

#[test]
fn lists_are_limited() {
    let twin = Twin::with(WORLD);
    let many = |name: &str, value: &str, count: usize| {
        (1..=count).map(|n| format!("&{}={value}", name.replace("{n}", &n.to_string()))).collect::<String>()
    };
    let filters = |count| many("Filter.{n}.Name", "vpc-id", count) + &many("Filter.{n}.Value.1", "*", count);
    twin.ec2(&format!("DescribeInstances{}", filters(50))).ok();
    assert_eq!(twin.ec2(&format!("DescribeInstances{}", filters(51))).error().1, "FilterLimitExceeded");
    let values = |count| format!("DescribeVpcs&Filter.1.Name=vpc-id{}", many("Filter.1.Value.{n}", "vpc-1", count));
    twin.ec2(&values(200)).ok();
    let text = "The maximum number of filter values specified on a single call is 200";
    assert_eq!(twin.ec2(&values(201)).error(), (400, "FilterLimitExceeded".into(), text.into()));
    let types = |count| format!("DescribeInstanceTypes{}", many("InstanceType.{n}", "t3.micro", count));
    twin.ec2(&types(100)).ok();
    assert_eq!(twin.ec2(&types(101)).error().1, "InvalidParameterValue");
    let ids = |count| format!("DescribeInstanceStatus{}", many("InstanceId.{n}", "i-00000000000000001", count));
    twin.ec2(&ids(100)).ok();
    assert_eq!(twin.ec2(&ids(101)).error().1, "InvalidRequest");
    for action in ["DescribeInstances", "DescribeDisks", "DescribeImages", "DescribeKeyPairs", "DescribeSecurityGroups"]
    {
        let tags = |count| format!("{action}&RegionId=cn-hangzhou{}", many("Tag.{n}.Key", "k", count));
        twin.ecs(&tags(20)).ok();
        assert_eq!(twin.ecs(&tags(21)).error().1, "InvalidTagCount", "{action}");
    }
    let list = |count| {
        let values = many("TagFilter.1.TagValues.{n}", "v", count);
        format!("ListTagResources&RegionId=cn-hangzhou&ResourceType=instance&TagFilter.1.TagKey=k{values}")
    };
    twin.ecs(&list(5)).ok();
    assert_eq!(twin.ecs(&list(6)).error().1, "InvalidParameter");
}

/// A pattern that was compared with each text by going back and forth took minutes for such sizes, and held the world
/// meanwhile.
#[test]
fn patterns_hold_nothing_up() {
    const LONG: usize = 1_000_000;
    let twin = Twin::with(WORLD);
    let run = RUN.replace("MinCount=1&MaxCount=1", "MinCount=1&MaxCount=4000");
    twin.ec2(&format!(
        "{run}&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=k\
                       &TagSpecification.1.Tag.1.Value={}",
        "a".repeat(256)
    ))
    .ok();
    let filter = |value: &str| twin.ec2(&format!("DescribeInstances&Filter.1.Name=tag:k&Filter.1.Value.1={value}"));
    let found = |value: &str| filter(value).ok().matches("<instanceId>").count();
    assert_eq!(found(&format!("{}b", "*a".repeat(127))), 0);
    assert_eq!(found(&format!("{}b", "a?".repeat(127))), 0);
    assert_eq!(found(&"*a".repeat(127)), 4000);
    assert_eq!(filter(&"*".repeat(LONG)).error().1, "FilterLimitExceeded");
    let named = format!("DescribeInstances&RegionId=cn-hangzhou&InstanceName={}", "*".repeat(LONG));
    assert_eq!(
        twin.request("POST", "", &[], &format!("Format=JSON&Version=2014-05-26&Action={named}")).json()["TotalCount"],
        1
    );
}

/// The id in an answer that the calls after it use, by the element's or the field's name in braces.
fn learn(answer: &Answer, made: &mut BTreeMap<String, String>) {
    let body = &answer.0.body;
    made.extend(all_instances(answer).map(|list| ("{instances}".to_owned(), list)));
    for name in MADE.iter().chain(ECS_MADE) {
        let after =
            [format!("<{name}>"), format!("\"{name}\":\"")].into_iter().find_map(|open| body.rsplit_once(&open));
        if let Some((_, rest)) = after {
            let id: String = rest.chars().take_while(|c| *c != '<' && *c != '"').collect();
            made.insert(format!("{{{name}}}"), id);
        }
    }
}

/// The size of the world as a snapshot has it.
fn size(twin: &Twin, name: &str) -> usize {
    twin.app.take_snapshot(name.to_owned()).expect("a whole world");
    let snapshot = twin.app.snapshots.get(name).expect("the snapshot");
    serde_json::to_string(&snapshot.world).expect("JSON").len()
}

/// Makes the calls, and each with one parameter after the other of 256 KiB, from the same world.
fn keeps_no_long_text(service: &str, calls: &[&str], prefix: &str) {
    let (_, _, operations) = REGISTRIES.into_iter().find(|(name, ..)| *name == service).expect("a service");
    let long = "a".repeat(1 << 18);
    let twin = Twin::new("demo = true", FURTHER);
    give_ipv6(&twin);
    let send = |call: &str| twin.request("POST", "", &[], &format!("{prefix}&Action={call}"));
    let scope = "123456789012/20261121/us-east-1/iam/aws4_request";
    let header = format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0");
    let profile = "Version=2010-05-08&Action=CreateInstanceProfile&InstanceProfileName=model";
    twin.request("POST", "", &[("authorization", &header)], profile).ok();
    let mut made = BTreeMap::new();
    for call in calls {
        let call = made.iter().fold((*call).to_owned(), |call, (name, id): (&String, &String)| call.replace(name, id));
        let action = call.split('&').next().unwrap_or_default();
        let entry = operations.iter().position(|entry| entry.action == action).expect("an operation");
        if operations[entry].changes {
            let before = size(&twin, "before");
            for name in (operations[entry].parameters)() {
                let name = name.replace(".N", ".1");
                let others: Vec<_> = call.split('&').filter(|pair| !pair.starts_with(&format!("{name}="))).collect();
                send(&format!("{}&{name}={long}", others.join("&")));
                let grown = size(&twin, "after").saturating_sub(before);
                assert!(grown < long.len() / 2, "{action} keeps {grown} bytes of {name}");
                twin.app.restore_snapshot("before");
            }
        }
        let answer = send(&call);
        answer.ok();
        learn(&answer, &mut made);
    }
    let tried: Vec<_> = calls.iter().map(|call| call.split('&').next().unwrap_or_default()).collect();
    for entry in operations.iter().filter(|entry| entry.changes) {
        assert!(tried.contains(&entry.action), "{} has no call", entry.action);
    }
}

#[test]
fn no_operation_of_ec2_keeps_a_long_text() {
    let calls = [EC2_CALLS, EC2_NETWORK_CALLS, EC2_STORAGE_CALLS, EC2_PLACEMENT_CALLS, EC2_TEMPLATE_CALLS].concat();
    keeps_no_long_text("AWS EC2", &calls, "Version=2016-11-15");
}

#[test]
fn no_operation_of_ecs_keeps_a_long_text() {
    keeps_no_long_text(
        "Alibaba Cloud ECS",
        &[ECS_CALLS, ECS_INTERFACE_CALLS, ECS_SNAPSHOT_CALLS].concat(),
        "Format=JSON&Version=2014-05-26",
    );
}

#[test]
fn no_operation_of_the_vpc_api_keeps_a_long_text() {
    keeps_no_long_text("Alibaba Cloud VPC", VPC_CALLS, "Format=JSON&Version=2016-04-28");
}

#[test]
fn worlds_from_outside_have_no_long_texts() {
    let scenario =
        format!("[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\ndescription = \"{}\"", "a".repeat(257));
    let mut config = Config::from_toml("").expect("a configuration");
    config.scenarios.push(("long".to_owned(), scenario));
    let error = App::new(config).err().expect("a refusal").to_string();
    assert!(error.contains("has more than 256 characters"), "{error}");
}
