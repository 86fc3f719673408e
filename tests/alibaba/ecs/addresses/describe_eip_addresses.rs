use super::{Api, FREE, WORLD, addresses, allocate, associate};
use crate::alibaba::ecs::{invalid, missing, refusal};
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        allocate(&twin);
        insta::assert_snapshot!(twin.ecs("DescribeEipAddresses&RegionId=cn-hangzhou").ok(), @r#"{"RequestId":"A653BDB7-B084-4E85-A69A-2E3BE3081919","TotalCount":2,"PageNumber":1,"PageSize":10,"EipAddresses":{"EipAddress":[{"AllocationId":"eip-bpgdc66ikjvpak4w7ob4","IpAddress":"100.64.0.3","Status":"InUse","RegionId":"cn-hangzhou","InstanceId":"i-bp00000000000000free","InstanceType":"EcsInstance","Bandwidth":"5","EipBandwidth":"5","InternetChargeType":"PayByBandwidth","ChargeType":"PostPaid","AllocationTime":"2026-11-21T08:00:00Z","ExpiredTime":"","OperationLocks":{"LockReason":[]}},{"AllocationId":"eip-bpgdc68lyn2r01bsmdob","IpAddress":"100.64.0.4","Status":"Available","RegionId":"cn-hangzhou","InstanceId":"","InstanceType":"","Bandwidth":"5","EipBandwidth":"5","InternetChargeType":"PayByBandwidth","ChargeType":"PostPaid","AllocationTime":"2026-11-21T08:00:00Z","ExpiredTime":"","OperationLocks":{"LockReason":[]}}]}}"#);
        let xml = twin.ecs_xml(&format!("DescribeEipAddresses&RegionId=cn-hangzhou&AllocationId={id}"));
        insta::assert_snapshot!(xml.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeEipAddressesResponse><RequestId>0DF7B107-67F0-4F15-AB60-29CA26CDEB87</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><EipAddresses><EipAddress><AllocationId>eip-bpgdc66ikjvpak4w7ob4</AllocationId><IpAddress>100.64.0.3</IpAddress><Status>InUse</Status><RegionId>cn-hangzhou</RegionId><InstanceId>i-bp00000000000000free</InstanceId><InstanceType>EcsInstance</InstanceType><Bandwidth>5</Bandwidth><EipBandwidth>5</EipBandwidth><InternetChargeType>PayByBandwidth</InternetChargeType><ChargeType>PostPaid</ChargeType><AllocationTime>2026-11-21T08:00:00Z</AllocationTime><ExpiredTime/><OperationLocks/></EipAddress></EipAddresses></DescribeEipAddressesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn values_are_good() {
        let many = vec!["x"; 51].join(",");
        for api in [Twin::ecs as Api, Twin::vpc] {
            let twin = Twin::empty();
            let describe = |more: &str| api(&twin, &format!("DescribeEipAddresses&RegionId=cn-hangzhou{more}")).error();
            assert_eq!(api(&twin, "DescribeEipAddresses").error(), missing("RegionId"));
            assert_eq!(describe("&PageSize=101"), invalid("PageSize"));
            assert_eq!(describe("&PageNumber=0"), invalid("PageNumber"));
            for (more, status, code, text) in [
                (&*format!("&AllocationId={many}"), 400, "InstanceIdLength.Exceed", "InstanceId length is exceed"),
                (&*format!("&EipAddress={many}"), 400, "InstanceIdLength.Exceed", "InstanceId length is exceed"),
                ("&Status=Gone", 404, "InvalidStatus.NotFound", "The specified Status is not found."),
                (
                    "&AssociatedInstanceType=Other",
                    400,
                    "InvalidIAssociatedInstanceType.ValueNotSupported",
                    "The specified value of AssociatedInstanceType is not supported.",
                ),
                (
                    "&ChargeType=Free",
                    400,
                    "InvalidChargeType.ValueNotSupported",
                    "The specified ChargeType is not supported.",
                ),
                ("&LockReason=x", 404, "InvalidLockReason.NotFound", "The specified LockReason is not found"),
                (
                    "&Filter.1.Key=Name&Filter.1.Value=x",
                    404,
                    "InvalidFilterKey.NotFound",
                    "The specified Filterkey is not supported.",
                ),
                (
                    "&Filter.1.Key=CreationStartTime&Filter.1.Value=today",
                    404,
                    "InvalidFilterValue",
                    "The specified FilterValue is not supported.",
                ),
            ] {
                assert_eq!(describe(more), refusal(status, code, text), "{more}");
            }
            assert_eq!(describe("&Filter.1.Value=x"), missing("Filter.1.Key"));
            assert_eq!(describe("&Filter.1.Key=CreationEndTime"), missing("Filter.1.Value"));
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn filters_find_it() {
        for api in [Twin::ecs as Api, Twin::vpc] {
            let twin = Twin::with(WORLD);
            let id = allocate(&twin);
            associate(&twin, &id, FREE).ok();
            twin.advance("1h");
            twin.ecs("AllocateEipAddress&RegionId=cn-hangzhou&ISP=BGP_PRO").ok();
            let ip = addresses(api, &twin, &format!("&AllocationId={id}"))[0]["IpAddress"].clone();
            let ip = ip.as_str().expect("an address");
            for (more, count) in [
                (&*format!("&AllocationId={id},eip-nowhere"), 1),
                (&format!("&EipAddress={ip}"), 1),
                ("&EipAddress=1.2.3.4", 0),
                ("&Status=InUse", 1),
                ("&Status=Available", 1),
                ("&Status=Releasing", 0),
                ("&ISP=BGP_PRO", 1),
                ("&ChargeType=PostPaid", 2),
                ("&ChargeType=PrePaid", 0),
                ("&LockReason=financial", 0),
                ("&AssociatedInstanceType=EcsInstance", 1),
                ("&AssociatedInstanceType=Nat", 0),
                (&format!("&AssociatedInstanceId={FREE}"), 1),
                ("&Filter.1.Key=CreationStartTime&Filter.1.Value=2026-11-21T08:30Z", 1),
                ("&Filter.1.Key=CreationEndTime&Filter.1.Value=2026-11-21T08:00Z", 1),
                (
                    "&Filter.1.Key=CreationStartTime&Filter.1.Value=2026-11-21T08:01Z\
                     &Filter.2.Key=CreationEndTime&Filter.2.Value=2026-11-21T08:59Z",
                    0,
                ),
                ("&PageSize=1&PageNumber=2", 1),
            ] {
                assert_eq!(addresses(api, &twin, more).len(), count, "{more}");
            }
        }
    }
}
