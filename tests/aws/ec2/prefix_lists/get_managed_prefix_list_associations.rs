use super::*;

const LOOK: &[&str] = &["DescribeManagedPrefixLists"];

mod reading {
    use super::*;

    #[test]
    fn none() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let answer = twin.ec2(&format!("GetManagedPrefixListAssociations&PrefixListId={id}"));
        assert!(answer.ok().contains("<prefixListAssociationSet/>"), "{}", answer.ok());
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_list_is_there() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        for (more, code) in [
            ("", "MissingParameter"),
            ("&PrefixListId=pl-00000000", "InvalidPrefixListID.NotFound"),
            (&*format!("&PrefixListId={id}&MaxResults=4"), "InvalidParameterValue"),
            (&format!("&PrefixListId={id}&DryRun=true"), "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("GetManagedPrefixListAssociations{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn groups_and_tables_refer_to_it() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let vpc = vpc(&twin);
        let (table, gateway) = (table(&twin, &vpc), gateway(&twin, &vpc));
        let group = found(&twin, "DescribeSecurityGroups", "vpc-id", &vpc, "groupId").remove(0);
        let rule =
            format!("&GroupId={group}&IpPermissions.1.IpProtocol=-1&IpPermissions.1.PrefixListIds.1.PrefixListId={id}");
        twin.ec2(&format!("AuthorizeSecurityGroupEgress{rule}")).ok();
        twin.ec2(&format!("CreateRoute&RouteTableId={table}&DestinationPrefixListId={id}&GatewayId={gateway}")).ok();
        let answer = twin.ec2(&format!("GetManagedPrefixListAssociations&PrefixListId={id}"));
        assert_eq!(answer.all("resourceId"), [table, group]);
    }
}
