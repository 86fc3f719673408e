use super::refusals::{dry_run, invalid, missing, refused, refuses_strangers, unknown};
use super::tag_key;
use crate::support::{Answer, Twin};

const ID: &str = "i-00000000000000001";

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
"#;

fn modify(twin: &Twin, id: &str, rest: &str) -> Answer {
    twin.ec2(&format!("ModifyInstanceMetadataOptions&InstanceId={id}{rest}"))
}

/// Tokens, hops, endpoint, IPv6 and tags, as DescribeInstances shows them.
fn seen(twin: &Twin) -> [String; 5] {
    let answer = twin.ec2("DescribeInstances");
    ["httpTokens", "httpPutResponseHopLimit", "httpEndpoint", "httpProtocolIpv6", "instanceMetadataTags"]
        .map(|name| answer.one(name))
}

const AT_FIRST: [&str; 5] = ["optional", "1", "enabled", "disabled", "disabled"];

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_all_options() {
        let twin = Twin::with(WORLD);
        let answer = modify(&twin, ID, "&HttpTokens=required&HttpPutResponseHopLimit=2&InstanceMetadataTags=enabled");
        insta::assert_snapshot!(answer.ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyInstanceMetadataOptionsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceId>i-00000000000000001</instanceId><instanceMetadataOptions><state>pending</state><httpTokens>required</httpTokens><httpPutResponseHopLimit>2</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6><instanceMetadataTags>enabled</instanceMetadataTags></instanceMetadataOptions></ModifyInstanceMetadataOptionsResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        let answer = twin.ec2("ModifyInstanceMetadataOptions&HttpTokens=required");
        assert_eq!(answer.error(), missing("InstanceId"));
        refuses_strangers(|id| modify(&twin, id, "&HttpTokens=required"));
    }

    #[test]
    fn values_are_those_documented() {
        let twin = Twin::with(WORLD);
        for (name, value, expected) in [
            ("HttpTokens", "Required", "'optional' or 'required'"),
            ("HttpEndpoint", "on", "'enabled' or 'disabled'"),
            ("HttpProtocolIpv6", "true", "'enabled' or 'disabled'"),
            ("InstanceMetadataTags", "yes", "'enabled' or 'disabled'"),
        ] {
            let text =
                format!("A value of '{value}' is not valid for {name}. Specify either {expected} and try again.");
            let answer = modify(&twin, ID, &format!("&{name}={value}"));
            assert_eq!(answer.error(), refused("InvalidParameterValue", &text));
        }
        for (name, value, expected) in [
            ("HttpPutResponseHopLimit", "0", "from 1 to 64"),
            ("HttpPutResponseHopLimit", "65", "from 1 to 64"),
            ("HttpPutResponseHopLimit", "257", "from 1 to 64"),
            ("HttpPutResponseHopLimit", "far", "an integer in range"),
        ] {
            let answer = modify(&twin, ID, &format!("&{name}={value}"));
            assert_eq!(answer.error(), invalid(name, value, expected));
        }
        assert_eq!(seen(&twin), AT_FIRST, "nothing has changed");
    }

    #[test]
    fn the_tags_can_be_part_of_a_path() {
        let twin = Twin::with(WORLD);
        let tag = |key: &str| twin.ec2(&format!("CreateTags&ResourceId.1={ID}&Tag.1.Key={key}"));
        tag("team.example/pool").ok();
        let show = || modify(&twin, ID, "&InstanceMetadataTags=enabled");
        assert_eq!(show().error(), tag_key("team.example/pool"));
        assert_eq!(seen(&twin), AT_FIRST, "nothing has changed");
        modify(&twin, ID, "&HttpTokens=required").ok();
        twin.ec2(&format!("DeleteTags&ResourceId.1={ID}&Tag.1.Key=team.example/pool")).ok();
        show().ok();
        assert_eq!(tag("team.example/pool").error(), tag_key("team.example/pool"), "CreateTags sees to it");
        tag("team.example").ok();
        modify(&twin, ID, "&InstanceMetadataTags=disabled").ok();
        tag("team.example/pool").ok();
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        assert_eq!(modify(&twin, ID, "&Colour=red").error(), unknown("Colour"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn one_option_leaves_the_others_alone() {
        let twin = Twin::with(WORLD);
        assert_eq!(seen(&twin), AT_FIRST);
        modify(&twin, ID, "&HttpTokens=required").ok();
        assert_eq!(seen(&twin), ["required", "1", "enabled", "disabled", "disabled"]);
        modify(&twin, ID, "&HttpPutResponseHopLimit=64").ok();
        assert_eq!(seen(&twin), ["required", "64", "enabled", "disabled", "disabled"]);
        modify(&twin, ID, "&HttpEndpoint=disabled").ok();
        assert_eq!(seen(&twin), ["required", "64", "disabled", "disabled", "disabled"]);
        modify(&twin, ID, "&HttpProtocolIpv6=enabled").ok();
        assert_eq!(seen(&twin), ["required", "64", "disabled", "enabled", "disabled"]);
        modify(&twin, ID, "&InstanceMetadataTags=enabled").ok();
        assert_eq!(seen(&twin), ["required", "64", "disabled", "enabled", "enabled"]);
        modify(&twin, ID, "&HttpTokens=optional&HttpEndpoint=enabled").ok();
        assert_eq!(seen(&twin), ["optional", "64", "enabled", "enabled", "enabled"]);
        modify(&twin, ID, "").ok();
        assert_eq!(seen(&twin), ["optional", "64", "enabled", "enabled", "enabled"], "nothing was asked");
    }

    #[test]
    fn a_running_instance_takes_a_change_over_after_the_answer() {
        let twin = Twin::with(WORLD);
        let state = |answer: Answer| {
            let options = answer.ok().split_once("ptions><state>").expect("options").1.to_owned();
            options.split_once('<').expect("its end").0.to_owned()
        };
        let shown = || state(twin.ec2("DescribeInstances"));
        assert_eq!(state(modify(&twin, ID, "&HttpTokens=required")), "pending");
        assert_eq!(shown(), "applied");
        twin.ec2(&format!("StopInstances&InstanceId.1={ID}")).ok();
        assert_eq!(state(modify(&twin, ID, "&HttpTokens=optional")), "applied", "nothing runs that could take it over");
        assert_eq!(shown(), "applied");
    }

    #[test]
    fn what_a_launch_set_stays() {
        let twin = Twin::empty();
        let run = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1&MaxCount=1";
        let options = "&MetadataOptions.HttpTokens=required&MetadataOptions.HttpPutResponseHopLimit=2";
        let id = twin.ec2(&format!("{run}{options}")).one("instanceId");
        modify(&twin, &id, "&InstanceMetadataTags=enabled").ok();
        assert_eq!(seen(&twin), ["required", "2", "enabled", "disabled", "enabled"]);
        twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
        twin.ec2(&format!("StartInstances&InstanceId.1={id}")).ok();
        assert_eq!(seen(&twin), ["required", "2", "enabled", "disabled", "enabled"], "through a stop and a start");
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(modify(&twin, ID, "&HttpTokens=required&DryRun=true").error(), dry_run());
        assert_eq!(seen(&twin), AT_FIRST);
    }
}
