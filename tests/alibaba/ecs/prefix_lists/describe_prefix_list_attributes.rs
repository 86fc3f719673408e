use super::{made, no_list, on};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_entries() {
        let twin = Twin::empty();
        let id = made(&twin, "&Description=of%20offices&Entry.1.Cidr=10.0.0.0/8&Entry.1.Description=ten");
        insta::assert_snapshot!(on(&twin, "DescribePrefixListAttributes", &id, "").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","PrefixListId":"pl-bpgdc5irqtnjwspllcos","PrefixListName":"offices","Description":"of offices","AddressFamily":"IPv4","MaxEntries":3,"CreationTime":"2026-11-21T08:00Z","Entries":{"Entry":[{"Cidr":"10.0.0.0/8","Description":"ten"}]}}"#);
        let xml = format!("DescribePrefixListAttributes&RegionId=cn-hangzhou&PrefixListId={id}");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribePrefixListAttributesResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><PrefixListId>pl-bpgdc5irqtnjwspllcos</PrefixListId><PrefixListName>offices</PrefixListName><Description>of offices</Description><AddressFamily>IPv4</AddressFamily><MaxEntries>3</MaxEntries><CreationTime>2026-11-21T08:00Z</CreationTime><Entries><Entry><Cidr>10.0.0.0/8</Cidr><Description>ten</Description></Entry></Entries></DescribePrefixListAttributesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_list_is_there() {
        assert_eq!(on(&Twin::empty(), "DescribePrefixListAttributes", "pl-nowhere", "").error(), no_list());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn ranges_of_ipv6_have_one_spelling() {
        let twin = Twin::empty();
        let call = "CreatePrefixList&RegionId=cn-hangzhou&PrefixListName=six&AddressFamily=IPv6&MaxEntries=1";
        let made = twin.ecs(&format!("{call}&Entry.1.Cidr=2001:0db8::/32")).json();
        assert_eq!(super::super::ranges(&twin, made["PrefixListId"].as_str().expect("an id")), ["2001:db8::/32"]);
    }
}
