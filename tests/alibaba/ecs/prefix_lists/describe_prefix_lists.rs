use super::{made, rule};
use crate::support::Twin;
use serde_json::Value;

#[track_caller]
fn names(twin: &Twin, more: &str) -> Vec<String> {
    let json = twin.ecs(&format!("DescribePrefixLists&RegionId=cn-hangzhou{more}")).json();
    let name = |one: &Value| one["PrefixListId"].as_str().expect("an id").to_owned();
    json["PrefixLists"]["PrefixList"].as_array().expect("a list").iter().map(name).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_counts_associations() {
        let twin = Twin::empty();
        let id = made(&twin, "&Tag.1.Key=stage&Tag.1.Value=test&ResourceGroupId=rg-1");
        rule(&twin, &id, "").ok();
        insta::assert_snapshot!(twin.ecs("DescribePrefixLists&RegionId=cn-hangzhou").ok(), @r#"{"RequestId":"A653BDB7-B084-4E85-A69A-2E3BE3081919","NextToken":"","PrefixLists":{"PrefixList":[{"PrefixListId":"pl-bpgdc5irqtnjwspllcos","PrefixListName":"offices","Description":"","AddressFamily":"IPv4","MaxEntries":3,"CreationTime":"2026-11-21T08:00Z","AssociationCount":1,"ResourceGroupId":"rg-1","Tags":{"Tag":[{"TagKey":"stage","TagValue":"test"}]}}]}}"#);
        insta::assert_snapshot!(twin.ecs_xml("DescribePrefixLists&RegionId=cn-hangzhou&MaxResults=1").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribePrefixListsResponse><RequestId>0DF7B107-67F0-4F15-AB60-29CA26CDEB87</RequestId><NextToken/><PrefixLists><PrefixList><PrefixListId>pl-bpgdc5irqtnjwspllcos</PrefixListId><PrefixListName>offices</PrefixListName><Description/><AddressFamily>IPv4</AddressFamily><MaxEntries>3</MaxEntries><CreationTime>2026-11-21T08:00Z</CreationTime><AssociationCount>1</AssociationCount><ResourceGroupId>rg-1</ResourceGroupId><Tags><Tag><TagKey>stage</TagKey><TagValue>test</TagValue></Tag></Tags></PrefixList></PrefixLists></DescribePrefixListsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn pages_and_families_are_good() {
        let twin = Twin::empty();
        let code = |more: &str| twin.ecs(&format!("DescribePrefixLists&RegionId=cn-hangzhou{more}")).error().1;
        assert_eq!(code("&MaxResults=101"), "InvalidParameter");
        assert_eq!(code("&AddressFamily=IPv5"), "InvalidParameter.AddressFamily");
        let many: String = (1..102).map(|n| format!("&PrefixListId.{n}=pl-{n}")).collect();
        assert_eq!(code(&many), "LimitExceed.PrefixListId");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_are_all_passed() {
        let twin = Twin::empty();
        let one = made(&twin, "&Tag.1.Key=stage&Tag.1.Value=test");
        let two = made(&twin, "&ResourceGroupId=rg-1");
        assert_eq!(names(&twin, &format!("&PrefixListId.1={one}&PrefixListId.2=pl-nowhere")), [one.as_str()]);
        assert_eq!(names(&twin, "&Tag.1.Key=stage"), [one.as_str()]);
        assert_eq!(names(&twin, "&ResourceGroupId=rg-1&AddressFamily=IPv4&PrefixListName=offices"), [two.as_str()]);
        assert!(names(&twin, "&AddressFamily=IPv6").is_empty());
    }

    #[test]
    fn tokens_lead_through_all() {
        let twin = Twin::empty();
        let mut all: Vec<_> = (0..11).map(|_| made(&twin, "")).collect();
        all.sort();
        let first = twin.ecs("DescribePrefixLists&RegionId=cn-hangzhou").json();
        let token = first["NextToken"].as_str().expect("a token");
        assert_eq!(names(&twin, &format!("&NextToken={token}")), all[10..]);
        assert_eq!(names(&twin, ""), all[..10]);
    }
}
