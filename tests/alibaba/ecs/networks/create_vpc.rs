use crate::alibaba::ecs::{missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_the_ids_of_its_router() {
        let twin = Twin::empty();
        let made =
            twin.ecs("CreateVpc&RegionId=cn-hangzhou&VpcName=made&UserCidr=10.0.0.0/8&Description=d&ClientToken=a");
        insta::assert_snapshot!(made.ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","VpcId":"vpc-bpgdc5irqtnjwspllcos","VRouterId":"vrt-bpgdc5k87trk5kz4urm7","RouteTableId":"vtb-bpgdc5m215bhw5kpkvb0","ResourceGroupId":""}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn ranges_and_names_are_good() {
        let twin = Twin::empty();
        assert_eq!(twin.ecs("CreateVpc").error(), missing("RegionId"));
        let name = refusal(400, "InvalidVpcName.Malformed", "Specified VPC name is not valid.");
        assert_eq!(twin.ecs("CreateVpc&RegionId=cn-hangzhou&VpcName=http://x").error(), name);
        let range = refusal(400, "InvalidParameter", "Specified CIDR block is not valid");
        assert_eq!(twin.ecs("CreateVpc&RegionId=cn-hangzhou&CidrBlock=10.0.0.0/30").error(), range);
        assert_eq!(twin.ecs("DescribeVpcs&RegionId=cn-hangzhou").json()["TotalCount"], 1);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn both_apis_show_it() {
        let twin = Twin::empty();
        let id = super::super::make_vpc(&twin);
        let call = format!("DescribeVpcs&RegionId=cn-hangzhou&VpcId={id}");
        for answer in [twin.ecs(&call).json(), twin.vpc(&call).json()] {
            assert_eq!(answer["Vpcs"]["Vpc"][0]["CidrBlock"], "10.0.0.0/16");
        }
    }
}
