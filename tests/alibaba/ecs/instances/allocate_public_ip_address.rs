use crate::alibaba::ecs::{attribute, in_every_shape, locked, missing, not_found, refusal, wrong_status};
use crate::support::Twin;
use serde_json::json;

const LEAST: &str = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-one"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-public"
    type = "ecs.g6.large"
    bandwidth_out = 5

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]

    [[ecs.instance]]
    id = "i-overdue"
    type = "ecs.g6.large"
    locks = ["financial"]
"#;

mod reading {
    use super::*;

    #[test]
    fn the_answers() {
        let twin = Twin::with(WORLD);
        twin.ecs("ModifyInstanceSpec&InstanceId=i-one&InternetMaxBandwidthOut=5").ok();
        insta::assert_snapshot!(twin.ecs("AllocatePublicIpAddress&InstanceId=i-one").ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","IpAddress":"100.64.0.3"}"#);
        let made = twin.ecs(&format!("CreateInstance&{LEAST}&InternetMaxBandwidthOut=5")).json();
        let call = format!("AllocatePublicIpAddress&InstanceId={}", made["InstanceId"].as_str().expect("an id"));
        insta::assert_snapshot!(twin.ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><AllocatePublicIpAddressResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId><IpAddress>100.64.0.4</IpAddress></AllocatePublicIpAddressResponse>"#);
    }

    #[test]
    fn a_vlan_is_told_to_be_ignored() {
        let twin = Twin::with(WORLD);
        twin.ecs("ModifyInstanceSpec&InstanceId=i-one&InternetMaxBandwidthOut=5").ok();
        let answer = twin.ecs("AllocatePublicIpAddress&InstanceId=i-one&VlanId=1");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("VlanId"));
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let twin = Twin::with(WORLD);
        for (parameters, error) in [
            ("", missing("InstanceId")),
            ("&InstanceId=i-nowhere", not_found()),
            ("&InstanceId=i-locked", locked()),
            ("&InstanceId=i-one&IpAddress=1.2.3.4", refusal(400, "UnsupportedParameter", "The parameter IpAddress is not implemented by Twinstance.")),
            ("&InstanceId=i-one", refusal(400, "AllocateIpInvalidInstanceBandwidth", "OperationDenied The InternetMaxBandwidthOut of the specified instance cannot be less than 0.")),
            ("&InstanceId=i-public", refusal(403, "AllocatedAlready", "There is an IpAddress allocated already for the specified instance.")),
            ("&InstanceId=i-overdue", refusal(403, "InstanceExpiredOrInArrears", "The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode).")),
        ] {
            assert_eq!(twin.ecs(&format!("AllocatePublicIpAddress{parameters}")).error(), error, "{parameters}");
        }
    }

    #[test]
    fn a_dedicated_region_has_no_public_addresses() {
        let twin = Twin::with(&format!("{WORLD}\n[[ecs.limits]]\ndedicated_region = true"));
        let text = "This operation is denied, because the specified ECS instance which is in the dedicated region dose not support \
                    PublicIp or Eip.";
        let expected = refusal(400, "OperationDenied.DedicatedRegionNotSupported", text);
        assert_eq!(twin.ecs("AllocatePublicIpAddress&InstanceId=i-one").error(), expected);
    }

    #[test]
    fn one_stopped_without_charge_gets_its_address_when_it_starts() {
        let twin = Twin::with(WORLD);
        twin.ecs("StopInstance&InstanceId=i-public&StoppedMode=StopCharging").ok();
        assert_eq!(twin.ecs("AllocatePublicIpAddress&InstanceId=i-public").error(), wrong_status());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn the_instance_has_it_from_then_on() {
        let body = in_every_shape(WORLD, "DescribeInstanceAttribute", "InstanceId=i-one");
        assert!(body.contains(r#""PublicIpAddress":{"IpAddress":[]}"#));
        let twin = Twin::empty();
        let made = twin.ecs(&format!("CreateInstance&{LEAST}&InternetMaxBandwidthOut=5")).json();
        let id = made["InstanceId"].as_str().expect("an id");
        assert_eq!(attribute(&twin, id)["PublicIpAddress"]["IpAddress"], json!([]));
        let address = twin.ecs(&format!("AllocatePublicIpAddress&InstanceId={id}")).json()["IpAddress"].clone();
        assert_eq!(attribute(&twin, id)["PublicIpAddress"]["IpAddress"], json!([address]));
        twin.ecs(&format!("StartInstance&InstanceId={id}")).ok();
        assert_eq!(attribute(&twin, id)["PublicIpAddress"]["IpAddress"], json!([address]));
    }
}
