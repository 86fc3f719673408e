use super::*;

mod reading {
    use super::*;

    #[test]
    fn it_is_being_disassociated() {
        let (twin, id) = furnished();
        let association = associate(&twin, &id, "p").one("associationId");
        let answer = twin.ec2(&format!("DisassociateIamInstanceProfile&AssociationId={association}"));
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DisassociateIamInstanceProfileResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</requestId><iamInstanceProfileAssociation><associationId>iip-assoc-012038a1c781d9e6d</associationId><instanceId>i-0120387d7073e3eab</instanceId><iamInstanceProfile><arn>arn:aws:iam::123456789012:instance-profile/p</arn><id>AIPACZSTXAAVX7OCXHQ2N</id></iamInstanceProfile><state>disassociating</state></iamInstanceProfileAssociation></DisassociateIamInstanceProfileResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_association_is_there() {
        let (twin, _) = furnished();
        let call = "DisassociateIamInstanceProfile&AssociationId=iip-assoc-0";
        let text = refused_without_change(&twin, LOOK, call, "InvalidAssociationID.NotFound");
        assert_eq!(text, "An invalid association-id of 'iip-assoc-0' was given");
        refused_without_change(&twin, LOOK, "DisassociateIamInstanceProfile", "MissingParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_has_none_then() {
        let (twin, id) = furnished();
        let association = associate(&twin, &id, "p").one("associationId");
        twin.ec2(&format!("DisassociateIamInstanceProfile&AssociationId={association}")).ok();
        assert!(shown(&twin, &id).is_empty());
        associate(&twin, &id, "q").ok();
        assert_eq!(shown(&twin, &id), [Q]);
    }
}
