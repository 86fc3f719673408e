use super::{create, made, ranges};
use crate::alibaba::ecs::missing;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_an_id() {
        let twin = Twin::empty();
        insta::assert_snapshot!(create(&twin, "").ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","PrefixListId":"pl-bpgdc5irqtnjwspllcos"}"#);
        let xml = "CreatePrefixList&RegionId=cn-hangzhou&PrefixListName=more&AddressFamily=IPv6&MaxEntries=1";
        insta::assert_snapshot!(twin.ecs_xml(xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreatePrefixListResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><PrefixListId>pl-bpgdc5k87trk5kz4urm7</PrefixListId></CreatePrefixListResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_cannot_be_is_refused() {
        let twin = Twin::empty();
        let none = twin.ecs("CreatePrefixList&RegionId=cn-hangzhou&PrefixListName=x1&AddressFamily=IPv4");
        assert_eq!(none.error(), missing("MaxEntries"));
        let of = |family: &str, max: &str, name: &str| {
            let call = "CreatePrefixList&RegionId=cn-hangzhou";
            twin.ecs(&format!("{call}&PrefixListName={name}&AddressFamily={family}&MaxEntries={max}")).error().1
        };
        assert_eq!(of("IPv5", "1", "ab"), "InvalidParameter.AddressFamily");
        assert_eq!(of("IPv4", "201", "ab"), "InvalidParameter");
        assert_eq!(of("IPv4", "1", "1"), "InvalidParameter.PrefixListName");
        for (more, expected) in [
            ("&Description=x", "InvalidDescription.Malformed"),
            ("&Entry.1.Description=ab", "MissingParameter"),
            ("&Entry.1.Cidr=10.0.0.1/8", "InvalidParameter.CidrMalformed"),
            ("&Entry.1.Cidr=2001:db8::/32", "InvalidParameter.CidrMalformed"),
            ("&Entry.1.Cidr=10.0.0.0/8&Entry.2.Cidr=10.0.0.0/8", "InvalidParameter.CidrDuplicated"),
            ("&Entry.1.Cidr=10.0.0.0/8&Entry.1.Description=x", "InvalidDescription.Malformed"),
        ] {
            assert_eq!(create(&twin, more).error().1, expected, "{more}");
        }
        let four: String = (1..5).map(|n| format!("&Entry.{n}.Cidr=10.{n}.0.0/16")).collect();
        assert_eq!(create(&twin, &four).error().1, "LimitExceed.MaxEntries");
    }

    #[test]
    fn lists_are_so_many() {
        let twin = Twin::empty();
        (0..100).for_each(|_| drop(made(&twin, "")));
        assert_eq!(create(&twin, "").error().1, "LimitExceed.PrefixListPerRegion");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_has_its_entries_and_is_made_once() {
        let twin = Twin::empty();
        let more = "&Entry.1.Cidr=10.0.0.0/8&Entry.1.Description=offices&Entry.2.Cidr=192.168.0.0/16&ClientToken=once";
        let id = made(&twin, more);
        assert_eq!(ranges(&twin, &id), ["10.0.0.0/8", "192.168.0.0/16"]);
        assert_eq!(made(&twin, more), id);
    }
}
