use super::{made, no_list, on, rule};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_names_groups() {
        let twin = Twin::empty();
        let id = made(&twin, "");
        rule(&twin, &id, "").ok();
        insta::assert_snapshot!(on(&twin, "DescribePrefixListAssociations", &id, "").ok(), @r#"{"RequestId":"A653BDB7-B084-4E85-A69A-2E3BE3081919","NextToken":"","PrefixListAssociations":{"PrefixListAssociation":[{"ResourceId":"sg-bpgdc5g5em3fftkpt02v","ResourceType":"securitygroup"}]}}"#);
        let xml = format!("DescribePrefixListAssociations&RegionId=cn-hangzhou&PrefixListId={id}");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribePrefixListAssociationsResponse><RequestId>0DF7B107-67F0-4F15-AB60-29CA26CDEB87</RequestId><NextToken/><PrefixListAssociations><PrefixListAssociation><ResourceId>sg-bpgdc5g5em3fftkpt02v</ResourceId><ResourceType>securitygroup</ResourceType></PrefixListAssociation></PrefixListAssociations></DescribePrefixListAssociationsResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_list_is_there_and_the_page_good() {
        let twin = Twin::empty();
        assert_eq!(on(&twin, "DescribePrefixListAssociations", "pl-nowhere", "").error(), no_list());
        let id = made(&twin, "");
        let code = on(&twin, "DescribePrefixListAssociations", &id, "&MaxResults=0").error().1;
        assert_eq!(code, "InvalidParameter");
    }

    #[test]
    fn a_rule_is_of_the_family_of_its_list() {
        let twin = Twin::empty();
        let call = "CreatePrefixList&RegionId=cn-hangzhou&PrefixListName=six&AddressFamily=IPv6&MaxEntries=1";
        let id = twin.ecs(call).json()["PrefixListId"].as_str().expect("an id").to_owned();
        let code = |more: &str| rule(&twin, &id, more).error().1;
        assert_eq!(code("&DestCidrIp=10.0.0.0/8"), "InvalidParam.PrefixListAddressFamilyMismatch");
        assert_eq!(rule(&twin, "pl-nowhere", "").error(), no_list());
    }

    #[test]
    fn a_list_counts_as_often_as_it_can_have_entries() {
        let twin = Twin::empty();
        let call = "CreatePrefixList&RegionId=cn-hangzhou&PrefixListName=many&AddressFamily=IPv4&MaxEntries=200";
        let id = twin.ecs(call).json()["PrefixListId"].as_str().expect("an id").to_owned();
        let small = made(&twin, "");
        rule(&twin, &small, "").ok();
        assert_eq!(rule(&twin, &id, "").error().1, "AuthorizationLimitExceed");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_rule_shows_its_list() {
        let twin = Twin::empty();
        let id = made(&twin, "");
        rule(&twin, &id, "").ok();
        let groups = on(&twin, "DescribePrefixListAssociations", &id, "").json();
        let group = &groups["PrefixListAssociations"]["PrefixListAssociation"][0];
        assert_eq!(group["ResourceType"], "securitygroup");
        let group = group["ResourceId"].as_str().expect("an id");
        let call = "DescribeSecurityGroupAttribute&RegionId=cn-hangzhou";
        let shown = twin.ecs(&format!("{call}&SecurityGroupId={group}")).json();
        let rule = &shown["Permissions"]["Permission"][0];
        assert_eq!((&rule["SourcePrefixListId"], &rule["SourcePrefixListName"]), (&id.into(), &"offices".into()));
    }
}
