use crate::alibaba::ecs::addresses::{FREE, WORLD, addresses, allocate, associate};
use crate::alibaba::ecs::dry_run;
use crate::support::Twin;

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_json_and_xml() {
        let twin = Twin::with(WORLD);
        let id = allocate(&twin);
        associate(&twin, &id, FREE).ok();
        insta::assert_snapshot!(twin.vpc("DescribeEipAddresses&RegionId=cn-hangzhou").ok(), @r#"{"RequestId":"F02118C9-9CF7-4ABD-ABE9-BB9B75904406","TotalCount":1,"PageNumber":1,"PageSize":10,"EipAddresses":{"EipAddress":[{"AllocationId":"eip-bpgdc66ikjvpak4w7ob4","IpAddress":"100.64.0.3","Status":"InUse","RegionId":"cn-hangzhou","InstanceId":"i-bp00000000000000free","InstanceType":"EcsInstance","Bandwidth":"5","EipBandwidth":"5","InternetChargeType":"PayByBandwidth","ChargeType":"PostPaid","AllocationTime":"2026-11-21T08:00:00Z","ExpiredTime":"","OperationLocks":{"LockReason":[]},"Name":"","Description":"","ISP":"BGP","BusinessStatus":"Normal","BizType":"Default","Netmode":"public","Mode":"NAT","InstanceRegionId":"cn-hangzhou","PrivateIpAddress":"","VpcId":"","Zone":"","ResourceGroupId":"","SegmentInstanceId":"","PublicIpAddressPoolId":"","BandwidthPackageId":"","BandwidthPackageType":"","BandwidthPackageBandwidth":"","SecondLimited":false,"DeletionProtection":false,"HDMonitorStatus":"false","HasReservationData":"false","ReservationActiveTime":"","ReservationBandwidth":"","ReservationInternetChargeType":"","ReservationOrderType":"","SecurityProtectionTypes":{"SecurityProtectionType":[]},"ServiceManaged":0,"ServiceID":0,"Tags":{"Tag":[]}}]}}"#);
        insta::assert_snapshot!(twin.vpc_xml("DescribeEipAddresses&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeEipAddressesResponse><RequestId>A653BDB7-B084-4E85-A69A-2E3BE3081919</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><EipAddresses><EipAddress><AllocationId>eip-bpgdc66ikjvpak4w7ob4</AllocationId><IpAddress>100.64.0.3</IpAddress><Status>InUse</Status><RegionId>cn-hangzhou</RegionId><InstanceId>i-bp00000000000000free</InstanceId><InstanceType>EcsInstance</InstanceType><Bandwidth>5</Bandwidth><EipBandwidth>5</EipBandwidth><InternetChargeType>PayByBandwidth</InternetChargeType><ChargeType>PostPaid</ChargeType><AllocationTime>2026-11-21T08:00:00Z</AllocationTime><ExpiredTime/><OperationLocks/><Name/><Description/><ISP>BGP</ISP><BusinessStatus>Normal</BusinessStatus><BizType>Default</BizType><Netmode>public</Netmode><Mode>NAT</Mode><InstanceRegionId>cn-hangzhou</InstanceRegionId><PrivateIpAddress/><VpcId/><Zone/><ResourceGroupId/><SegmentInstanceId/><PublicIpAddressPoolId/><BandwidthPackageId/><BandwidthPackageType/><BandwidthPackageBandwidth/><SecondLimited>false</SecondLimited><DeletionProtection>false</DeletionProtection><HDMonitorStatus>false</HDMonitorStatus><HasReservationData>false</HasReservationData><ReservationActiveTime/><ReservationBandwidth/><ReservationInternetChargeType/><ReservationOrderType/><SecurityProtectionTypes/><ServiceManaged>0</ServiceManaged><ServiceID>0</ServiceID><Tags/></EipAddress></EipAddresses></DescribeEipAddressesResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_dry_run_shows_nothing() {
        let twin = Twin::empty();
        assert_eq!(twin.vpc("DescribeEipAddresses&RegionId=cn-hangzhou&DryRun=true").error(), dry_run());
        let bad = twin.vpc("DescribeEipAddresses&RegionId=cn-hangzhou&DryRun=true&PageSize=0").error();
        assert_eq!(bad.1, "InvalidParameter");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn its_own_filters_find_it() {
        let twin = Twin::empty();
        allocate(&twin);
        let call = "AllocateEipAddress&RegionId=cn-hangzhou&Name=web&ResourceGroupId=rg-1&Tag.1.Key=Stage\
            &SecurityProtectionTypes.1=AntiDDoS_Enhanced";
        twin.vpc(call).ok();
        for (more, count) in [
            ("", 2),
            ("&EipName=web", 1),
            ("&EipName=we", 0),
            ("&ResourceGroupId=rg-1", 1),
            ("&ResourceGroupId=rg-2", 0),
            ("&SecurityProtectionEnabled=true", 1),
            ("&SecurityProtectionEnabled=false", 1),
            ("&Tag.1.Key=Stage", 1),
            ("&SegmentInstanceId=eipsg-1", 0),
            ("&PublicIpAddressPoolId=pippool-1", 0),
            ("&ServiceManaged=false&IncludeReservationData=true", 2),
            ("&ServiceManaged=true", 0),
        ] {
            assert_eq!(addresses(Twin::vpc, &twin, more).len(), count, "{more}");
        }
    }
}
