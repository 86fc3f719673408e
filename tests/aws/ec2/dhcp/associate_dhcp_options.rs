use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let vpc = vpc(&twin);
        assert_eq!(twin.ec2(&format!("AssociateDhcpOptions&VpcId={vpc}&DhcpOptionsId=default")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn both_are_there() {
        let twin = Twin::empty();
        let (vpc, id) = (vpc(&twin), options(&twin));
        let associate = |vpc: &str, id: &str| format!("AssociateDhcpOptions&VpcId={vpc}&DhcpOptionsId={id}");
        let text = refused_without_change(&twin, LOOK, &associate(&vpc, "none"), "InvalidDhcpOptionsId.Malformed");
        assert_eq!(text, "Invalid id: \"none\" (expecting \"dopt-...\")");
        refused_without_change(&twin, LOOK, &associate(&vpc, "dopt-00000000"), "InvalidDhcpOptionsID.NotFound");
        refused_without_change(&twin, LOOK, &associate("vpc-0", &id), "InvalidVpcID.NotFound");
        refused_without_change(&twin, LOOK, &associate(&vpc, ""), "MissingParameter");
        refused_without_change(&twin, LOOK, &format!("{}&DryRun=true", associate(&vpc, &id)), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_vpc_has_them_until_it_is_deleted() {
        let twin = Twin::empty();
        let (vpc, id) = (vpc(&twin), options(&twin));
        twin.ec2(&format!("AssociateDhcpOptions&VpcId={vpc}&DhcpOptionsId={id}")).ok();
        assert_eq!(found(&twin, "DescribeVpcs", "dhcp-options-id", &id, "vpcId"), [vpc.as_str()]);
        let delete = format!("DeleteDhcpOptions&DhcpOptionsId={id}");
        refused_without_change(&twin, LOOK, &delete, "DependencyViolation");
        twin.ec2(&format!("DeleteVpc&VpcId={vpc}")).ok();
        twin.ec2(&delete).ok();
    }
}
