use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let id = options(&twin);
        assert_eq!(twin.ec2(&format!("DeleteDhcpOptions&DhcpOptionsId={id}")).one("return"), "true");
    }
}

mod validation {
    use super::*;

    #[test]
    fn no_vpc_has_it() {
        let twin = Twin::empty();
        let default = twin.ec2("DescribeVpcs").one("dhcpOptionsId");
        let delete = |id: &str| format!("DeleteDhcpOptions&DhcpOptionsId={id}");
        let text = refused_without_change(&twin, LOOK, &delete(&default), "DependencyViolation");
        assert_eq!(text, format!("The dhcpOptions '{default}' has dependencies and cannot be deleted."));
        refused_without_change(&twin, LOOK, &format!("{}&DryRun=true", delete(&default)), "DryRunOperation");
        let text = refused_without_change(
            &twin,
            LOOK,
            &format!("{}&DryRun=true", delete("none")),
            "InvalidDhcpOptionsId.Malformed",
        );
        assert_eq!(text, "The dhcp-options ID 'none' is malformed");
        let unknown = format!("{}&DryRun=true", delete("dopt-00000000"));
        let text = refused_without_change(&twin, LOOK, &unknown, "InvalidDhcpOptionsID.NotFound");
        assert_eq!(text, "The dhcpOptions ID 'dopt-00000000' does not exist");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_last_of_a_region_is_deleted_and_vpcs_have_none() {
        let twin = Twin::empty();
        let vpc = twin.ec2("DescribeVpcs").one("vpcId");
        let default = twin.ec2("DescribeVpcs").one("dhcpOptionsId");
        twin.ec2(&format!("AssociateDhcpOptions&VpcId={vpc}&DhcpOptionsId=default")).ok();
        twin.ec2(&format!("DeleteDhcpOptions&DhcpOptionsId={default}")).ok();
        assert!(twin.ec2("DescribeDhcpOptions").all("dhcpOptionsId").is_empty());
        assert_eq!(made(&twin, "CreateVpc&CidrBlock=10.0.0.0/16", "dhcpOptionsId"), "default");
    }
}
