use super::*;

const LOOK: &[&str] = &["DescribeManagedPrefixLists"];

mod reading {
    use super::*;

    #[test]
    fn it_is_being_modified() {
        let twin = Twin::empty();
        let id = list(&twin, 3);
        let call = format!("ModifyManagedPrefixList&PrefixListId={id}&CurrentVersion=1&AddEntry.1.Cidr=11.0.0.0/8");
        let answer = twin.ec2(&call);
        assert_eq!((answer.one("state"), answer.one("version")), ("modify-in-progress".to_owned(), "2".to_owned()));
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_version_is_the_current_one() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("ModifyManagedPrefixList&PrefixListId={id}{more}"), code)
        };
        code("&CurrentVersion=2&AddEntry.1.Cidr=11.0.0.0/8", "PrefixListVersionMismatch");
        code("&AddEntry.1.Cidr=11.0.0.0/8", "MissingParameter");
        code("&CurrentVersion=1&RemoveEntry.1.Cidr=11.0.0.0/8", "InvalidParameterValue");
        code("&CurrentVersion=1&AddEntry.1.Cidr=11.0.0.0/8&AddEntry.2.Cidr=12.0.0.0/8", "PrefixListMaxEntriesExceeded");
        code("&CurrentVersion=1&AddEntry.1.Cidr=11.0.0.0/8&MaxEntries=5", "InvalidParameterCombination");
        code("&CurrentVersion=1&AddEntry.1.Cidr=x", "InvalidParameterValue");
        let both = "&CurrentVersion=1&AddEntry.1.Cidr=10.0.0.0/8&RemoveEntry.1.Cidr=10.0.0.0/8";
        assert_eq!(
            code(both, "InvalidParameterValue"),
            "Request cannot contain Cidr 10.0.0.0/8 in both AddPrefixListEntries and RemovePrefixListEntries"
        );
        code("&MaxEntries=0", "InvalidParameterValue");
        code("&PrefixListName=other&DryRun=true", "DryRunOperation");
        let aws = "ModifyManagedPrefixList&PrefixListId=pl-63a5400a&PrefixListName=x";
        refused_without_change(&twin, LOOK, aws, "OperationNotPermitted");
        let none = "ModifyManagedPrefixList&PrefixListId=pl-00000000&PrefixListName=x";
        refused_without_change(&twin, LOOK, none, "InvalidPrefixListID.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn entries_change_and_make_a_version() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let change = |more: &str| twin.ec2(&format!("ModifyManagedPrefixList&PrefixListId={id}{more}"));
        change("&CurrentVersion=1&AddEntry.1.Cidr=11.0.0.0/8&RemoveEntry.1.Cidr=10.0.0.0/8").ok();
        assert_eq!(entries(&twin, &id, ""), ["11.0.0.0/8"]);
        assert_eq!(entries(&twin, &id, "&TargetVersion=1"), ["10.0.0.0/8"]);
        change("&CurrentVersion=2&AddEntry.1.Cidr=11.0.0.0/8&AddEntry.1.Description=eleven").ok();
        let shown = twin.ec2(&format!("GetManagedPrefixListEntries&PrefixListId={id}"));
        assert_eq!((shown.one("cidr"), shown.one("description")), ("11.0.0.0/8".to_owned(), "eleven".to_owned()));
        change("&PrefixListName=other").ok();
        change("&MaxEntries=5").ok();
        let list = twin.ec2(&format!("DescribeManagedPrefixLists&PrefixListId.1={id}"));
        for (element, value) in
            [("prefixListName", "other"), ("maxEntries", "5"), ("version", "3"), ("state", "modify-complete")]
        {
            assert_eq!(list.one(element), value, "{element}");
        }
        assert_eq!(change("&MaxEntries=1").0.status, 200);
    }

    #[test]
    fn what_refers_to_it_must_have_room() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        let group = twin.ec2("CreateSecurityGroup&GroupName=g&GroupDescription=d").one("groupId");
        let rule =
            format!("&GroupId={group}&IpPermissions.1.IpProtocol=-1&IpPermissions.1.PrefixListIds.1.PrefixListId={id}");
        twin.ec2(&format!("AuthorizeSecurityGroupIngress{rule}")).ok();
        let resize = |max: u32| {
            twin.ec2(&format!("ModifyManagedPrefixList&PrefixListId={id}&MaxEntries={max}")).ok();
        };
        let shown = |element: &str| twin.ec2(&format!("DescribeManagedPrefixLists&PrefixListId.1={id}")).one(element);
        resize(60);
        assert_eq!((shown("state"), shown("maxEntries")), ("modify-complete".to_owned(), "60".to_owned()));
        resize(61);
        assert_eq!((shown("state"), shown("maxEntries")), ("modify-failed".to_owned(), "60".to_owned()));
        assert!(shown("stateMessage").ends_with(&group));
        twin.ec2(&format!("RevokeSecurityGroupIngress{rule}")).ok();
        let vpc = twin.ec2("CreateVpc&CidrBlock=10.0.0.0/16").one("vpcId");
        let table = twin.ec2(&format!("CreateRouteTable&VpcId={vpc}")).one("routeTableId");
        let gateway = twin.ec2("CreateInternetGateway").one("internetGatewayId");
        twin.ec2(&format!("AttachInternetGateway&VpcId={vpc}&InternetGatewayId={gateway}")).ok();
        let route = format!("CreateRoute&RouteTableId={table}&DestinationPrefixListId={id}&GatewayId={gateway}");
        twin.ec2(&route).ok();
        resize(500);
        assert_eq!(shown("maxEntries"), "500");
        resize(501);
        assert_eq!((shown("state"), shown("maxEntries")), ("modify-failed".to_owned(), "500".to_owned()));
        assert!(shown("stateMessage").ends_with(&table));
    }
}
