use super::*;

const LOOK: &[&str] = &["DescribeManagedPrefixLists"];

mod reading {
    use super::*;

    #[test]
    fn it_is_being_deleted() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        assert_eq!(twin.ec2(&format!("DeleteManagedPrefixList&PrefixListId={id}")).one("state"), "delete-in-progress");
    }
}

mod validation {
    use super::*;

    #[test]
    fn nothing_refers_to_it() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let group = twin.ec2("DescribeSecurityGroups").all("groupId").remove(0);
        let rule =
            format!("&GroupId={group}&IpPermissions.1.IpProtocol=-1&IpPermissions.1.PrefixListIds.1.PrefixListId={id}");
        twin.ec2(&format!("AuthorizeSecurityGroupEgress{rule}")).ok();
        let delete = |id: &str| format!("DeleteManagedPrefixList&PrefixListId={id}");
        refused_without_change(&twin, LOOK, &delete(&id), "DependencyViolation");
        twin.ec2(&format!("RevokeSecurityGroupEgress{rule}")).ok();
        refused_without_change(&twin, LOOK, &format!("{}&DryRun=true", delete(&id)), "DryRunOperation");
        refused_without_change(&twin, LOOK, &delete("pl-63a5400a"), "OperationNotPermitted");
        refused_without_change(&twin, LOOK, &delete("x"), "InvalidPrefixListId.Malformed");
        twin.ec2(&delete(&id)).ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        twin.ec2(&format!("DeleteManagedPrefixList&PrefixListId={id}")).ok();
        for action in ["DescribeManagedPrefixLists&PrefixListId.1", "GetManagedPrefixListEntries&PrefixListId"] {
            assert_eq!(twin.ec2(&format!("{action}={id}")).error().1, "InvalidPrefixListID.NotFound", "{action}");
        }
    }
}
