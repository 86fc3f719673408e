use super::{WORLD, list};
use crate::alibaba::ecs::{in_every_shape, instances, missing, refusal};
use crate::support::{Answer, Twin};

fn join(twin: &Twin, instance_type: &str, id: &str) -> Answer {
    twin.ecs(&format!("JoinResourceGroup&ResourceGroupId=rg-1&ResourceType={instance_type}&ResourceId={id}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "ResourceGroupId=rg-1&ResourceType=instance&ResourceId=i-1&RegionId=cn-hangzhou";
        insta::assert_snapshot!(in_every_shape(WORLD, "JoinResourceGroup", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
        let xml = format!("JoinResourceGroup&{parameters}");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&xml).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><JoinResourceGroupResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></JoinResourceGroupResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn group_and_resource_are_named_and_there() {
        let twin = Twin::with(WORLD);
        let call = |more: &str| twin.ecs(&format!("JoinResourceGroup{more}")).error();
        assert_eq!(call("&ResourceType=instance&ResourceId=i-1"), missing("ResourceGroupId"));
        assert_eq!(call("&ResourceGroupId=rg-1&ResourceId=i-1"), missing("ResourceType"));
        assert_eq!(call("&ResourceGroupId=rg-1&ResourceType=instance"), missing("ResourceId"));
        let text = "The specified ResourceId is not found in our records.";
        for (instance_type, id) in [("instance", "i-2"), ("image", "m-1"), ("keypair", "k"), ("ddh", "dh-1")] {
            assert_eq!(join(&twin, instance_type, id).error(), refusal(404, "InvalidResourceId.NotFound", text));
        }
        let text = "The ResourceType provided does not exist in our records.";
        assert_eq!(join(&twin, "Instance", "i-1").error(), refusal(404, "InvalidResourceType.NotFound", text));
        for instance_type in ["disk", "eni"] {
            let text = format!("The parameter ResourceType={instance_type} is not implemented by Twinstance.");
            assert_eq!(join(&twin, instance_type, "d-1").error(), refusal(400, "UnsupportedParameter", &text));
        }
        assert_eq!(instances(&twin)[0]["ResourceGroupId"], "");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_kind_moves() {
        let twin = Twin::with(WORLD);
        twin.ecs("CreateImage&RegionId=cn-hangzhou&InstanceId=i-1&ImageName=made").ok();
        twin.ecs("CreateKeyPair&RegionId=cn-hangzhou&KeyPairName=made").ok();
        for (instance_type, action, outer, inner, id) in [
            ("instance", "DescribeInstances", "Instances", "Instance", "InstanceId"),
            ("image", "DescribeImages&ImageOwnerAlias=self", "Images", "Image", "ImageId"),
            ("keypair", "DescribeKeyPairs", "KeyPairs", "KeyPair", "KeyPairName"),
            ("securitygroup", "DescribeSecurityGroups", "SecurityGroups", "SecurityGroup", "SecurityGroupId"),
        ] {
            let call = format!("{action}&RegionId=cn-hangzhou");
            let before = &list(&twin, &call, outer, inner)[0];
            join(&twin, instance_type, before[id].as_str().expect("an id")).ok();
            let found = list(&twin, &format!("{call}&ResourceGroupId=rg-1"), outer, inner);
            assert_eq!((found.len(), &found[0][id]), (1, &before[id]), "{instance_type}");
        }
        let disks = list(&twin, "DescribeDisks&RegionId=cn-hangzhou&ResourceGroupId=rg-1", "Disks", "Disk");
        assert_eq!(disks.len(), 1, "its disk goes with the instance");
    }
}
