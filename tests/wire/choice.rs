//! Which cloud a call is for.

use super::{EC2, ECS, V3, V4, cloud, raw};
use crate::support::{Answer, Twin};

#[test]
fn the_version_says_it() {
    let twin = Twin::empty();
    for (query, answers) in [
        ("Action=DescribeRegions&Version=2016-11-15", "ec2"),
        ("Action=DescribeRegions&Version=2006-06-26", "ec2"),
        ("Action=DescribeRegions&Version=2014-05-26", "ecs"),
    ] {
        let answer = twin.get(query, &[]);
        answer.ok();
        assert_eq!(cloud(&answer), answers, "{query}");
    }
}

#[test]
fn the_version_goes_before_host_and_signature() {
    let twin = Twin::empty();
    let aws = [("host", "ec2.us-east-1.amazonaws.com"), ("authorization", V4)];
    let acs = [("host", "ecs.aliyuncs.com"), ("authorization", V3)];
    assert_eq!(cloud(&twin.get(&format!("Action=DescribeRegions&{ECS}"), &aws)), "ecs");
    assert_eq!(cloud(&twin.get(&format!("Action=DescribeRegions&{EC2}"), &acs)), "ec2");
}

#[test]
fn the_host_says_it() {
    let twin = Twin::empty();
    for (host, answers) in [
        ("ec2.amazonaws.com", "ec2"),
        ("ec2.eu-west-1.amazonaws.com:443", "ec2"),
        ("ec2.cn-north-1.amazonaws.com.cn", "ec2"),
        ("ecs.aliyuncs.com", "ecs"),
        ("ecs-cn-hangzhou.aliyuncs.com:80", "ecs"),
        ("http://ecs.cn-shanghai.aliyuncs.com", "ecs"),
        ("http://ecs.cn-shanghai.aliyuncs.com:80", "ecs"),
        ("amazonaws.com.example.org", "none"),
        ("127.0.0.1:4780", "none"),
        ("http://127.0.0.1:4780", "none"),
    ] {
        assert_eq!(cloud(&twin.get("Action=DescribeInstances", &[("host", host)])), answers, "{host}");
    }
    let crossed = [("host", "ecs.aliyuncs.com"), ("authorization", V4)];
    assert_eq!(cloud(&twin.get("Action=DescribeInstances", &crossed)), "ecs", "it goes before the signature");
}

#[test]
fn the_signature_says_it() {
    let twin = Twin::empty();
    let call = "Action=DescribeInstances";
    assert_eq!(cloud(&twin.get(call, &[("authorization", V4)])), "ec2");
    assert_eq!(cloud(&twin.get(call, &[("authorization", V3)])), "ecs");
    assert_eq!(cloud(&twin.get(&format!("{call}&AWSAccessKeyId=K"), &[])), "ec2");
    assert_eq!(cloud(&twin.get(&format!("{call}&X-Amz-Credential=K/1/us-east-1/ec2/aws4_request"), &[])), "ec2");
    assert_eq!(cloud(&twin.get(&format!("{call}&AccessKeyId=K"), &[])), "ecs");
}

#[test]
fn an_action_that_only_one_cloud_has_says_it() {
    let twin = Twin::empty();
    for (action, answers) in [
        ("ModifyInstanceCreditSpecification", "ec2"),
        ("TerminateInstances", "ec2"),
        ("ModifyInstanceSpec", "ecs"),
        ("DescribeInstanceAttribute", "none"),
        ("DescribeInstances", "none"),
        ("RunInstances", "none"),
        ("MakeCoffee", "none"),
    ] {
        assert_eq!(cloud(&twin.get(&format!("Action={action}"), &[])), answers, "{action}");
    }
}

#[test]
fn else_the_answer_says_what_is_missing() {
    let twin = Twin::empty();
    let answer = twin.get("Action=DescribeInstances", &[]);
    assert_eq!((answer.0.status, answer.0.content_type), (400, "text/plain; charset=utf-8"));
    let help = "Add Version=2016-11-15 for AWS EC2, or Version=2014-05-26 for Alibaba Cloud ECS.\n";
    let text = format!("Action=DescribeInstances alone does not say which cloud is meant.\n{help}");
    let with_id = |text: &str, answer: &Answer| {
        let id = answer.header("x-amzn-requestid").expect("a request id");
        assert_eq!(answer.header("x-acs-request-id"), Some(id.to_uppercase().as_str()));
        format!("{text}Request id: {id}\n")
    };
    assert_eq!(answer.0.body, with_id(&text, &answer));
    let text = format!("The request has no Action.\n{help}");
    for answer in [twin.get("Name=x", &[]), twin.request("POST", "", &[], "")] {
        assert_eq!(answer.0.body, with_id(&text, &answer));
    }
}

#[test]
fn headers_repeat_action_and_version() {
    let twin = Twin::empty();
    let headers = [("authorization", V3), ("x-acs-action", "DescribeRegions"), ("x-acs-version", "2014-05-26")];
    for method in ["GET", "POST"] {
        let answer = twin.request(method, "", &headers, "");
        answer.ok();
        assert_eq!(cloud(&answer), "ecs");
    }
    assert_eq!(cloud(&twin.get("", &headers[1..])), "ecs", "without a signature too");
    assert_eq!(cloud(&twin.get("", &[("x-acs-action", "ModifyInstanceSpec")])), "ecs", "the action is one of ECS");
    let lower = [("x-acs-action", "describeRegions"), ("x-acs-version", "2014-05-26")];
    twin.get("Action=DescribeRegions&Version=2014-05-26", &lower).ok();
}

#[test]
fn targets_may_be_absolute() {
    let twin = Twin::empty();
    let query = "Action=DescribeRegions&Format=JSON";
    for (target, host, answers) in [
        (format!("http://ecs.cn-shanghai.aliyuncs.com/?{query}"), None, "ecs"),
        (format!("http://ecs.cn-shanghai.aliyuncs.com/?{query}"), Some("ecs.cn-shanghai.aliyuncs.com"), "ecs"),
        (format!("http://ec2.us-west-2.amazonaws.com/?{query}"), None, "ec2"),
        (format!("http://127.0.0.1:4780/?{query}&Version=2014-05-26"), None, "ecs"),
        (format!("/any/path?{query}&Version=2014-05-26"), None, "ecs"),
    ] {
        let headers: Vec<_> = host.map(|host| ("host", host)).into_iter().collect();
        assert_eq!(cloud(&raw(&twin, "GET", &target, &headers)), answers, "{target}");
    }
    let answer = raw(&twin, "GET", "http://127.0.0.1:4780/?Action=DescribeRegions&Version=2014-05-26", &[]);
    assert!(answer.ok().contains("<RegionEndpoint>127.0.0.1:4780</RegionEndpoint>"));
}

#[test]
fn the_landing_page_is_text_or_html() {
    let twin = Twin::empty();
    let text = twin.get("", &[]);
    assert_eq!((text.0.status, text.0.content_type), (200, "text/plain; charset=utf-8"));
    assert!(text.0.body.contains("curl 'http://127.0.0.1:4780/?Action=DescribeInstances&Version=2016-11-15'"));
    for entry in twinstance::aws::ec2::OPERATIONS.iter().chain(twinstance::alibaba::ecs::OPERATIONS) {
        assert!(text.0.body.contains(&format!("\n  {}\n", entry.action)), "{}", entry.action);
    }
    assert_eq!(text.0.body, twin.page().0.body);
    let html = twin.get("", &[("accept", "text/html,application/xhtml+xml;q=0.9"), ("host", "http://twin:1")]);
    assert_eq!((html.0.status, html.0.content_type), (200, "text/html; charset=utf-8"));
    assert!(html.0.body.starts_with("<!doctype html>"));
    let url = "http://twin:1/?Action=DescribeInstances&amp;Version=2016-11-15";
    assert!(html.0.body.contains(&format!("curl '<a href=\"{url}\">{url}</a>'")));
    assert!(html.0.body.contains("<a href=\"http://twin:1/_twin/openapi.json\">"));
    let strange = twin.get("", &[("accept", "text/html"), ("host", "a\"onclick='b'><i>")]).0.body;
    assert!(!strange.contains("a\"on") && !strange.contains("<i>"), "{strange}");
    assert_eq!(text.header("x-amzn-requestid"), None);
    assert!(!text.0.body.contains("demo"), "{}", text.0.body);
    let demo = Twin::new("demo = true", "").page().0.body;
    assert!(demo.contains("\nThe demo world:\n  EC2 us-east-1: i-0598c7d356eba48d7, "), "{demo}");
}

#[test]
fn the_start_page_is_at_the_root_alone() {
    let twin = Twin::empty();
    let call = "/any/path?Action=DescribeRegions&Version=2016-11-15";
    twin.request_at(call, "GET", &[], "").ok();
    for (method, path) in [
        ("GET", "/nope"),
        ("GET", "/favicon.ico"),
        ("GET", "/latest/meta-data/"),
        ("HEAD", "/health"),
        ("PUT", "/bucket/key"),
        ("POST", "/any/path?Action=DescribeRegions"),
        ("GET", "http://example.com/foo"),
        ("GET", "http://example.com/"),
        ("POST", "http://example.com/"),
    ] {
        let answer = twin.request_at(path, method, &[], "");
        assert_eq!((answer.0.status, answer.0.content_type), (404, "text/plain; charset=utf-8"), "{method} {path}");
    }
    let text = twin.request_at("/nope", "GET", &[], "").0.body;
    assert!(text.starts_with("There is nothing at this path. The clouds' APIs are at /, "), "{text}");
    // Who signs has not come for the page.
    assert_eq!(twin.get("", &[("authorization", V4)]).error().1, "MissingAction");
    assert_eq!(twin.get("", &[("authorization", "Bearer x")]).0.status, 400);
    assert_eq!(twin.request("POST", "", &[], "").0.status, 400);
}

#[test]
fn who_has_come_to_the_wrong_address_is_told() {
    let twin = Twin::new("control_listen = '127.0.0.1:7'", "");
    assert!(!twin.get("", &[]).ok().contains("_twin"));
    let answer = twin.request_at("/_twin/health", "GET", &[], "");
    assert_eq!(answer.0.status, 404);
    assert!(answer.0.body.contains("The control API has an address of its own, "), "{}", answer.0.body);
}

#[test]
fn head_is_get_and_other_methods_are_refused() {
    let twin = Twin::empty();
    let query = format!("Action=DescribeRegions&{EC2}");
    twin.request("HEAD", &query, &[], "").ok();
    assert_eq!(twin.request("HEAD", "", &[], "").ok(), twin.get("", &[]).ok());
    for method in ["PUT", "DELETE", "OPTIONS", "PATCH"] {
        for query in [&*query, ""] {
            let answer = twin.request(method, query, &[], "");
            assert_eq!((answer.0.status, answer.header("allow")), (405, Some("GET, HEAD, POST")), "{method}");
            assert!(answer.0.body.starts_with("Both APIs take GET and POST.\nRequest id: "), "{}", answer.0.body);
        }
    }
}
