use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::refusal;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_its_id() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        let call = "CreateVSwitch&RegionId=cn-hangzhou&ZoneId=cn-hangzhou-h&CidrBlock=10.0.1.0/24&VSwitchName=made";
        insta::assert_snapshot!(twin.ecs(&format!("{call}&VpcId={vpc}&ClientToken=a")).ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","VSwitchId":"vsw-bpgdc5onbgbecl9zl96x"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn its_vpc_and_its_zone_are_there() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        let make = |vpc: &str, zone: &str| {
            let call = "CreateVSwitch&RegionId=cn-hangzhou&CidrBlock=10.0.1.0/24";
            twin.ecs(&format!("{call}&VpcId={vpc}&ZoneId={zone}")).error()
        };
        let no_vpc = refusal(404, "InvalidVpcId.NotFound", "Specified VPC does not exist.");
        assert_eq!(make("vpc-nowhere", "cn-hangzhou-h"), no_vpc);
        assert_eq!(make(&vpc, "cn-nowhere-a").1, "InvalidZoneId.NotFound");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn an_instance_starts_in_it() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin);
        let v_switch = make_v_switch(&twin, &vpc);
        let group = twin.ecs(&format!("CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={vpc}")).json();
        let group = group["SecurityGroupId"].as_str().expect("an id").to_owned();
        let launch = format!(
            "RunInstances&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&InstanceType=ecs.g6.large\
             &VSwitchId={v_switch}&SecurityGroupId={group}"
        );
        twin.ecs(&launch).ok();
        let shown = twin.ecs(&format!("DescribeVSwitches&RegionId=cn-hangzhou&VSwitchId={v_switch}")).json();
        assert_eq!(shown["VSwitches"]["VSwitch"][0]["AvailableIpAddressCount"], 251);
    }
}
