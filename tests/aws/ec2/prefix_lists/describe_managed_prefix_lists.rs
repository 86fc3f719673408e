use super::*;

const LOOK: &[&str] = &["DescribeManagedPrefixLists"];

mod reading {
    use super::*;

    #[test]
    fn those_of_the_account_and_of_aws() {
        let twin = Twin::empty();
        list(&twin, 2);
        insta::assert_snapshot!(super::super::super::lines(&twin.ec2("DescribeManagedPrefixLists")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeManagedPrefixListsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><prefixListSet>
        <item><prefixListId>pl-01203828746c4d98f</prefixListId><addressFamily>IPv4</addressFamily><state>create-complete</state>
        <prefixListArn>arn:aws:ec2:us-east-1:123456789012:prefix-list/pl-01203828746c4d98f</prefixListArn>
        <prefixListName>mine</prefixListName><maxEntries>2</maxEntries><version>1</version><ownerId>123456789012</ownerId>
        </item>
        <item><prefixListId>pl-02cd2c6b</prefixListId><addressFamily>IPv4</addressFamily><state>create-complete</state>
        <prefixListArn>arn:aws:ec2:us-east-1:aws:prefix-list/pl-02cd2c6b</prefixListArn><prefixListName>com.amazonaws.us-east-1.dynamodb</prefixListName>
        <ownerId>AWS</ownerId></item>
        <item><prefixListId>pl-63a5400a</prefixListId><addressFamily>IPv4</addressFamily><state>create-complete</state>
        <prefixListArn>arn:aws:ec2:us-east-1:aws:prefix-list/pl-63a5400a</prefixListArn><prefixListName>com.amazonaws.us-east-1.s3</prefixListName>
        <ownerId>AWS</ownerId></item></prefixListSet></DescribeManagedPrefixListsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages() {
        let twin = Twin::empty();
        for (more, code) in [
            ("PrefixListId.1=pl-00000000", "InvalidPrefixListID.NotFound"),
            ("PrefixListId.1=x", "InvalidPrefixListId.Malformed"),
            ("MaxResults=101", "InvalidParameterValue"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribeManagedPrefixLists&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_filters_and_in_pages() {
        let twin = Twin::empty();
        let id = list(&twin, 2);
        twin.ec2(&format!("CreateTags&ResourceId.1={id}&Tag.1.Key=Name&Tag.1.Value=mine")).ok();
        for (name, value, count) in [
            ("tag:Name", "mine", 1),
            ("prefix-list-id", &*id, 1),
            ("prefix-list-name", "mine", 1),
            ("owner-id", "AWS", 2),
        ] {
            let lists = found(&twin, "DescribeManagedPrefixLists", name, value, "prefixListId");
            assert_eq!(lists.len(), count, "{name} {value}");
        }
        pages(&twin, "DescribeManagedPrefixLists", 2, "prefixListId");
    }
}
