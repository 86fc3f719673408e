//! The life of an `alicloud_instance` as Terraform's provider calls it, with the network it stands in: the actions and
//! parameters that the provider sends, and the fields that it reads into its state.

use crate::support::{Answer, Twin};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A world in which states take their time.
fn world() -> Twin {
    Twin::new("transitions = \"realistic\"", "")
}

/// A call of the provider's newer client: what is common in the query, the rest in the form.
fn split(twin: &Twin, version: &str, action: &str, parameters: &str) -> Answer {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let query =
        format!("Action={action}&Version={version}&Format=json&Timestamp=2026-11-21T08:00:00Z&SignatureNonce=n");
    twin.request("POST", &query, &form, parameters)
}

fn ecs(twin: &Twin, action: &str, parameters: &str) -> Answer {
    split(twin, "2014-05-26", action, parameters)
}

fn vpc(twin: &Twin, action: &str, parameters: &str) -> Answer {
    split(twin, "2016-04-28", action, parameters)
}

#[track_caller]
fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// Where the instance stands.
struct Network {
    vpc: String,
    switch: String,
    group: String,
}

/// `alicloud_vpc`, `alicloud_vswitch` and `alicloud_security_group`, each waited for.
fn network(twin: &Twin) -> Network {
    let made =
        vpc(twin, "CreateVpc", "RegionId=cn-hangzhou&CidrBlock=10.0.0.0/8&VpcName=web&ClientToken=TF-CreateVpc-1");
    let id = text(&made.json()["VpcId"]);
    let shown = vpc(twin, "DescribeVpcAttribute", &format!("RegionId=cn-hangzhou&VpcId={id}")).json();
    assert_eq!((text(&shown["Status"]), text(&shown["CidrBlock"])), ("Available".into(), "10.0.0.0/8".into()));
    assert_eq!(shown["VRouterId"], made.json()["VRouterId"]);
    let parameters = format!(
        "RegionId=cn-hangzhou&VpcId={id}&ZoneId=cn-hangzhou-h&CidrBlock=10.1.0.0/21&VSwitchName=web&ClientToken=TF-CreateVSwitch-1"
    );
    let switch = text(&vpc(twin, "CreateVSwitch", &parameters).json()["VSwitchId"]);
    let shown = vpc(twin, "DescribeVSwitchAttributes", &format!("RegionId=cn-hangzhou&VSwitchId={switch}")).json();
    assert_eq!((text(&shown["Status"]), text(&shown["VpcId"])), ("Available".into(), id.clone()));
    let parameters =
        format!("RegionId=cn-hangzhou&VpcId={id}&SecurityGroupName=web&ClientToken=TF-CreateSecurityGroup-1");
    let group = text(&ecs(twin, "CreateSecurityGroup", &parameters).json()["SecurityGroupId"]);
    let shown = format!("RegionId=cn-hangzhou&SecurityGroupId={group}");
    assert_eq!(text(&ecs(twin, "DescribeSecurityGroupAttribute", &shown).json()["VpcId"]), id);
    Network { vpc: id, switch, group }
}

/// The one instance of this id; `None` where the provider takes it for gone.
fn describe(twin: &Twin, id: &str) -> Option<Value> {
    let call = format!("DescribeInstances&RegionId=cn-hangzhou&InstanceIds=[%22{id}%22]");
    twin.ecs(&call).json()["Instances"]["Instance"].as_array().expect("a list").first().cloned()
}

/// Waits as the provider does: in any but these states it gives up.
#[track_caller]
fn wait(twin: &Twin, id: &str, pending: &[&str], target: &str) {
    for _ in 0..60 {
        let status = text(&describe(twin, id).expect("the instance")["Status"]);
        if status == target {
            return;
        }
        assert!(pending.contains(&status.as_str()), "{status} on the way to {target}");
        twin.advance("5s");
    }
    panic!("{target} does not come");
}

/// The create call, with what the provider sends by itself.
fn create(twin: &Twin, network: &Network) -> String {
    let Network { switch, group, .. } = network;
    let answer = twin.ecs(&format!(
        "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd\
         &ZoneId=cn-hangzhou-h&SystemDisk.Category=cloud_essd&SystemDisk.Size=40&SystemDisk.PerformanceLevel=PL1\
         &SecurityGroupIds.1={group}&InstanceName=web&Description=data&InternetChargeType=PayByTraffic\
         &InternetMaxBandwidthOut=0&VSwitchId={switch}&InstanceChargeType=PostPaid&SpotStrategy=NoSpot\
         &UserData=ZWNobyBoaQ==&DryRun=false&DeletionProtection=false&IoOptimized=optimized&ResourceGroupId=rg-1\
         &Tag.1.Key=Stage&Tag.1.Value=test&ClientToken=TF-RunInstances-1"
    ));
    let id = text(&answer.json()["InstanceIdSets"]["InstanceIdSet"][0]);
    wait(twin, &id, &["Pending", "Starting", "Stopped"], "Running");
    id
}

/// What the provider reads of an instance itself.
const READ: [&str; 24] = [
    "InstanceName",
    "ResourceGroupId",
    "Description",
    "Status",
    "ZoneId",
    "HostName",
    "ImageId",
    "InstanceType",
    "InternetMaxBandwidthOut",
    "InternetMaxBandwidthIn",
    "InstanceChargeType",
    "KeyPairName",
    "SpotStrategy",
    "SpotPriceLimit",
    "InternetChargeType",
    "DeletionProtection",
    "CreditSpecification",
    "AutoReleaseTime",
    "Tags",
    "HpcClusterId",
    "DeploymentSetId",
    "DeploymentSetGroupNo",
    "PublicIpAddress",
    "SecurityGroupIds",
];

/// The provider's state of an instance, by all the calls that it reads it with.
#[track_caller]
fn read(twin: &Twin, id: &str) -> BTreeMap<&'static str, Value> {
    let instance = describe(twin, id).expect("the instance");
    let mut state = BTreeMap::new();
    for name in READ {
        assert!(!instance[name].is_null(), "{name} is not there");
        state.insert(name, instance[name].clone());
    }
    state.insert("VSwitchId", instance["VpcAttributes"]["VSwitchId"].clone());
    state.insert("PrivateIp", instance["VpcAttributes"]["PrivateIpAddress"]["IpAddress"][0].clone());
    let group = text(&instance["ResourceGroupId"]);
    let disks = format!("DescribeDisks&RegionId=cn-hangzhou&InstanceId={id}&DiskType=system&ResourceGroupId={group}");
    let disks = twin.ecs(&disks).json()["Disks"]["Disk"].clone();
    assert_eq!(disks.as_array().map(Vec::len), Some(1), "one system disk");
    for name in ["Category", "Size", "AutoSnapshotPolicyId", "PerformanceLevel"] {
        assert!(!disks[0][name].is_null(), "{name} is not there");
        state.insert(name, disks[0][name].clone());
    }
    let user_data = twin.ecs(&format!("DescribeUserData&RegionId=cn-hangzhou&InstanceId={id}")).json();
    state.insert("UserData", user_data["UserData"].clone());
    let roles = twin.ecs(&format!("DescribeInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[%22{id}%22]")).json();
    state.insert("RamRoleName", roles["InstanceRamRoleSets"]["InstanceRamRoleSet"][0]["RamRoleName"].clone());
    let nics = instance["NetworkInterfaces"]["NetworkInterface"].as_array().expect("a list");
    let primary = nics.iter().find(|nic| nic["Type"] == "Primary").expect("a primary one");
    let nic = format!("RegionId=cn-hangzhou&NetworkInterfaceId.1={}", text(&primary["NetworkInterfaceId"]));
    let nic = ecs(twin, "DescribeNetworkInterfaces", &nic).json();
    let addresses = nic["NetworkInterfaceSets"]["NetworkInterfaceSet"][0]["PrivateIpSets"]["PrivateIpSet"].clone();
    let all = addresses.as_array().expect("a list");
    let secondary = all.iter().filter(|address| address["Primary"] == false).count();
    state.insert("SecondaryPrivateIps", secondary.into());
    let renewal = "DescribeInstanceMaintenanceAttributes&RegionId=cn-hangzhou&InstanceId.1=";
    assert_eq!(twin.ecs(&format!("{renewal}{id}")).json()["TotalCount"], 1);
    state
}

/// A change that needs the instance at rest.
fn change_type(twin: &Twin, id: &str, instance_type: &str, token: &str) {
    twin.ecs(&format!("StopInstance&RegionId=cn-hangzhou&InstanceId={id}&ForceStop=false")).ok();
    wait(twin, id, &["Pending", "Running", "Stopping"], "Stopped");
    twin.ecs(&format!("ModifyInstanceSpec&InstanceId={id}&InstanceType={instance_type}&ClientToken={token}")).ok();
    assert_eq!(describe(twin, id).expect("the instance")["InstanceType"], instance_type);
    twin.ecs(&format!("StartInstance&InstanceId={id}")).ok();
    wait(twin, id, &["Pending", "Starting", "Stopped"], "Running");
}

/// A change of bandwidth; the first gets it a public address too.
fn change_bandwidth(twin: &Twin, id: &str, out: u32, first: bool) {
    let call = format!("ModifyInstanceNetworkSpec&InstanceId={id}&InternetMaxBandwidthOut={out}");
    twin.ecs(&format!("{call}&ClientToken=TF-ModifyInstanceNetworkSpec-{out}")).ok();
    assert_eq!(describe(twin, id).expect("the instance")["InternetMaxBandwidthOut"], out);
    if first {
        twin.ecs(&format!("AllocatePublicIpAddress&InstanceId={id}")).ok();
    }
}

fn destroy(twin: &Twin, id: &str, network: &Network) {
    let Network { vpc: network, switch, group } = network;
    twin.ecs(&format!("DeleteInstance&InstanceId={id}&Force=true")).ok();
    for _ in 0..60 {
        let Some(instance) = describe(twin, id) else { break };
        let status = text(&instance["Status"]);
        assert!(["Pending", "Running", "Stopped", "Stopping"].contains(&status.as_str()), "{status}");
        twin.advance("5s");
    }
    assert_eq!(describe(twin, id), None);
    ecs(twin, "DeleteSecurityGroup", &format!("RegionId=cn-hangzhou&SecurityGroupId={group}")).ok();
    vpc(twin, "DeleteVSwitch", &format!("RegionId=cn-hangzhou&VSwitchId={switch}")).ok();
    let gone = vpc(twin, "DescribeVSwitchAttributes", &format!("RegionId=cn-hangzhou&VSwitchId={switch}"));
    assert_eq!(gone.error().1, "InvalidVSwitchId.NotFound");
    vpc(twin, "DeleteVpc", &format!("RegionId=cn-hangzhou&VpcId={network}")).ok();
    let gone = vpc(twin, "DescribeVpcAttribute", &format!("RegionId=cn-hangzhou&VpcId={network}"));
    assert_eq!(gone.error().1, "Forbidden.VpcNotFound");
}

#[test]
fn an_instance_is_made_changed_and_destroyed() {
    let twin = world();
    let network = network(&twin);
    let id = create(&twin, &network);
    let made = read(&twin, &id);
    for (name, value) in [
        ("InstanceType", json!("ecs.g6.large")),
        ("ImageId", json!("aliyun_3_x64_20G_alibase_20240819.vhd")),
        ("InstanceName", json!("web")),
        ("Description", json!("data")),
        ("ResourceGroupId", json!("rg-1")),
        ("ZoneId", json!("cn-hangzhou-h")),
        ("VSwitchId", json!(network.switch)),
        ("SecurityGroupIds", json!({"SecurityGroupId": [network.group]})),
        ("InternetMaxBandwidthOut", json!(0)),
        ("InternetChargeType", json!("PayByTraffic")),
        ("InstanceChargeType", json!("PostPaid")),
        ("SpotStrategy", json!("NoSpot")),
        ("DeletionProtection", json!(false)),
        ("Tags", json!({"Tag": [{"TagKey": "Stage", "TagValue": "test"}]})),
        ("Category", json!("cloud_essd")),
        ("Size", json!(40)),
        ("PerformanceLevel", json!("PL1")),
        ("UserData", json!("ZWNobyBoaQ==")),
        ("SecondaryPrivateIps", json!(0)),
    ] {
        assert_eq!(made[name], value, "{name}: the second plan shows no change");
    }
    assert_eq!(read(&twin, &id), made, "nor does a third");
    change_type(&twin, &id, "ecs.g6.xlarge", "TF-ModifyInstanceSpec-1");
    let mut changed = read(&twin, &id);
    assert_eq!(changed.insert("InstanceType", made["InstanceType"].clone()), Some("ecs.g6.xlarge".into()));
    assert_eq!(changed, made, "nothing else has changed");
    change_bandwidth(&twin, &id, 5, true);
    let public = read(&twin, &id);
    assert_eq!(public["InternetMaxBandwidthOut"], 5);
    assert_eq!(public["PublicIpAddress"]["IpAddress"].as_array().map(Vec::len), Some(1));
    change_bandwidth(&twin, &id, 10, false);
    let wider = read(&twin, &id);
    assert_eq!(
        (&wider["InternetMaxBandwidthOut"], &wider["PublicIpAddress"]),
        (&json!(10), &public["PublicIpAddress"])
    );
    destroy(&twin, &id, &network);
}

#[test]
fn what_changes_without_a_stop_changes_alone() {
    let twin = world();
    let network = network(&twin);
    let id = create(&twin, &network);
    let made = read(&twin, &id);
    let resource = format!("RegionId=cn-hangzhou&ResourceType=instance&ResourceId.1={id}");
    ecs(&twin, "UntagResources", &format!("{resource}&TagKey.1=Stage")).ok();
    ecs(&twin, "TagResources", &format!("{resource}&Tag.1.Key=Team&Tag.1.Value=web")).ok();
    let join = format!("RegionId=cn-hangzhou&ResourceType=instance&ResourceId={id}&ResourceGroupId=rg-2");
    ecs(&twin, "JoinResourceGroup", &join).ok();
    let group = format!("RegionId=cn-hangzhou&VpcId={}&SecurityGroupName=other", network.vpc);
    let other = text(&ecs(&twin, "CreateSecurityGroup", &group).json()["SecurityGroupId"]);
    twin.ecs(&format!("JoinSecurityGroup&InstanceId={id}&SecurityGroupId={other}")).ok();
    twin.ecs(&format!("LeaveSecurityGroup&InstanceId={id}&SecurityGroupId={}", network.group)).ok();
    twin.ecs(&format!("ModifyInstanceAttribute&InstanceId={id}&InstanceName=renamed&DeletionProtection=true")).ok();
    let release = "AutoReleaseTime=2026-12-01T00:00:00Z";
    twin.ecs(&format!("ModifyInstanceAutoReleaseTime&RegionId=cn-hangzhou&InstanceId={id}&{release}")).ok();
    let mut expected = made;
    expected.insert("Tags", json!({"Tag": [{"TagKey": "Team", "TagValue": "web"}]}));
    expected.insert("ResourceGroupId", json!("rg-2"));
    expected.insert("SecurityGroupIds", json!({"SecurityGroupId": [other]}));
    expected.insert("InstanceName", json!("renamed"));
    expected.insert("DeletionProtection", json!(true));
    expected.insert("AutoReleaseTime", json!("2026-12-01T00:00Z"));
    assert_eq!(read(&twin, &id), expected);
}

#[test]
fn a_create_that_is_sent_again_makes_nothing_new() {
    let twin = world();
    let network = network(&twin);
    assert_eq!(create(&twin, &network), create(&twin, &network));
    let all = twin.ecs("DescribeInstances&RegionId=cn-hangzhou").json();
    assert_eq!(all["TotalCount"], 1);
}
