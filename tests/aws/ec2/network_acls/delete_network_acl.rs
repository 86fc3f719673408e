use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let acl = acl(&twin, &vpc(&twin));
        assert_eq!(twin.ec2(&format!("DeleteNetworkAcl&NetworkAclId={acl}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_no_default_one_and_has_no_subnets() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        let delete = |id: &str| format!("DeleteNetworkAcl&NetworkAclId={id}");
        let default = found(&twin, "DescribeNetworkAcls", "vpc-id", &vpc, "networkAclId").remove(0);
        let text = refused_without_change(&twin, LOOK, &delete(&default), "InvalidParameterValue");
        assert_eq!(text, format!("cannot delete default network ACL {default}"));
        let (acl, subnet) = (acl(&twin, &vpc), subnet(&twin, &vpc, "10.0.1.0/24"));
        let association =
            found(&twin, "DescribeNetworkAcls", "association.subnet-id", &subnet, "networkAclAssociationId");
        twin.ec2(&format!("ReplaceNetworkAclAssociation&AssociationId={}&NetworkAclId={acl}", association[0])).ok();
        let text = refused_without_change(&twin, LOOK, &delete(&acl), "DependencyViolation");
        assert_eq!(text, format!("The networkAcl '{acl}' has dependencies and cannot be deleted."));
        refused_without_change(&twin, LOOK, &delete("acl-00000000"), "InvalidNetworkAclID.NotFound");
        refused_without_change(&twin, LOOK, &delete("x"), "InvalidNetworkAclId.Malformed");
        twin.ec2(&format!("DeleteSubnet&SubnetId={subnet}")).ok();
        twin.ec2(&delete(&acl)).ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_gone() {
        let twin = Twin::empty();
        let delete = format!("DeleteNetworkAcl&NetworkAclId={}", acl(&twin, &vpc(&twin)));
        refused_without_change(&twin, LOOK, &format!("{delete}&DryRun=true"), "DryRunOperation");
        twin.ec2(&delete).ok();
        assert_eq!(twin.ec2(&delete).error().1, "InvalidNetworkAclID.NotFound");
    }
}
