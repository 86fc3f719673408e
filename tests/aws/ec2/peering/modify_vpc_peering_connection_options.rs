use super::*;

mod reading {
    use super::*;

    #[test]
    fn the_options_of_the_sides_that_were_named() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        twin.ec2(&format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        let option = "RequesterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc=true";
        let modify = format!("ModifyVpcPeeringConnectionOptions&VpcPeeringConnectionId={id}&{option}");
        insta::assert_snapshot!(twin.ec2(&modify).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyVpcPeeringConnectionOptionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>0df7b107-67f0-4f15-ab60-29ca26cdeb87</requestId><requesterPeeringConnectionOptions><allowDnsResolutionFromRemoteVpc>true</allowDnsResolutionFromRemoteVpc><allowEgressFromLocalClassicLinkToRemoteVpc>false</allowEgressFromLocalClassicLinkToRemoteVpc><allowEgressFromLocalVpcToRemoteClassicLink>false</allowEgressFromLocalVpcToRemoteClassicLink></requesterPeeringConnectionOptions></ModifyVpcPeeringConnectionOptionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn it_is_active() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        let modify = format!("ModifyVpcPeeringConnectionOptions&VpcPeeringConnectionId={id}");
        let text = refused_without_change(&twin, LOOK, &modify, "OperationNotPermitted");
        assert_eq!(text, format!("Peering {id} is not active. Peering options can be added only to active peerings."));
        twin.ec2(&format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        let classic = "AccepterPeeringConnectionOptions.AllowEgressFromLocalClassicLinkToRemoteVpc=true";
        refused_without_change(&twin, LOOK, &format!("{modify}&{classic}"), "UnsupportedOperation");
        refused_without_change(&twin, LOOK, &format!("{modify}&DryRun=true"), "DryRunOperation");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn descriptions_show_them() {
        let twin = Twin::empty();
        let (.., id) = peers(&twin);
        twin.ec2(&format!("AcceptVpcPeeringConnection&VpcPeeringConnectionId={id}")).ok();
        let shown = || twin.ec2("DescribeVpcPeeringConnections").all("allowDnsResolutionFromRemoteVpc");
        assert_eq!(shown(), ["false", "false"]);
        for (value, after) in [("true", ["false", "true"]), ("false", ["false", "false"])] {
            let option = format!("AccepterPeeringConnectionOptions.AllowDnsResolutionFromRemoteVpc={value}");
            twin.ec2(&format!("ModifyVpcPeeringConnectionOptions&VpcPeeringConnectionId={id}&{option}")).ok();
            assert_eq!(shown(), after, "the requester is first");
        }
    }
}
