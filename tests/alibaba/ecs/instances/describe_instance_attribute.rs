use crate::alibaba::ecs::{attribute, in_every_shape, missing, not_found};
use crate::support::Twin;

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-bp67acfmxazb4ph12345"
    type = "ecs.t6-c1m2.large"
    state = "stopped"
    name = "web <1>"
    description = "R&D"
    zone = "cn-hangzhou-h"
    credits = "unlimited"
    internet_charge_type = "PayByBandwidth"
    bandwidth_out = 20
    locks = ["financial", "recycling"]
    dedicated_host = "dh-1"

    [[ecs.instance]]
    id = "i-plain"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
"#;

mod reading {
    use super::*;

    #[test]
    fn everything_in_every_shape() {
        let body = in_every_shape(WORLD, "DescribeInstanceAttribute", "InstanceId=i-bp67acfmxazb4ph12345");
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceId":"i-bp67acfmxazb4ph12345","InstanceName":"web <1>","Description":"R&D","HostName":"iZbp67acfmxazb4ph12345Z","SerialNumber":"5544768d-feef-b397-26f5-961b7ce1d377","Status":"Stopped","RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-h","ClusterId":"","ImageId":"aliyun_3_x64_20G_alibase_20240819.vhd","InstanceType":"ecs.t6-c1m2.large","Cpu":2,"Memory":4096,"IoOptimized":"true","CreditSpecification":"Standard","InstanceChargeType":"PostPaid","InternetChargeType":"PayByBandwidth","InternetMaxBandwidthIn":20,"InternetMaxBandwidthOut":20,"CreationTime":"2026-11-21T08:00Z","ExpiredTime":"2099-12-31T15:59Z","StoppedMode":"KeepCharging","InstanceNetworkType":"vpc","VlanId":"","SecurityGroupIds":{"SecurityGroupId":["sg-bpgdc5g5em3fftkpt02v"]},"PublicIpAddress":{"IpAddress":["100.64.0.2"]},"InnerIpAddress":{"IpAddress":[]},"VpcAttributes":{"VpcId":"vpc-bpgdc50xmp7bs4ntwisu","VSwitchId":"vsw-bpgdc58tjpqk1q6ce6gr","NatIpAddress":"","PrivateIpAddress":{"IpAddress":["172.16.48.1"]}},"EipAddress":{"AllocationId":"","IpAddress":"","Bandwidth":0,"InternetChargeType":""},"DedicatedHostAttribute":{"DedicatedHostId":"dh-1","DedicatedHostName":""},"OperationLocks":{"LockReason":[{"LockReason":"financial"},{"LockReason":"recycling"}]},"EnableJumboFrame":false,"EnableNetworkEncryption":false,"NetworkOptions":{"BandwidthWeighting":"","EnableJumboFrame":false,"EnableNetworkEncryption":false},"SecurityOptions":{"EnableSecureBoot":false}}"#);
    }

    #[test]
    fn everything_in_xml() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(twin.ecs_xml("DescribeInstanceAttribute&InstanceId=i-bp67acfmxazb4ph12345").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstanceAttributeResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceId>i-bp67acfmxazb4ph12345</InstanceId><InstanceName>web &lt;1&gt;</InstanceName><Description>R&amp;D</Description><HostName>iZbp67acfmxazb4ph12345Z</HostName><SerialNumber>5544768d-feef-b397-26f5-961b7ce1d377</SerialNumber><Status>Stopped</Status><RegionId>cn-hangzhou</RegionId><ZoneId>cn-hangzhou-h</ZoneId><ClusterId/><ImageId>aliyun_3_x64_20G_alibase_20240819.vhd</ImageId><InstanceType>ecs.t6-c1m2.large</InstanceType><Cpu>2</Cpu><Memory>4096</Memory><IoOptimized>true</IoOptimized><CreditSpecification>Standard</CreditSpecification><InstanceChargeType>PostPaid</InstanceChargeType><InternetChargeType>PayByBandwidth</InternetChargeType><InternetMaxBandwidthIn>20</InternetMaxBandwidthIn><InternetMaxBandwidthOut>20</InternetMaxBandwidthOut><CreationTime>2026-11-21T08:00Z</CreationTime><ExpiredTime>2099-12-31T15:59Z</ExpiredTime><StoppedMode>KeepCharging</StoppedMode><InstanceNetworkType>vpc</InstanceNetworkType><VlanId/><SecurityGroupIds><SecurityGroupId>sg-bpgdc5g5em3fftkpt02v</SecurityGroupId></SecurityGroupIds><PublicIpAddress><IpAddress>100.64.0.2</IpAddress></PublicIpAddress><InnerIpAddress/><VpcAttributes><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><VSwitchId>vsw-bpgdc58tjpqk1q6ce6gr</VSwitchId><NatIpAddress/><PrivateIpAddress><IpAddress>172.16.48.1</IpAddress></PrivateIpAddress></VpcAttributes><EipAddress><AllocationId/><IpAddress/><Bandwidth>0</Bandwidth><InternetChargeType/></EipAddress><DedicatedHostAttribute><DedicatedHostId>dh-1</DedicatedHostId><DedicatedHostName/></DedicatedHostAttribute><OperationLocks><LockReason><LockReason>financial</LockReason></LockReason><LockReason><LockReason>recycling</LockReason></LockReason></OperationLocks><EnableJumboFrame>false</EnableJumboFrame><EnableNetworkEncryption>false</EnableNetworkEncryption><NetworkOptions><BandwidthWeighting/><EnableJumboFrame>false</EnableJumboFrame><EnableNetworkEncryption>false</EnableNetworkEncryption></NetworkOptions><SecurityOptions><EnableSecureBoot>false</EnableSecureBoot></SecurityOptions></DescribeInstanceAttributeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_is_named_and_there() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs("DescribeInstanceAttribute").error(), missing("InstanceId"));
        assert_eq!(twin.ecs("DescribeInstanceAttribute&InstanceId=i-nowhere").error(), not_found());
        assert_eq!(twin.ecs_xml("DescribeInstanceAttribute&InstanceId=i-nowhere").error(), not_found());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_an_instance_has_not_is_empty_and_not_absent() {
        let twin = Twin::with(WORLD);
        let seen = attribute(&twin, "i-plain");
        assert_eq!((&seen["InstanceName"], &seen["HostName"]), (&"i-plain".into(), &"iZplainZ".into()));
        for name in ["Description", "CreditSpecification", "ClusterId", "VlanId"] {
            assert_eq!(seen[name], "", "{name}");
        }
        assert_eq!(seen["OperationLocks"]["LockReason"], serde_json::json!([]));
        assert_eq!(seen["PublicIpAddress"]["IpAddress"], serde_json::json!([]));
        assert_eq!((&seen["InternetMaxBandwidthOut"], &seen["InternetMaxBandwidthIn"]), (&0.into(), &10.into()));
        assert_eq!(seen["InstanceChargeType"], "PrePaid");
        assert_eq!(seen["StoppedMode"], "Not-applicable");
    }

    #[test]
    fn it_follows_what_happens() {
        let twin = Twin::with(WORLD);
        twin.ecs("StopInstance&InstanceId=i-plain").ok();
        twin.ecs("StartInstance&InstanceId=i-plain").ok();
        assert_eq!(attribute(&twin, "i-plain")["Status"], "Running");
    }
}
