use super::{WORLD, default_group, make, no_group};
use crate::alibaba::ecs::{attribute, locked, missing, not_found, refusal, wrong_status};
use crate::support::{Answer, Twin};

fn leave(twin: &Twin, group: &str, instance: &str) -> Answer {
    twin.ecs(&format!("LeaveSecurityGroup&SecurityGroupId={group}&InstanceId={instance}"))
}

fn join(twin: &Twin, group: &str, instance: &str) {
    twin.ecs(&format!("JoinSecurityGroup&SecurityGroupId={group}&InstanceId={instance}")).ok();
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        join(&twin, &group, "i-running");
        join(&twin, &group, "i-stopped");
        insta::assert_snapshot!(leave(&twin, &group, "i-running").ok(), @r#"{"RequestId":"0DF7B107-67F0-4F15-AB60-29CA26CDEB87"}"#);
        let xml = format!("LeaveSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={group}&InstanceId=i-stopped");
        insta::assert_snapshot!(twin.ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><LeaveSecurityGroupResponse><RequestId>E5AD0F70-0740-418D-8B6A-837B82D90BDD</RequestId></LeaveSecurityGroupResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_group_and_an_instance_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let group = make(&twin, "");
        assert_eq!(twin.ecs("LeaveSecurityGroup&InstanceId=i-running").error(), missing("SecurityGroupId"));
        assert_eq!(twin.ecs(&format!("LeaveSecurityGroup&SecurityGroupId={group}")).error(), missing("InstanceId"));
        assert_eq!(leave(&twin, "sg-nowhere", "i-running").error(), no_group());
        assert_eq!(leave(&twin, &group, "i-nowhere").error(), not_found());
        let text = "The instance not in the group.";
        assert_eq!(leave(&twin, &group, "i-running").error(), refusal(403, "InstanceNotInSecurityGroup", text));
    }

    #[test]
    fn one_group_stays() {
        let twin = Twin::with(WORLD);
        let text = "The specified security group is the last security group for the instance.";
        let answer = leave(&twin, &default_group(&twin), "i-running");
        assert_eq!(answer.error(), refusal(403, "InstanceLastSecurityGroup", text));
    }

    #[test]
    fn the_instance_is_at_rest_and_not_locked() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        assert_eq!(leave(&twin, &default_group(&twin), "i-locked").error(), locked());
        twin.ecs("StopInstance&InstanceId=i-running").ok();
        assert_eq!(leave(&twin, &default_group(&twin), "i-running").error(), wrong_status());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_is_in_the_others() {
        let twin = Twin::with(WORLD);
        let (default, group) = (default_group(&twin), make(&twin, ""));
        join(&twin, &group, "i-running");
        leave(&twin, &default, "i-running").ok();
        let groups = attribute(&twin, "i-running")["SecurityGroupIds"]["SecurityGroupId"].clone();
        assert_eq!(groups, serde_json::json!([group]));
        assert_eq!(leave(&twin, &group, "i-running").0.status, 403);
    }
}
