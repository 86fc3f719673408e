use crate::alibaba::ecs::{missing, refusal};
use crate::support::{Answer, Twin};

fn allocate(twin: &Twin, more: &str) -> String {
    let answer = twin.vpc(&format!("AllocateEipAddress&RegionId=cn-hangzhou{more}")).json();
    answer["AllocationId"].as_str().expect("an id").to_owned()
}

fn modify(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.vpc(&format!("ModifyEipAddressAttribute&AllocationId={id}{more}"))
}

fn seen(twin: &Twin, id: &str) -> [String; 3] {
    let answer = twin.vpc(&format!("DescribeEipAddresses&RegionId=cn-hangzhou&AllocationId={id}")).json();
    let address = &answer["EipAddresses"]["EipAddress"][0];
    ["Bandwidth", "Name", "Description"].map(|name| address[name].as_str().expect("a text").to_owned())
}

mod reading {
    use super::*;

    #[test]
    fn what_is_not_given_stays() {
        let twin = Twin::empty();
        let id = allocate(&twin, "&Bandwidth=10&Name=one&Description=two");
        assert_eq!(seen(&twin, &id), ["10", "one", "two"]);
        modify(&twin, &id, "&Bandwidth=20").ok();
        assert_eq!(seen(&twin, &id), ["20", "one", "two"]);
        modify(&twin, &id, "&Name=three&Description=four").ok();
        assert_eq!(seen(&twin, &id), ["20", "three", "four"]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn every_refusal() {
        let twin = Twin::empty();
        let id = allocate(&twin, "&InternetChargeType=PayByTraffic");
        assert_eq!(twin.vpc("ModifyEipAddressAttribute").error(), missing("AllocationId"));
        let nowhere = refusal(404, "InvalidAllocationId.NotFound", "Specified allocation ID is not found.");
        assert_eq!(modify(&twin, "eip-nowhere", "").error(), nowhere);
        for (more, code, text) in [
            ("&Bandwidth=0", "InvalidParameter", "Specified value of \"Bandwidth\" is not supported."),
            ("&Bandwidth=201", "InvalidParameter", "Specified value of \"Bandwidth\" is not supported."),
            ("&Bandwidth=x", "InvalidParameter", "Specified value of \"Bandwidth\" is not supported."),
            ("&Name=http://x", "InvalidEipAddressName.Malformed", "The specified Name is not valid."),
            ("&Description=http://x", "InvalidDescription.Malformed", "Invalid description."),
        ] {
            assert_eq!(modify(&twin, &id, more).error(), refusal(400, code, text), "{more}");
        }
        let prepaid = allocate(&twin, "&InstanceChargeType=PrePaid&Period=1&Bandwidth=300");
        let text = "It?s forbidden to change prepaid EIP?s bandwidth by API. It can be changed on Aliyun web console.";
        let stays = refusal(400, "Forbidden.ChargeTypeIsPrepaid", text);
        assert_eq!(modify(&twin, &prepaid, "&Bandwidth=400").error(), stays);
        modify(&twin, &prepaid, "&Bandwidth=300&Name=new").ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_bandwidth_changes_while_an_instance_has_the_address() {
        let twin = Twin::with("[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"");
        let id = allocate(&twin, "");
        twin.vpc(&format!("AssociateEipAddress&AllocationId={id}&InstanceId=i-1")).ok();
        modify(&twin, &id, "&Bandwidth=100").ok();
        let answer = twin.ecs("DescribeInstanceAttribute&InstanceId=i-1").json();
        assert_eq!(answer["EipAddress"]["Bandwidth"], 100);
    }
}
