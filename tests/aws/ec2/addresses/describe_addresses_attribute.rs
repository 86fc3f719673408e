use crate::support::Twin;

/// The ids of two addresses with names and one without, in their order.
fn made(twin: &Twin) -> [String; 3] {
    let ids = [(); 3].map(|()| twin.ec2("AllocateAddress").one("allocationId"));
    for id in &ids[..2] {
        twin.ec2(&format!("ModifyAddressAttribute&AllocationId={id}&DomainName=mail.example.com")).ok();
    }
    ids
}

mod reading {
    use super::*;

    #[test]
    fn an_address_has_a_name() {
        let twin = Twin::empty();
        let [id, ..] = made(&twin);
        let answer = twin.ec2(&format!("DescribeAddressesAttribute&AllocationId.1={id}&Attribute=domain-name"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeAddressesAttributeResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>e5ad0f70-0740-418d-8b6a-837b82d90bdd</requestId><addressSet><item><publicIp>100.64.0.2</publicIp><allocationId>eipalloc-01203828746c4d98f</allocationId><ptrRecord>mail.example.com.</ptrRecord></item></addressSet></DescribeAddressesAttributeResponse>
        "#);
    }

    #[test]
    fn addresses_without_one_are_left_out() {
        let twin = Twin::empty();
        let [one, two, three] = made(&twin);
        let mut named = vec![one, two];
        named.sort();
        assert_eq!(twin.ec2("DescribeAddressesAttribute").all("allocationId"), named);
        let answer = twin.ec2(&format!("DescribeAddressesAttribute&AllocationId.1={three}&Attribute=domain-name"));
        assert!(answer.ok().contains("<addressSet/>"), "{}", answer.ok());
    }

    #[test]
    fn pages_follow_one_another() {
        let twin = Twin::empty();
        made(&twin);
        let first = twin.ec2("DescribeAddressesAttribute&MaxResults=1");
        let rest = twin.ec2(&format!("DescribeAddressesAttribute&MaxResults=1&NextToken={}", first.one("nextToken")));
        let paged = [first.one("allocationId"), rest.one("allocationId")];
        assert_eq!(paged[..], twin.ec2("DescribeAddressesAttribute").all("allocationId"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn addresses_and_attribute_are_there() {
        let twin = Twin::empty();
        let error = |rest: &str| twin.ec2(&format!("DescribeAddressesAttribute&{rest}")).error().1;
        assert_eq!(error("AllocationId.1=eipalloc-00000000000000000"), "InvalidAllocationID.NotFound");
        assert_eq!(error("Attribute=colour"), "InvalidParameterValue");
        assert_eq!(error("MaxResults=0"), "InvalidParameterValue");
        assert_eq!(error("MaxResults=1001"), "InvalidParameterValue");
        assert_eq!(error("DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn addresses_themselves_are_described_as_before() {
        let twin = Twin::empty();
        let id = twin.ec2("AllocateAddress").one("allocationId");
        let before = twin.ec2("DescribeAddresses").anonymous();
        twin.ec2(&format!("ModifyAddressAttribute&AllocationId={id}&DomainName=mail.example.com")).ok();
        assert_eq!(twin.ec2("DescribeAddresses").anonymous(), before);
    }
}
