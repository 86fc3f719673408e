use super::*;

/// An ACL, and the association of a subnet of its VPC with the default one.
fn place(twin: &Twin) -> (String, String) {
    let vpc = vpc(twin);
    let subnet = subnet(twin, &vpc, "10.0.1.0/24");
    let association = found(twin, "DescribeNetworkAcls", "association.subnet-id", &subnet, "networkAclAssociationId");
    (made(twin, &format!("CreateNetworkAcl&VpcId={vpc}"), "networkAclId"), association[0].clone())
}

mod reading {
    use super::*;

    #[test]
    fn the_new_association() {
        let twin = Twin::empty();
        let (acl, association) = place(&twin);
        let replace = format!("ReplaceNetworkAclAssociation&AssociationId={association}&NetworkAclId={acl}");
        insta::assert_snapshot!(twin.ec2(&replace).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ReplaceNetworkAclAssociationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</requestId><newAssociationId>aclassoc-0120389818d3e8d53</newAssociationId></ReplaceNetworkAclAssociationResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn association_and_acl_are_there_and_in_one_vpc() {
        let twin = Twin::empty();
        let (acl, association) = place(&twin);
        let foreign = made(&twin, &format!("CreateNetworkAcl&VpcId={}", vpc(&twin)), "networkAclId");
        let replace = |association: &str, acl: &str| {
            format!("ReplaceNetworkAclAssociation&AssociationId={association}&NetworkAclId={acl}")
        };
        refused_without_change(&twin, LOOK, &replace(&association, &foreign), "InvalidParameterValue");
        refused_without_change(&twin, LOOK, &replace("aclassoc-0", &acl), "InvalidAssociationID.NotFound");
        refused_without_change(&twin, LOOK, &replace(&association, "acl-00000000"), "InvalidNetworkAclID.NotFound");
        refused_without_change(&twin, LOOK, &replace(&association, ""), "MissingParameter");
        let dry = format!("{}&DryRun=true", replace(&association, &acl));
        refused_without_change(&twin, LOOK, &dry, "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_subnet_is_with_the_other() {
        let twin = Twin::empty();
        let (acl, association) = place(&twin);
        let default =
            found(&twin, "DescribeNetworkAcls", "association.association-id", &association, "networkAclId").remove(0);
        let replace = |association: &str, acl: &str| {
            made(
                &twin,
                &format!("ReplaceNetworkAclAssociation&AssociationId={association}&NetworkAclId={acl}"),
                "newAssociationId",
            )
        };
        let new = replace(&association, &acl);
        assert_eq!(found(&twin, "DescribeNetworkAcls", "association.association-id", &new, "networkAclId")[0], acl);
        assert!(
            found(&twin, "DescribeNetworkAcls", "association.association-id", &association, "networkAclId").is_empty()
        );
        let back = replace(&new, &default);
        assert_eq!(
            found(&twin, "DescribeNetworkAcls", "association.association-id", &back, "networkAclId")[0],
            default
        );
    }
}
