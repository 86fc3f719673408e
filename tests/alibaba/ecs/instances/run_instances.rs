use crate::alibaba::ecs::{
    attribute, dry_run, in_every_shape, instances, invalid, missing, refusal, status, without_id,
};
use crate::support::{Answer, Twin};

/// What a launch needs.
const LEAST: &str = "RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";

fn run(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("RunInstances&{LEAST}{more}"))
}

/// The ids of what a launch has made.
#[track_caller]
fn ids(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let ids = json["InstanceIdSets"]["InstanceIdSet"].as_array().expect("a list");
    ids.iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let body = in_every_shape("", "RunInstances", &format!("{LEAST}&Amount=2"));
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","InstanceIdSets":{"InstanceIdSet":["i-bpgdc5irqtnjwspllcos","i-bpgdc5qms3r9u34bxygn"]},"OrderId":"","TradePrice":0.0}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let answer = Twin::empty().ecs_xml(&format!("RunInstances&{LEAST}&Amount=2"));
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><RunInstancesResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><InstanceIdSets><InstanceIdSet>i-bpgdc5irqtnjwspllcos</InstanceIdSet><InstanceIdSet>i-bpgdc5qms3r9u34bxygn</InstanceIdSet></InstanceIdSets><OrderId/><TradePrice>0</TradePrice></RunInstancesResponse>"#);
    }

    #[test]
    fn every_parameter_is_seen_in_the_instance() {
        let twin = Twin::empty();
        let more = "&Amount=1&InstanceName=web%5B7,2%5D&Description=A%26B&HostName=web-host&ZoneId=cn-hangzhou-h\
                    &PrivateIpAddress=172.16.48.77&InternetMaxBandwidthOut=20&InternetMaxBandwidthIn=15\
                    &InternetChargeType=PayByBandwidth&InstanceChargeType=PrePaid&Period=2&PeriodUnit=Week\
                    &KeyPairName=key&DeletionProtection=False&Tag.1.Key=a&Tag.1.Value=b&Tag.2.Key=c&Tag.2.Value=d\
                    &SystemDisk.Category=cloud_efficiency&SystemDisk.Size=60&DataDisk.1.Size=100&SpotStrategy=NoSpot";
        let id = ids(&run(&twin, more)).remove(0);
        let body = twin.ecs("DescribeInstances&RegionId=cn-hangzhou");
        assert!(body.ok().contains(&id));
        insta::assert_snapshot!(body.ok(), @r#"{"RequestId":"29235D21-6872-4B08-AFE5-A060C38D61CA","TotalCount":1,"PageNumber":1,"PageSize":10,"NextToken":"","Instances":{"Instance":[{"InstanceId":"i-bpgdc5irqtnjwspllcos","InstanceName":"web07","Description":"A&B","HostName":"web-host","SerialNumber":"30a3da12-cd11-65c8-93b5-0cf93d71f3d2","Status":"Running","RegionId":"cn-hangzhou","ZoneId":"cn-hangzhou-h","ClusterId":"","ImageId":"aliyun_3_x64_20G_alibase_20240819.vhd","OSName":"Alibaba Cloud Linux  3.2104 LTS 64 bit","OSNameEn":"Alibaba Cloud Linux  3.2104 LTS 64 bit","OSType":"linux","InstanceType":"ecs.g6.large","InstanceTypeFamily":"ecs.g6","Cpu":2,"Memory":8192,"GPUAmount":0,"GPUSpec":"","LocalStorageAmount":0,"LocalStorageCapacity":0,"IoOptimized":true,"CreditSpecification":"","InstanceChargeType":"PrePaid","InternetChargeType":"PayByBandwidth","InternetMaxBandwidthIn":15,"InternetMaxBandwidthOut":20,"ISP":"","CreationTime":"2026-11-21T08:00Z","StartTime":"2026-11-21T08:00Z","ExpiredTime":"2026-12-05T08:00Z","AutoReleaseTime":"","SaleCycle":"week","StoppedMode":"Not-applicable","DeviceAvailable":true,"DeletionProtection":false,"Recyclable":false,"KeyPairName":"key","SpotStrategy":"NoSpot","SpotPriceLimit":0.0,"SpotDuration":0,"SpotInterruptionBehavior":"","InstanceNetworkType":"vpc","VlanId":"","HpcClusterId":"","DeploymentSetId":"","DeploymentSetGroupNo":0,"ResourceGroupId":"","OperationLocks":{"LockReason":[]},"Tags":{"Tag":[{"TagKey":"a","TagValue":"b"},{"TagKey":"c","TagValue":"d"}]},"SecurityGroupIds":{"SecurityGroupId":["sg-bpgdc5g5em3fftkpt02v"]},"PublicIpAddress":{"IpAddress":["100.64.0.2"]},"InnerIpAddress":{"IpAddress":[]},"RdmaIpAddress":{"IpAddress":[]},"EipAddress":{"AllocationId":"","IpAddress":"","Bandwidth":0,"InternetChargeType":"","IsSupportUnassociate":false},"VpcAttributes":{"VpcId":"vpc-bpgdc50xmp7bs4ntwisu","VSwitchId":"vsw-bpgdc58tjpqk1q6ce6gr","NatIpAddress":"","PrivateIpAddress":{"IpAddress":["172.16.48.77"]}},"NetworkInterfaces":{"NetworkInterface":[{"NetworkInterfaceId":"eni-bpgdc5k87trk5kz4urm7","Type":"Primary","MacAddress":"02:16:ac:10:30:4d","PrimaryIpAddress":"172.16.48.77","PrivateIpSets":{"PrivateIpSet":[{"PrivateIpAddress":"172.16.48.77","PrivateDnsName":"","Primary":true}]},"Ipv6Sets":{"Ipv6Set":[]},"Ipv4PrefixSets":{"Ipv4PrefixSet":[]},"Ipv6PrefixSets":{"Ipv6PrefixSet":[]}}]},"DedicatedHostAttribute":{"DedicatedHostId":"","DedicatedHostName":"","DedicatedHostClusterId":""},"DedicatedInstanceAttribute":{"Affinity":"default","Tenancy":"default"},"EcsCapacityReservationAttr":{"CapacityReservationId":"","CapacityReservationPreference":""},"CpuOptions":{"CoreCount":1,"ThreadsPerCore":2,"Numa":"","TopologyType":"","TurboMode":"","NestedVirtualization":"","EnableVISST":false,"EnableVRDT":false},"MetadataOptions":{"HttpEndpoint":"","HttpTokens":"","HttpPutResponseHopLimit":0,"InstanceMetadataTags":""},"HibernationOptions":{"Configured":false},"ImageOptions":{"LoginAsNonRoot":false,"CurrentOSNVMeSupported":false},"PrivateDnsNameOptions":{"HostnameType":"","EnableInstanceIdDnsARecord":false,"EnableInstanceIdDnsAAAARecord":false,"EnableIpDnsARecord":false,"EnableIpDnsPtrRecord":false},"ClockOptions":{"PtpStatus":""},"SecurityOptions":{"EnableSecureBoot":false},"AdditionalInfo":{"EnableHighDensityMode":false,"ManagedHostId":"","NodeSerialNumber":""},"EnableNVS":false}]}}"#);
    }

    #[test]
    fn what_is_not_modelled_is_told() {
        let neutral = "&Tenancy=default&DataDisk.1.Encrypted=False&IoOptimized=optimized";
        let answer = run(&Twin::empty(), &format!("&Password=x&DataDisk.1.Size=40&on=z{neutral}"));
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), Some("Password, on"));
    }

    #[test]
    fn what_would_be_seen_later_is_refused() {
        let twin = Twin::empty();
        for (name, value) in [
            ("SystemDisk.AutoSnapshotPolicyId", "sp-1"),
            ("DataDisk.1.Encrypted", "true"),
            ("DataDisk.1.SnapshotId", "s-1"),
            ("DeploymentSetId", "ds-1"),
            ("HostNames.1", "a"),
            ("IoOptimized", "none"),
            ("LaunchTemplateName", "x"),
            ("NetworkInterface.1.SourceDestCheck", "true"),
            ("Tenancy", "host"),
        ] {
            let text = format!("The parameter {name} is not implemented by Twinstance.");
            let answer = run(&twin, &format!("&DataDisk.1.Size=40&{name}={value}"));
            assert_eq!(answer.error(), refusal(400, "UnsupportedParameter", &text));
        }
        assert_eq!(twin.ecs("DescribeInstances&RegionId=cn-hangzhou").json()["TotalCount"], 0);
    }

    #[test]
    fn the_metadata_service() {
        let twin = Twin::empty();
        let shown = |more: &str| {
            let more = format!("&RegionId=cn-hangzhou{more}");
            let answer = twin.ecs(&format!("DescribeInstances{more}")).json();
            let instances = answer["Instances"]["Instance"].as_array().expect("a list").clone();
            instances.iter().map(|instance| instance["MetadataOptions"].clone()).collect::<Vec<_>>()
        };
        run(&twin, "&HttpEndpoint=enabled&HttpTokens=required&HttpPutResponseHopLimit=3").ok();
        let options = shown("");
        assert_eq!(options.len(), 1);
        assert_eq!(options[0]["HttpEndpoint"], "enabled");
        assert_eq!(options[0]["HttpTokens"], "required");
        assert_eq!(options[0]["HttpPutResponseHopLimit"], 3);
        run(&twin, "").ok();
        assert_eq!(shown("&HttpTokens=required"), options);
        assert_eq!(shown("&HttpTokens=optional").len(), 1);
        assert_eq!(shown("&HttpEndpoint=enabled").len(), 2);
        assert_eq!(shown("&HttpEndpoint=disabled").len(), 0);
        for (name, value) in [("HttpEndpoint", "on"), ("HttpTokens", "off"), ("HttpPutResponseHopLimit", "65")] {
            let code = format!("Invalid{name}.NotSupported");
            assert_eq!(run(&twin, &format!("&{name}={value}")).error().1, code);
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn required_parameters() {
        let twin = Twin::empty();
        for name in ["RegionId", "InstanceType", "ImageId"] {
            let rest: Vec<_> = LEAST.split('&').filter(|pair| !pair.starts_with(name)).collect();
            assert_eq!(twin.ecs(&format!("RunInstances&{}", rest.join("&"))).error(), missing(name));
        }
        assert_eq!(run(&twin, "&DataDisk.1.Category=cloud_ssd").error(), missing("DataDisk.1.Size"));
        assert_eq!(run(&twin, "&Tag.2.Value=x").error(), missing("Tag.1.Key"));
        let strict = Twin::new("default_network = false", "");
        assert_eq!(run(&strict, "").error(), missing("VSwitchId"));
    }

    #[test]
    #[rustfmt::skip]
    fn every_value_has_its_refusal() {
        let tags: String = (0..21).map(|n| format!("&Tag.{n}.Key=k{n}")).collect();
        for (more, error) in [
            ("&Amount=0", refusal(400, "InvalidMaxAmount.Malformed", "The specified parameter MaxAmount is not valid.")),
            ("&Amount=101", refusal(400, "InvalidMaxAmount.Malformed", "The specified parameter MaxAmount is not valid.")),
            ("&Amount=two", refusal(400, "InvalidMaxAmount.Malformed", "The specified parameter MaxAmount is not valid.")),
            ("&MinAmount=0", refusal(400, "InvalidMinAmount.Malformed", "The specified parameter MinAmount is not valid.")),
            ("&Amount=2&MinAmount=3", refusal(400, "InvalidMinAmount.Malformed", "The specified parameter MinAmount is not valid.")),
            ("&InternetMaxBandwidthOut=101", invalid("InternetMaxBandwidthOut")),
            ("&InternetMaxBandwidthOut=-1", invalid("InternetMaxBandwidthOut")),
            ("&InternetMaxBandwidthIn=11", refusal(400, "InvalidInternetMaxBandwidthIn.Malformed", "The specified parameter internetMaxBandwidthIn is not valid.")),
            ("&InternetMaxBandwidthIn=0", refusal(400, "InvalidInternetMaxBandwidthIn.Malformed", "The specified parameter internetMaxBandwidthIn is not valid.")),
            ("&InternetChargeType=Free", refusal(400, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid.")),
            ("&InstanceChargeType=Free", refusal(404, "InvalidInstanceChargeType.NotFound", "The InstanceChargeType does not exist in our records.")),
            ("&InstanceChargeType=PrePaid&Period=61", refusal(400, "InvalidPeriod", "The specified period is not valid.")),
            ("&InstanceChargeType=PrePaid&Period=99", refusal(400, "InvalidPeriod", "The specified period is not valid.")),
            ("&InstanceChargeType=PrePaid&Period=10", refusal(400, "InvalidPeriod", "The specified period is not valid.")),
            ("&InstanceChargeType=PrePaid&Period=5&PeriodUnit=Week", refusal(400, "InvalidPeriod", "The specified period is not valid.")),
            ("&InstanceChargeType=PrePaid", refusal(400, "MissingParamter", "The specified parameter \"Period\" is not null.")),
            ("&InstanceChargeType=PrePaid&Period=1&AutoRenew=true&AutoRenewPeriod=4", refusal(400, "InvalidAutoRenewPeriod.ValueNotSupported", "The specified autoRenewPeriod is invalid.")),
            ("&InstanceChargeType=PrePaid&Period=1&DeletionProtection=true", refusal(403, "InvalidChargeType.ValueNotSupported", "Deletion protection is only valid for postPaid instance, not for prePaid or spot instance.")),
            ("&Description=http://x", refusal(400, "InvalidDescription.Malformed", "The specified parameter \"Description\" is not valid.")),
            (&format!("&Description={}", "x".repeat(300)), refusal(400, "InvalidDescription.Malformed", "The specified parameter \"Description\" is not valid.")),
            ("&SystemDisk.DiskName=a", refusal(400, "InvalidDiskName.Malformed", "The specified parameter \"SyatemDisk.DiskName or DataDisk.n.DiskName\" is not valid.")),
            ("&SystemDisk.Description=http://x", refusal(400, "InvalidDiskDescription.Malformed", "The specified parameter \"SyatemDisk.DiskDescription\" or \"DataDisk.n.Description\" is not valid.")),
            ("&SystemDisk.Size=10", refusal(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified parameter SystemDisk.Size is less than the min size.")),
            ("&SystemDisk.Size=10&SystemDisk.PerformanceLevel=PL0", refusal(404, "InvalidSystemDiskSize.LessThanImageSize", "The specified parameter SystemDisk.Size is less than the image size.")),
            ("&SystemDisk.Size=5000", refusal(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified parameter SystemDisk.Size is more than the max size.")),
            ("&SystemDisk.Size=large", refusal(400, "InvalidSystemDiskSize.ValueNotSupported", "The specified parameter SystemDisk.Size is not a size in GiB.")),
            (&format!("&DataDisk.1.Size=40&DataDisk.1.Device={}", "x".repeat(65)), refusal(400, "InvalidDataDevice.Malformed", "The specified parameter \"DataDisk.n.Device\" is not valid.")),
            (&(1..=17).map(|n| format!("&DataDisk.{n}.Size=40")).collect::<String>(), refusal(400, "InstanceDiskNumber.LimitExceed", "The total number of specified disk in an instance exceeds.")),
            ("&ImageFamily=mine", refusal(400, "UnexpectedImageFamily.ImageIdSupplied", "The input parameter ImageFamily must be null when image id is set.")),
            ("&SecurityGroupId=sg-1&SecurityGroupIds.1=sg-2", refusal(400, "InvalidSecurityGroupId.SingleIdAndMultiIdConflict", "SecurityGroupId and SecurityGroupIds cannot be specified at the same time.")),
            ("&SecurityGroupIds.1=sg-1&SecurityGroupIds.2=sg-1", refusal(400, "InvalidParameter.SecurityGroupIdRepeated", "The specified security group ids has repeated.")),
            ("&SpotStrategy=Cheap", refusal(400, "InvalidSpotStrategy", "The specified SpotStrategy is not valid.")),
            ("&HostName=web%5B1", refusal(400, "InvalidInstanceName.CustomMalformed", "Customized section of instance or host name is invalid, please use valid format: [], [,], [m,], [,n], [m,n].")),
            ("&HostName=a_b%5B1,2%5D", refusal(400, "InvalidHostName.Malformed", "The specified parameter \"HostName\" is not valid.")),
            ("&InstanceChargeType=PrePaid&Period=1&PeriodUnit=Day", invalid("PeriodUnit")),
            ("&InstanceName=web%5B1", refusal(400, "InvalidInstanceName.CustomMalformed", "Customized section of instance or host name is invalid, please use valid format: [], [,], [m,], [,n], [m,n].")),
            ("&InstanceName=web%5B1,7%5D", refusal(400, "InvalidInstanceName.CustomMalformed", "Customized section of instance or host name is invalid, please use valid format: [], [,], [m,], [,n], [m,n].")),
            ("&PrivateIpAddress=here", refusal(400, "InvalidPrivateIpAddress.Malformed", "Specified private IP address is malformed.")),
            ("&PrivateIpAddress=10.0.0.1", refusal(400, "InvalidPrivateIpAddress.Duplicated", "The specified private IP address is already in use.")),
            ("&SystemDisk.Category=tape", refusal(400, "InvalidSystemDiskCategory.ValueNotSupported", "The specified parameter \"SystemDisk.Category\" is not valid.")),
            ("&SystemDisk.PerformanceLevel=PL9", refusal(400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid.")),
            ("&DataDisk.1.Size=40&DataDisk.1.Category=tape", refusal(400, "InvalidDataDiskCategory.ValueNotSupported", "The specified parameter \"DataDisk.n.Category\" is not valid.")),
            ("&DataDisk.1.Size=40&DataDisk.1.PerformanceLevel=fast", refusal(400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid.")),
            ("&DataDisk.1.Size=large", invalid("DataDisk.1.Size")),
            ("&DataDisk.1.Size=10&DataDisk.1.Category=cloud_efficiency", refusal(400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds the size limit of the specified disk category.")),
            ("&DataDisk.1.Size=99999&DataDisk.1.Category=cloud_efficiency", refusal(400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds the size limit of the specified disk category.")),
            ("&DataDisk.1.Size=0", refusal(400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds the size limit of the specified disk category.")),
            ("&DataDisk.1.Size=4294967295", refusal(400, "InvalidDataDiskSize.ValueNotSupported", "The specified DataDisk.n.Size beyond the permitted range, or the capacity of snapshot exceeds the size limit of the specified disk category.")),
            ("&DataDisk.1.Size=100&DataDisk.1.PerformanceLevel=PL2", refusal(403, "OperationDenied.PerformanceLevelNotMatch", "The specified DataDisk.n.PerformanceLevel and DataDisk.n.Size do not match.")),
            ("&SystemDisk.Size=19&SystemDisk.Category=cloud_efficiency", refusal(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified parameter SystemDisk.Size is less than the min size.")),
            ("&SystemDisk.Size=2049", refusal(404, "InvalidSystemDiskSize.MoreThanMaxSize", "The specified parameter SystemDisk.Size is more than the max size.")),
            ("&DeletionProtection=maybe", invalid("DeletionProtection")),
            ("&Tag.1.Key=a&Tag.2.Key=a", refusal(400, "Duplicate.TagKey", "The Tag.N.Key contain duplicate key.")),
            ("&Tag.1.Key=acs:a", refusal(400, "InvalidTagKey.Malformed", "The specified Tag.n.Key is not valid.")),
            ("&Tag.1.Key=aliyun-a", refusal(400, "InvalidTagKey.Malformed", "The specified Tag.n.Key is not valid.")),
            (tags.as_str(), refusal(400, "InvalidTagCount", "The specified tags are beyond the permitted range.")),
            ("&ZoneId=cn-shanghai-a", refusal(404, "InvalidZoneId.NotFound", "The ZoneId provided does not exist in our records.")),
            ("&VSwitchId=vsw-nowhere", refusal(404, "InvalidVSwitchId.NotFound", "Specified virtual switch does not exist.")),
            ("&SecurityGroupId=sg-nowhere", refusal(400, "InvalidSecurityGroupId.NotFound", "The SecurityGroupId provided does not exist in our records.")),
            ("&SecurityGroupIds.1=sg-nowhere", refusal(400, "InvalidSecurityGroupId.NotFound", "The SecurityGroupId provided does not exist in our records.")),
            ("&CreditSpecification=standard", refusal(400, "InvalidParameter.CreditSpecification", "The specified CreditSpecification is not supported in this region.")),
            ("&CreditSpecification=Standard", refusal(400, "InvalidParameter.CreditSpecification", "The specified CreditSpecification is not supported in this region.")),
            ("&SpotStrategy=SpotAsPriceGo", refusal(400, "UnsupportedParameter", "The parameter SpotStrategy=SpotAsPriceGo is not implemented by Twinstance.")),
            ("&LaunchTemplateId=lt-1", refusal(400, "UnsupportedParameter", "The parameter LaunchTemplateId is not implemented by Twinstance.")),
        ] {
            let twin = Twin::empty();
            assert_eq!(run(&twin, more).error(), error, "{more}");
            assert_eq!(instances(&twin), serde_json::json!([]), "{more}");
        }
    }

    #[test]
    fn types_and_images_exist() {
        let twin = Twin::new("strict_images = true", "");
        let call = |instance_type: &str, image: &str| {
            twin.ecs(&format!("RunInstances&RegionId=cn-hangzhou&InstanceType={instance_type}&{image}")).error()
        };
        let known = "ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        let text = "The specified InstanceType beyond the permitted range.";
        assert_eq!(call("ecs.g6.huge", known), refusal(400, "InvalidInstanceType.ValueNotSupported", text));
        assert_eq!(call("t3.micro", known), refusal(400, "InvalidInstanceType.ValueNotSupported", text));
        let text = "The specified InstanceType has been offline.";
        assert_eq!(call("ecs.t1.small", known), refusal(403, "InstanceType.Offline", text));
        let image = refusal(404, "InvalidImageId.NotFound", "The specified ImageId does not exist.");
        assert_eq!(call("ecs.g6.large", "ImageId=m-mine"), image);
        assert_eq!(call("ecs.g6.large", "ImageId=a%20b"), image);
        let text = "There is no available image related to the specified image family.";
        let none = refusal(403, "InvalidImageFamily.MissingAvailableImage", text);
        assert_eq!(call("ecs.g6.large", "ImageFamily=acs:mine"), none);
        let text = "The specified parameter KeyPairName does not exist in our records.";
        let key = refusal(404, "InvalidKeyPairName.NotFound", text);
        assert_eq!(call("ecs.g6.large", &format!("{known}&KeyPairName=unknown")), key);
        run(&Twin::empty(), "").ok();
        Twin::empty().ecs("RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=m-mine").ok();
    }

    #[test]
    fn an_account_in_arrears_buys_nothing() {
        let twin = Twin::with("[[account]]\ncloud = \"ecs\"\nfacts = { in_arrears = true }");
        assert_eq!(run(&twin, "").error(), refusal(400, "Account.Arrearage", "Your account has been in arrears."));
    }

    #[test]
    fn a_vswitch_has_so_many_addresses() {
        let twin = Twin::empty();
        for _ in 0..40 {
            run(&twin, "&Amount=100").ok();
        }
        let text = "Don't have enough private IPs in this switch.";
        assert_eq!(run(&twin, "&Amount=100").error(), refusal(400, "QuotaExceeded.PrivateIpAddress", text));
        assert_eq!(ids(&run(&twin, "&Amount=92")).len(), 92, "4096 without the 4 that are the vendor's");
        assert_eq!(run(&twin, "").0.code.as_deref(), Some("QuotaExceeded.PrivateIpAddress"));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn they_run_by_the_next_call() {
        let twin = Twin::empty();
        let ids = ids(&run(&twin, "&Amount=3"));
        assert_eq!(ids.len(), 3);
        assert!(ids.iter().all(|id| id.len() == 22 && id.starts_with("i-bp")), "{ids:?}");
        assert!(ids.iter().all(|id| status(&twin, id) == "Running"));
    }

    #[test]
    fn they_pass_through_pending_and_starting() {
        let twin = Twin::new("transitions = \"realistic\"", "");
        let id = ids(&run(&twin, "")).remove(0);
        for (wait, seen) in [("0s", "Pending"), ("10s", "Starting"), ("9s", "Starting"), ("1s", "Running")] {
            twin.advance(wait);
            assert_eq!(status(&twin, &id), seen);
        }
    }

    #[test]
    fn a_public_address_comes_with_bandwidth() {
        for (more, bandwidth, addresses) in [("", (0, 10), 0), ("&InternetMaxBandwidthOut=20", (20, 20), 1)] {
            let twin = Twin::empty();
            let seen = attribute(&twin, &ids(&run(&twin, more))[0]);
            assert_eq!(seen["InternetMaxBandwidthOut"], bandwidth.0);
            assert_eq!(seen["InternetMaxBandwidthIn"], bandwidth.1);
            assert_eq!(seen["PublicIpAddress"]["IpAddress"].as_array().expect("a list").len(), addresses);
        }
    }

    #[test]
    fn names_are_numbered_or_ids() {
        let twin = Twin::empty();
        run(&twin, "&Amount=2&InstanceName=web%5B8,3%5D-x").ok();
        let nameless = ids(&run(&twin, "")).remove(0);
        let mut names: Vec<_> =
            instances(&twin).as_array().expect("a list").iter().map(|i| i["InstanceName"].clone()).collect();
        names.sort_by_key(ToString::to_string);
        assert_eq!(names, [nameless.as_str(), "web008-x", "web009-x"]);
        assert_eq!(attribute(&twin, &nameless)["HostName"], format!("iZ{}Z", &nameless[2..]));
    }

    #[test]
    fn a_unique_suffix_numbers_names_that_are_alike() {
        let twin = Twin::empty();
        let unique = "&UniqueSuffix=true&Amount=2&InstanceName=web&HostName=host";
        run(&twin, unique).ok();
        let seen = instances(&twin);
        let mut names: Vec<_> = seen
            .as_array()
            .expect("a list")
            .iter()
            .map(|i| format!("{} {}", i["InstanceName"], i["HostName"]))
            .collect();
        names.sort();
        assert_eq!(names, [r#""web001" "host001""#, r#""web002" "host002""#]);
        let text = |name| format!("The uniqueSuffix takes three naming places, please shorten your {name}.");
        let long =
            |name: &str, length| run(&twin, &format!("&UniqueSuffix=true&{name}={}", "a".repeat(length))).error();
        assert_eq!(long("InstanceName", 126), refusal(403, "InvalidParams.InstanceNameExceed", &text("InstanceName")));
        assert_eq!(long("HostName", 62), refusal(403, "InvalidParams.HostnameExceed", &text("Hostname")));
        run(&twin, &format!("&UniqueSuffix=true&InstanceName={}&HostName={}", "a".repeat(125), "b".repeat(61))).ok();
    }

    #[test]
    fn credits_follow_the_type() {
        for (more, mode) in [("", "Standard"), ("&CreditSpecification=Unlimited", "Unlimited")] {
            let twin = Twin::empty();
            let call = format!("RunInstances&{}{more}", LEAST.replace("ecs.g6.large", "ecs.t6-c1m2.large"));
            assert_eq!(attribute(&twin, &ids(&twin.ecs(&call))[0])["CreditSpecification"], mode);
        }
    }

    #[test]
    fn a_subscription_ends() {
        for (more, end) in [
            ("&Period=1", "2026-12-21T08:00Z"),
            ("&Period=12", "2027-11-21T08:00Z"),
            ("&Period=3&PeriodUnit=Week", "2026-12-12T08:00Z"),
        ] {
            let twin = Twin::empty();
            let id = ids(&run(&twin, &format!("&InstanceChargeType=PrePaid{more}"))).remove(0);
            assert_eq!(attribute(&twin, &id)["ExpiredTime"], end);
        }
    }

    #[test]
    fn a_token_is_good_for_one_launch() {
        let twin = Twin::empty();
        let first = run(&twin, "&Amount=2&ClientToken=t");
        let again = run(&twin, "&Amount=2&ClientToken=t");
        assert_eq!(without_id(&first), without_id(&again));
        let empty = run(&twin, "&Amount=2&ClientToken=t&Description=");
        assert_eq!(without_id(&first), without_id(&empty), "an empty parameter is none");
        assert_eq!(instances(&twin).as_array().expect("a list").len(), 2);
        let text = "The request is retried with updated parameters.";
        assert_eq!(run(&twin, "&Amount=3&ClientToken=t").error(), refusal(400, "IdempotentParameterMismatch", text));
        let text = "The ClientToken provided is invalid.";
        let long = format!("&ClientToken={}", "x".repeat(65));
        assert_eq!(run(&twin, &long).error(), refusal(400, "InvalidClientToken.ValueNotSupported", text));
    }

    #[test]
    fn a_dry_run_makes_nothing() {
        let twin = Twin::empty();
        assert_eq!(run(&twin, "&DryRun=True").error(), dry_run());
        assert_eq!(run(&twin, "&DryRun=true&Amount=0").0.code.as_deref(), Some("InvalidMaxAmount.Malformed"));
        assert_eq!(instances(&twin), serde_json::json!([]));
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes() {
        let bytes = |config: &str| {
            let twin = Twin::new(config, "");
            let made = run(&twin, "&Amount=5&InternetMaxBandwidthOut=1").ok().to_owned();
            made + twin.ecs("DescribeInstances&RegionId=cn-hangzhou").ok()
        };
        assert_eq!(bytes("seed = 7"), bytes("seed = 7"));
        assert_ne!(bytes("seed = 7"), bytes("seed = 8"));
    }
}
