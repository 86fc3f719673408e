use super::{WORLD, call, no_type};
use crate::alibaba::ecs::{in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};

/// The tags on a page, as `key=value`.
#[track_caller]
fn seen(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let text = |tag: &serde_json::Value, name: &str| tag[name].as_str().expect("a text").to_owned();
    let list = json["Tags"]["Tag"].as_array().expect("a list").iter();
    list.map(|tag| format!("{}={}", text(tag, "TagKey"), text(tag, "TagValue"))).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeTags", "RegionId=cn-hangzhou&Tag.1.Key=Name"), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":50,"Tags":{"Tag":[{"TagKey":"Name","TagValue":"web","ResourceTypeCount":{"Instance":2,"Disk":0,"Image":0,"Snapshot":0,"Securitygroup":0,"Eni":0,"KeyPair":0,"Volume":0,"Ddh":0,"LaunchTemplate":0,"ReservedInstance":0,"SnapshotPolicy":0}}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let xml = Twin::with(WORLD).ecs_xml("DescribeTags&RegionId=cn-hangzhou&Tag.1.key=stage");
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeTagsResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>50</PageSize><Tags><Tag><TagKey>stage</TagKey><TagValue>test</TagValue><ResourceTypeCount><Instance>1</Instance><Disk>0</Disk><Image>0</Image><Snapshot>0</Snapshot><Securitygroup>0</Securitygroup><Eni>0</Eni><KeyPair>0</KeyPair><Volume>0</Volume><Ddh>0</Ddh><LaunchTemplate>0</LaunchTemplate><ReservedInstance>0</ReservedInstance><SnapshotPolicy>0</SnapshotPolicy></ResourceTypeCount></Tag></Tags></DescribeTagsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn parameters_are_good() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeTags").error(), missing("RegionId"));
        assert_eq!(call(&twin, "DescribeTags", "&PageSize=101").error(), invalid("PageSize"));
        assert_eq!(call(&twin, "DescribeTags", "&ResourceType=cloud").error(), no_type());
        let category = refusal(400, "Invalid.TagCategory", "The parameter Category is illegal.");
        assert_eq!(call(&twin, "DescribeTags", "&Category=none").error(), category);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::with(WORLD);
        call(&twin, "AddTags", "&ResourceType=disk&ResourceId=d-1&Tag.1.Key=Name&Tag.1.Value=web").ok();
        for (more, expected) in [
            ("", vec!["Name=web", "stage=test"]),
            ("&ResourceType=disk", vec!["Name=web"]),
            ("&ResourceType=volume", vec![]),
            ("&ResourceType=instance&ResourceId=i-2", vec!["Name=web"]),
            ("&Tag.1.Key=stage", vec!["stage=test"]),
            ("&Tag.1.Key=stage&Tag.1.Value=live", vec![]),
            ("&Category=system", vec![]),
            ("&Category=custom&PageSize=1&PageNumber=2", vec!["stage=test"]),
        ] {
            assert_eq!(seen(&call(&twin, "DescribeTags", more)), expected, "{more}");
        }
        let counts = call(&twin, "DescribeTags", "").json()["Tags"]["Tag"][0]["ResourceTypeCount"].clone();
        assert_eq!((&counts["Instance"], &counts["Disk"], &counts["Image"]), (&2.into(), &1.into(), &0.into()));
    }
}
