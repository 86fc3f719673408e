use super::{call, default_group, make, no_group, rules};
use crate::alibaba::ecs::{in_every_shape, missing, refusal};
use crate::support::{Answer, Twin};

fn authorize(twin: &Twin, group: &str, more: &str) -> Answer {
    call(twin, "AuthorizeSecurityGroupEgress", group, more)
}

const WEB: &str = "&IpProtocol=tcp&PortRange=443/443&DestCidrIp=0.0.0.0/0";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let id = default_group(&Twin::empty());
        let parameters = format!(
            "RegionId=cn-hangzhou&SecurityGroupId={id}&Permissions.1.IpProtocol=ICMP&Permissions.1.PortRange=-1/-1\
             &Permissions.1.DestCidrIp=10.0.0.0/8&Permissions.1.Policy=Accept"
        );
        insta::assert_snapshot!(in_every_shape("", "AuthorizeSecurityGroupEgress", &parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let twin = Twin::empty();
        let group = default_group(&twin);
        let call = format!("AuthorizeSecurityGroupEgress&RegionId=cn-hangzhou&SecurityGroupId={group}{WEB}");
        insta::assert_snapshot!(twin.ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AuthorizeSecurityGroupEgressResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId></AuthorizeSecurityGroupEgressResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_is_named_and_there() {
        let twin = Twin::empty();
        let action = "AuthorizeSecurityGroupEgress";
        assert_eq!(twin.ecs(&format!("{action}&SecurityGroupId=sg-1")).error(), missing("RegionId"));
        assert_eq!(twin.ecs(&format!("{action}&RegionId=cn-hangzhou")).error(), missing("SecurityGroupId"));
        assert_eq!(authorize(&twin, "sg-nowhere", WEB).error(), no_group());
    }

    #[test]
    fn errors_speak_of_the_destination() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        let to = |dest: &str| authorize(&twin, &id, &format!("&IpProtocol=tcp&PortRange=22/22&DestGroupId={dest}"));
        let text = "The DestGroupId provided does not exist in our records.";
        assert_eq!(to("sg-nowhere").error(), refusal(404, "InvalidDestGroupId.NotFound", text));
        let text = "The authorized SecurityGroupId should be different from the DestGroupId.";
        assert_eq!(to(&id).error(), refusal(403, "InvalidSecurityGroup.IsSame", text));
        let text = "The input parameter DestGroupId or DestCidrIp cannot be both blank.";
        let answer = authorize(&twin, &id, "&IpProtocol=all&PortRange=-1/-1");
        assert_eq!(answer.error(), refusal(403, "MissingParameter", text));
        let text = "One of the parameters DestCidrIp, Ipv6DestCidrIp, DestGroupId or DestPrefixListId in \
                    Permissions.1 must be specified.";
        let answer = authorize(&twin, &id, "&Permissions.1.IpProtocol=all&Permissions.1.PortRange=-1/-1");
        assert_eq!(answer.error(), refusal(400, "MissingParameter.Dest", text));
        let text = "The Parameters DestCidrIp and Ipv6DestCidrIp in Permissions.1 cannot be set at the same time.";
        let both = format!("{}&Permissions.1.Ipv6DestCidrIp=::/0", WEB.replace('&', "&Permissions.1."));
        assert_eq!(authorize(&twin, &id, &both).error(), refusal(400, "InvalidParam.DestIp", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_destination_is_the_other_side() {
        let twin = Twin::empty();
        let (id, other) = (make(&twin, ""), make(&twin, "&SecurityGroupName=other"));
        authorize(&twin, &id, WEB).ok();
        authorize(&twin, &id, WEB).ok();
        authorize(&twin, &id, &format!("&IpProtocol=gre&PortRange=-1/-1&DestGroupId={other}")).ok();
        let rules = rules(&twin, &id);
        assert_eq!(rules.len(), 2);
        assert_eq!((&rules[0]["Direction"], &rules[0]["DestCidrIp"]), (&"egress".into(), &"0.0.0.0/0".into()));
        assert_eq!((&rules[1]["IpProtocol"], &rules[1]["DestGroupName"]), (&"GRE".into(), &"other".into()));
    }

    #[test]
    fn both_directions_can_say_the_same() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        authorize(&twin, &id, WEB).ok();
        call(&twin, "AuthorizeSecurityGroup", &id, &WEB.replace("Dest", "Source")).ok();
        assert_eq!(rules(&twin, &id).len(), 2);
    }
}
