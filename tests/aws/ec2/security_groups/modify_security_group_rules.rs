use crate::support::{Answer, Twin};

const SSH: &str = "IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22";

fn group(twin: &Twin, name: &str) -> String {
    twin.ec2(&format!("CreateSecurityGroup&GroupName={name}&GroupDescription=d")).one("groupId")
}

/// The id of a new rule that lets ssh in from this range.
fn rule(twin: &Twin, group: &str, range: &str) -> String {
    let peer = format!("IpPermissions.1.IpRanges.1.CidrIp={range}&IpPermissions.1.IpRanges.1.Description=old");
    let tags = "TagSpecification.1.ResourceType=security-group-rule&TagSpecification.1.Tag.1.Key=Name";
    let answer = twin.ec2(&format!("AuthorizeSecurityGroupIngress&GroupId={group}&{SSH}&{peer}&{tags}"));
    answer.one("securityGroupRuleId")
}

/// Changes rules: each is named by its id, and its parameters are those below `SecurityGroupRule.N.SecurityGroupRule`.
fn modify(twin: &Twin, group: &str, rules: &[(&str, &[&str])]) -> Answer {
    let mut call = format!("ModifySecurityGroupRules&GroupId={group}");
    for (n, (id, parameters)) in (1..).zip(rules) {
        call += &format!("&SecurityGroupRule.{n}.SecurityGroupRuleId={id}");
        call.extend(parameters.iter().map(|parameter| format!("&SecurityGroupRule.{n}.SecurityGroupRule.{parameter}")));
    }
    twin.ec2(&call)
}

fn described(twin: &Twin, id: &str) -> Answer {
    twin.ec2(&format!("DescribeSecurityGroupRules&SecurityGroupRuleId.1={id}"))
}

const TCP: [&str; 3] = ["IpProtocol=tcp", "FromPort=80", "ToPort=81"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_true() {
        let twin = Twin::empty();
        let group = group(&twin, "web");
        let id = rule(&twin, &group, "10.0.0.0/8");
        let parameters = [&TCP[..], &["CidrIpv4=192.0.2.7/24", "Description=new"]].concat();
        insta::assert_snapshot!(modify(&twin, &group, &[(&id, &parameters)]).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifySecurityGroupRulesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>f02118c9-9cf7-4abd-abe9-bb9b75904406</requestId><return>true</return></ModifySecurityGroupRulesResponse>
        "#);
        insta::assert_snapshot!(described(&twin, &id).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeSecurityGroupRulesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>a653bdb7-b084-4e85-a69a-2e3be3081919</requestId><securityGroupRuleSet><item><groupOwnerId>123456789012</groupOwnerId><groupId>sg-01203828746c4d98f</groupId><securityGroupRuleId>sgr-0120384800989b7e9</securityGroupRuleId><description>new</description><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>80</fromPort><toPort>81</toPort><cidrIpv4>192.0.2.0/24</cidrIpv4><tagSet><item><key>Name</key><value/></item></tagSet><securityGroupRuleArn>arn:aws:ec2:us-east-1:123456789012:security-group-rule/sgr-0120384800989b7e9</securityGroupRuleArn></item></securityGroupRuleSet></DescribeSecurityGroupRulesResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn group_and_rules_are_named_and_there() {
        let twin = Twin::empty();
        let (own, other) = (group(&twin, "own"), group(&twin, "other"));
        let id = rule(&twin, &own, "10.0.0.0/8");
        let good = [&TCP[..], &["CidrIpv4=10.0.0.0/9"]].concat();
        let code = |answer: Answer| answer.error().1;
        assert_eq!(code(twin.ec2("ModifySecurityGroupRules")), "MissingParameter");
        assert_eq!(code(modify(&twin, &own, &[])), "MissingParameter");
        assert_eq!(code(modify(&twin, "sg-00000000", &[(&id, &good)])), "InvalidGroup.NotFound");
        assert_eq!(code(modify(&twin, &other, &[(&id, &good)])), "InvalidSecurityGroupRuleId.NotFound");
        assert_eq!(code(modify(&twin, &own, &[("sgr-x", &good)])), "InvalidSecurityGroupRuleId.Malformed");
        assert_eq!(code(modify(&twin, &own, &[(&id, &good), (&id, &good)])), "InvalidParameterValue");
    }

    #[test]
    fn protocol_ports_and_other_side_are_given() {
        let twin = Twin::empty();
        let own = group(&twin, "own");
        let id = rule(&twin, &own, "10.0.0.0/8");
        let error = |parameters: &[&str]| {
            let (_, code, text) = modify(&twin, &own, &[(&id, parameters)]).error();
            (code, text)
        };
        let refusal = |code: &str, text: &str| (code.to_owned(), text.to_owned());
        let none = "The request must contain exactly one of: cidrIp, cidrIpv6, prefixListId, or referencedGroupId";
        assert_eq!(error(&TCP), refusal("MissingParameter", none));
        assert_eq!(error(&[]), refusal("MissingParameter", none));
        let two = "Only one of cidrIp, cidrIpv6, prefixListId, or referencedGroupId can be specified";
        let both = ["CidrIpv4=10.0.0.0/8", "CidrIpv6=::/0"];
        assert_eq!(error(&both), refusal("InvalidParameterCombination", two));
        let null = "Invalid value 'null' for protocol. VPC security group rules must specify protocols explicitly.";
        assert_eq!(error(&["CidrIpv4=10.0.0.0/8"]), refusal("InvalidParameterValue", null));
        let ports = "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.";
        assert_eq!(error(&["CidrIpv4=10.0.0.0/8", "IpProtocol=tcp"]), refusal("InvalidParameterValue", ports));
        assert_eq!(error(&["CidrIpv4=ten", "IpProtocol=-1"]).1, "CIDR block ten is malformed");
        assert_eq!(error(&["PrefixListId=pl-1", "IpProtocol=-1"]).0, "InvalidPrefixListId.Malformed");
    }

    #[test]
    fn the_kind_of_the_other_side_stays() {
        let twin = Twin::empty();
        let own = group(&twin, "own");
        let id = rule(&twin, &own, "10.0.0.0/8");
        let peer = format!("ReferencedGroupId={own}");
        let text = format!(
            "Invalid rule type for security group rule '{id}'. You may not specify a referenced group id for an existing \
             IPv4 CIDR rule."
        );
        let answer = modify(&twin, &own, &[(&id, &["IpProtocol=-1", &peer])]);
        assert_eq!(answer.error(), (400, "InvalidParameterValue".into(), text));
    }

    #[test]
    fn rules_stay_different() {
        let twin = Twin::empty();
        let own = group(&twin, "own");
        let (one, two) = (rule(&twin, &own, "10.0.0.0/8"), rule(&twin, &own, "192.0.2.0/24"));
        let to = |range: &'static str| ["IpProtocol=tcp", "FromPort=22", "ToPort=22", range];
        let code = |rules: &[(&str, &[&str])]| modify(&twin, &own, rules).error().1;
        assert_eq!(code(&[(&one, &to("CidrIpv4=192.0.2.0/24"))]), "InvalidPermission.Duplicate");
        let same = to("CidrIpv4=198.51.100.0/24");
        assert_eq!(code(&[(&one, &same), (&two, &same)]), "InvalidParameterValue");
        // They may change places.
        let swapped = [(&*one, &to("CidrIpv4=192.0.2.0/24")[..]), (&*two, &to("CidrIpv4=10.0.0.0/8")[..])];
        modify(&twin, &own, &swapped).ok();
        assert_eq!(described(&twin, &one).one("cidrIpv4"), "192.0.2.0/24");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn groups_show_the_new_rule() {
        let twin = Twin::empty();
        let own = group(&twin, "own");
        let id = rule(&twin, &own, "10.0.0.0/8");
        let parameters = [&TCP[..], &["CidrIpv4=10.0.0.0/9"]].concat();
        modify(&twin, &own, &[(&id, &parameters)]).ok();
        let shown = twin.ec2(&format!("DescribeSecurityGroups&GroupId.1={own}"));
        assert_eq!(
            (shown.one("fromPort"), shown.all("cidrIp")),
            ("80".into(), vec!["10.0.0.0/9".into(), "0.0.0.0/0".into()])
        );
        let rule = described(&twin, &id);
        assert_eq!((rule.one("key"), rule.all("description").len()), ("Name".into(), 0), "tags stay");
        let gone = twin.ec2(&format!(
            "RevokeSecurityGroupIngress&GroupId={own}&{SSH}&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8"
        ));
        assert_eq!(
            gone.all("unknownIpPermissionSet").len() + gone.all("securityGroupRuleId").len(),
            1,
            "the old one is gone"
        );
    }

    #[test]
    fn nothing_changes_if_one_is_refused() {
        let twin = Twin::empty();
        let own = group(&twin, "own");
        let id = rule(&twin, &own, "10.0.0.0/8");
        let good = [&TCP[..], &["CidrIpv4=10.0.0.0/9"]].concat();
        let answer = modify(&twin, &own, &[(&id, &good), ("sgr-00000000000000000", &good)]);
        assert_eq!(answer.error().1, "InvalidSecurityGroupRuleId.NotFound");
        assert_eq!(described(&twin, &id).one("cidrIpv4"), "10.0.0.0/8");
    }
}
