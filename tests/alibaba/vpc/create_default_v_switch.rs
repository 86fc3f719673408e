use super::create_default_vpc::bare;
use super::v_switches;
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

fn create(twin: &Twin, zone: &str) -> Answer {
    twin.vpc(&format!("CreateDefaultVSwitch&RegionId=cn-hangzhou&ZoneId={zone}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json() {
        let twin = bare();
        twin.vpc("CreateDefaultVpc&RegionId=cn-hangzhou").ok();
        insta::assert_snapshot!(create(&twin, "cn-hangzhou-h").ok(), @r#"{"RequestId":"F69CE1E4-8A85-4992-B512-CF7ED8DAC1FB","VSwitchId":"vsw-bpgdc5onbgbecl9zl96x"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("CreateDefaultVSwitch&RegionId=cn-hangzhou").error(), missing("ZoneId"));
        let text = "A default vSwitch already exists in the zone.";
        let twice = refusal(400, "OperationFailed.DefaultVSwitchExist", text);
        assert_eq!(create(&twin, "cn-hangzhou-h").error(), twice);
        let zone = refusal(404, "InvalidZoneId.NotFound", "Specified zone does not exist.");
        assert_eq!(create(&twin, "mars-a").error(), zone);
        let text = "The region has no default VPC.";
        let none = refusal(400, "OperationFailed.DefaultVpcNotExist", text);
        assert_eq!(create(&bare(), "cn-hangzhou-h").error(), none);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn each_zone_has_one_and_ranges_do_not_overlap() {
        let twin = bare();
        let vpc = twin.vpc("CreateDefaultVpc&RegionId=cn-hangzhou").json()["VpcId"].clone();
        let first = create(&twin, "cn-hangzhou-h").json()["VSwitchId"].clone();
        let second = create(&twin, "cn-hangzhou-i").json()["VSwitchId"].clone();
        let of = |id: &serde_json::Value| {
            let v_switch = v_switches(&twin, &format!("&VSwitchId={}", id.as_str().expect("an id"))).remove(0);
            assert_eq!(v_switch["IsDefault"], true);
            v_switch["CidrBlock"].as_str().expect("a range").to_owned()
        };
        assert_eq!([of(&first), of(&second)], ["172.16.0.0/20", "172.16.16.0/20"]);
        let launch = "ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&InstanceType=ecs.g6.large&ZoneId=cn-hangzhou-h";
        let group = twin
            .ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={}", vpc.as_str().expect("an id")))
            .json();
        let group = group["SecurityGroupId"].as_str().expect("an id");
        twin.ecs(&format!("RunInstances&RegionId=cn-hangzhou&{launch}&SecurityGroupId={group}")).ok();
    }
}
