//! Content types, formats, request ids and what is escaped.

use super::{EC2, V3};
use crate::support::{Answer, Twin};

const XML: &str = "text/xml;charset=utf-8";
const JSON: &str = "application/json;charset=utf-8";

#[test]
fn ec2_answers_in_xml() {
    let twin = Twin::empty();
    for call in ["DescribeRegions", "Nonsense"] {
        let answer = twin.ec2(call);
        assert_eq!(answer.0.content_type, "text/xml;charset=UTF-8", "{call}");
        assert!(answer.0.body.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"), "{}", answer.0.body);
    }
    assert!(twin.ec2("DescribeRegions").ok().contains("xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\""));
    let old = twin.get("Action=DescribeRegions&Version=2013-10-15", &[]);
    assert!(old.ok().contains("xmlns=\"http://ec2.amazonaws.com/doc/2013-10-15/\""), "as it was asked");
}

#[test]
fn formats_of_ecs() {
    let twin = Twin::empty();
    let v3 = [("authorization", V3)];
    let v1: [(&str, &str); 0] = [];
    for (format, headers, content_type) in [
        ("&Format=JSON", &v1[..], JSON),
        ("&Format=json", &v1, JSON),
        ("&Format=Json", &v3, JSON),
        ("&Format=XML", &v1, XML),
        ("&Format=xml", &v3, XML),
        ("", &v1, XML),
        ("&Format=", &v1, XML),
        ("&AccessKeyId=AK&Signature=0", &v1, XML),
        ("", &v3, JSON),
        ("&Format=", &v3, JSON),
    ] {
        for (action, status) in [("DescribeRegions", 200), ("Nonsense", 404)] {
            let answer = twin.get(&format!("Action={action}&Version=2014-05-26{format}"), headers);
            assert_eq!((answer.0.status, answer.0.content_type), (status, content_type), "{format} {headers:?}");
            let open = if content_type == XML { "<?xml version=\"1.0\" encoding=\"UTF-8\"?><" } else { "{\"" };
            assert!(answer.0.body.starts_with(open), "{}", answer.0.body);
        }
    }
    let headers = [("x-acs-action", "DescribeRegions"), ("x-acs-version", "2014-05-26")];
    assert_eq!(twin.get("", &headers).0.content_type, XML, "these headers alone are no version 3");
}

#[test]
fn a_format_is_json_or_xml() {
    let twin = Twin::empty();
    let answer = twin.get("Action=DescribeRegions&Version=2014-05-26&Format=yaml", &[]);
    assert_eq!(answer.0.content_type, XML);
    assert_eq!(
        answer.error(),
        (400, "InvalidParameter.Format".into(), "Specified parameter format is not valid.".into())
    );
}

/// The request ids in the header and in the body.
fn ids(answer: &Answer) -> (String, String) {
    let header = answer.header("x-amzn-requestid").or(answer.header("x-acs-request-id")).expect("a header").to_owned();
    let body = match serde_json::from_str::<serde_json::Value>(&answer.0.body) {
        Ok(json) => json["RequestId"].as_str().expect("an id").to_owned(),
        Err(_) => ["requestId", "RequestID", "RequestId"].iter().flat_map(|name| answer.all(name)).collect(),
    };
    (header, body)
}

#[test]
fn request_ids_are_the_same_in_header_and_body() {
    let twin = Twin::empty();
    let mut all = Vec::new();
    for call in ["DescribeRegions", "Nonsense", "StopInstances"] {
        let (header, body) = ids(&twin.ec2(call));
        assert_eq!((header.clone(), body), (header.to_lowercase(), header.clone()), "{call}");
        all.push(header);
    }
    for answer in
        [twin.ecs("DescribeRegions"), twin.ecs("Nonsense"), twin.ecs_xml("DescribeRegions"), twin.ecs_xml("Nonsense")]
    {
        let (header, body) = ids(&answer);
        assert_eq!((header.clone(), body), (header.to_uppercase(), header.clone()));
        let trace = header.to_lowercase().replace('-', "");
        assert_eq!(answer.header("x-acs-trace-id"), Some(trace.as_str()));
        all.push(header.to_lowercase());
    }
    assert!(all.iter().all(|id| id.len() == 36 && &id[14..15] == "4"), "{all:?}");
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 7);
}

#[test]
fn ecs_tells_which_host_has_refused() {
    let answer = Twin::empty().ecs("StopInstance&InstanceId=i-1&RegionId=cn-beijing");
    let json: serde_json::Value = serde_json::from_str(&answer.0.body).expect("JSON");
    assert_eq!(json["HostId"], "ecs.cn-beijing.aliyuncs.com");
    let id = json["RequestId"].as_str().expect("an id");
    let recommend =
        format!("https://api.aliyun.com/troubleshoot?q=InvalidInstanceId.NotFound&product=Ecs&requestId={id}");
    assert_eq!(json["Recommend"], recommend);
}

#[test]
fn special_characters_come_back_escaped() {
    let twin = Twin::empty();
    let odd = "a<b>&\"c'\u{e9}\u{4e16} \n]]>";
    let sent = "a%3Cb%3E%26%22c%27%C3%A9%E4%B8%96+%0A%5D%5D%3E";
    let image = "aliyun_3_x64_20G_alibase_20240819.vhd";
    let made =
        format!("CreateInstance&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId={image}&Description={sent}");
    let id = twin.ecs(&made).json()["InstanceId"].as_str().expect("an id").to_owned();
    let call = format!("DescribeInstanceAttribute&InstanceId={id}");
    assert_eq!(twin.ecs(&call).json()["Description"], odd);
    let xml = twin.ecs_xml(&call);
    assert!(xml.ok().contains("<Description>a&lt;b&gt;&amp;"), "{}", xml.ok());
    assert_eq!(xml.one("Description"), odd);
    let tag = "TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=k&TagSpecification.1.Tag.1.Value";
    let run =
        format!("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=1&{tag}={sent}");
    let answer = twin.ec2(&run);
    answer.ok();
    assert_eq!(answer.one("value"), odd);
    assert_eq!(twin.ec2("%3CAction%3E%26").error().2, "The action <Action>& is not valid for this web service.");
}

#[test]
fn answers_of_ec2_have_the_version_that_was_asked_for_or_the_newest() {
    let twin = Twin::empty();
    let answer = twin.get("Action=DescribeRegions", &[("host", "ec2.amazonaws.com")]);
    assert!(answer.ok().contains("http://ec2.amazonaws.com/doc/2016-11-15/"));
    assert!(twin.get(&format!("Action=DescribeRegions&{EC2}"), &[]).ok().contains("/doc/2016-11-15/"));
}
