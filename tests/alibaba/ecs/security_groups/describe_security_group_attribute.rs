use super::{call, default_group, make, no_group, rules};
use crate::alibaba::ecs::{in_every_shape, invalid, missing};
use crate::support::Twin;

/// Makes a group with rules of all kinds.
fn furnished(twin: &Twin) -> String {
    let (id, peer) = (make(twin, "&SecurityGroupName=web&Description=of+it"), make(twin, "&SecurityGroupName=peer"));
    let more = format!(
        "&Permissions.1.IpProtocol=TCP&Permissions.1.PortRange=80/88&Permissions.1.SourceCidrIp=10.0.0.0/8\
         &Permissions.1.Description=the+web&Permissions.1.SourcePortRange=1000/2000&Permissions.1.DestCidrIp=10.1.2.3\
         &Permissions.2.IpProtocol=all&Permissions.2.PortRange=-1/-1&Permissions.2.SourceGroupId={peer}\
         &Permissions.2.Policy=drop&Permissions.2.Priority=100"
    );
    call(twin, "AuthorizeSecurityGroup", &id, &more).ok();
    let more = "&IpProtocol=ICMPv6&PortRange=-1/-1&Ipv6DestCidrIp=::/0";
    call(twin, "AuthorizeSecurityGroupEgress", &id, more).ok();
    id
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_every_field() {
        let twin = Twin::empty();
        let id = furnished(&twin);
        insta::assert_snapshot!(call(&twin, "DescribeSecurityGroupAttribute", &id, "").ok(), @r#"{"RequestId":"3D5EAD0A-1E26-4FAD-80AA-97C54156AE49","RegionId":"cn-hangzhou","SecurityGroupId":"sg-bpgdc5irqtnjwspllcos","SecurityGroupName":"web","Description":"of it","VpcId":"vpc-bpgdc50xmp7bs4ntwisu","InnerAccessPolicy":"Accept","Permissions":{"Permission":[{"SecurityGroupRuleId":"sgr-bpgdc5m215bhw5kpkvb0","Direction":"ingress","Policy":"Accept","Priority":"1","IpProtocol":"TCP","PortRange":"80/88","SourcePortRange":"1000/2000","NicType":"intranet","Description":"the web","CreateTime":"2026-11-21T08:00:00Z","SourceCidrIp":"10.0.0.0/8","Ipv6SourceCidrIp":"","SourceGroupId":"","SourceGroupName":"","SourceGroupOwnerAccount":"","SourcePrefixListId":"","SourcePrefixListName":"","DestCidrIp":"10.1.2.3/32","Ipv6DestCidrIp":"","DestGroupId":"","DestGroupName":"","DestGroupOwnerAccount":"","DestPrefixListId":"","DestPrefixListName":"","PortRangeListId":"","PortRangeListName":""},{"SecurityGroupRuleId":"sgr-bpgdc5onbgbecl9zl96x","Direction":"ingress","Policy":"Drop","Priority":"100","IpProtocol":"ALL","PortRange":"-1/-1","SourcePortRange":"","NicType":"intranet","Description":"","CreateTime":"2026-11-21T08:00:00Z","SourceCidrIp":"","Ipv6SourceCidrIp":"","SourceGroupId":"sg-bpgdc5k87trk5kz4urm7","SourceGroupName":"peer","SourceGroupOwnerAccount":"","SourcePrefixListId":"","SourcePrefixListName":"","DestCidrIp":"","Ipv6DestCidrIp":"","DestGroupId":"","DestGroupName":"","DestGroupOwnerAccount":"","DestPrefixListId":"","DestPrefixListName":"","PortRangeListId":"","PortRangeListName":""},{"SecurityGroupRuleId":"sgr-bpgdc5qms3r9u34bxygn","Direction":"egress","Policy":"Accept","Priority":"1","IpProtocol":"ICMPv6","PortRange":"-1/-1","SourcePortRange":"","NicType":"intranet","Description":"","CreateTime":"2026-11-21T08:00:00Z","SourceCidrIp":"","Ipv6SourceCidrIp":"","SourceGroupId":"","SourceGroupName":"","SourceGroupOwnerAccount":"","SourcePrefixListId":"","SourcePrefixListName":"","DestCidrIp":"","Ipv6DestCidrIp":"::/0","DestGroupId":"","DestGroupName":"","DestGroupOwnerAccount":"","DestPrefixListId":"","DestPrefixListName":"","PortRangeListId":"","PortRangeListName":""}]},"SnapshotPolicyIds":{"SnapshotPolicyId":[]},"NextToken":""}"#);
    }

    #[test]
    fn the_answer_in_every_shape_and_in_xml() {
        let twin = Twin::empty();
        let id = default_group(&twin);
        let parameters = format!("RegionId=cn-hangzhou&SecurityGroupId={id}&NicType=intranet");
        insta::assert_snapshot!(in_every_shape("", "DescribeSecurityGroupAttribute", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","RegionId":"cn-hangzhou","SecurityGroupId":"sg-bpgdc5g5em3fftkpt02v","SecurityGroupName":"sg-default","Description":"","VpcId":"vpc-bpgdc50xmp7bs4ntwisu","InnerAccessPolicy":"Accept","Permissions":{"Permission":[]},"SnapshotPolicyIds":{"SnapshotPolicyId":[]},"NextToken":""}"#);
        let xml = twin.ecs_xml(&format!("DescribeSecurityGroupAttribute&{parameters}"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeSecurityGroupAttributeResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><RegionId>cn-hangzhou</RegionId><SecurityGroupId>sg-bpgdc5g5em3fftkpt02v</SecurityGroupId><SecurityGroupName>sg-default</SecurityGroupName><Description/><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><InnerAccessPolicy>Accept</InnerAccessPolicy><Permissions/><SnapshotPolicyIds/><NextToken/></DescribeSecurityGroupAttributeResponse>"#);
    }

    #[test]
    fn rules_in_xml() {
        let twin = Twin::empty();
        let id = furnished(&twin);
        let xml = twin.ecs_xml(&format!(
            "DescribeSecurityGroupAttribute&RegionId=cn-hangzhou&SecurityGroupId={id}&Direction=egress"
        ));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeSecurityGroupAttributeResponse><RequestId>3D5EAD0A-1E26-4FAD-80AA-97C54156AE49</RequestId><RegionId>cn-hangzhou</RegionId><SecurityGroupId>sg-bpgdc5irqtnjwspllcos</SecurityGroupId><SecurityGroupName>web</SecurityGroupName><Description>of it</Description><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><InnerAccessPolicy>Accept</InnerAccessPolicy><Permissions><Permission><SecurityGroupRuleId>sgr-bpgdc5qms3r9u34bxygn</SecurityGroupRuleId><Direction>egress</Direction><Policy>Accept</Policy><Priority>1</Priority><IpProtocol>ICMPv6</IpProtocol><PortRange>-1/-1</PortRange><SourcePortRange/><NicType>intranet</NicType><Description/><CreateTime>2026-11-21T08:00:00Z</CreateTime><SourceCidrIp/><Ipv6SourceCidrIp/><SourceGroupId/><SourceGroupName/><SourceGroupOwnerAccount/><SourcePrefixListId/><SourcePrefixListName/><DestCidrIp/><Ipv6DestCidrIp>::/0</Ipv6DestCidrIp><DestGroupId/><DestGroupName/><DestGroupOwnerAccount/><DestPrefixListId/><DestPrefixListName/><PortRangeListId/><PortRangeListName/></Permission></Permissions><SnapshotPolicyIds/><NextToken/></DescribeSecurityGroupAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_is_named_and_there() {
        let twin = Twin::empty();
        let action = "DescribeSecurityGroupAttribute";
        assert_eq!(twin.ecs(action).error(), missing("RegionId"));
        assert_eq!(twin.ecs(&format!("{action}&RegionId=cn-hangzhou")).error(), missing("SecurityGroupId"));
        assert_eq!(call(&twin, action, "sg-nowhere", "").error(), no_group());
    }

    #[test]
    fn directions_and_pages_are_good() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        for (more, name) in [
            ("Direction=up", "Direction"),
            ("MaxResults=9", "MaxResults"),
            ("MaxResults=1001", "MaxResults"),
            ("NextToken=sgr-nowhere", "NextToken"),
        ] {
            let answer = call(&twin, "DescribeSecurityGroupAttribute", &id, &format!("&{more}"));
            assert_eq!(answer.error(), invalid(name), "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn rules_are_shown_by_direction() {
        let twin = Twin::empty();
        let id = furnished(&twin);
        let directions = |more: &str| {
            let answer = call(&twin, "DescribeSecurityGroupAttribute", &id, more).json();
            let rules = answer["Permissions"]["Permission"].as_array().expect("a list").clone();
            rules.iter().map(|rule| rule["Direction"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(directions("&Direction=all"), ["ingress", "ingress", "egress"]);
        assert_eq!(directions("&Direction=ingress"), ["ingress", "ingress"]);
        assert_eq!(directions("&Direction=egress"), ["egress"]);
    }

    #[test]
    fn pages_hold_all_rules() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        for port in 1..=25 {
            let more = format!("&IpProtocol=tcp&PortRange={port}/{port}&SourceCidrIp=0.0.0.0/0");
            call(&twin, "AuthorizeSecurityGroup", &id, &more).ok();
        }
        assert_eq!(rules(&twin, &id).len(), 25);
        let (mut seen, mut token) = (Vec::new(), String::new());
        for expected in [10, 10, 5] {
            let more = format!("&MaxResults=10&NextToken={token}");
            let answer = call(&twin, "DescribeSecurityGroupAttribute", &id, &more).json();
            let page = answer["Permissions"]["Permission"].as_array().expect("a list").clone();
            assert_eq!(page.len(), expected);
            seen.extend(page);
            token = answer["NextToken"].as_str().expect("a token").to_owned();
        }
        assert_eq!((token.as_str(), seen), ("", rules(&twin, &id)));
    }
}
