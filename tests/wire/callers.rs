//! Who calls, and in which region.

use super::{EC2, V3, V4};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [ec2]
    instance = [
        { id = "i-00000000000000001", type = "t3.micro" },
        { id = "i-00000000000000002", type = "t3.micro", region = "eu-west-1" },
        { id = "i-00000000000000003", type = "t3.micro", account = "111122223333" },
        { id = "i-00000000000000004", type = "t3.micro", account = "444455556666" },
    ]

    [ecs]
    instance = [
        { id = "i-hangzhou", type = "ecs.g6.large" },
        { id = "i-shanghai", type = "ecs.g6.large", region = "cn-shanghai" },
        { id = "i-listed", type = "ecs.g6.large", account = "111122223333" },
        { id = "i-digits", type = "ecs.g6.large", account = "444455556666" },
        { id = "i-digits-far", type = "ecs.g6.large", account = "444455556666", region = "cn-beijing" },
    ]
"#;

const CONFIG: &str = "[access_keys]\nLISTED = \"111122223333\"\n";

/// The ids in an answer of either cloud.
#[track_caller]
fn seen(answer: &Answer) -> String {
    let element = if answer.0.body.contains("<instanceId>") { "instanceId" } else { "InstanceId" };
    answer.ok();
    answer.all(element).join(" ")
}

#[test]
fn access_keys_of_ec2_lead_to_accounts_and_scopes_to_regions() {
    let twin = Twin::new(CONFIG, WORLD);
    let call = format!("Action=DescribeInstances&{EC2}");
    for (key, region, id) in [
        ("AKID", "us-east-1", "i-00000000000000001"),
        ("AKID", "eu-west-1", "i-00000000000000002"),
        ("AKID", "0", "i-00000000000000001"),
        ("LISTED", "us-east-1", "i-00000000000000003"),
        ("444455556666", "us-east-1", "i-00000000000000004"),
        ("999999999999", "us-east-1", ""),
    ] {
        let header = V4.replace("AKID", key).replace("us-east-1", region);
        assert_eq!(seen(&twin.get(&call, &[("authorization", &header)])), id, "{key} {region} in the header");
        let query = format!(
            "{call}&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={key}%2F20261121%2F{region}%2Fec2%2Faws4_request&X-Amz-Signature=0"
        );
        assert_eq!(seen(&twin.get(&query, &[])), id, "{key} {region} in the query");
    }
    let version_2 =
        format!("{call}&AWSAccessKeyId=LISTED&SignatureVersion=2&SignatureMethod=HmacSHA256&Signature=0&Timestamp=t");
    assert_eq!(seen(&twin.get(&version_2, &[])), "i-00000000000000003");
    assert_eq!(seen(&twin.get(&call, &[("host", "ec2.eu-west-1.amazonaws.com")])), "i-00000000000000002");
    let scoped = [("host", "ec2.eu-west-1.amazonaws.com"), ("authorization", V4)];
    assert_eq!(seen(&twin.get(&call, &scoped)), "i-00000000000000001", "the scope goes before the host");
    assert_eq!(seen(&twin.get(&call, &[])), "i-00000000000000001", "unsigned: all defaults");
}

#[test]
fn defaults_are_configured() {
    let config = "[region]\nec2 = \"eu-west-1\"\necs = \"cn-shanghai\"\n\
                  [account]\nec2 = \"444455556666\"\necs = \"777788889999\"\n";
    let world = r#"
        [ec2]
        instance = [
            { id = "i-00000000000000001", type = "t3.micro" },
            { id = "i-00000000000000002", type = "t3.micro", region = "us-east-1" },
            { id = "i-00000000000000003", type = "t3.micro", account = "123456789012" },
        ]

        [ecs]
        instance = [
            { id = "i-shanghai", type = "ecs.g6.large" },
            { id = "i-hangzhou", type = "ecs.g6.large", region = "cn-hangzhou" },
            { id = "i-other", type = "ecs.g6.large", account = "1234567890123456" },
        ]
    "#;
    let twin = Twin::new(config, world);
    let call = format!("Action=DescribeInstances&{EC2}");
    assert_eq!(seen(&twin.get(&call, &[])), "i-00000000000000001");
    assert_eq!(seen(&twin.get(&call, &[("authorization", V4)])), "i-00000000000000002");
    assert_eq!(seen(&twin.ecs_xml("DescribeInstanceStatus&RegionId=cn-shanghai")), "i-shanghai");
    assert_eq!(seen(&twin.ecs_xml("DescribeInstanceStatus&RegionId=cn-shanghai&AccessKeyId=any")), "i-shanghai");
    let image = "aliyun_3_x64_20G_alibase_20240819.vhd";
    twin.ecs("StopInstance&InstanceId=i-hangzhou").ok();
    let made = format!("RunInstances&RegionId=cn-shanghai&InstanceType=ecs.g6.large&ImageId={image}");
    assert_eq!(twin.ecs(&made).json()["InstanceIdSets"]["InstanceIdSet"][0].as_str().map(|id| &id[..5]), Some("i-uf6"));
    assert_eq!(twin.ecs("StopInstance&InstanceId=i-nowhere").0.status, 404);
    let host = "ecs.cn-shanghai.aliyuncs.com";
    assert!(twin.ecs("StopInstance&InstanceId=i-nowhere").0.body.contains(host), "the region that answers");
}

#[test]
fn access_keys_of_ecs_lead_to_accounts() {
    let twin = Twin::new(CONFIG, WORLD);
    let call = "Action=DescribeInstances&Version=2014-05-26&RegionId=cn-hangzhou&Format=XML";
    for (key, id) in [("AK", "i-hangzhou"), ("LISTED", "i-listed"), ("444455556666", "i-digits"), ("999999999999", "")]
    {
        let header = V3.replace("AK", key);
        assert_eq!(seen(&twin.get(call, &[("authorization", &header)])), id, "{key} with version 3");
        assert_eq!(seen(&twin.get(&format!("{call}&AccessKeyId={key}"), &[])), id, "{key} with version 1");
    }
    assert_eq!(seen(&twin.get(call, &[])), "i-hangzhou", "unsigned");
}

#[test]
fn regions_of_ecs_come_from_the_parameter_or_the_host() {
    let twin = Twin::with(WORLD);
    let call = "Action=DescribeInstanceStatus&Version=2014-05-26";
    for (more, host, answer) in [
        ("&RegionId=cn-shanghai", "127.0.0.1:4780", "i-shanghai"),
        ("&RegionId=cn-shanghai", "ecs.cn-hangzhou.aliyuncs.com", "i-shanghai"),
        ("&RegionId=cn-hangzhou", "ecs-cn-shanghai.aliyuncs.com", "i-hangzhou"),
    ] {
        assert_eq!(seen(&twin.get(&format!("{call}{more}"), &[("host", host)])), answer, "{more} {host}");
    }
    let attribute = "Action=DescribeInstanceAttribute&Version=2014-05-26&InstanceId=i-shanghai";
    for (host, status) in [
        ("127.0.0.1:4780", 200),
        ("ecs.aliyuncs.com", 200),
        ("ecs.cn-shanghai.aliyuncs.com", 200),
        ("ecs-cn-shanghai.aliyuncs.com:80", 200),
        ("http://ecs.cn-shanghai.aliyuncs.com", 200),
        ("ecs.cn-hangzhou.aliyuncs.com", 404),
    ] {
        assert_eq!(twin.get(attribute, &[("host", host)]).0.status, status, "{host}");
    }
}

#[test]
fn an_instance_is_found_in_any_region_of_its_account() {
    let twin = Twin::with(WORLD);
    twin.ecs("StopInstance&InstanceId=i-shanghai").ok();
    twin.ecs("ModifyInstanceSpec&InstanceId=i-shanghai&InstanceType=ecs.g6.xlarge").ok();
    let seen = twin.ecs("DescribeInstanceAttribute&InstanceId=i-shanghai").json();
    assert_eq!((&seen["RegionId"], &seen["InstanceType"]), (&"cn-shanghai".into(), &"ecs.g6.xlarge".into()));
    let call = "DescribeInstanceAttribute&InstanceId=i-digits-far";
    assert_eq!(twin.ecs(call).0.status, 404, "not in another account");
    twin.ecs(&format!("{call}&AccessKeyId=444455556666")).ok();
    let named = twin.ecs(&format!("{call}&AccessKeyId=444455556666&RegionId=cn-hangzhou"));
    assert_eq!(named.0.code.as_deref(), Some("InvalidInstanceId.NotFound"));
}

#[test]
fn a_region_exists() {
    let twin = Twin::empty();
    let text = "The RegionId provided does not exist in our records.";
    for call in ["DescribeInstances&RegionId=us-east-2", "StopInstance&InstanceId=i-1&RegionId=mars"] {
        assert_eq!(twin.ecs(call).error(), (404, "InvalidRegionId.NotFound".into(), text.into()), "{call}");
        assert_eq!(twin.ecs_xml(call).error(), (404, "InvalidRegionId.NotFound".into(), text.into()), "{call}");
        assert!(twin.ecs(call).0.body.contains("\"HostId\":\"ecs.aliyuncs.com\""), "no region has its endpoint");
    }
}

#[test]
fn both_clouds_have_worlds_of_their_own() {
    let twin = Twin::with(WORLD);
    assert_eq!(
        twin.ecs("StopInstance&InstanceId=i-00000000000000001").0.code.as_deref(),
        Some("InvalidInstanceId.NotFound")
    );
    assert_eq!(
        twin.ec2("StopInstances&InstanceId.1=i-hangzhou").0.code.as_deref(),
        Some("InvalidInstanceID.Malformed")
    );
}
