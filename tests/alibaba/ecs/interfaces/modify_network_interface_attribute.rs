use super::{WORLD, attached, code, made, no_interface, on, primary, shown};
use crate::support::{Answer, Twin};

fn call(twin: &Twin, id: &str, more: &str) -> Answer {
    on(twin, "ModifyNetworkInterfaceAttribute", id, more)
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        insta::assert_snapshot!(call(&twin, &id, "&Description=changed").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml = format!("ModifyNetworkInterfaceAttribute&RegionId=cn-hangzhou&NetworkInterfaceId={id}&QueueNumber=3");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyNetworkInterfaceAttributeResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></ModifyNetworkInterfaceAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_primary_interface_has_a_name_and_a_description_alone() {
        let twin = Twin::with(WORLD);
        let first = primary(&twin, "i-1");
        for (more, expected) in [
            ("&QueueNumber=2", "InvalidOperation.ModifyPrimaryEniQueueNumber"),
            ("&DeleteOnRelease=false", "InvalidOperation.PrimaryEniOnlySupportModifyNameAndDesc"),
            ("&SourceDestCheck=true", "InvalidOperation.PrimaryEniOnlySupportModifyNameAndDesc"),
        ] {
            assert_eq!(code(&call(&twin, &first, more)), expected, "{more}");
        }
        call(&twin, &first, "&NetworkInterfaceName=first&Description=the%20first").ok();
        let one = shown(&twin, &first);
        assert_eq!((&one["NetworkInterfaceName"], &one["Description"]), (&"first".into(), &"the first".into()));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        assert_eq!(call(&twin, "eni-nowhere", "").error(), no_interface());
        for (more, expected) in [
            ("&NetworkInterfaceName=1", "InvalidParams.NetworkInterfaceName"),
            ("&Description=x", "InvalidParameter"),
            ("&SecurityGroupId.1=sg-nowhere", "InvalidSecurityGroupId.NotFound"),
            ("&QueueNumber=0", "InvalidParameter.InvalidEniQueueNumber"),
            ("&NetworkInterfaceTrafficConfig.NetworkInterfaceTrafficMode=Fast", "InvalidParameter.EniTrafficMode"),
            ("&ConnectionTrackingConfiguration.UdpTimeout=60", "UnsupportedParameter"),
        ] {
            assert_eq!(code(&call(&twin, &id, more)), expected, "{more}");
        }
    }

    #[test]
    fn queues_change_while_nothing_uses_them() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        attached(&twin, &id, "i-1");
        assert_eq!(code(&call(&twin, &id, "&QueueNumber=2")), "InvalidOperation.InvalidEniState");
        twin.ecs("StopInstance&InstanceId=i-1").ok();
        twin.advance("5m");
        assert_eq!(code(&call(&twin, &id, "&QueueNumber=2000")), "InvalidOperation.ExceedInstanceTypeQueueNumber");
        call(&twin, &id, "&QueueNumber=1").ok();
        assert_eq!(shown(&twin, &id)["QueueNumber"], 1);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn all_of_it_changes() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "&QueueNumber=4");
        let vpc = shown(&twin, &id)["VpcId"].as_str().expect("an id").to_owned();
        let group = twin.ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}"));
        let group = group.json()["SecurityGroupId"].as_str().expect("an id").to_owned();
        let more = format!("&SecurityGroupId.1={group}&DeleteOnRelease=false&SourceDestCheck=true&QueueNumber=-1");
        call(&twin, &id, &more).ok();
        let one = shown(&twin, &id);
        assert_eq!(one["SecurityGroupIds"]["SecurityGroupId"], serde_json::json!([group]));
        assert_eq!((&one["DeleteOnRelease"], &one["SourceDestCheck"]), (&false.into(), &true.into()));
        assert_eq!(one["QueueNumber"], 0);
    }

    #[test]
    fn it_joins_and_leaves_groups() {
        let twin = Twin::with(WORLD);
        let id = made(&twin, "");
        let vpc = shown(&twin, &id)["VpcId"].as_str().expect("an id").to_owned();
        let group = twin.ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}"));
        let group = group.json()["SecurityGroupId"].as_str().expect("an id").to_owned();
        let call = |action: &str| {
            let call = format!("{action}&RegionId=cn-hangzhou&SecurityGroupId={group}&NetworkInterfaceId={id}");
            twin.ecs(&call).ok();
            shown(&twin, &id)["SecurityGroupIds"]["SecurityGroupId"].as_array().expect("a list").len()
        };
        assert_eq!((call("JoinSecurityGroup"), call("LeaveSecurityGroup")), (2, 1));
    }
}
