use super::{WORLD, make};
use crate::alibaba::ecs::refusal;
use crate::support::{Answer, Twin};

fn call(twin: &Twin, ids: &[&str]) -> Answer {
    let ids: String = (1..).zip(ids).map(|(n, id)| format!("&SecurityGroupId.{n}={id}")).collect();
    twin.ecs(&format!("DescribeSecurityGroupReferences&RegionId=cn-hangzhou{ids}"))
}

/// Lets a group accept what comes from another one.
#[track_caller]
fn refer(twin: &Twin, group: &str, to: &str) {
    let call = "AuthorizeSecurityGroup&RegionId=cn-hangzhou&IpProtocol=tcp&PortRange=22/22";
    twin.ecs(&format!("{call}&SecurityGroupId={group}&SourceGroupId={to}")).ok();
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_names_groups() {
        let twin = Twin::with(WORLD);
        let (one, two) = (make(&twin, ""), make(&twin, ""));
        refer(&twin, &one, &two);
        insta::assert_snapshot!(call(&twin, &[&two, &one]).ok(), @r#"{"RequestId":"E5AD0F70-0740-418D-8B6A-837B82D90BDD","SecurityGroupReferences":{"SecurityGroupReference":[{"SecurityGroupId":"sg-bpgdc68lyn2r01bsmdob","ReferencingSecurityGroups":{"ReferencingSecurityGroup":[{"SecurityGroupId":"sg-bpgdc66ikjvpak4w7ob4","AliUid":"1234567890123456"}]}}]}}"#);
        let xml = format!("DescribeSecurityGroupReferences&RegionId=cn-hangzhou&SecurityGroupId.1={two}");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeSecurityGroupReferencesResponse><RequestId>3D5EAD0A-1E26-4FAD-80AA-97C54156AE49</RequestId><SecurityGroupReferences><SecurityGroupReference><SecurityGroupId>sg-bpgdc68lyn2r01bsmdob</SecurityGroupId><ReferencingSecurityGroups><ReferencingSecurityGroup><SecurityGroupId>sg-bpgdc66ikjvpak4w7ob4</SecurityGroupId><AliUid>1234567890123456</AliUid></ReferencingSecurityGroup></ReferencingSecurityGroups></SecurityGroupReference></SecurityGroupReferences></DescribeSecurityGroupReferencesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn one_to_ten_groups_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let text = "The specified parameter SecurityGroupId is essential and size should less than 10";
        let expected = refusal(400, "InvalidSecurityGroupId.Malformed", text);
        assert_eq!(call(&twin, &[]).error(), expected);
        assert_eq!(call(&twin, &["sg-1"; 11]).error(), expected);
        assert_eq!(call(&twin, &["sg-nowhere"]).error().1, "InvalidSecurityGroupId.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn who_refers_shows_until_the_rule_is_gone() {
        let twin = Twin::with(WORLD);
        let (one, two) = (make(&twin, ""), make(&twin, ""));
        let count = || {
            let json = call(&twin, &[&two]).json();
            json["SecurityGroupReferences"]["SecurityGroupReference"].as_array().map(Vec::len)
        };
        assert_eq!(count(), Some(0));
        refer(&twin, &one, &two);
        assert_eq!(count(), Some(1));
        let call = "RevokeSecurityGroup&RegionId=cn-hangzhou&IpProtocol=tcp&PortRange=22/22";
        twin.ecs(&format!("{call}&SecurityGroupId={one}&SourceGroupId={two}")).ok();
        assert_eq!(count(), Some(0));
    }
}
