use super::{made, no_list, on, rule};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let (one, two) = (made(&twin, ""), made(&twin, ""));
        insta::assert_snapshot!(on(&twin, "DeletePrefixList", &one, "").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml = format!("DeletePrefixList&RegionId=cn-hangzhou&PrefixListId={two}");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DeletePrefixListResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></DeletePrefixListResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn nothing_refers_to_it() {
        let twin = Twin::empty();
        assert_eq!(on(&twin, "DeletePrefixList", "pl-nowhere", "").error(), no_list());
        let id = made(&twin, "");
        rule(&twin, &id, "").ok();
        assert_eq!(on(&twin, "DeletePrefixList", &id, "").error().1, "NotAllowed.AssociationExist");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        let id = made(&twin, "");
        on(&twin, "DeletePrefixList", &id, "").ok();
        assert_eq!(on(&twin, "DescribePrefixListAttributes", &id, "").error(), no_list());
        assert_eq!(rule(&twin, &id, "").error(), no_list());
    }
}
