use super::{make_v_switch, make_vpc};
use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

fn protect(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.vpc(&format!("DeletionProtection&RegionId=cn-hangzhou&InstanceId={id}{more}"))
}

fn address(twin: &Twin) -> String {
    let made = twin.vpc("AllocateEipAddress&RegionId=cn-hangzhou").json();
    made["AllocationId"].as_str().expect("an id").to_owned()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id() {
        let twin = Twin::empty();
        let answer = protect(&twin, &address(&twin), "&Type=EIP&ProtectionEnable=true");
        insta::assert_snapshot!(answer.ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA"}"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let id = address(&twin);
        let no_address = refusal(404, "InvalidAllocationId.NotFound", "Specified allocation ID is not found.");
        let no_gateway =
            refusal(404, "InvalidNatGatewayId.NotFound", "The specified NatGatewayId does not exist in our records.");
        let packages = refusal(400, "UnsupportedParameter", "The parameter Type is not implemented by Twinstance.");
        let (eip, on) = ("&Type=EIP", "&ProtectionEnable=true");
        assert_eq!(protect(&twin, &id, eip).error(), missing("ProtectionEnable"));
        assert_eq!(protect(&twin, &id, on).error(), missing("Type"));
        assert_eq!(protect(&twin, "eip-nowhere", &format!("{eip}{on}")).error(), no_address);
        assert_eq!(protect(&twin, "ngw-nowhere", &format!("&Type=NATGW{on}")).error(), no_gateway);
        assert_eq!(protect(&twin, "cbwp-1", &format!("&Type=CBWP{on}")).error(), packages);
        assert_eq!(protect(&twin, &id, &format!("&Type=x{on}")).error().0, 400);
    }
}

mod behaviour {
    use super::*;

    const PROTECTED: &str = "The instance cannnot delete because of deletion protecion.";

    #[test]
    fn an_address_stays() {
        let twin = Twin::empty();
        let id = address(&twin);
        let shown = || twin.vpc(&format!("DescribeEipAddresses&RegionId=cn-hangzhou&AllocationId={id}")).json();
        protect(&twin, &id, "&Type=EIP&ProtectionEnable=true&ClientToken=a").ok();
        assert_eq!(shown()["EipAddresses"]["EipAddress"][0]["DeletionProtection"], true);
        let stays = refusal(400, "InvalidOperation.DeletionProtection", PROTECTED);
        for release in [
            twin.vpc(&format!("ReleaseEipAddress&AllocationId={id}")),
            twin.ecs(&format!("ReleaseEipAddress&AllocationId={id}")),
        ] {
            assert_eq!(release.error(), stays);
        }
        protect(&twin, &id, "&Type=EIP&ProtectionEnable=false").ok();
        twin.vpc(&format!("ReleaseEipAddress&AllocationId={id}")).ok();
    }

    #[test]
    fn a_gateway_stays() {
        let twin = Twin::empty();
        let vpc = make_vpc(&twin, "");
        let v_switch = make_v_switch(&twin, &vpc, "");
        let make = format!("CreateNatGateway&RegionId=cn-hangzhou&VpcId={vpc}&VSwitchId={v_switch}");
        let made = twin.vpc(&make).json();
        let id = made["NatGatewayId"].as_str().expect("an id").to_owned();
        protect(&twin, &id, "&Type=NATGW&ProtectionEnable=true").ok();
        let one = twin.vpc(&format!("GetNatGatewayAttribute&RegionId=cn-hangzhou&NatGatewayId={id}")).json();
        assert_eq!(one["DeletionProtectionInfo"]["Enabled"], true);
        let delete = || twin.vpc(&format!("DeleteNatGateway&RegionId=cn-hangzhou&NatGatewayId={id}&Force=true"));
        assert_eq!(delete().error(), refusal(400, "InvalidOperation.DeletionProtection", PROTECTED));
        protect(&twin, &id, "&Type=NATGW&ProtectionEnable=false").ok();
        delete().ok();
    }
}
