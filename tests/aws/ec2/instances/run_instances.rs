//! Beside this file, `launch_places` has the networks, disks and reservations that a launch goes to.

use super::*;

fn run(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("RunInstances{parameters}"))
}

fn all(twin: &Twin) -> usize {
    twin.ec2("DescribeInstances").all("amiLaunchIndex").len()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_the_launch() {
        let twin = Twin::empty();
        insta::assert_snapshot!(lines(&launch(&twin, "")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <RunInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><reservationId>r-01203828746c4d98f</reservationId>
        <ownerId>123456789012</ownerId><groupSet/><instancesSet>
        <item><instanceId>i-0120383713bf7a801</instanceId><imageId>ami-0abcdef1234567890</imageId><instanceState>
        <code>0</code><name>pending</name></instanceState><privateDnsName>ip-172-31-0-4.ec2.internal</privateDnsName>
        <dnsName>ec2-100-64-0-2.compute-1.amazonaws.com</dnsName><reason/><amiLaunchIndex>0</amiLaunchIndex>
        <productCodes/><instanceType>t3.micro</instanceType><launchTime>2026-11-21T08:00:00.000Z</launchTime>
        <placement><availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId>
        <groupName/><tenancy>default</tenancy></placement><monitoring><state>disabled</state></monitoring><subnetId>subnet-012037b4fed15390e</subnetId>
        <vpcId>vpc-012037a811449eb6e</vpcId><privateIpAddress>172.31.0.4</privateIpAddress><ipAddress>100.64.0.2</ipAddress>
        <sourceDestCheck>true</sourceDestCheck><groupSet>
        <item><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName></item></groupSet><stateReason>
        <code>pending</code><message>pending</message></stateReason><architecture>x86_64</architecture>
        <rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping/>
        <virtualizationType>hvm</virtualizationType><hypervisor>xen</hypervisor><networkInterfaceSet>
        <item><networkInterfaceId>eni-0120384800989b7e9</networkInterfaceId><subnetId>subnet-012037b4fed15390e</subnetId>
        <vpcId>vpc-012037a811449eb6e</vpcId><description/><ownerId>123456789012</ownerId><status>in-use</status>
        <macAddress>0a:ff:ac:1f:00:04</macAddress><privateIpAddress>172.31.0.4</privateIpAddress><privateDnsName>ip-172-31-0-4.ec2.internal</privateDnsName>
        <sourceDestCheck>true</sourceDestCheck><groupSet>
        <item><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName></item></groupSet><attachment>
        <attachmentId>eni-attach-0120384800989b7e9</attachmentId><deviceIndex>0</deviceIndex><status>attaching</status>
        <attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination>
        <networkCardIndex>0</networkCardIndex></attachment><association><publicIp>100.64.0.2</publicIp><publicDnsName>ec2-100-64-0-2.compute-1.amazonaws.com</publicDnsName>
        <ipOwnerId>amazon</ipOwnerId></association><ipv6AddressesSet/><privateIpAddressesSet>
        <item><privateIpAddress>172.31.0.4</privateIpAddress><privateDnsName>ip-172-31-0-4.ec2.internal</privateDnsName>
        <primary>true</primary><association><publicIp>100.64.0.2</publicIp><publicDnsName>ec2-100-64-0-2.compute-1.amazonaws.com</publicDnsName>
        <ipOwnerId>amazon</ipOwnerId></association></item></privateIpAddressesSet><interfaceType>interface</interfaceType>
        <operator><managed>false</managed></operator></item></networkInterfaceSet><ebsOptimized>false</ebsOptimized>
        <enaSupport>true</enaSupport><cpuOptions><coreCount>1</coreCount><threadsPerCore>2</threadsPerCore>
        </cpuOptions><capacityReservationSpecification><capacityReservationPreference>open</capacityReservationPreference>
        </capacityReservationSpecification><enclaveOptions><enabled>false</enabled></enclaveOptions><metadataOptions>
        <state>pending</state><httpTokens>required</httpTokens><httpPutResponseHopLimit>2</httpPutResponseHopLimit>
        <httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6><instanceMetadataTags>disabled</instanceMetadataTags>
        </metadataOptions><maintenanceOptions><autoRecovery>default</autoRecovery><rebootMigration>default</rebootMigration>
        </maintenanceOptions><bootMode>uefi-preferred</bootMode><currentInstanceBootMode>uefi</currentInstanceBootMode>
        <privateDnsNameOptions><hostnameType>ip-name</hostnameType><enableResourceNameDnsARecord>false</enableResourceNameDnsARecord>
        <enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptions><operator>
        <managed>false</managed></operator></item></instancesSet></RunInstancesResponse>
        "#);
    }

    #[test]
    fn terraform_sends_empty_and_false_values() {
        let twin = Twin::empty();
        let answer = launch(
            &twin,
            "&ClientToken=terraform-1&Placement.AvailabilityZone=&Monitoring.Enabled=false&DisableApiTermination=false\
             &HibernationOptions.Configured=false&EbsOptimized=false&DisableApiStop=false&SubnetId=&KeyName=",
        );
        answer.ok();
        assert_eq!(answer.header("x-twinstance-ignored"), None);
        assert_eq!((answer.one("availabilityZone"), answer.all("keyName").len()), ("us-east-1a".into(), 0));
    }

    #[test]
    fn what_is_asked_is_shown() {
        let twin = Twin::empty();
        let answer = launch(
            &twin,
            "&KeyName=mine&Monitoring.Enabled=true&EbsOptimized=true&Placement.Tenancy=dedicated\
             &InstanceInitiatedShutdownBehavior=terminate&TagSpecification.1.ResourceType=instance\
             &TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=one&TagSpecification.1.Tag.2.Key=Empty\
             &TagSpecification.2.ResourceType=volume&TagSpecification.2.Tag.1.Key=Disk&InstanceMarketOptions.MarketType=on-demand",
        );
        assert_eq!(
            (answer.one("keyName"), answer.one("tenancy"), answer.one("ebsOptimized")),
            ("mine".into(), "dedicated".into(), "true".into())
        );
        assert!(answer.ok().contains("<monitoring><state>pending</state></monitoring>"), "{}", answer.ok());
        assert_eq!(
            (answer.all("key"), answer.all("value")),
            (vec!["Empty".into(), "Name".into()], vec![String::new(), "one".into()])
        );
        assert!(answer.all("instanceLifecycle").is_empty());
    }

    #[test]
    fn m1_small_is_the_default_type() {
        let twin = Twin::empty();
        let answer = run(&twin, &format!("&ImageId={IMAGE}&MinCount=1&MaxCount=1"));
        assert_eq!(answer.one("instanceType"), "m1.small");
    }

    #[test]
    fn what_is_not_modelled_and_harmless_is_named_in_a_header() {
        let twin = Twin::empty();
        let answer = launch(
            &twin,
            "&EnclaveOptions.Enabled=false&AdditionalInfo=a&Monitoring.MetricCategoryId=m&Monitoring.Enabled=true",
        );
        answer.ok();
        let ignored = "AdditionalInfo, Monitoring.MetricCategoryId";
        let names = |text: &str| text.split(", ").map(str::to_owned).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(names(answer.header("x-twinstance-ignored").expect("a header")), names(ignored));
    }
}

mod validation {
    use super::*;

    /// The code is reported by users, the texts are ours.
    #[test]
    fn parameters_of_systems_manager_are_those_of_images() {
        let twin = Twin::empty();
        let launch = |image: &str| run(&twin, &format!("&InstanceType=t3.micro&MinCount=1&MaxCount=1&ImageId={image}"));
        let parameter = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
        let text = "Parameter /golden-ami not found. Twinstance has the public parameters of its own images alone.";
        let code = "SsmInvalidParameter".to_owned();
        assert_eq!(launch("resolve:ssm:/golden-ami").error(), (400, code.clone(), text.into()));
        let text = format!("Parameter {parameter} has no such version or label.");
        assert_eq!(launch(&format!("resolve:ssm:{parameter}:2")).error(), (400, code, text));
        assert_eq!(launch("resolve:asm:/a").error().1, "InvalidAMIID.Malformed");
        assert_eq!(all(&twin), 0);
        assert_eq!(launch(&format!("resolve:ssm:{parameter}:1")).one("imageId"), "ami-0abcdef1234567890");
        // Its architecture counts.
        let arm = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-arm64";
        assert_eq!(launch(arm).error().1, "InvalidParameterValue");
    }

    #[test]
    fn image_and_counts_are_needed() {
        let twin = Twin::empty();
        assert_eq!(run(&twin, "&MinCount=1&MaxCount=1").error(), missing("ImageId"));
        assert_eq!(run(&twin, &format!("&ImageId={IMAGE}&MaxCount=1")).error(), missing("MinCount"));
        assert_eq!(run(&twin, &format!("&ImageId={IMAGE}&MinCount=1")).error(), missing("MaxCount"));
        assert_eq!(all(&twin), 0);
    }

    #[test]
    fn counts_are_positive_and_in_order() {
        let twin = Twin::empty();
        let counts =
            |min: &str, max: &str| run(&twin, &format!("&ImageId={IMAGE}&MinCount={min}&MaxCount={max}")).error();
        let positive =
            |which| refused("InvalidParameterValue", &format!("{which} instance count must be greater than zero"));
        assert_eq!(counts("0", "1"), positive("Minimum"));
        assert_eq!(counts("1", "-1"), positive("Maximum"));
        assert_eq!(counts("one", "1"), invalid("MinCount", "one", "an integer in range"));
        let text = "Maximum instance count must not be smaller than minimum instance count";
        assert_eq!(counts("3", "2"), refused("InvalidParameterValue", text));
        let text = "There are not enough free addresses in subnet '";
        let (status, code, message) = counts("1", "5000");
        assert_eq!((status, code.as_str()), (400, "InsufficientFreeAddressesInSubnet"));
        assert!(message.starts_with(text), "{message}");
        assert_eq!(all(&twin), 0);
    }

    #[test]
    fn volumes_have_sizes_that_their_types_can_have() {
        let twin = Twin::empty();
        let volume = |ebs: &str| {
            let mapping = format!("&BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.{ebs}");
            run(&twin, &format!("&ImageId={IMAGE}&MinCount=1&MaxCount=1{mapping}"))
        };
        for (ebs, text) in [
            ("VolumeSize=0", "Volume of 0GiB is too small for volume type gp2; minimum is 1GiB."),
            ("VolumeSize=2147483647", "Volume of 2147483647GiB is too large for volume type gp2; maximum is 16384GiB."),
            (
                "VolumeSize=100&BlockDeviceMapping.1.Ebs.VolumeType=st1",
                "Volume of 100GiB is too small for volume type st1; minimum is 125GiB.",
            ),
            (
                "VolumeSize=2000&BlockDeviceMapping.1.Ebs.VolumeType=standard",
                "Volume of 2000GiB is too large for volume type standard; maximum is 1024GiB.",
            ),
        ] {
            assert_eq!(volume(ebs).error(), refused("InvalidParameterValue", text), "{ebs}");
        }
        assert_eq!(
            volume("Encrypted=true").error(),
            refused("MissingParameter", "The request must contain the parameter size or snapshotId")
        );
        assert_eq!(all(&twin), 0);
        volume("VolumeSize=16384").ok();
    }

    #[test]
    fn types_and_images_exist() {
        let twin = Twin::empty();
        let image = |id: &str| run(&twin, &format!("&ImageId={id}&MinCount=1&MaxCount=1"));
        let text = "Invalid id: \"image\" (expecting \"ami-...\")";
        assert_eq!(image("image").error(), refused("InvalidAMIID.Malformed", text));
        image("ami-0000000000000dead").ok();
        let strict = Twin::new("strict_images = true", "");
        let answer = strict.ec2("RunInstances&ImageId=ami-0000000000000dead&MinCount=1&MaxCount=1");
        let text = "The image id '[ami-0000000000000dead]' does not exist";
        assert_eq!(answer.error(), refused("InvalidAMIID.NotFound", text));
        let answer = run(&twin, &format!("&ImageId={IMAGE}&InstanceType=t9.nano&MinCount=1&MaxCount=1"));
        assert_eq!(answer.error(), refused("InvalidParameterValue", "Invalid value 't9.nano' for InstanceType."));
    }

    #[test]
    fn a_type_boots_its_image() {
        let twin = Twin::empty();
        let boot = |image: &str, instance_type: &str| {
            run(&twin, &format!("&ImageId={image}&InstanceType={instance_type}&MinCount=1&MaxCount=1"))
        };
        assert_eq!(boot(IMAGE, "t4g.micro").error(), architectures("arm64", "x86_64"));
        assert_eq!(boot(ARM, "t3.micro").error(), architectures("x86_64", "arm64"));
        assert_eq!(boot(ARM, "m1.small").error(), architectures("i386,x86_64", "arm64"));
        assert_eq!(boot(IMAGE, "mac1.metal").error(), architectures("x86_64_mac", "x86_64"));
        assert_eq!(all(&twin), 0);
        assert_eq!(boot(ARM, "t4g.micro").one("architecture"), "arm64");
        let own = |id: &str, name: &str| twin.ec2(&format!("CreateImage&InstanceId={id}&Name={name}")).one("imageId");
        let arm = own(&boot(ARM, "t4g.micro").one("instanceId"), "arm");
        assert_eq!(boot(&arm, "t3.micro").error(), architectures("x86_64", "arm64"));
        boot(&arm, "m6g.large").ok();
        for instance_type in ["t3.micro", "t4g.micro"] {
            boot("ami-0000000000000dead", instance_type).ok();
        }
        assert_eq!(boot("ami-0000000000000dead", "mac1.metal").one("architecture"), "x86_64_mac");
    }

    #[test]
    fn credits_are_for_burstable_types() {
        let twin = Twin::empty();
        let credits = |instance_type: &str, mode: &str, more: &str| {
            let parameters = format!("&ImageId={IMAGE}&InstanceType={instance_type}&MinCount=1&MaxCount=1{more}");
            run(&twin, &format!("{parameters}&CreditSpecification.CpuCredits={mode}")).error()
        };
        for (instance_type, mode) in [("m5.large", "standard"), ("m5.large", "unlimited"), ("t1.micro", "standard")] {
            let text = format!("The {instance_type} instance type does not support T2 Unlimited.");
            assert_eq!(credits(instance_type, mode, ""), refused("InstanceCreditSpecification.NotSupported", &text));
        }
        let text = "The t3.micro instance type with 'host' tenancy does not support the 'unlimited' CPU credit option.";
        let host = credits("t3.micro", "unlimited", "&Placement.Tenancy=host");
        assert_eq!(host, refused("InstanceCreditSpecification.NotSupported", text));
        let name = "CreditSpecification.CpuCredits";
        assert_eq!(credits("t3.micro", "Unlimited", ""), invalid(name, "Unlimited", "standard or unlimited"));
        assert_eq!(all(&twin), 0);
    }

    #[test]
    fn values_are_of_their_kind() {
        let twin = Twin::empty();
        for (name, value, expected) in [
            ("Placement.Tenancy", "shared", "one of default, dedicated, host"),
            ("InstanceInitiatedShutdownBehavior", "sleep", "one of stop, terminate"),
            ("Monitoring.Enabled", "on", "true or false"),
            ("EbsOptimized", "yes", "true or false"),
            ("DryRun", "no", "true or false"),
            ("PrivateIpAddress", "10.0.0", "an IPv4 address"),
            (
                "InstanceMarketOptions.MarketType",
                "black",
                "one of spot, capacity-block, interruptible-capacity-reservation, on-demand",
            ),
        ] {
            assert_eq!(launch(&twin, &format!("&{name}={value}")).error(), invalid(name, value, expected));
        }
        assert_eq!(launch(&twin, "&Colour=red").error(), unknown("Colour"));
        assert_eq!(
            launch(&twin, "&TagSpecifications.1.ResourceType=instance").error(),
            unknown("TagSpecifications.1.ResourceType")
        );
        let text = "'vpc' is not a valid taggable resource type for this operation.";
        let other = launch(&twin, "&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=a");
        assert_eq!(other.error(), refused("InvalidParameterValue", text));
        assert_eq!(all(&twin), 0);
    }

    #[test]
    fn a_dry_run_launches_nothing() {
        let twin = Twin::empty();
        let answer = launch(&twin, "&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), DRY_RUN.into()));
        assert_eq!(
            launch(&twin, "&DryRun=true&InstanceMarketOptions.MarketType=spot").error().1,
            "UnsupportedOperation"
        );
        assert_eq!(all(&twin), 0);
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_boots_and_runs() {
        let twin = Twin::new(REALISTIC, "");
        let id = launch(&twin, "").one("instanceId");
        twin.advance("19s");
        assert_eq!(state(&twin, &id), "pending");
        twin.advance("1s");
        assert_eq!(state(&twin, &id), "running");
        twin.advance("240h");
        assert_eq!(state(&twin, &id), "running");
    }

    #[test]
    fn as_many_as_were_asked_for() {
        let twin = Twin::empty();
        let answer = run(&twin, &format!("&ImageId={IMAGE}&InstanceType=t3.nano&MinCount=2&MaxCount=3"));
        assert_eq!(answer.all("amiLaunchIndex"), ["0", "1", "2"]);
        for element in ["instanceId", "networkInterfaceId", "publicDnsName", "macAddress"] {
            let texts = answer.all(element);
            let different: std::collections::BTreeSet<_> = texts.iter().collect();
            assert_eq!(different.len(), 3, "{element} in {texts:?}");
        }
        assert_eq!(all(&twin), 3);
    }

    #[test]
    fn credits_follow_the_family_unless_asked() {
        let twin = Twin::empty();
        let mode = |instance_type: &str, more: &str| {
            let image = if instance_type.starts_with("t4g") { ARM } else { IMAGE };
            let answer =
                run(&twin, &format!("&ImageId={image}&InstanceType={instance_type}&MinCount=1&MaxCount=1{more}"));
            let id = answer.one("instanceId");
            on(&twin, "DescribeInstanceCreditSpecifications", &[&id]).one("cpuCredits")
        };
        for (instance_type, expected) in [
            ("t2.micro", "standard"),
            ("t3.micro", "unlimited"),
            ("t3a.micro", "unlimited"),
            ("t4g.micro", "unlimited"),
            ("m5.large", "standard"),
        ] {
            assert_eq!(mode(instance_type, ""), expected, "{instance_type}");
        }
        assert_eq!(mode("t3.micro", "&Placement.Tenancy=host"), "standard");
        assert_eq!(mode("t2.micro", "&CreditSpecification.CpuCredits=unlimited"), "unlimited");
        assert_eq!(mode("t3.micro", "&CreditSpecification.CpuCredits=standard"), "standard");
    }

    #[test]
    fn a_token_launches_once() {
        let twin = Twin::empty();
        let first = launch(&twin, "&ClientToken=t");
        let again = launch(&twin, "&ClientToken=t");
        assert_eq!(
            (again.one("instanceId"), first.one("instanceId")),
            (first.one("instanceId"), again.one("instanceId"))
        );
        assert_eq!(first.one("clientToken"), "t");
        let found = twin.ec2("DescribeInstances&Filter.1.Name=client-token&Filter.1.Value.1=t");
        assert_eq!(found.one("instanceId"), first.one("instanceId"));
        assert_eq!(all(&twin), 1);
        assert_eq!(anonymous(&launch(&twin, "&ClientToken=t&KeyName=")), anonymous(&again), "an empty one is none");
        assert_eq!(launch(&twin, "&ClientToken=t&KeyName=k").error(), refused("IdempotentParameterMismatch", MISMATCH));
        assert_eq!(launch(&twin, "&ClientToken=t&DryRun=true").error(), would_succeed());
        launch(&twin, "&ClientToken=T").ok();
        launch(&twin, "").ok();
        assert_eq!(all(&twin), 3);
        let refusal = launch(&twin, &format!("&ClientToken={}", "t".repeat(65)));
        assert_eq!(refusal.error().1, "InvalidParameterValue");
    }

    #[test]
    fn a_token_does_not_bring_back_what_is_terminated() {
        let twin = Twin::empty();
        let id = launch(&twin, "&ClientToken=t").one("instanceId");
        twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
        let text = "The client token you have provided is associated with a terminated instance.";
        for wait in ["0s", "1m", "2h"] {
            twin.advance(wait);
            assert_eq!(launch(&twin, "&ClientToken=t").error(), refused("IdempotentInstanceTerminated", text));
        }
        launch(&twin, "&ClientToken=u").ok();
    }

    #[test]
    fn a_refusal_does_not_use_up_the_token() {
        let twin = Twin::empty();
        assert_eq!(launch(&twin, "&ClientToken=t&SubnetId=subnet-0fffffff").error().1, "InvalidSubnetID.NotFound");
        launch(&twin, "&ClientToken=t").ok();
    }
}
