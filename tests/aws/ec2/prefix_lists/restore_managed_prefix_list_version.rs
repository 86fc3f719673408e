use super::*;

const LOOK: &[&str] = &["DescribeManagedPrefixLists"];

mod reading {
    use super::*;

    #[test]
    fn it_is_being_restored() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let restore = format!("RestoreManagedPrefixListVersion&PrefixListId={id}&CurrentVersion=1&PreviousVersion=1");
        assert_eq!(twin.ec2(&restore).one("state"), "restore-in-progress");
    }
}

mod validation {
    use super::*;

    #[test]
    fn versions_are_there() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let code = |more: &str, code: &str| {
            refused_without_change(
                &twin,
                LOOK,
                &format!("RestoreManagedPrefixListVersion&PrefixListId={id}{more}"),
                code,
            )
        };
        code("&CurrentVersion=2&PreviousVersion=1", "PrefixListVersionMismatch");
        code("&CurrentVersion=1&PreviousVersion=7", "PrefixListVersionNotFound");
        code("&CurrentVersion=1", "MissingParameter");
        code("&CurrentVersion=1&PreviousVersion=1&DryRun=true", "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn old_entries_are_of_a_new_version() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let change =
            format!("ModifyManagedPrefixList&PrefixListId={id}&CurrentVersion=1&RemoveEntry.1.Cidr=10.0.0.0/8");
        twin.ec2(&change).ok();
        assert!(entries(&twin, &id, "").is_empty());
        twin.ec2(&format!("RestoreManagedPrefixListVersion&PrefixListId={id}&CurrentVersion=2&PreviousVersion=1")).ok();
        assert_eq!(entries(&twin, &id, ""), ["10.0.0.0/8"]);
        assert_eq!(twin.ec2(&format!("DescribeManagedPrefixLists&PrefixListId.1={id}")).one("version"), "3");
    }
}
