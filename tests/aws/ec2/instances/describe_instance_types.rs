use super::*;

fn call(parameters: &str) -> Answer {
    Twin::empty().ec2(&format!("DescribeInstanceTypes{parameters}"))
}

fn filtered(name: &str, value: &str) -> Vec<String> {
    let answer = call(&format!("&Filter.1.Name={name}&Filter.1.Value.1={value}"));
    answer.ok();
    answer.all("instanceType")
}

mod reading {
    use super::*;

    #[test]
    fn a_burstable_type() {
        insta::assert_snapshot!(lines(&call("&InstanceType.1=t3.micro")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceTypesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceTypeSet>
        <item><instanceType>t3.micro</instanceType><currentGeneration>true</currentGeneration><freeTierEligible>true</freeTierEligible>
        <supportedUsageClasses>
        <item>on-demand</item>
        <item>spot</item></supportedUsageClasses><supportedRootDeviceTypes>
        <item>ebs</item></supportedRootDeviceTypes><supportedVirtualizationTypes>
        <item>hvm</item></supportedVirtualizationTypes><bareMetal>false</bareMetal><hypervisor>nitro</hypervisor>
        <processorInfo><supportedArchitectures>
        <item>x86_64</item></supportedArchitectures><sustainedClockSpeedInGhz>2.5</sustainedClockSpeedInGhz>
        <manufacturer>Intel</manufacturer></processorInfo><vCpuInfo><defaultVCpus>2</defaultVCpus><defaultCores>1</defaultCores>
        <defaultThreadsPerCore>2</defaultThreadsPerCore><validCores>
        <item>1</item></validCores><validThreadsPerCore>
        <item>1</item>
        <item>2</item></validThreadsPerCore></vCpuInfo><memoryInfo><sizeInMiB>1024</sizeInMiB></memoryInfo>
        <instanceStorageSupported>false</instanceStorageSupported><ebsInfo><ebsOptimizedSupport>default</ebsOptimizedSupport>
        <encryptionSupport>supported</encryptionSupport><ebsOptimizedInfo><baselineBandwidthInMbps>87</baselineBandwidthInMbps>
        <baselineThroughputInMBps>10.875</baselineThroughputInMBps><baselineIops>500</baselineIops>
        <maximumBandwidthInMbps>2085</maximumBandwidthInMbps><maximumThroughputInMBps>260.625</maximumThroughputInMBps>
        <maximumIops>11800</maximumIops></ebsOptimizedInfo><nvmeSupport>required</nvmeSupport><maximumEbsAttachments>27</maximumEbsAttachments>
        <attachmentLimitType>shared</attachmentLimitType></ebsInfo><networkInfo><networkPerformance>Up to 5 Gigabit</networkPerformance>
        <maximumNetworkInterfaces>2</maximumNetworkInterfaces><maximumNetworkCards>1</maximumNetworkCards>
        <defaultNetworkCardIndex>0</defaultNetworkCardIndex><networkCards>
        <item><networkCardIndex>0</networkCardIndex><networkPerformance>Up to 5 Gigabit</networkPerformance>
        <maximumNetworkInterfaces>2</maximumNetworkInterfaces><baselineBandwidthInGbps>0.064</baselineBandwidthInGbps>
        <peakBandwidthInGbps>5.0</peakBandwidthInGbps><defaultEnaQueueCountPerInterface>2</defaultEnaQueueCountPerInterface>
        <interfaceTypeSet>
        <item>interface</item></interfaceTypeSet></item></networkCards><ipv4AddressesPerInterface>2</ipv4AddressesPerInterface>
        <ipv6AddressesPerInterface>2</ipv6AddressesPerInterface><ipv6Supported>true</ipv6Supported><enaSupport>required</enaSupport>
        <efaSupported>false</efaSupported><encryptionInTransitSupported>false</encryptionInTransitSupported>
        <enaSrdSupported>false</enaSrdSupported><flexibleEnaQueuesSupport>unsupported</flexibleEnaQueuesSupport>
        <connectionTrackingConfiguration><defaultTcpEstablishedTimeout>432000</defaultTcpEstablishedTimeout>
        <defaultUdpTimeout>30</defaultUdpTimeout><defaultUdpStreamTimeout>180</defaultUdpStreamTimeout>
        </connectionTrackingConfiguration><secondaryNetworkSupported>false</secondaryNetworkSupported></networkInfo>
        <placementGroupInfo><supportedStrategies>
        <item>partition</item>
        <item>spread</item></supportedStrategies></placementGroupInfo><hibernationSupported>true</hibernationSupported>
        <burstablePerformanceSupported>true</burstablePerformanceSupported><dedicatedHostsSupported>true</dedicatedHostsSupported>
        <autoRecoverySupported>true</autoRecoverySupported><supportedBootModes>
        <item>legacy-bios</item>
        <item>uefi</item></supportedBootModes><nitroEnclavesSupport>unsupported</nitroEnclavesSupport>
        <nitroTpmSupport>supported</nitroTpmSupport><nitroTpmInfo><supportedVersions>
        <item>2.0</item></supportedVersions></nitroTpmInfo><phcSupport>unsupported</phcSupport>
        <rebootMigrationSupport>supported</rebootMigrationSupport><supportedInRegion>true</supportedInRegion></item>
        </instanceTypeSet></DescribeInstanceTypesResponse>
        "#);
    }

    #[test]
    fn a_type_with_disks_and_a_gpu() {
        insta::assert_snapshot!(lines(&call("&InstanceType.1=g4dn.xlarge")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceTypesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceTypeSet>
        <item><instanceType>g4dn.xlarge</instanceType><currentGeneration>true</currentGeneration><freeTierEligible>false</freeTierEligible>
        <supportedUsageClasses>
        <item>on-demand</item>
        <item>spot</item></supportedUsageClasses><supportedRootDeviceTypes>
        <item>ebs</item></supportedRootDeviceTypes><supportedVirtualizationTypes>
        <item>hvm</item></supportedVirtualizationTypes><bareMetal>false</bareMetal><hypervisor>nitro</hypervisor>
        <processorInfo><supportedArchitectures>
        <item>x86_64</item></supportedArchitectures><sustainedClockSpeedInGhz>2.5</sustainedClockSpeedInGhz>
        <manufacturer>Intel</manufacturer></processorInfo><vCpuInfo><defaultVCpus>4</defaultVCpus><defaultCores>2</defaultCores>
        <defaultThreadsPerCore>2</defaultThreadsPerCore><validCores>
        <item>2</item></validCores><validThreadsPerCore>
        <item>1</item>
        <item>2</item></validThreadsPerCore></vCpuInfo><memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo>
        <instanceStorageSupported>true</instanceStorageSupported><instanceStorageInfo><totalSizeInGB>125</totalSizeInGB>
        <disks>
        <item><sizeInGB>125</sizeInGB><count>1</count><type>ssd</type></item></disks><nvmeSupport>required</nvmeSupport>
        <encryptionSupport>required</encryptionSupport></instanceStorageInfo><ebsInfo><ebsOptimizedSupport>default</ebsOptimizedSupport>
        <encryptionSupport>supported</encryptionSupport><ebsOptimizedInfo><baselineBandwidthInMbps>950</baselineBandwidthInMbps>
        <baselineThroughputInMBps>118.75</baselineThroughputInMBps><baselineIops>3000</baselineIops>
        <maximumBandwidthInMbps>3500</maximumBandwidthInMbps><maximumThroughputInMBps>437.5</maximumThroughputInMBps>
        <maximumIops>20000</maximumIops></ebsOptimizedInfo><nvmeSupport>required</nvmeSupport><maximumEbsAttachments>25</maximumEbsAttachments>
        <attachmentLimitType>shared</attachmentLimitType></ebsInfo><networkInfo><networkPerformance>Up to 25 Gigabit</networkPerformance>
        <maximumNetworkInterfaces>3</maximumNetworkInterfaces><maximumNetworkCards>1</maximumNetworkCards>
        <defaultNetworkCardIndex>0</defaultNetworkCardIndex><networkCards>
        <item><networkCardIndex>0</networkCardIndex><networkPerformance>Up to 25 Gigabit</networkPerformance>
        <maximumNetworkInterfaces>3</maximumNetworkInterfaces><baselineBandwidthInGbps>5.0</baselineBandwidthInGbps>
        <peakBandwidthInGbps>25.0</peakBandwidthInGbps><defaultEnaQueueCountPerInterface>8</defaultEnaQueueCountPerInterface>
        <interfaceTypeSet>
        <item>interface</item></interfaceTypeSet></item></networkCards><ipv4AddressesPerInterface>10</ipv4AddressesPerInterface>
        <ipv6AddressesPerInterface>10</ipv6AddressesPerInterface><ipv6Supported>true</ipv6Supported><enaSupport>required</enaSupport>
        <efaSupported>false</efaSupported><encryptionInTransitSupported>true</encryptionInTransitSupported>
        <enaSrdSupported>false</enaSrdSupported><flexibleEnaQueuesSupport>unsupported</flexibleEnaQueuesSupport>
        <connectionTrackingConfiguration><defaultTcpEstablishedTimeout>432000</defaultTcpEstablishedTimeout>
        <defaultUdpTimeout>30</defaultUdpTimeout><defaultUdpStreamTimeout>180</defaultUdpStreamTimeout>
        </connectionTrackingConfiguration><secondaryNetworkSupported>false</secondaryNetworkSupported></networkInfo>
        <gpuInfo><gpus>
        <item><name>T4</name><manufacturer>NVIDIA</manufacturer><count>1</count><logicalGpuCount>1</logicalGpuCount>
        <gpuPartitionSize>1.0</gpuPartitionSize><workloadSet>
        <item>ml-ai</item>
        <item>graphics</item></workloadSet><memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo></item></gpus>
        <totalGpuMemoryInMiB>16384</totalGpuMemoryInMiB></gpuInfo><placementGroupInfo><supportedStrategies>
        <item>cluster</item>
        <item>partition</item>
        <item>spread</item></supportedStrategies></placementGroupInfo><hibernationSupported>false</hibernationSupported>
        <burstablePerformanceSupported>false</burstablePerformanceSupported><dedicatedHostsSupported>false</dedicatedHostsSupported>
        <autoRecoverySupported>false</autoRecoverySupported><supportedBootModes>
        <item>legacy-bios</item>
        <item>uefi</item></supportedBootModes><nitroEnclavesSupport>supported</nitroEnclavesSupport><nitroTpmSupport>supported</nitroTpmSupport>
        <nitroTpmInfo><supportedVersions>
        <item>2.0</item></supportedVersions></nitroTpmInfo><phcSupport>unsupported</phcSupport>
        <rebootMigrationSupport>unsupported</rebootMigrationSupport><supportedInRegion>true</supportedInRegion></item>
        </instanceTypeSet></DescribeInstanceTypesResponse>
        "#);
    }

    #[test]
    fn a_type_of_the_first_days() {
        insta::assert_snapshot!(lines(&call("&InstanceType.1=m1.small")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstanceTypesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><instanceTypeSet>
        <item><instanceType>m1.small</instanceType><currentGeneration>false</currentGeneration><freeTierEligible>false</freeTierEligible>
        <supportedUsageClasses>
        <item>on-demand</item>
        <item>spot</item></supportedUsageClasses><supportedRootDeviceTypes>
        <item>ebs</item>
        <item>instance-store</item></supportedRootDeviceTypes><supportedVirtualizationTypes>
        <item>hvm</item>
        <item>paravirtual</item></supportedVirtualizationTypes><bareMetal>false</bareMetal><hypervisor>xen</hypervisor>
        <processorInfo><supportedArchitectures>
        <item>i386</item>
        <item>x86_64</item></supportedArchitectures><manufacturer>Intel</manufacturer></processorInfo><vCpuInfo>
        <defaultVCpus>1</defaultVCpus><defaultCores>1</defaultCores><defaultThreadsPerCore>1</defaultThreadsPerCore>
        </vCpuInfo><memoryInfo><sizeInMiB>1740</sizeInMiB></memoryInfo><instanceStorageSupported>true</instanceStorageSupported>
        <instanceStorageInfo><totalSizeInGB>160</totalSizeInGB><disks>
        <item><sizeInGB>160</sizeInGB><count>1</count><type>hdd</type></item></disks><nvmeSupport>unsupported</nvmeSupport>
        <encryptionSupport>unsupported</encryptionSupport></instanceStorageInfo><ebsInfo><ebsOptimizedSupport>unsupported</ebsOptimizedSupport>
        <encryptionSupport>supported</encryptionSupport><nvmeSupport>unsupported</nvmeSupport><maximumEbsAttachments>39</maximumEbsAttachments>
        <attachmentLimitType>shared</attachmentLimitType></ebsInfo><networkInfo><networkPerformance>Low</networkPerformance>
        <maximumNetworkInterfaces>2</maximumNetworkInterfaces><maximumNetworkCards>1</maximumNetworkCards>
        <defaultNetworkCardIndex>0</defaultNetworkCardIndex><networkCards>
        <item><networkCardIndex>0</networkCardIndex><networkPerformance>Low</networkPerformance>
        <maximumNetworkInterfaces>2</maximumNetworkInterfaces><baselineBandwidthInGbps>0.3</baselineBandwidthInGbps>
        <peakBandwidthInGbps>1.2</peakBandwidthInGbps><defaultEnaQueueCountPerInterface>1</defaultEnaQueueCountPerInterface>
        <interfaceTypeSet>
        <item>interface</item></interfaceTypeSet></item></networkCards><ipv4AddressesPerInterface>4</ipv4AddressesPerInterface>
        <ipv6AddressesPerInterface>0</ipv6AddressesPerInterface><ipv6Supported>false</ipv6Supported><enaSupport>unsupported</enaSupport>
        <efaSupported>false</efaSupported><encryptionInTransitSupported>false</encryptionInTransitSupported>
        <enaSrdSupported>false</enaSrdSupported><flexibleEnaQueuesSupport>unsupported</flexibleEnaQueuesSupport>
        <connectionTrackingConfiguration><defaultTcpEstablishedTimeout>432000</defaultTcpEstablishedTimeout>
        <defaultUdpTimeout>30</defaultUdpTimeout><defaultUdpStreamTimeout>180</defaultUdpStreamTimeout>
        </connectionTrackingConfiguration><secondaryNetworkSupported>false</secondaryNetworkSupported></networkInfo>
        <placementGroupInfo><supportedStrategies>
        <item>partition</item>
        <item>spread</item></supportedStrategies></placementGroupInfo><hibernationSupported>false</hibernationSupported>
        <burstablePerformanceSupported>false</burstablePerformanceSupported><dedicatedHostsSupported>false</dedicatedHostsSupported>
        <autoRecoverySupported>false</autoRecoverySupported><supportedBootModes>
        <item>legacy-bios</item></supportedBootModes><nitroEnclavesSupport>unsupported</nitroEnclavesSupport>
        <nitroTpmSupport>unsupported</nitroTpmSupport><phcSupport>unsupported</phcSupport><rebootMigrationSupport>unsupported</rebootMigrationSupport>
        <supportedInRegion>true</supportedInRegion></item></instanceTypeSet></DescribeInstanceTypesResponse>
        "#);
    }

    #[test]
    fn pages_follow_one_another_to_the_end() {
        let twin = Twin::empty();
        let all = "DescribeInstanceTypes&IncludeUnsupportedInRegion=true";
        let (mut names, mut token) = (Vec::new(), String::new());
        loop {
            let page = twin.ec2(&format!("{all}&MaxResults=100&NextToken={token}"));
            page.ok();
            let shown = page.all("instanceType");
            names.extend(shown.iter().cloned());
            match page.all("nextToken").pop() {
                Some(next) => token = next,
                None => break,
            }
            assert_eq!(shown.len(), 100, "every page but the last is full");
        }
        assert_eq!(names.len(), 1395);
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "each once");
        assert_eq!(twin.ec2(all).all("instanceType"), names);
    }
}

mod validation {
    use super::*;

    #[test]
    fn types_exist() {
        let text = "The following supplied instance types do not exist: [t3.huge, ecs.g6.large]";
        let answer = call("&InstanceType.1=t3.huge&InstanceType.2=t3.micro&InstanceType.3=ecs.g6.large");
        assert_eq!(answer.error(), refused("InvalidInstanceType", text));
    }

    #[test]
    fn pages_are_of_5_to_100_and_not_for_names() {
        for (max, expected) in [(4, "greater than 5"), (101, "in the range 5 to 100")] {
            let text = format!("Value ( {max} ) for parameter maxResults is invalid. Expecting a value {expected}.");
            assert_eq!(call(&format!("&MaxResults={max}")).error(), refused("InvalidParameterValue", &text));
        }
        assert_eq!(call("&MaxResults=5").all("instanceType").len(), 5);
        let text = "The parameter instanceTypes cannot be used with the parameter maxResults";
        assert_eq!(call("&InstanceType.1=t3.micro&MaxResults=5").error(), refused("InvalidParameterCombination", text));
        assert_eq!(
            call("&NextToken=5").error(),
            refused("InvalidParameterValue", "Value ( 5 ) for parameter NextToken is invalid. The token is invalid.")
        );
    }

    #[test]
    fn filters_and_parameters_are_known() {
        for name in ["vcpus", "tag-key", "tag:Name"] {
            let text = format!("The filter '{name}' is invalid");
            let answer = call(&format!("&Filter.1.Name={name}&Filter.1.Value.1=1"));
            assert_eq!(answer.error(), refused("InvalidParameterValue", &text));
        }
        assert_eq!(call("&InstanceTypes.1=t3.micro").error(), unknown("InstanceTypes"));
        assert_eq!(call("&DryRun=true&InstanceType.1=t3.micro").error(), would_succeed());
        assert_eq!(call("&DryRun=true&InstanceType.1=x9.none").error(), would_succeed(), "nothing is judged");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn regions_without_a_list_offer_the_current_generation() {
        let twin = Twin::empty();
        for region in ["ap-southeast-7", "cn-north-1", "us-gov-west-1"] {
            let call = |call: &str| elsewhere(&twin, "999999999999", region, call);
            assert_eq!(call("DescribeInstanceTypes&InstanceType.1=t4g.nano").one("instanceType"), "t4g.nano");
            let error = call("DescribeInstanceTypes&InstanceType.1=m1.small").error().1;
            assert_eq!(error, "InvalidInstanceType");
            let offer = "DescribeInstanceTypeOfferings&Filter.1.Name=instance-type&Filter.1.Value.1=m1.*";
            assert_eq!(call(offer).all("instanceType").len(), 0);
            let launch = "RunInstances&MinCount=1&MaxCount=1&ImageId=ami-0abcdef1234567890&InstanceType=m1.small";
            assert_eq!(call(launch).error().1, "Unsupported");
            let reserve = "CreateCapacityReservation&InstanceCount=1&InstancePlatform=Linux/UNIX&InstanceType=m1.small";
            assert_eq!(call(reserve).error().1, "Unsupported");
        }
        let listed = elsewhere(&twin, "999999999999", "us-west-2", "DescribeInstanceTypes&InstanceType.1=m1.small");
        assert_eq!(listed.one("instanceType"), "m1.small");
    }

    #[test]
    fn filters_find_types_by_their_figures() {
        let answer = call("&Filter.1.Name=burstable-performance-supported&Filter.1.Value.1=true");
        let burstable = answer.all("instanceType");
        assert!(burstable.iter().all(|name| name.starts_with('t')), "{burstable:?}");
        assert!(
            ["t2.nano", "t3.micro", "t3a.small", "t4g.2xlarge"]
                .iter()
                .all(|name| burstable.contains(&(*name).to_owned()))
        );
        let t3 = ["t3.2xlarge", "t3.large", "t3.medium", "t3.micro", "t3.nano", "t3.small", "t3.xlarge"];
        assert_eq!(filtered("instance-type", "t3.*"), t3);
        let metal = filtered("bare-metal", "true");
        assert!(!metal.is_empty() && metal.iter().all(|name| name.contains("metal")), "{metal:?}");
        assert!(filtered("processor-info.supported-architecture", "arm64").contains(&"t4g.nano".to_owned()));
        assert!(
            filtered("processor-info.supported-architecture", "i386").contains(&"m1.small".to_owned()),
            "one of two"
        );
        assert!(filtered("hypervisor", "xen").contains(&"t2.micro".to_owned()));
        assert!(filtered("vcpu-info.default-vcpus", "1").contains(&"t2.small".to_owned()));
        assert!(filtered("memory-info.size-in-mib", "627").contains(&"t1.micro".to_owned()));
        assert!(filtered("supported-virtualization-type", "paravirtual").contains(&"m1.small".to_owned()));
        assert!(!filtered("current-generation", "true").contains(&"m1.small".to_owned()));
    }

    #[test]
    fn filters_look_at_what_is_shown() {
        assert!(filtered("instance-storage-info.disk.type", "hdd").contains(&"m1.small".to_owned()));
        assert_eq!(
            filtered("instance-storage-info.total-size-in-gb", "125"),
            filtered("instance-storage-info.disk.size-in-gb", "125")
        );
        assert!(filtered("ebs-info.ebs-optimized-info.maximum-iops", "11800").contains(&"t3.micro".to_owned()));
        assert!(
            filtered("ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps", "87").contains(&"t3.micro".to_owned())
        );
        assert!(filtered("network-info.ipv6-supported", "false").contains(&"m1.small".to_owned()));
        assert!(filtered("processor-info.sustained-clock-speed-in-ghz", "2.5").contains(&"t3.micro".to_owned()));
        assert_eq!(filtered("ebs-info.encryption-support", "supported").len(), 1375, "all that the region offers");
        assert!(filtered("nitro-enclaves-support", "supported").contains(&"g4dn.xlarge".to_owned()));
        assert!(filtered("processor-info.supported-features", "amd-sev-snp").contains(&"m6a.large".to_owned()));
        assert!(filtered("vcpu-info.valid-cores", "24").contains(&"m5.12xlarge".to_owned()));
        assert_eq!(filtered("ebs-info.attachment-limit-type", "nothing").len(), 0);
    }

    #[test]
    fn filters_and_names_go_together() {
        let named = "&InstanceType.1=t3.micro&InstanceType.2=t2.micro&InstanceType.3=m5.large";
        let generation = "&Filter.1.Name=vcpu-info.default-vcpus&Filter.1.Value.1=2";
        assert_eq!(call(&format!("{named}{generation}")).all("instanceType"), ["m5.large", "t3.micro"]);
        let two = format!("{named}{generation}&Filter.2.Name=free-tier-eligible&Filter.2.Value.1=true");
        assert_eq!(call(&two).all("instanceType"), ["t3.micro"]);
    }
}
