use super::{AL2023, UBUNTU, WINDOWS, check, refusal, signed, ssm};
use crate::support::{Answer, Twin};
use serde_json::json;

fn get(twin: &Twin, name: &str) -> Answer {
    ssm(twin, "GetParameter", &json!({ "Name": name }))
}

mod reading {
    use super::*;

    #[test]
    fn an_image_by_its_name() {
        let answer = get(&Twin::empty(), AL2023);
        assert_eq!(answer.0.content_type, "application/x-amz-json-1.1");
        insta::assert_snapshot!(answer.ok(), @r#"{"Parameter":{"Name":"/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64","Type":"String","Value":"ami-0abcdef1234567890","Version":1,"LastModifiedDate":1724025600.0,"ARN":"arn:aws:ssm:us-east-1::parameter/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64","DataType":"aws:ec2:image"}}"#);
        assert_eq!(answer.header("x-amzn-requestid").map(str::len), Some(36));
    }

    #[test]
    fn a_version_and_an_arn_name_it_too() {
        let twin = Twin::empty();
        assert_eq!(get(&twin, &format!("{WINDOWS}:1")).json()["Parameter"]["Selector"], ":1");
        let arn = format!("arn:aws:ssm:us-east-1::parameter{WINDOWS}");
        let parameter = get(&twin, &arn).json()["Parameter"].clone();
        assert_eq!((&parameter["ARN"], &parameter["Name"]), (&json!(arn), &json!(WINDOWS)));
        assert_eq!(parameter["Selector"], json!(null));
        let decrypted = ssm(&twin, "GetParameter", &json!({ "Name": WINDOWS, "WithDecryption": true }));
        assert_eq!(decrypted.header("x-twinstance-ignored"), Some("WithDecryption"));
    }

    #[test]
    fn each_partition_has_its_arns() {
        let answer = signed(&Twin::empty(), "cn-north-1", "GetParameter", &json!({ "Name": UBUNTU }).to_string());
        let arn = answer.json()["Parameter"]["ARN"].clone();
        assert_eq!(arn, format!("arn:aws-cn:ssm:cn-north-1::parameter{UBUNTU}"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn names_that_there_are_not() {
        let twin = Twin::empty();
        for name in
            ["/golden-ami", "/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-x86_64", "/"]
        {
            let text =
                format!("Parameter {name} not found. Twinstance has the public parameters of its own images alone.");
            assert_eq!(refusal(&get(&twin, name)), ("ParameterNotFound".into(), text));
        }
        for selector in ["2", "0", "latest", ""] {
            assert_eq!(
                refusal(&get(&twin, &format!("{AL2023}:{selector}"))).0,
                "ParameterVersionNotFound",
                "{selector}"
            );
        }
    }

    #[test]
    fn a_name_is_required() {
        let twin = Twin::empty();
        for body in [json!({}), json!({ "Name": "" }), json!({ "Name": null })] {
            assert_eq!(refusal(&ssm(&twin, "GetParameter", &body)), check("Value null at 'name'", "not be null"));
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_image_can_be_launched_and_is_described() {
        let twin = Twin::empty();
        for name in [AL2023, UBUNTU, WINDOWS] {
            let image = get(&twin, name).json()["Parameter"]["Value"].as_str().expect("an id").to_owned();
            assert_eq!(twin.ec2(&format!("DescribeImages&ImageId.1={image}")).one("imageId"), image);
            let launch = format!("RunInstances&InstanceType=t3.micro&MinCount=1&MaxCount=1&ImageId=resolve:ssm:{name}");
            assert_eq!(twin.ec2(&launch).one("imageId"), image);
        }
    }
}
