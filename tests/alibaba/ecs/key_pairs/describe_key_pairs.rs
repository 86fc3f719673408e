use super::{PUBLIC, call, import};
use crate::alibaba::ecs::{in_every_shape, invalid, missing};
use crate::support::{Answer, Twin};

/// The names of the key pairs on a page.
#[track_caller]
fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let pairs = json["KeyPairs"]["KeyPair"].as_array().expect("a list").iter();
    pairs.map(|pair| pair["KeyPairName"].as_str().expect("a name").to_owned()).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        insta::assert_snapshot!(in_every_shape("", "DescribeKeyPairs", "RegionId=cn-hangzhou&PageSize=50"), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":0,"PageNumber":1,"PageSize":50,"KeyPairs":{"KeyPair":[]}}"#);
    }

    #[test]
    fn the_answer_in_json_and_in_xml() {
        let twin = Twin::empty();
        let import = format!("&KeyPairName=mine&PublicKeyBody={PUBLIC}&Tag.1.Key=a&Tag.1.Value=b");
        call(&twin, "ImportKeyPair", &import).ok();
        insta::assert_snapshot!(call(&twin, "DescribeKeyPairs", "").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","TotalCount":1,"PageNumber":1,"PageSize":10,"KeyPairs":{"KeyPair":[{"KeyPairName":"mine","KeyPairFingerPrint":"2e:3f:c2:63:ba:99:9d:7e:04:0f:21:0d:86:05:5d:23","CreationTime":"2026-11-21T08:00Z","PublicKey":"","ResourceGroupId":"","Tags":{"Tag":[{"TagKey":"a","TagValue":"b"}]}}]}}"#);
        let xml = twin.ecs_xml("DescribeKeyPairs&RegionId=cn-hangzhou&IncludePublicKey=true");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeKeyPairsResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><KeyPairs><KeyPair><KeyPairName>mine</KeyPairName><KeyPairFingerPrint>2e:3f:c2:63:ba:99:9d:7e:04:0f:21:0d:86:05:5d:23</KeyPairFingerPrint><CreationTime>2026-11-21T08:00Z</CreationTime><PublicKey>ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMQJsGZliWCngqqmnThHKw85AKMMYK2I8qTAyKfMC4TS me@example</PublicKey><ResourceGroupId/><Tags><Tag><TagKey>a</TagKey><TagValue>b</TagValue></Tag></Tags></KeyPair></KeyPairs></DescribeKeyPairsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_is_named_and_pages_are_good() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("DescribeKeyPairs").error(), missing("RegionId"));
        assert_eq!(call(&twin, "DescribeKeyPairs", "&PageSize=51").error(), invalid("PageSize"));
        assert_eq!(call(&twin, "DescribeKeyPairs", "&PageNumber=0").error(), invalid("PageNumber"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::empty();
        ["web-1", "web-2", "store"].iter().for_each(|name| import(&twin, name));
        let print = call(&twin, "DescribeKeyPairs", "").json()["KeyPairs"]["KeyPair"][0]["KeyPairFingerPrint"].clone();
        for (more, expected) in [
            (String::new(), vec!["store", "web-1", "web-2"]),
            ("&KeyPairName=web-1".into(), vec!["web-1"]),
            ("&KeyPairName=web*".into(), vec!["web-1", "web-2"]),
            ("&KeyPairName=*-2".into(), vec!["web-2"]),
            (format!("&KeyPairFingerPrint={}", print.as_str().expect("a text")), vec!["store", "web-1", "web-2"]),
            ("&KeyPairFingerPrint=x".into(), vec![]),
            ("&Tag.1.Key=x".into(), vec![]),
            ("&PageSize=2&PageNumber=2".into(), vec!["web-2"]),
        ] {
            assert_eq!(names(&call(&twin, "DescribeKeyPairs", &more)), expected, "{more}");
        }
    }
}
