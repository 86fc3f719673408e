use crate::alibaba::ecs::{dry_run, in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [ecs]
    instance = [
        { id = "i-1", type = "ecs.g6.large", name = "web-1", bandwidth_out = 5, tags = { team = "a", tier = "front" } },
        { id = "i-2", type = "ecs.g6.xlarge", name = "web-2", state = "stopped", zone = "cn-hangzhou-h", tags = { team = "b" } },
        { id = "i-3", type = "ecs.t6-c1m2.large", name = "db", charge_type = "PrePaid", locks = ["financial"] },
        { id = "i-4", type = "ecs.i2.xlarge", name = "disk", internet_charge_type = "PayByBandwidth", image = "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd" },
        { id = "i-5", type = "ecs.g6.large", region = "cn-shanghai" },
    ]
"#;

fn describe(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("DescribeInstances&RegionId=cn-hangzhou{more}"))
}

/// The ids, separated by spaces.
#[track_caller]
fn ids(answer: &Answer) -> String {
    let json = answer.json();
    let list = json["Instances"]["Instance"].as_array().expect("a list").iter();
    list.map(|instance| instance["InstanceId"].as_str().expect("an id")).collect::<Vec<_>>().join(" ")
}

/// A value in a URL.
fn encode(text: &str) -> String {
    text.replace('%', "%25").replace('"', "%22").replace('&', "%26")
}

mod reading {
    use super::*;

    #[test]
    fn every_field_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceIds=%5B%22i-1%22%5D&PageNumber=1&PageSize=10&DryRun=False";
        insta::assert_snapshot!(in_every_shape(WORLD, "DescribeInstances", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":1,"PageNumber":1,"PageSize":10,"NextToken":"","Instances":{"Instance":[{"InstanceId":"i-1","InstanceName":"web-1","Description":"","HostName":"iZ1Z","SerialNumber":"5544768d-feef-b397-26f5-961b7ce1d377","Status":"Running","RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-b","ClusterId":"","ImageId":"aliyun_3_x64_20G_alibase_20240819.vhd","OSName":"Alibaba Cloud Linux  3.2104 LTS 64 bit","OSNameEn":"Alibaba Cloud Linux  3.2104 LTS 64 bit","OSType":"linux","InstanceType":"ecs.g6.large","InstanceTypeFamily":"ecs.g6","Cpu":2,"Memory":8192,"GPUAmount":0,"GPUSpec":"","LocalStorageAmount":0,"LocalStorageCapacity":0,"IoOptimized":true,"CreditSpecification":"","InstanceChargeType":"PostPaid","InternetChargeType":"PayByTraffic","InternetMaxBandwidthIn":10,"InternetMaxBandwidthOut":5,"ISP":"","CreationTime":"2026-11-21T08:00Z","StartTime":"2026-11-21T08:00Z","ExpiredTime":"2099-12-31T15:59Z","AutoReleaseTime":"","SaleCycle":"","StoppedMode":"Not-applicable","DeviceAvailable":true,"DeletionProtection":false,"Recyclable":false,"KeyPairName":"","SpotStrategy":"NoSpot","SpotPriceLimit":0.0,"SpotDuration":0,"SpotInterruptionBehavior":"","InstanceNetworkType":"vpc","VlanId":"","HpcClusterId":"","DeploymentSetId":"","DeploymentSetGroupNo":0,"ResourceGroupId":"","OperationLocks":{"LockReason":[]},"Tags":{"Tag":[{"TagKey":"team","TagValue":"a"},{"TagKey":"tier","TagValue":"front"}]},"SecurityGroupIds":{"SecurityGroupId":["sg-bpgdc5g5em3fftkpt02v"]},"PublicIpAddress":{"IpAddress":["100.64.0.2"]},"InnerIpAddress":{"IpAddress":[]},"RdmaIpAddress":{"IpAddress":[]},"EipAddress":{"AllocationId":"","IpAddress":"","Bandwidth":0,"InternetChargeType":"","IsSupportUnassociate":false},"VpcAttributes":{"VpcId":"vpc-bpgdc50xmp7bs4ntwisu","VSwitchId":"vsw-bpgdc52pz2dbgso4c344","NatIpAddress":"","PrivateIpAddress":{"IpAddress":["172.16.0.1"]}},"NetworkInterfaces":{"NetworkInterface":[{"NetworkInterfaceId":"eni-bpgdc5k87trk5kz4urm7","Type":"Primary","MacAddress":"02:16:ac:10:00:01","PrimaryIpAddress":"172.16.0.1","PrivateIpSets":{"PrivateIpSet":[{"PrivateIpAddress":"172.16.0.1","PrivateDnsName":"","Primary":true}]},"Ipv6Sets":{"Ipv6Set":[]},"Ipv4PrefixSets":{"Ipv4PrefixSet":[]},"Ipv6PrefixSets":{"Ipv6PrefixSet":[]}}]},"DedicatedHostAttribute":{"DedicatedHostId":"","DedicatedHostName":"","DedicatedHostClusterId":""},"DedicatedInstanceAttribute":{"Affinity":"default","Tenancy":"default"},"EcsCapacityReservationAttr":{"CapacityReservationId":"","CapacityReservationPreference":""},"CpuOptions":{"CoreCount":1,"ThreadsPerCore":2,"Numa":"","TopologyType":"","TurboMode":"","NestedVirtualization":"","EnableVISST":false,"EnableVRDT":false},"MetadataOptions":{"HttpEndpoint":"","HttpTokens":"","HttpPutResponseHopLimit":0,"InstanceMetadataTags":""},"HibernationOptions":{"Configured":false},"ImageOptions":{"LoginAsNonRoot":false,"CurrentOSNVMeSupported":false},"PrivateDnsNameOptions":{"HostnameType":"","EnableInstanceIdDnsARecord":false,"EnableInstanceIdDnsAAAARecord":false,"EnableIpDnsARecord":false,"EnableIpDnsPtrRecord":false},"ClockOptions":{"PtpStatus":""},"SecurityOptions":{"EnableSecureBoot":false},"AdditionalInfo":{"EnableHighDensityMode":false,"ManagedHostId":"","NodeSerialNumber":""},"EnableNVS":false}]}}"#);
    }

    #[test]
    fn every_field_in_xml() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(twin.ecs_xml("DescribeInstances&RegionId=cn-hangzhou&InstanceName=db").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstancesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><TotalCount>1</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><NextToken/><Instances><Instance><InstanceId>i-3</InstanceId><InstanceName>db</InstanceName><Description/><HostName>iZ3Z</HostName><SerialNumber>a67057bf-c9ba-670a-0f05-b89744f8d0dd</SerialNumber><Status>Running</Status><RegionId>cn-hangzhou</RegionId><ZoneId>cn-hangzhou-b</ZoneId><ClusterId/><ImageId>aliyun_3_x64_20G_alibase_20240819.vhd</ImageId><OSName>Alibaba Cloud Linux  3.2104 LTS 64 bit</OSName><OSNameEn>Alibaba Cloud Linux  3.2104 LTS 64 bit</OSNameEn><OSType>linux</OSType><InstanceType>ecs.t6-c1m2.large</InstanceType><InstanceTypeFamily>ecs.t6</InstanceTypeFamily><Cpu>2</Cpu><Memory>4096</Memory><GPUAmount>0</GPUAmount><GPUSpec/><LocalStorageAmount>0</LocalStorageAmount><LocalStorageCapacity>0</LocalStorageCapacity><IoOptimized>true</IoOptimized><CreditSpecification>Standard</CreditSpecification><InstanceChargeType>PrePaid</InstanceChargeType><InternetChargeType>PayByTraffic</InternetChargeType><InternetMaxBandwidthIn>10</InternetMaxBandwidthIn><InternetMaxBandwidthOut>0</InternetMaxBandwidthOut><ISP/><CreationTime>2026-11-21T08:00Z</CreationTime><StartTime>2026-11-21T08:00Z</StartTime><ExpiredTime>2026-12-21T08:00Z</ExpiredTime><AutoReleaseTime/><SaleCycle>month</SaleCycle><StoppedMode>Not-applicable</StoppedMode><DeviceAvailable>true</DeviceAvailable><DeletionProtection>false</DeletionProtection><Recyclable>false</Recyclable><KeyPairName/><SpotStrategy>NoSpot</SpotStrategy><SpotPriceLimit>0</SpotPriceLimit><SpotDuration>0</SpotDuration><SpotInterruptionBehavior/><InstanceNetworkType>vpc</InstanceNetworkType><VlanId/><HpcClusterId/><DeploymentSetId/><DeploymentSetGroupNo>0</DeploymentSetGroupNo><ResourceGroupId/><OperationLocks><LockReason><LockReason>financial</LockReason><LockMsg/></LockReason></OperationLocks><Tags/><SecurityGroupIds><SecurityGroupId>sg-bpgdc5g5em3fftkpt02v</SecurityGroupId></SecurityGroupIds><PublicIpAddress/><InnerIpAddress/><RdmaIpAddress/><EipAddress><AllocationId/><IpAddress/><Bandwidth>0</Bandwidth><InternetChargeType/><IsSupportUnassociate>false</IsSupportUnassociate></EipAddress><VpcAttributes><VpcId>vpc-bpgdc50xmp7bs4ntwisu</VpcId><VSwitchId>vsw-bpgdc52pz2dbgso4c344</VSwitchId><NatIpAddress/><PrivateIpAddress><IpAddress>172.16.0.2</IpAddress></PrivateIpAddress></VpcAttributes><NetworkInterfaces><NetworkInterface><NetworkInterfaceId>eni-bpgdc6097kpl601fwugr</NetworkInterfaceId><Type>Primary</Type><MacAddress>02:16:ac:10:00:02</MacAddress><PrimaryIpAddress>172.16.0.2</PrimaryIpAddress><PrivateIpSets><PrivateIpSet><PrivateIpAddress>172.16.0.2</PrivateIpAddress><PrivateDnsName/><Primary>true</Primary></PrivateIpSet></PrivateIpSets><Ipv6Sets/><Ipv4PrefixSets/><Ipv6PrefixSets/></NetworkInterface></NetworkInterfaces><DedicatedHostAttribute><DedicatedHostId/><DedicatedHostName/><DedicatedHostClusterId/></DedicatedHostAttribute><DedicatedInstanceAttribute><Affinity>default</Affinity><Tenancy>default</Tenancy></DedicatedInstanceAttribute><EcsCapacityReservationAttr><CapacityReservationId/><CapacityReservationPreference/></EcsCapacityReservationAttr><CpuOptions><CoreCount>1</CoreCount><ThreadsPerCore>2</ThreadsPerCore><Numa/><TopologyType/><TurboMode/><NestedVirtualization/><EnableVISST>false</EnableVISST><EnableVRDT>false</EnableVRDT></CpuOptions><MetadataOptions><HttpEndpoint/><HttpTokens/><HttpPutResponseHopLimit>0</HttpPutResponseHopLimit><InstanceMetadataTags/></MetadataOptions><HibernationOptions><Configured>false</Configured></HibernationOptions><ImageOptions><LoginAsNonRoot>false</LoginAsNonRoot><CurrentOSNVMeSupported>false</CurrentOSNVMeSupported></ImageOptions><PrivateDnsNameOptions><HostnameType/><EnableInstanceIdDnsARecord>false</EnableInstanceIdDnsARecord><EnableInstanceIdDnsAAAARecord>false</EnableInstanceIdDnsAAAARecord><EnableIpDnsARecord>false</EnableIpDnsARecord><EnableIpDnsPtrRecord>false</EnableIpDnsPtrRecord></PrivateDnsNameOptions><ClockOptions><PtpStatus/></ClockOptions><SecurityOptions><EnableSecureBoot>false</EnableSecureBoot></SecurityOptions><AdditionalInfo><EnableHighDensityMode>false</EnableHighDensityMode><ManagedHostId/><NodeSerialNumber/></AdditionalInfo><EnableNVS>false</EnableNVS></Instance></Instances></DescribeInstancesResponse>"#);
    }

    #[test]
    fn an_empty_list_in_both_formats() {
        let twin = Twin::empty();
        insta::assert_snapshot!(describe(&twin, "").ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","TotalCount":0,"PageNumber":1,"PageSize":10,"NextToken":"","Instances":{"Instance":[]}}"#);
        insta::assert_snapshot!(twin.ecs_xml("DescribeInstances&RegionId=cn-hangzhou").ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><DescribeInstancesResponse><RequestId>29235D21-6872-4B08-AFE5-A060C38D61CA</RequestId><TotalCount>0</TotalCount><PageNumber>1</PageNumber><PageSize>10</PageSize><NextToken/><Instances/></DescribeInstancesResponse>"#);
    }

    #[test]
    fn what_is_not_modelled_is_told() {
        let answer = describe(&Twin::with(WORLD), "&NeedSaleCycle=true&AdditionalAttributes.1=META_OPTIONS");
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("AdditionalAttributes.1, NeedSaleCycle"));
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_region_is_named() {
        assert_eq!(Twin::with(WORLD).ecs("DescribeInstances").error(), missing("RegionId"));
    }

    #[test]
    #[rustfmt::skip]
    fn every_value_has_its_refusal() {
        let many = format!("&InstanceIds=[{}]", encode(&vec!["\"i-1\""; 101].join(",")));
        for (more, error) in [
            ("&Status=running", refusal(404, "InvalidStatus.NotFound", "The specified Status is not found.")),
            ("&LockReason=whim", refusal(404, "InvalidLockReason.NotFound", "The specified LockReason is not found.")),
            ("&InstanceChargeType=Free", refusal(404, "InvalidInstanceChargeType.NotFound", "The InstanceChargeType does not exist in our records.")),
            ("&InternetChargeType=Free", refusal(404, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid.")),
            ("&InstanceNetworkType=lan", refusal(404, "InvalidNetworkType.NotFound", "The specified InstanceNetworkType is not found.")),
            ("&InstanceIds=i-1", invalid("InstanceIds")),
            ("&InstanceIds=[1]", invalid("InstanceIds")),
            (many.as_str(), invalid("InstanceIds")),
            ("&PrivateIpAddresses=1.2.3.4", invalid("PrivateIpAddresses")),
            ("&PublicIpAddresses={}", invalid("PublicIpAddresses")),
            ("&PageSize=101", invalid("PageSize")),
            ("&PageSize=0", invalid("PageSize")),
            ("&PageNumber=-1", invalid("PageNumber")),
            ("&MaxResults=many", invalid("MaxResults")),
            ("&DryRun=perhaps", invalid("DryRun")),
        ] {
            let more = more.replace('{', "%7B").replace('}', "%7D");
            assert_eq!(describe(&Twin::with(WORLD), &more).error(), error, "{more}");
        }
    }

    #[test]
    fn a_dry_run_says_so() {
        assert_eq!(describe(&Twin::with(WORLD), "&DryRun=true").error(), dry_run());
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn figures_of_the_type_are_shown() {
        let world = ["ecs.gn6i-c24g1.12xlarge", "ecs.d1ne.2xlarge", "ecs.s2.large"]
            .map(|name| format!("[[ecs.instance]]\nid = \"i-{name}\"\ntype = \"{name}\"\n"))
            .concat();
        let twin = Twin::with(&world);
        let seen = |name: &str| {
            let answer = describe(&twin, &format!("&InstanceType={name}")).json();
            let instance = &answer["Instances"]["Instance"][0];
            let keys = ["GPUAmount", "GPUSpec", "LocalStorageAmount", "LocalStorageCapacity", "IoOptimized"];
            serde_json::json!(keys.map(|key| instance[key].clone()))
        };
        assert_eq!(seen("ecs.gn6i-c24g1.12xlarge"), serde_json::json!([2, "NVIDIA T4", 0, 0, true]));
        assert_eq!(seen("ecs.d1ne.2xlarge"), serde_json::json!([0, "", 4, 5500, true]));
        assert_eq!(seen("ecs.s2.large"), serde_json::json!([0, "", 0, 0, false]));
        assert_eq!(ids(&describe(&twin, "&IoOptimized=false")), "i-ecs.s2.large");
        let attribute = |id: &str| crate::alibaba::ecs::attribute(&twin, id)["IoOptimized"].clone();
        assert_eq!([attribute("i-ecs.s2.large"), attribute("i-ecs.d1ne.2xlarge")], ["false", "true"]);
    }

    #[test]
    fn filters() {
        let twin = Twin::with(WORLD);
        for (more, seen) in [
            ("", "i-1 i-2 i-3 i-4"),
            ("&InstanceIds=[\"i-3\",\"i-1\",\"i-5\",\"i-nowhere\"]", "i-3 i-1"),
            ("&InstanceName=db", "i-3"),
            ("&InstanceName=web*", "i-1 i-2"),
            ("&InstanceName=*-2", "i-2"),
            ("&Status=Stopped", "i-2"),
            ("&Status=Running", "i-1 i-3 i-4"),
            ("&ZoneId=cn-hangzhou-h", "i-2"),
            ("&InstanceType=ecs.g6.large", "i-1"),
            ("&InstanceTypeFamily=ecs.g6", "i-1 i-2"),
            ("&InstanceChargeType=PrePaid", "i-3"),
            ("&InternetChargeType=PayByBandwidth", "i-4"),
            ("&InstanceNetworkType=vpc", "i-1 i-2 i-3 i-4"),
            ("&InstanceNetworkType=classic", ""),
            ("&ImageId=win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd", "i-4"),
            ("&KeyPairName=none", ""),
            ("&LockReason=financial", "i-3"),
            ("&LockReason=security", ""),
            ("&Tag.1.Key=team", "i-1 i-2"),
            ("&Tag.1.Key=team&Tag.1.Value=b", "i-2"),
            ("&Tag.1.key=team&Tag.1.value=b", "i-2"),
            ("&Tag.1.Key=team&Tag.2.Key=tier&Tag.2.Value=front", "i-1"),
            ("&Tag.1.Value=front", "i-1"),
            ("&VpcId=vpc-other", ""),
            ("&VSwitchId=vsw-other", ""),
            ("&SecurityGroupId=sg-other", ""),
            ("&PublicIpAddresses=[\"100.64.0.2\"]", "i-1"),
            ("&PrivateIpAddresses=[\"172.16.48.1\",\"10.0.0.1\"]", "i-2"),
            ("&InstanceName=web*&Status=Running", "i-1"),
        ] {
            let more = more.replace('"', "%22");
            assert_eq!(ids(&describe(&twin, &more)), seen, "{more}");
        }
    }

    #[test]
    fn the_network_of_an_instance_finds_it() {
        let twin = Twin::with(WORLD);
        let json = describe(&twin, "&Status=Stopped").json();
        let instance = &json["Instances"]["Instance"][0];
        let text = |value: &serde_json::Value| value.as_str().expect("an id").to_owned();
        let vpc = text(&instance["VpcAttributes"]["VpcId"]);
        let switch = text(&instance["VpcAttributes"]["VSwitchId"]);
        let group = text(&instance["SecurityGroupIds"]["SecurityGroupId"][0]);
        assert_eq!(ids(&describe(&twin, &format!("&VSwitchId={switch}"))), "i-2");
        assert_eq!(ids(&describe(&twin, &format!("&VpcId={vpc}&SecurityGroupId={group}"))), "i-1 i-2 i-3 i-4");
    }

    #[test]
    fn pages_by_number() {
        let twin = Twin::with(WORLD);
        for (more, seen, size) in [
            ("&PageSize=3", "i-1 i-2 i-3", 3),
            ("&PageSize=3&PageNumber=2", "i-4", 3),
            ("&PageNumber=2", "", 10),
            ("&PageSize=100", "i-1 i-2 i-3 i-4", 100),
        ] {
            let answer = describe(&twin, more);
            assert_eq!(ids(&answer), seen, "{more}");
            let json = answer.json();
            assert_eq!(
                (&json["TotalCount"], &json["PageSize"], &json["NextToken"]),
                (&4.into(), &size.into(), &"".into())
            );
        }
    }

    #[test]
    fn pages_by_token() {
        let twin = Twin::empty();
        let image = "aliyun_3_x64_20G_alibase_20240819.vhd";
        twin.ecs(&format!("RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId={image}&Amount=25"))
            .ok();
        let (mut found, mut sizes, mut token) = (Vec::new(), Vec::new(), String::new());
        loop {
            let answer = describe(&twin, &format!("&MaxResults=3&NextToken={token}"));
            let page: Vec<_> = ids(&answer).split(' ').map(str::to_owned).collect();
            sizes.push(page.len());
            found.extend(page);
            token = answer.json()["NextToken"].as_str().expect("a token").to_owned();
            if token.is_empty() {
                break;
            }
        }
        assert_eq!(sizes, [10, 10, 5], "fewer than 10 count as 10");
        found.sort();
        found.dedup();
        assert_eq!(found.len(), 25);
    }

    #[test]
    fn accounts_and_regions_do_not_see_one_another() {
        let twin = Twin::with(WORLD);
        assert_eq!(ids(&twin.ecs("DescribeInstances&RegionId=cn-shanghai")), "i-5");
        assert_eq!(ids(&describe(&twin, "&AccessKeyId=999999999999")), "");
        assert_eq!(ids(&describe(&twin, "&AccessKeyId=anybody")), "i-1 i-2 i-3 i-4");
    }

    #[test]
    fn local_disks_and_windows_are_told() {
        let json = describe(&Twin::with(WORLD), "&InstanceName=disk").json();
        let instance = &json["Instances"]["Instance"][0];
        assert_eq!((&instance["LocalStorageAmount"], &instance["LocalStorageCapacity"]), (&1.into(), &894.into()));
        assert_eq!(instance["OSType"], "windows");
        assert_eq!(instance["OSNameEn"], "Windows Server  2022 Datacenter 64 bit");
    }
}
