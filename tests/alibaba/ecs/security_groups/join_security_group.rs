use super::{WORLD, make, no_group};
use crate::alibaba::ecs::{attribute, instances, locked, missing, not_found, refusal, wrong_status};
use crate::support::{Answer, Twin};

fn join(twin: &Twin, group: &str, instance: &str) -> Answer {
    twin.ecs(&format!("JoinSecurityGroup&SecurityGroupId={group}&InstanceId={instance}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        insta::assert_snapshot!(join(&twin, &group, "i-running").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406"}"#);
        let xml = format!("JoinSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={group}&InstanceId=i-stopped");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><JoinSecurityGroupResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId></JoinSecurityGroupResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_and_an_instance_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        assert_eq!(twin.ecs("JoinSecurityGroup&InstanceId=i-running").error(), missing("SecurityGroupId"));
        assert_eq!(twin.ecs(&format!("JoinSecurityGroup&SecurityGroupId={group}")).error(), missing("InstanceId"));
        assert_eq!(join(&twin, "sg-nowhere", "i-running").error(), no_group());
        assert_eq!(join(&twin, &group, "i-nowhere").error(), not_found());
    }

    #[test]
    fn primary_interfaces_join_with_their_instances() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        let all = instances(&twin);
        let nic = all[0]["NetworkInterfaces"]["NetworkInterface"][0]["NetworkInterfaceId"].as_str().expect("an id");
        let call = |nic: &str, more: &str| {
            let call =
                format!("JoinSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={group}&NetworkInterfaceId={nic}");
            twin.ecs(&format!("{call}{more}")).error()
        };
        let text = "The type of the specified network interface does not support this operation.";
        assert_eq!(call(nic, ""), refusal(403, "InvalidOperation.InvalidEniType", text));
        let text = "The specified NetworkInterfaceId does not exist.";
        assert_eq!(call("eni-nowhere", ""), refusal(404, "InvalidEniId.NotFound", text));
        let text = "The parameters InstanceId and NetworkInterfaceId cannot be set at the same time.";
        assert_eq!(call(nic, "&InstanceId=i-running"), refusal(403, "InvalidParam.EniIdAndInstanceId.Conflict", text));
    }

    #[test]
    fn the_instance_is_at_rest_and_not_locked() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let group = make(&twin, "");
        assert_eq!(join(&twin, &group, "i-locked").error(), locked());
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(join(&twin, &group, "i-running").error(), wrong_status());
        let call = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large\
            &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        let made = twin.ecs(call).json()["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
        let text = "The specified instance is being created.";
        assert_eq!(join(&twin, &group, &made).error(), refusal(403, "Forbidden.InstanceIsBeingCreated", text));
    }

    #[test]
    fn an_instance_is_in_up_to_five_groups_of_one_type() {
        let twin = Twin::with(WORLD);
        let large = make(&twin, "&SecurityGroupType=enterprise");
        let text = "The specified instance can't join different types of security group.";
        assert_eq!(join(&twin, &large, "i-running").error(), refusal(400, "InvalidOperation.MultiGroupType", text));
        for _ in 0..4 {
            join(&twin, &make(&twin, ""), "i-running").ok();
        }
        let text = "Exceeding the allowed amount of security groups that an instance can be in.";
        let answer = join(&twin, &make(&twin, ""), "i-running");
        assert_eq!(answer.error(), refusal(400, "InstanceSecurityGroupLimitExceeded", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_is_in_it_once() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        join(&twin, &group, "i-running").ok();
        let groups = attribute(&twin, "i-running")["SecurityGroupIds"]["SecurityGroupId"].clone();
        assert_eq!((groups.as_array().map(Vec::len), &groups[1]), (Some(2), &group.as_str().into()));
        let text = "The specified instance already exists in the specified security group.";
        let again = join(&twin, &group, "i-running");
        assert_eq!(again.error(), refusal(403, "InvalidInstanceId.AlreadyExists", text));
    }

    #[test]
    fn the_filter_finds_it() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        join(&twin, &group, "i-stopped").ok();
        let found = twin.ecs(&format!("DescribeInstances&RegionId=cn-hangzhou&SecurityGroupId={group}")).json();
        assert_eq!(
            (&found["TotalCount"], &found["Instances"]["Instance"][0]["InstanceId"]),
            (&1.into(), &"i-stopped".into())
        );
    }
}
