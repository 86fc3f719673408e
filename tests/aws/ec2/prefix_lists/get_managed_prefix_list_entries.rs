use super::*;

const LOOK: &[&str] = &["DescribeManagedPrefixLists"];

mod reading {
    use super::*;

    #[test]
    fn ranges_and_descriptions() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        insta::assert_snapshot!(twin.ec2(&format!("GetManagedPrefixListEntries&PrefixListId={id}")).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <GetManagedPrefixListEntriesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><entrySet><item><cidr>10.0.0.0/8</cidr><description>ten</description></item></entrySet></GetManagedPrefixListEntriesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_list_and_the_version_are_there() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        for (more, code) in [
            ("", "MissingParameter"),
            ("&PrefixListId=pl-00000000", "InvalidPrefixListID.NotFound"),
            (&*format!("&PrefixListId={id}&TargetVersion=2"), "PrefixListVersionNotFound"),
            (&format!("&PrefixListId={id}&TargetVersion=-1"), "PrefixListVersionNotFound"),
            (&format!("&PrefixListId={id}&MaxResults=0"), "InvalidParameterValue"),
            (&format!("&PrefixListId={id}&DryRun=true"), "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("GetManagedPrefixListEntries{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn entries_come_in_pages() {
        let twin = Twin::empty();
        let id = list(&twin, 9);
        let more: Vec<_> = (1..=5).map(|n| format!("&AddEntry.{n}.Cidr=1{n}.0.0.0/8")).collect();
        twin.ec2(&format!("ModifyManagedPrefixList&PrefixListId={id}&CurrentVersion=1{}", more.concat())).ok();
        pages(&twin, &format!("GetManagedPrefixListEntries&PrefixListId={id}"), 4, "cidr");
        assert_eq!(entries(&twin, "pl-63a5400a", "").len(), 1, "AWS's have entries, too");
    }
}
