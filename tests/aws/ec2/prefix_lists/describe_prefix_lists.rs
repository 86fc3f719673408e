use super::super::parts::*;
use crate::support::Twin;

const LOOK: &[&str] = &["DescribePrefixLists"];

mod reading {
    use super::*;

    #[test]
    fn those_of_the_services_with_gateways() {
        insta::assert_snapshot!(super::super::super::lines(&Twin::empty().ec2("DescribePrefixLists")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribePrefixListsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><prefixListSet>
        <item><prefixListId>pl-02cd2c6b</prefixListId><prefixListName>com.amazonaws.us-east-1.dynamodb</prefixListName>
        <cidrSet>
        <item>198.18.0.0/16</item></cidrSet></item>
        <item><prefixListId>pl-63a5400a</prefixListId><prefixListName>com.amazonaws.us-east-1.s3</prefixListName>
        <cidrSet>
        <item>198.19.0.0/16</item></cidrSet></item></prefixListSet></DescribePrefixListsResponse>
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
            ("MaxResults=0", "InvalidParameterValue"),
            ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
            ("DryRun=true", "DryRunOperation"),
        ] {
            refused_without_change(&twin, LOOK, &format!("DescribePrefixLists&{more}"), code);
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_name_and_are_the_ones_of_routes() {
        let twin = Twin::empty();
        let name = "com.amazonaws.us-east-1.dynamodb";
        let id = found(&twin, "DescribePrefixLists", "prefix-list-name", name, "prefixListId");
        let vpc = vpc(&twin);
        let table = table(&twin, &vpc);
        twin.ec2(&format!("CreateVpcEndpoint&VpcId={vpc}&ServiceName={name}&RouteTableId.1={table}")).ok();
        assert_eq!(route_table(&twin, &table).all("destinationPrefixListId"), id);
        pages(&twin, "DescribePrefixLists", 1, "prefixListId");
    }
}
