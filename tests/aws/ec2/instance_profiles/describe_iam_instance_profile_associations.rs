use super::*;

mod reading {
    use super::*;

    #[test]
    fn they_are_as_aws_shows_them() {
        let (twin, id) = furnished();
        associate(&twin, &id, "p").ok();
        let answer = twin.ec2("DescribeIamInstanceProfileAssociations");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeIamInstanceProfileAssociationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</requestId><iamInstanceProfileAssociationSet><item><associationId>iip-assoc-012038a1c781d9e6d</associationId><instanceId>i-0120387d7073e3eab</instanceId><iamInstanceProfile><arn>arn:aws:iam::123456789012:instance-profile/p</arn><id>AIPACZSTXAAVX7OCXHQ2N</id></iamInstanceProfile><state>associated</state></item></iamInstanceProfileAssociationSet></DescribeIamInstanceProfileAssociationsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ids_filters_and_pages_are_good() {
        let (twin, id) = furnished();
        let code = |more: &str, code: &str| {
            refused_without_change(&twin, LOOK, &format!("DescribeIamInstanceProfileAssociations{more}"), code)
        };
        assert_eq!(code("&AssociationId.1=bad", "InvalidParameterValue"), "Invalid value for association-id.");
        let text = code("&Filter.1.Name=iam-instance-profile.arn&Filter.1.Value.1=x", "InvalidParameterValue");
        assert_eq!(text, "An unknown filter 'iam-instance-profile.arn' was given");
        let text = code("&MaxResults=0", "InvalidParameterValue");
        assert_eq!(text, "Invalid value '0' for 'maxResults'. MaxResult must be a positive integer");
        assert_eq!(code("&NextToken=x", "InvalidNextToken"), "Pagination token is invalid");
        code("&DryRun=true", "DryRunOperation");
        associate(&twin, &id, "p").ok();
        twin.ec2("DescribeIamInstanceProfileAssociations&MaxResults=1001").ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_are_found_by_filters_and_in_pages() {
        let (twin, one) = furnished();
        let two = made(&twin, &format!("RunInstances&ImageId={IMAGE}&MinCount=1&MaxCount=1"), "instanceId");
        for (id, name) in [(&one, "p"), (&two, "q")] {
            associate(&twin, id, name).ok();
        }
        crate::aws::ec2::parts::pages(&twin, "DescribeIamInstanceProfileAssociations", 1, "associationId");
        let call = "DescribeIamInstanceProfileAssociations";
        assert_eq!(found(&twin, call, "instance-id", &two, "arn"), [Q]);
        assert!(found(&twin, call, "state", "associating", "arn").is_empty());
        let id = twin.ec2(call).all("associationId").remove(1);
        assert_eq!(twin.ec2(&format!("{call}&AssociationId.1={id}&MaxResults=5")).all("associationId"), [id]);
    }
}
