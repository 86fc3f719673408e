//! Clients that are told of this server as their proxy, and write the cloud's own names.

use super::{cloud, raw};
use crate::support::Twin;

/// The value of the first field of this name in JSON that may be deep.
fn first(text: &str, field: &str) -> String {
    let (_, rest) = text.split_once(&format!("\"{field}\":\"")).expect("the field");
    rest.split('"').next().unwrap_or("").to_owned()
}

#[test]
fn the_name_says_which_cloud_service_and_region() {
    let world = r#"
        [ecs]
        instance = [{ id = "i-shanghai", type = "ecs.g6.large", region = "cn-shanghai" }]
        [ec2]
        instance = [{ id = "i-00000000000000001", type = "t3.micro", region = "eu-west-1" }]
    "#;
    let twin = Twin::with(world);
    let call = |host: &str, query: &str| raw(&twin, "GET", &format!("http://{host}/?{query}"), &[("host", host)]);
    let ecs = "Action=DescribeInstances&Format=JSON&RegionId=";
    assert_eq!(call("ecs.aliyuncs.com", &format!("{ecs}cn-shanghai")).json()["TotalCount"], 1);
    assert_eq!(call("ecs.cn-shanghai.aliyuncs.com:80", &format!("{ecs}cn-beijing")).json()["TotalCount"], 0);
    let status = "Action=DescribeInstanceAttribute&InstanceId=i-shanghai&Format=JSON";
    for host in ["ecs.cn-shanghai.aliyuncs.com", "ecs-cn-shanghai.aliyuncs.com", "ecs.aliyuncs.com"] {
        assert_eq!(call(host, status).json()["RegionId"], "cn-shanghai", "{host}");
    }
    assert_eq!(call("ecs.cn-beijing.aliyuncs.com", status).error().0, 404);
    let switches = "Action=DescribeVSwitches&Format=JSON";
    let zone = first(call("vpc.cn-shanghai.aliyuncs.com", switches).ok(), "ZoneId");
    assert!(zone.starts_with("cn-shanghai-"), "{zone}");
    let who = "Action=GetCallerIdentity&Format=JSON";
    assert_eq!(call("sts.aliyuncs.com", who).json()["IdentityType"], "Account");
    let instances = "Action=DescribeInstances&Version=2016-11-15";
    for (host, count) in [("ec2.eu-west-1.amazonaws.com", 1), ("ec2.amazonaws.com", 0)] {
        let answer = call(host, instances);
        answer.ok();
        assert_eq!((cloud(&answer), answer.all("instanceId").len()), ("ec2", count), "{host}");
    }
    let who = call("sts.us-east-1.amazonaws.com", "Action=GetCallerIdentity&Version=2011-06-15");
    assert_eq!(who.one("Account"), "123456789012");
}

#[test]
fn the_target_goes_before_the_host() {
    let twin = Twin::empty();
    let target = "http://ecs.cn-shanghai.aliyuncs.com/?Action=DescribeVSwitches&Format=JSON";
    let answer = raw(&twin, "GET", target, &[("host", "ec2.us-east-1.amazonaws.com")]);
    assert_eq!(cloud(&answer), "ecs");
    assert!(first(answer.ok(), "ZoneId").starts_with("cn-shanghai-"));
}

#[test]
fn answers_name_endpoints_as_the_cloud_does() {
    let twin = Twin::empty();
    let get = |target: &str| raw(&twin, "GET", target, &[]).ok().to_owned();
    let regions = get("http://ecs.aliyuncs.com/?Action=DescribeRegions&Format=JSON&RegionId=cn-hangzhou");
    assert!(regions.contains("\"RegionId\":\"cn-shanghai\",\"RegionEndpoint\":\"ecs.cn-shanghai.aliyuncs.com\""));
    for (code, endpoint) in [("ecs", "ecs.cn-beijing.aliyuncs.com"), ("Vpc", "vpc.cn-beijing.aliyuncs.com")] {
        let found = get(&format!(
            "http://location-readonly.aliyuncs.com/?Action=DescribeEndpoints&Format=JSON&Id=cn-beijing&ServiceCode={code}"
        ));
        assert_eq!(first(&found, "Endpoint"), endpoint);
        assert_eq!(first(&found, "SerivceCode"), code);
    }
    let regions = get("http://ec2.us-east-1.amazonaws.com/?Action=DescribeRegions&Version=2016-11-15");
    assert!(regions.contains("<regionEndpoint>ec2.eu-west-1.amazonaws.com</regionEndpoint>"), "{regions}");
    let here = get("http://127.0.0.1:4780/?Action=DescribeEndpoints&Version=2015-06-12&Id=cn-beijing&ServiceCode=ecs");
    assert!(here.contains("<Endpoint>127.0.0.1:4780</Endpoint>"), "{here}");
}

#[test]
fn a_tunnel_that_there_is_not_is_refused() {
    let connect = |twin: &Twin, host: &str, status: u16, text: &str| {
        let answer = raw(twin, "CONNECT", host, &[("host", host)]);
        assert_eq!(answer.0.status, status, "{}", answer.0.body);
        assert!(answer.0.body.starts_with(text), "{}", answer.0.body);
    };
    let without = Twin::new("tls = \"off\"", "");
    connect(&without, "ecs.aliyuncs.com:443", 405, "This server is a proxy for http alone, as --tls off says: ");
    let twin = Twin::empty();
    connect(&twin, "example.com:443", 404, "Twinstance forwards nothing, and is neither cloud's example.com:443.");
    // What opens tunnels comes before this.
    connect(&twin, "ecs.aliyuncs.com:443", 405, "A tunnel is opened by HTTP/1.1, and not in another tunnel.");
}
