use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_is_being_associated() {
        let (twin, id) = furnished();
        let association = associate(&twin, &id, "p").one("associationId");
        let call =
            format!("ReplaceIamInstanceProfileAssociation&AssociationId={association}&IamInstanceProfile.Name=q");
        let answer = twin.ec2(&call);
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ReplaceIamInstanceProfileAssociationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</requestId><iamInstanceProfileAssociation><associationId>iip-assoc-012038b75e0114884</associationId><instanceId>i-0120387d7073e3eab</instanceId><iamInstanceProfile><arn>arn:aws:iam::123456789012:instance-profile/q</arn><id>AIPAY5H4CF3B7IHLOW5ZD</id></iamInstanceProfile><state>associating</state></iamInstanceProfileAssociation></ReplaceIamInstanceProfileAssociationResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_association_and_the_profile_are_there() {
        let (twin, id) = furnished();
        let association = associate(&twin, &id, "p").one("associationId");
        let call = |association: &str, name: &str| {
            format!("ReplaceIamInstanceProfileAssociation&AssociationId={association}&IamInstanceProfile.Name={name}")
        };
        refused_without_change(&twin, LOOK, &call("iip-assoc-0", "q"), "InvalidAssociationID.NotFound");
        refused_without_change(&twin, LOOK, &call(&association, "none"), "InvalidParameterValue");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn another_profile_makes_another_association() {
        let (twin, id) = furnished();
        let association = associate(&twin, &id, "p").one("associationId");
        let replace = |association: &str, name: &str| {
            let call = "ReplaceIamInstanceProfileAssociation&AssociationId=";
            twin.ec2(&format!("{call}{association}&IamInstanceProfile.Name={name}"))
        };
        let same = replace(&association, "p");
        assert_eq!((same.one("associationId"), same.one("state")), (association.clone(), "associated".to_owned()));
        let other = replace(&association, "q").one("associationId");
        assert_ne!(other, association);
        assert_eq!(shown(&twin, &id), [Q]);
        assert_eq!(replace(&association, "p").error().1, "InvalidAssociationID.NotFound");
        assert_eq!(twin.ec2("DescribeIamInstanceProfileAssociations").all("associationId"), [other]);
    }
}
