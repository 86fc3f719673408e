//! Services that there are not: each call is answered in the protocol of its service, by an error that is not retried.

use super::{EC2, V3, cloud, raw};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};
use twinstance::wire::cbor;

const AWS: &str = "Of AWS it has cloudwatch, ec2, iam, ssm, sts. To send only their calls here, set AWS_ENDPOINT_URL_CLOUDWATCH, \
                   AWS_ENDPOINT_URL_EC2, AWS_ENDPOINT_URL_IAM, AWS_ENDPOINT_URL_SSM, AWS_ENDPOINT_URL_STS instead of AWS_ENDPOINT_URL.";
const ALIBABA: &str = "Of Alibaba Cloud it has ecs, sts, location, vpc, cms.";

fn message(name: &str, rest: &str) -> String {
    format!("Twinstance does not have the service {name}. {rest}")
}

/// The Authorization header of a client of this service.
fn scope(service: &str) -> String {
    format!("AWS4-HMAC-SHA256 Credential=K/20261121/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0")
}

fn form(twin: &Twin, service: &str, body: &str) -> Answer {
    twin.request("POST", "", &[("authorization", &scope(service))], body)
}

#[track_caller]
fn assert_refused(answer: &Answer, content_type: &str, code: &str) {
    assert_eq!((answer.0.status, answer.0.content_type), (501, content_type), "{}", answer.0.body);
    assert_eq!((answer.0.code.as_deref(), code), (Some("NotImplemented"), "NotImplemented"));
}

/// Auto Scaling and Elastic Load Balancing have versions that EC2 had too.
#[test]
fn aws_query() {
    let twin = Twin::empty();
    for (service, call) in [
        ("elasticache", "Action=DescribeCacheClusters&Version=2015-02-02"),
        ("autoscaling", "Action=DescribeAutoScalingGroups&Version=2011-01-01"),
        ("elasticloadbalancing", "Action=DescribeLoadBalancers&Version=2012-06-01"),
        ("rds", "Action=DescribeDBInstances&Version=2014-10-31"),
        ("sns", "Action=ListTopics"),
    ] {
        let answer = form(&twin, service, call);
        assert_refused(&answer, "application/xml", &answer.one("Code"));
        assert_eq!(answer.one("Message"), message(service, AWS));
        assert_eq!(answer.one("Type"), "Receiver");
        assert!(answer.0.body.contains("<ErrorResponse><Error><Type>"), "{}", answer.0.body);
        assert_eq!(answer.header("x-amzn-requestid"), Some(&*answer.one("RequestId")));
    }
}

fn assert_json(answer: &Answer, content_type: &str, service: &str) {
    let body: Value = serde_json::from_str(&answer.0.body).expect("JSON");
    assert_refused(answer, content_type, body["__type"].as_str().expect("a code"));
    assert_eq!(body, json!({ "__type": "NotImplemented", "message": message(service, AWS) }));
    assert_eq!(answer.header("x-amzn-errortype"), Some("NotImplemented"));
    assert_eq!(answer.header("x-amzn-requestid").map(str::len), Some(36));
}

#[test]
fn aws_json() {
    let twin = Twin::empty();
    for (service, target, content_type) in [
        ("dynamodb", "DynamoDB_20120810.ListTables", "application/x-amz-json-1.0"),
        ("sqs", "AmazonSQS.ListQueues", "application/x-amz-json-1.0"),
        ("ecs", "AmazonEC2ContainerServiceV20141113.ListClusters", "application/x-amz-json-1.1"),
        ("kms", "TrentService.ListKeys", "application/x-amz-json-1.1"),
        ("secretsmanager", "secretsmanager.ListSecrets", "application/x-amz-json-1.1"),
    ] {
        let authorization = scope(service);
        let headers = [("x-amz-target", target), ("content-type", content_type), ("authorization", &*authorization)];
        assert_json(&twin.request("POST", "", &headers, "{}"), content_type, service);
        // Unsigned, the target is the only name.
        let answer = twin.request("POST", "", &headers[..2], "{}");
        assert_json(&answer, content_type, target.split('.').next().expect("a prefix"));
    }
}

#[test]
fn aws_rest_json() {
    let twin = Twin::empty();
    for (service, method, path) in [
        ("lambda", "GET", "/2015-03-31/functions/"),
        ("eks", "GET", "/clusters"),
        ("elasticfilesystem", "GET", "/2015-02-01/file-systems"),
        ("apigateway", "DELETE", "/restapis/x"),
        ("batch", "POST", "/v1/describejobqueues"),
    ] {
        let answer = twin.request_at(path, method, &[("authorization", &scope(service))], "");
        assert_json(&answer, "application/json", service);
    }
}

#[test]
fn aws_rest_xml() {
    let twin = Twin::empty();
    for (method, path) in [("GET", "/"), ("PUT", "/bucket/key?x-id=PutObject"), ("HEAD", "/bucket"), ("DELETE", "/b")] {
        let answer = twin.request_at(path, method, &[("authorization", &scope("s3"))], "");
        assert_refused(&answer, "application/xml", &answer.one("Code"));
        assert_eq!(answer.one("Message"), message("s3", AWS));
        assert!(answer.0.body.contains("<Error><Code>"), "{}", answer.0.body);
        assert_eq!(answer.header("x-amz-request-id"), Some(&*answer.one("RequestId")));
    }
    let presigned =
        "/b/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=K%2F20261121%2Fus-east-1%2Fs3%2Faws4_request";
    assert_eq!(twin.request_at(presigned, "GET", &[], "").one("Message"), message("s3", AWS));
    for (service, path) in [("route53", "/2013-04-01/hostedzone"), ("cloudfront", "/2020-05-31/distribution")] {
        let answer = twin.request_at(path, "GET", &[("authorization", &scope(service))], "");
        assert_refused(&answer, "application/xml", &answer.one("Code"));
        assert_eq!(answer.one("Message"), message(service, AWS));
        assert!(answer.0.body.contains("<ErrorResponse><Error><Type>"), "{}", answer.0.body);
    }
}

#[test]
fn rpc_v2_cbor() {
    let twin = Twin::empty();
    let authorization = scope("arc-region-switch");
    let headers = [("smithy-protocol", "rpc-v2-cbor"), ("authorization", &*authorization)];
    let path = "/service/ArcRegionSwitch/operation/ListPlans";
    let answer = twin.request_at(path, "POST", &headers, "");
    assert_json(&answer, "application/cbor", "arc-region-switch");
    assert_eq!(answer.header("smithy-protocol"), Some("rpc-v2-cbor"));
    // What is sent: a map of two texts.
    assert!(cbor::of_json(&answer.0.body).starts_with(b"\xa2\x66__type\x6eNotImplemented\x67message"));
    assert_json(&twin.request_at(path, "POST", &headers[..1], ""), "application/cbor", "ArcRegionSwitch");
}

#[test]
fn alibaba_rpc() {
    let twin = Twin::empty();
    for (name, query, headers) in [
        ("rds", "Action=DescribeDBInstances&Version=2014-08-15&Format=JSON&AccessKeyId=AK", vec![]),
        ("slb", "Action=DescribeLoadBalancers&Version=2014-05-15&Format=JSON", vec![]),
        (
            "ram",
            "Format=JSON",
            vec![("authorization", V3), ("x-acs-action", "ListUsers"), ("x-acs-version", "2015-05-01")],
        ),
        ("polardb", "Action=DescribeDBClusters&Format=JSON", vec![("host", "polardb.aliyuncs.com")]),
        ("with the API version 2099-01-01", "Action=Do&Version=2099-01-01&Format=JSON&AccessKeyId=AK", vec![]),
    ] {
        let answer = twin.get(query, &headers);
        let body: Value = serde_json::from_str(&answer.0.body).expect("JSON");
        assert_refused(&answer, "application/json;charset=utf-8", body["Code"].as_str().expect("a code"));
        assert_eq!(body["Message"], message(name, ALIBABA));
        assert_eq!(answer.header("x-acs-request-id"), body["RequestId"].as_str());
    }
    let answer = twin.get("Action=DescribeDBInstances&Version=2014-08-15", &[]);
    assert_refused(&answer, "text/xml;charset=utf-8", &answer.one("Code"));
    // A wrong version of an operation that there is.
    let answer = twin.get("Action=DescribeInstances&Version=2099-01-01&AccessKeyId=AK", &[]);
    assert_eq!(answer.error().1, "InvalidVersion");
}

#[test]
fn alibaba_roa() {
    let twin = Twin::empty();
    for authorization in [V3, "acs AK:c2lnbmF0dXJl", "acs"] {
        let headers = [("authorization", authorization), ("x-acs-version", "2015-12-15")];
        let answer = twin.request_at("/clusters/c1", "DELETE", &headers, "");
        let body: Value = serde_json::from_str(&answer.0.body).expect("JSON");
        assert_refused(&answer, "application/json;charset=utf-8", body["Code"].as_str().expect("a code"));
        assert_eq!(body["Message"], message("cs", ALIBABA));
    }
}

#[test]
fn oss() {
    let twin = Twin::empty();
    let v4 = "OSS4-HMAC-SHA256 Credential=AK/20261121/cn-hangzhou/oss/aliyun_v4_request,Signature=0";
    for (path, header) in [
        ("/", ("authorization", "OSS AK:c2lnbmF0dXJl")),
        // As a recording has it.
        ("/", ("authorization", "OSS")),
        ("/bucket/key", ("authorization", v4)),
        ("/key", ("host", "bucket.oss-cn-hangzhou.aliyuncs.com")),
        ("/key?OSSAccessKeyId=AK&Expires=1&Signature=0", ("accept", "*/*")),
    ] {
        let answer = twin.request_at(path, "PUT", &[header], "");
        assert_refused(&answer, "application/xml", &answer.one("Code"));
        assert_eq!(answer.one("Message"), message("oss", ALIBABA));
        assert_eq!(answer.header("x-oss-request-id"), Some(&*answer.one("RequestId")));
    }
}

#[test]
fn hosts_name_services_too() {
    let twin = Twin::empty();
    for (host, name) in [
        ("dynamodb.us-east-1.amazonaws.com", "dynamodb"),
        ("bucket.s3.us-east-1.amazonaws.com:80", "s3"),
        ("autoscaling.cn-north-1.amazonaws.com.cn", "autoscaling"),
    ] {
        let answer = twin.request_at(&format!("http://{host}/"), "GET", &[("host", host)], "");
        assert_eq!(answer.0.status, 501, "{host}");
        assert!(answer.0.body.contains(&message(name, AWS)), "{}", answer.0.body);
    }
    // A tunnel would carry https.
    let without = Twin::new("tls = \"off\"", "");
    let tunnel = raw(&without, "CONNECT", "s3.us-east-1.amazonaws.com:443", &[]);
    assert!(tunnel.0.status == 405 && tunnel.0.body.contains("use http, not https"), "{}", tunnel.0.body);
    let served = [("host", "vpce-1.ec2.us-east-1.vpce.amazonaws.com")];
    twin.get("Action=DescribeRegions", &served).ok();
}

#[test]
fn what_is_served_stays() {
    let twin = Twin::empty();
    // boto 2 takes the service of its scope from the host.
    for (service, version) in [("ec2", "2016-11-15"), ("127", "2014-10-01"), ("s3", "2016-11-15")] {
        let answer = form(&twin, service, &format!("Action=DescribeRegions&Version={version}"));
        answer.ok();
        assert_eq!(cloud(&answer), "ec2");
    }
    form(&twin, "sts", "Action=GetCallerIdentity").ok();
    // Signature Version 4A has no region in its scope.
    let v4a = "AWS4-ECDSA-P256-SHA256 Credential=K/20261121/s3/aws4_request, SignedHeaders=host, Signature=0";
    assert_eq!(twin.request_at("/", "GET", &[("authorization", v4a)], "").0.status, 501);
}

/// A name with more than a name's letters is not repeated: it could be anything.
#[test]
fn names_are_names() {
    let twin = Twin::empty();
    let long = "x".repeat(65);
    for service in ["<b>", "a&b", &long] {
        let answer = form(&twin, service, "Action=Do");
        assert_eq!(answer.one("Message"), message("of that name", AWS));
    }
}

/// A web page that may not call the APIs learns nothing here either.
#[test]
fn pages_of_other_origins_are_refused() {
    let twin = Twin::empty();
    let authorization = scope("s3");
    let headers = [("authorization", &*authorization), ("origin", "http://evil.example")];
    assert_eq!(twin.request_at("/bucket", "PUT", &headers, "").0.status, 403);
    assert_eq!(twin.request_at("/nope", "GET", &headers[1..], "").0.status, 403);
    assert_eq!(twin.request("PUT", EC2, &headers[1..], "").0.status, 403);
}
