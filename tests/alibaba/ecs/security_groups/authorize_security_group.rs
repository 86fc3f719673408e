use super::{call, default_group, make, no_group, rules};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::{Answer, Twin};

fn authorize(twin: &Twin, group: &str, more: &str) -> Answer {
    call(twin, "AuthorizeSecurityGroup", group, more)
}

const SSH: &str = "&IpProtocol=tcp&PortRange=22/22&SourceCidrIp=10.0.0.0/8";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let id = default_group(&Twin::empty());
        let parameters = format!(
            "RegionId=cn-hangzhou&SecurityGroupId={id}&Permissions.1.IpProtocol=TCP&Permissions.1.PortRange=22/22\
             &Permissions.1.SourceCidrIp=10.0.0.0/8&Permissions.1.NicType=intranet&Permissions.1.Policy=Accept"
        );
        insta::assert_snapshot!(in_every_shape("", "AuthorizeSecurityGroup", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::empty();
        let group = default_group(&twin);
        let xml = twin.ecs_xml(&format!("AuthorizeSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={group}{SSH}"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AuthorizeSecurityGroupResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId></AuthorizeSecurityGroupResponse>"#);
    }

    #[test]
    fn both_ways_of_writing_make_the_same_rule() {
        let twin = Twin::empty();
        let (flat, listed) = (make(&twin, ""), make(&twin, ""));
        let fields = "IpProtocol=udp PortRange=1/65535 SourceCidrIp=10.1.2.3/8 Priority=7 Policy=drop Description=x";
        let flat_call: String = fields.split(' ').map(|field| format!("&{field}")).collect();
        let list_call: String = fields.split(' ').map(|field| format!("&Permissions.1.{field}")).collect();
        authorize(&twin, &flat, &flat_call).ok();
        authorize(&twin, &listed, &list_call).ok();
        let without_id = |group: &str| {
            let mut rule = rules(&twin, group).remove(0);
            rule.as_object_mut().expect("an object").remove("SecurityGroupRuleId");
            rule
        };
        assert_eq!(without_id(&flat), without_id(&listed));
        let rule = without_id(&flat);
        assert_eq!(
            (&rule["SourceCidrIp"], &rule["Priority"], &rule["Policy"]),
            (&"10.0.0.0/8".into(), &"7".into(), &"Drop".into())
        );
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_is_named_and_there() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("AuthorizeSecurityGroup&SecurityGroupId=sg-1").error(), missing("RegionId"));
        assert_eq!(twin.ecs("AuthorizeSecurityGroup&RegionId=cn-hangzhou").error(), missing("SecurityGroupId"));
        assert_eq!(authorize(&twin, "sg-nowhere", SSH).error(), no_group());
    }

    #[test]
    fn what_every_permission_has() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        assert_eq!(authorize(&twin, &id, "").error(), missing("IpProtocol"));
        let ports = refusal(400, "InvalidPortRange.Malformed", "The specified parameter PortRange must set.");
        assert_eq!(authorize(&twin, &id, "&IpProtocol=all").error(), ports);
        let text = "The input parameter SourceGroupId or SourceCidrIp cannot be both blank.";
        let more = "&IpProtocol=all&PortRange=-1/-1";
        assert_eq!(authorize(&twin, &id, more).error(), refusal(403, "MissingParameter", text));
        let text = "One of the parameters SourceCidrIp, Ipv6SourceCidrIp, SourceGroupId or SourcePrefixListId in \
                    Permissions.1 must be specified.";
        let more = "&Permissions.1.IpProtocol=all&Permissions.1.PortRange=-1/-1";
        assert_eq!(authorize(&twin, &id, more).error(), refusal(400, "MissingParameter.Source", text));
    }

    #[test]
    fn values_that_cannot_be() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        let range = "is not valid. It should be two integers less than 65535 in ?/? format.";
        for (more, code, text) in [
            (
                "IpProtocol=sctp",
                "InvalidIpProtocol.ValueNotSupported",
                "The parameter IpProtocol must be specified with case insensitive TCP, UDP, ICMP, GRE or All."
                    .to_owned(),
            ),
            ("Policy=maybe", "InvalidPolicy.Malformed", "The specified parameter Policy is not valid.".into()),
            ("Priority=0", "InvalidPriority.ValueNotSupported", "The specified parameter Priority is invalid.".into()),
            (
                "Priority=101",
                "InvalidPriority.ValueNotSupported",
                "The specified parameter Priority is invalid.".into(),
            ),
            ("NicType=wifi", "InvalidNicType.ValueNotSupported", "The specified NicType does not exist.".into()),
            ("PortRange=22", "InvalidParam.PortRange", format!("The specified parameter PortRange {range}")),
            ("PortRange=1/70000", "InvalidParam.PortRange", format!("The specified parameter PortRange {range}")),
            (
                "SourcePortRange=x",
                "InvalidSourcePortRange.Malformed",
                "The specified parameter SourcePortRange is not valid.".into(),
            ),
            (
                "SourceCidrIp=10.0.0",
                "InvalidSourceCidrIp.Malformed",
                "The specified parameter SourceCidrIp is not valid.".into(),
            ),
            (
                "DestCidrIp=10.0.0",
                "InvalidDestCidrIp.Malformed",
                "The specified parameter DestCidrIp is not valid.".into(),
            ),
        ] {
            // The first of two equal names stands.
            assert_eq!(authorize(&twin, &id, &format!("&{more}{SSH}")).error(), refusal(400, code, &text), "{more}");
        }
        let listed = SSH.replace('&', "&Permissions.1.");
        let more = "&Permissions.1.SourceCidrIp=x";
        let text = "The specified parameter Permissions.1.SourceCidrIp is not valid.";
        assert_eq!(
            authorize(&twin, &id, &format!("{more}{listed}")).error(),
            refusal(400, "InvalidParam.SourceCidrIp", text)
        );
        let more = format!("&Permissions.1.Ipv6SourceCidrIp=::/0{listed}");
        let text = "The Parameters SourceCidrIp and Ipv6SourceCidrIp in Permissions.1 cannot be set at the same time.";
        assert_eq!(authorize(&twin, &id, &more).error(), refusal(400, "InvalidParam.SourceIp", text));
        let more = format!("{listed}&Permissions.1.Description={}", "x".repeat(513));
        let text = "The specified security group rule description parameter Permissions.1.Description is not valid.";
        assert_eq!(
            authorize(&twin, &id, &more).error(),
            refusal(400, "InvalidSecurityGroupDiscription.Malformed", text)
        );
        assert!(rules(&twin, &id).is_empty());
    }

    #[test]
    fn values_that_do_not_go_together() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        let denied = "The specified IpProtocol does not exist or IpProtocol and PortRange do not match.";
        let listed = SSH.replace('&', "&Permissions.1.");
        for (more, code, text) in [
            (
                "&IpProtocol=all&PortRange=1/65535&SourceCidrIp=0.0.0.0/0".to_owned(),
                "InvalidParam.PortRange",
                "The specified parameter PortRange is not valid. It should be two integers less than 65535 in ?/? format.",
            ),
            (
                "&IpProtocol=icmp&PortRange=8/0&SourceCidrIp=0.0.0.0/0".into(),
                "InvalidParam.PortRange",
                "The specified parameter PortRange is not valid. It should be two integers less than 65535 in ?/? format.",
            ),
            ("&IpProtocol=tcp&PortRange=-1/-1&SourceCidrIp=0.0.0.0/0".into(), "OperationDenied", denied),
            ("&IpProtocol=tcp&PortRange=9/2&SourceCidrIp=0.0.0.0/0".into(), "OperationDenied", denied),
            (
                "&IpProtocol=icmp&PortRange=-1/-1&Ipv6SourceCidrIp=::/0".into(),
                "InvalidParam.Ipv4ProtocolConflictWithIpv6Address",
                "IPv6 address cannot be specified for IPv4-specific protocol.",
            ),
            (
                "&IpProtocol=icmpv6&PortRange=-1/-1&SourceCidrIp=0.0.0.0/0".into(),
                "InvalidParam.Ipv6ProtocolConflictWithIpv4Address",
                "IPv4 address cannot be specified for IPv6-specific protocol.",
            ),
            (
                format!("{SSH}&Ipv6DestCidrIp=::/0"),
                "InvalidParameter.Conflict",
                "IPv6 and IPv4 addresses cannot exist at the same time.",
            ),
            (
                format!("{SSH}&DestCidrIp=10.0.0.0/8"),
                "InvalidParamter.Conflict",
                "The specified SourceCidrIp should be different from the DestCidrIp.",
            ),
            (
                format!("{SSH}{listed}"),
                "InvalidParam.Permissions",
                "The specified parameter Permissions cannot coexist with other parameters.",
            ),
            (
                format!("{listed}{}", SSH.replace('&', "&Permissions.2.")),
                "InvalidParam.DuplicatePermissions",
                "There are duplicate permissions in the specified parameter Permissions.",
            ),
        ] {
            assert_eq!(authorize(&twin, &id, &more).error(), refusal(400, code, text), "{more}");
        }
    }

    #[test]
    fn the_other_group_is_there_and_another() {
        let twin = Twin::empty();
        let (id, large) = (make(&twin, ""), make(&twin, "&SecurityGroupType=enterprise"));
        let from = |group: &str, source: &str| {
            authorize(&twin, group, &format!("&IpProtocol=tcp&PortRange=22/22&SourceGroupId={source}"))
        };
        let text = "The SourceGroupId provided does not exist in our records.";
        assert_eq!(from(&id, "sg-nowhere").error(), refusal(404, "InvalidSourceGroupId.NotFound", text));
        let text = "The specified SecurityGroupId should be different from the SourceGroupId.";
        assert_eq!(from(&id, &id).error(), refusal(403, "InvalidParamter.Conflict", text));
        let text = "The security group can not authorize to enterprise level security group.";
        assert_eq!(from(&id, &large).error(), refusal(400, "InvalidGroupAuthParameter.OperationDenied", text));
        let text = "The attributes Policy, SourceGroupId, DestGroupId of enterprise level security groups are not \
                    allowed to be set or modified.";
        assert_eq!(from(&large, &id).error(), refusal(400, "InvalidGroupParameter.OperationDenied", text));
    }

    #[test]
    fn a_group_has_200_rules_and_20_about_others() {
        let twin = Twin::empty();
        let (id, other) = (make(&twin, ""), make(&twin, ""));
        let rule = |n: usize, of: &str| {
            format!("&Permissions.{n}.IpProtocol=tcp&Permissions.{n}.PortRange={n}/{n}&Permissions.{n}.{of}")
        };
        let about: String = (1..=21).map(|n| rule(n, &format!("SourceGroupId={other}"))).collect();
        let text = "You have reached the limit on the number of group authorization rules that you can add to a \
                    security group.When authorization object of rule is security group, the limit is 20.";
        assert_eq!(authorize(&twin, &id, &about).error(), refusal(400, "AuthorizedGroupRule.LimitExceed", text));
        for source in ["1.0.0.0/8", "2.0.0.0/8"] {
            let hundred: String = (1..=100).map(|n| rule(n, &format!("SourceCidrIp={source}"))).collect();
            authorize(&twin, &id, &hundred).ok();
        }
        let text = "The limit of authorization records in the security group reaches.";
        assert_eq!(authorize(&twin, &id, SSH).error(), refusal(403, "AuthorizationLimitExceed", text));
    }

    #[test]
    fn lists_of_ranges_are_there_and_those_of_ports_not_modelled() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        let answer = authorize(&twin, &id, "&IpProtocol=tcp&PortRange=22/22&SourcePrefixListId=pl-1");
        let text = "The specified prefix list was not found.";
        assert_eq!(answer.error(), refusal(404, "InvalidPrefixListId.NotFound", text));
        let more = SSH.replace('&', "&Permissions.1.") + "&Permissions.1.PortRangeListId=prl-1";
        let text = "The parameter Permissions.1.PortRangeListId is not implemented by Twinstance.";
        assert_eq!(authorize(&twin, &id, &more).error(), refusal(400, "UnsupportedParameter", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_rule_is_made_once() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        authorize(&twin, &id, SSH).ok();
        authorize(&twin, &id, SSH).ok();
        assert_eq!(rules(&twin, &id).len(), 1);
        authorize(&twin, &id, &format!("{SSH}&Priority=2")).ok();
        assert_eq!(rules(&twin, &id).len(), 2);
    }

    #[test]
    fn a_range_stands_before_a_group() {
        let twin = Twin::empty();
        let (id, other) = (make(&twin, ""), make(&twin, ""));
        authorize(&twin, &id, &format!("{SSH}&SourceGroupId={other}&SourceGroupOwnerAccount=x@example.com")).ok();
        let rule = rules(&twin, &id).remove(0);
        assert_eq!((&rule["SourceCidrIp"], &rule["SourceGroupId"]), (&"10.0.0.0/8".into(), &"".into()));
    }

    #[test]
    fn one_bad_permission_keeps_all_out() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        let more = format!("{}&Permissions.2.IpProtocol=x", SSH.replace('&', "&Permissions.1."));
        assert_eq!(authorize(&twin, &id, &more).0.status, 400);
        assert!(rules(&twin, &id).is_empty());
    }
}
