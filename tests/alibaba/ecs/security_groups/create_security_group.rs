use super::{call, make, rules, vpc};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_an_id() {
        let twin = Twin::empty();
        let parameters =
            "&SecurityGroupName=web&Description=of+the+web&SecurityGroupType=normal&Tag.1.key=a&Tag.1.value=b";
        let call = format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={}{parameters}", vpc(&twin));
        insta::assert_snapshot!(twin.ecs(&call).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","SecurityGroupId":"sg-bpgdc5irqtnjwspllcos"}"#);
        insta::assert_snapshot!(twin.ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateSecurityGroupResponse><RequestId>F02118C9-9CF7-4ABD-ABE9-BB9B75904406</RequestId><SecurityGroupId>sg-bpgdc5k87trk5kz4urm7</SecurityGroupId></CreateSecurityGroupResponse>"#);
    }

    #[test]
    fn what_is_not_modelled_is_told() {
        let twin = Twin::empty();
        let call = format!(
            "CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={}&ResourceGroupId=rg-1&ServiceManaged=false",
            vpc(&twin)
        );
        assert_eq!(twin.ecs(&call).header("x-twinstance-ignored"), Some("ServiceManaged"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_and_a_vpc_are_named() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("CreateSecurityGroup").error(), missing("RegionId"));
        let text = "The VpcId must not empty when only support vpc vm.";
        let answer = twin.ecs("CreateSecurityGroup&RegionId=cn-hangzhou");
        assert_eq!(answer.error(), refusal(403, "InvalidVpcId.NotFound", text));
        let answer = twin.ecs("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId=vpc-nowhere");
        assert_eq!(answer.error(), refusal(404, "InvalidVpcId.NotFound", "Specified VPC does not exist."));
    }

    #[test]
    fn names_descriptions_types_and_tags_are_good() {
        let twin = Twin::empty();
        let name = refusal(400, "InvalidSecurityGroupName.Malformed", "Specified security group name is not valid.");
        let text = "Specified security group description is not valid.";
        let description = refusal(400, "InvalidSecurityGroupDiscription.Malformed", text);
        let instance_type = refusal(400, "InvalidParams.GroupType", "The specified security group type is not valid.");
        let key = refusal(400, "InvalidTagKey.Malformed", "The specified Tag.n.Key is not valid.");
        let twice = refusal(400, "Duplicate.TagKey", "The Tag.N.Key contain duplicate key.");
        for (more, error) in [
            ("SecurityGroupName=1web", &name),
            ("SecurityGroupName=w", &name),
            ("SecurityGroupName=http://web", &name),
            ("SecurityGroupName=a+b", &name),
            ("Description=x", &description),
            ("Description=https://web", &description),
            ("SecurityGroupType=large", &instance_type),
            ("Tag.1.Key=acs:x", &key),
            ("Tag.1.Key=x&Tag.2.Key=x", &twice),
        ] {
            let call = format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={}&{more}", vpc(&twin));
            assert_eq!(twin.ecs(&call).error(), *error, "{more}");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_there_with_what_was_said_of_it_and_without_rules() {
        let twin = Twin::empty();
        let id = make(&twin, "&SecurityGroupName=web&Description=of+it&SecurityGroupType=enterprise&Tag.1.Key=a");
        let answer = call(&twin, "DescribeSecurityGroups", &id, "").json();
        let group = &answer["SecurityGroups"]["SecurityGroup"][0];
        assert_eq!((&group["SecurityGroupName"], &group["Description"]), (&"web".into(), &"of it".into()));
        assert_eq!(
            (&group["SecurityGroupType"], &group["CreationTime"]),
            (&"enterprise".into(), &"2026-11-21T08:00:00Z".into())
        );
        assert_eq!(group["Tags"]["Tag"][0]["TagKey"], "a");
        let attribute = call(&twin, "DescribeSecurityGroupAttribute", &id, "").json();
        assert_eq!(attribute["InnerAccessPolicy"], "Drop");
        assert!(rules(&twin, &id).is_empty());
    }

    #[test]
    fn two_can_have_one_name_and_a_token_makes_one() {
        let twin = Twin::empty();
        assert_ne!(make(&twin, "&SecurityGroupName=web"), make(&twin, "&SecurityGroupName=web"));
        let once = make(&twin, "&SecurityGroupName=web&ClientToken=t");
        assert_eq!(make(&twin, "&SecurityGroupName=web&ClientToken=t"), once);
        let text = "The request is retried with updated parameters.";
        let other = format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={}&ClientToken=t", vpc(&twin));
        assert_eq!(twin.ecs(&other).error(), refusal(400, "IdempotentParameterMismatch", text));
    }

    #[test]
    fn instances_can_be_launched_into_it() {
        let twin = Twin::empty();
        let id = make(&twin, "");
        let call = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large\
            &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        twin.ecs(&format!("{call}&SecurityGroupId={id}")).ok();
        assert_eq!(crate::alibaba::ecs::instances(&twin)[0]["SecurityGroupIds"]["SecurityGroupId"][0], id.as_str());
        let large = make(&twin, "&SecurityGroupType=enterprise");
        let text = "The specified instance can't join multi SecurityGroup types.";
        let answer = twin.ecs(&format!("{call}&SecurityGroupIds.1={id}&SecurityGroupIds.2={large}"));
        assert_eq!(answer.error(), refusal(403, "EnterpriseGroupLimited.MutliGroupType", text));
    }
}
