use crate::support::{Answer, Twin};

fn values(answer: &Answer) -> Vec<(String, String)> {
    answer.ok();
    answer.all("attributeName").into_iter().zip(answer.all("attributeValue")).collect()
}

mod reading {
    use super::*;

    #[test]
    fn all_attributes_or_those_that_are_named() {
        let twin = Twin::empty();
        insta::assert_snapshot!(crate::aws::ec2::lines(&twin.ec2("DescribeAccountAttributes")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeAccountAttributesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><accountAttributeSet>
        <item><attributeName>default-vpc</attributeName><attributeValueSet>
        <item><attributeValue>vpc-012037a811449eb6e</attributeValue></item></attributeValueSet></item>
        <item><attributeName>max-elastic-ips</attributeName><attributeValueSet>
        <item><attributeValue>5</attributeValue></item></attributeValueSet></item>
        <item><attributeName>max-instances</attributeName><attributeValueSet>
        <item><attributeValue>20</attributeValue></item></attributeValueSet></item>
        <item><attributeName>supported-platforms</attributeName><attributeValueSet>
        <item><attributeValue>VPC</attributeValue></item></attributeValueSet></item>
        <item><attributeName>vpc-max-elastic-ips</attributeName><attributeValueSet>
        <item><attributeValue>5</attributeValue></item></attributeValueSet></item>
        <item><attributeName>vpc-max-security-groups-per-interface</attributeName><attributeValueSet>
        <item><attributeValue>5</attributeValue></item></attributeValueSet></item></accountAttributeSet>
        </DescribeAccountAttributesResponse>
        "#);
        let some = twin.ec2("DescribeAccountAttributes&AttributeName.1=default-vpc&AttributeName.2=max-elastic-ips");
        let vpc = twin.ec2("DescribeVpcs").one("vpcId");
        assert_eq!(values(&some), [("default-vpc".into(), vpc), ("max-elastic-ips".into(), "5".into())]);
    }
}

mod validation {
    use super::*;
    use crate::aws::ec2::{invalid, unknown, would_succeed};

    #[test]
    fn names_are_those_that_there_are() {
        let twin = Twin::empty();
        let expected = "one of default-vpc, max-elastic-ips, max-instances, supported-platforms, vpc-max-elastic-ips, \
                        vpc-max-security-groups-per-interface";
        let answer = twin.ec2("DescribeAccountAttributes&AttributeName.1=colour");
        assert_eq!(answer.error(), invalid("attributeName", "colour", expected));
        assert_eq!(twin.ec2("DescribeAccountAttributes&Filter.1.Name=x").error(), unknown("Filter.1.Name"));
        assert_eq!(twin.ec2("DescribeAccountAttributes&DryRun=true").error(), would_succeed());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_the_limits_that_hold() {
        let twin = Twin::with("[[ec2.limits]]\naddresses = 2\ngroups_per_interface = 1");
        let limits = values(&twin.ec2("DescribeAccountAttributes"));
        for (name, value) in
            [("max-elastic-ips", "2"), ("vpc-max-elastic-ips", "2"), ("vpc-max-security-groups-per-interface", "1")]
        {
            assert!(limits.contains(&(name.into(), value.into())), "{limits:?}");
        }
        let allocate = || twin.ec2("AllocateAddress");
        allocate().ok();
        allocate().ok();
        let text = "The maximum number of addresses has been reached.";
        assert_eq!(allocate().error(), (400, "AddressLimitExceeded".into(), text.into()));
    }
}
