use super::{made, no_list, on, ranges};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let id = made(&twin, "");
        insta::assert_snapshot!(on(&twin, "ModifyPrefixList", &id, "&Description=changed").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
        let xml = format!("ModifyPrefixList&RegionId=cn-hangzhou&PrefixListId={id}&PrefixListName=other");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyPrefixListResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId></ModifyPrefixListResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_cannot_be_is_refused() {
        let twin = Twin::empty();
        assert_eq!(on(&twin, "ModifyPrefixList", "pl-nowhere", "").error(), no_list());
        let id = made(&twin, "&Entry.1.Cidr=10.0.0.0/8");
        for (more, expected) in [
            ("&PrefixListName=1", "InvalidParameter.PrefixListName"),
            ("&Description=x", "InvalidDescription.Malformed"),
            ("&AddEntry.1.Cidr=10.0.0.1/8", "InvalidParameter.CidrMalformed"),
            ("&RemoveEntry.1.Cidr=11.0.0.0/8", "InvalidParameter"),
            ("&RemoveEntry.1.Cidr=10.0.0.0/8&RemoveEntry.2.Cidr=10.0.0.0/8", "InvalidParameter.CidrDuplicated"),
            ("&AddEntry.1.Cidr=10.0.0.0/8&RemoveEntry.1.Cidr=10.0.0.0/8", "InvalidParameter.CidrDuplicated"),
        ] {
            assert_eq!(on(&twin, "ModifyPrefixList", &id, more).error().1, expected, "{more}");
        }
        let three: String = (1..4).map(|n| format!("&AddEntry.{n}.Cidr=11.{n}.0.0/16")).collect();
        assert_eq!(on(&twin, "ModifyPrefixList", &id, &three).error().1, "LimitExceed.MaxEntries");
        assert_eq!(ranges(&twin, &id), ["10.0.0.0/8"]);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn entries_come_and_go() {
        let twin = Twin::empty();
        let id = made(&twin, "&Entry.1.Cidr=10.0.0.0/8&Entry.2.Cidr=11.0.0.0/8");
        let more = "&AddEntry.1.Cidr=10.0.0.0/8&AddEntry.1.Description=ten&RemoveEntry.1.Cidr=11.0.0.0/8\
            &AddEntry.2.Cidr=12.0.0.0/8&PrefixListName=other";
        on(&twin, "ModifyPrefixList", &id, more).ok();
        assert_eq!(ranges(&twin, &id), ["10.0.0.0/8", "12.0.0.0/8"]);
        let json = on(&twin, "DescribePrefixListAttributes", &id, "").json();
        assert_eq!(
            (&json["PrefixListName"], &json["Entries"]["Entry"][0]["Description"]),
            (&"other".into(), &"ten".into())
        );
    }
}
