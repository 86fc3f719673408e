//! Beside this file, `filters` has what each filter finds.

mod filters;

use super::*;

const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-00000000000000001"
    type = "m5.large"
    count = 4
    allocation = { id = "cr-00000000000000002", count = 2 }

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t3.micro"
    tags = { Name = "web", Stage = "beta" }
    key_name = "mine"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"
    reservation = "cr-00000000000000002"

    [[ec2.instance]]
    id = "i-00000000000000003"
    type = "t4g.nano"
    zone = "us-east-1c"
    state = "stopped"
    tenancy = "dedicated"

    [[ec2.instance]]
    id = "i-00000000000000004"
    type = "c5.large"
    image = "ami-0fedcba9876543210"
    tags = { Name = "*" }
"#;

fn call(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("DescribeInstances{parameters}"))
}

/// The last digits of the ids found.
fn found(answer: &Answer) -> String {
    let ids = answer.ok().split("<instanceId>").skip(1);
    ids.map(|rest| rest.split_once('<').expect("an id").0.chars().last().expect("a digit")).collect()
}

mod reading {
    use super::*;

    #[test]
    fn an_instance_in_full() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(lines(&call(&twin, "&InstanceId.1=i-00000000000000002")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><reservationSet>
        <item><reservationId>r-0120385e59d1f0eca</reservationId><ownerId>123456789012</ownerId><groupSet/>
        <instancesSet>
        <item><instanceId>i-00000000000000002</instanceId><imageId>ami-0abcdef1234567890</imageId><instanceState>
        <code>16</code><name>running</name></instanceState><privateDnsName>ip-172-31-0-5.ec2.internal</privateDnsName>
        <dnsName>ec2-100-64-0-3.compute-1.amazonaws.com</dnsName><reason/><amiLaunchIndex>0</amiLaunchIndex>
        <productCodes/><instanceType>m5.large</instanceType><launchTime>2026-11-21T08:00:00.000Z</launchTime>
        <placement><availabilityZone>us-east-1a</availabilityZone><availabilityZoneId>use1-az2</availabilityZoneId>
        <groupName/><tenancy>default</tenancy></placement><platformDetails>Linux/UNIX</platformDetails>
        <usageOperation>RunInstances</usageOperation><usageOperationUpdateTime>2026-11-21T08:00:00.000Z</usageOperationUpdateTime>
        <monitoring><state>disabled</state></monitoring><subnetId>subnet-012037b4fed15390e</subnetId><vpcId>vpc-012037a811449eb6e</vpcId>
        <privateIpAddress>172.31.0.5</privateIpAddress><ipAddress>100.64.0.3</ipAddress><sourceDestCheck>true</sourceDestCheck>
        <groupSet>
        <item><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName></item></groupSet><architecture>x86_64</architecture>
        <rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping>
        <item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-0120387d7073e3eab</volumeId><status>attached</status>
        <attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination><ebsCardIndex>0</ebsCardIndex>
        </ebs></item></blockDeviceMapping><virtualizationType>hvm</virtualizationType><hypervisor>xen</hypervisor>
        <networkInterfaceSet>
        <item><networkInterfaceId>eni-0120386e5464ae372</networkInterfaceId><subnetId>subnet-012037b4fed15390e</subnetId>
        <vpcId>vpc-012037a811449eb6e</vpcId><description/><ownerId>123456789012</ownerId><status>in-use</status>
        <macAddress>0a:ff:ac:1f:00:05</macAddress><privateIpAddress>172.31.0.5</privateIpAddress><privateDnsName>ip-172-31-0-5.ec2.internal</privateDnsName>
        <sourceDestCheck>true</sourceDestCheck><groupSet>
        <item><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName></item></groupSet><attachment>
        <attachmentId>eni-attach-0120386e5464ae372</attachmentId><deviceIndex>0</deviceIndex><status>attached</status>
        <attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination>
        <networkCardIndex>0</networkCardIndex></attachment><association><publicIp>100.64.0.3</publicIp><publicDnsName>ec2-100-64-0-3.compute-1.amazonaws.com</publicDnsName>
        <ipOwnerId>amazon</ipOwnerId></association><ipv6AddressesSet/><privateIpAddressesSet>
        <item><privateIpAddress>172.31.0.5</privateIpAddress><privateDnsName>ip-172-31-0-5.ec2.internal</privateDnsName>
        <primary>true</primary><association><publicIp>100.64.0.3</publicIp><publicDnsName>ec2-100-64-0-3.compute-1.amazonaws.com</publicDnsName>
        <ipOwnerId>amazon</ipOwnerId></association></item></privateIpAddressesSet><interfaceType>interface</interfaceType>
        <operator><managed>false</managed></operator></item></networkInterfaceSet><ebsOptimized>false</ebsOptimized>
        <enaSupport>true</enaSupport><instanceLifecycle>interruptible-capacity-reservation</instanceLifecycle>
        <cpuOptions><coreCount>1</coreCount><threadsPerCore>2</threadsPerCore></cpuOptions><capacityReservationId>cr-00000000000000002</capacityReservationId>
        <capacityReservationSpecification><capacityReservationTarget><capacityReservationId>cr-00000000000000002</capacityReservationId>
        </capacityReservationTarget></capacityReservationSpecification><hibernationOptions><configured>false</configured>
        </hibernationOptions><enclaveOptions><enabled>false</enabled></enclaveOptions><metadataOptions><state>applied</state>
        <httpTokens>optional</httpTokens><httpPutResponseHopLimit>1</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint>
        <httpProtocolIpv6>disabled</httpProtocolIpv6><instanceMetadataTags>disabled</instanceMetadataTags>
        </metadataOptions><maintenanceOptions><autoRecovery>default</autoRecovery><rebootMigration>default</rebootMigration>
        </maintenanceOptions><bootMode>uefi-preferred</bootMode><currentInstanceBootMode>uefi</currentInstanceBootMode>
        <privateDnsNameOptions><hostnameType>ip-name</hostnameType><enableResourceNameDnsARecord>false</enableResourceNameDnsARecord>
        <enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord></privateDnsNameOptions>
        <networkPerformanceOptions><bandwidthWeighting>default</bandwidthWeighting></networkPerformanceOptions>
        <secondaryInterfaceSet/><operator><managed>false</managed><hiddenByDefault>false</hiddenByDefault></operator>
        </item></instancesSet></item></reservationSet></DescribeInstancesResponse>
        "#);
    }

    #[test]
    fn a_stopped_one() {
        let twin = Twin::with(WORLD);
        insta::assert_snapshot!(lines(&call(&twin, "&InstanceId.1=i-00000000000000003")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><reservationSet>
        <item><reservationId>r-012038882d9685d45</reservationId><ownerId>123456789012</ownerId><groupSet/>
        <instancesSet>
        <item><instanceId>i-00000000000000003</instanceId><imageId>ami-0a1b2c3d4e5f60718</imageId><instanceState>
        <code>80</code><name>stopped</name></instanceState><privateDnsName>ip-172-31-32-4.ec2.internal</privateDnsName>
        <dnsName/><reason/><amiLaunchIndex>0</amiLaunchIndex><productCodes/><instanceType>t4g.nano</instanceType>
        <launchTime>2026-11-21T08:00:00.000Z</launchTime><placement><availabilityZone>us-east-1c</availabilityZone>
        <availabilityZoneId>use1-az6</availabilityZoneId><groupName/><tenancy>dedicated</tenancy></placement>
        <platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation>
        <usageOperationUpdateTime>2026-11-21T08:00:00.000Z</usageOperationUpdateTime><monitoring><state>disabled</state>
        </monitoring><subnetId>subnet-012037ddedfdbcd27</subnetId><vpcId>vpc-012037a811449eb6e</vpcId>
        <privateIpAddress>172.31.32.4</privateIpAddress><sourceDestCheck>true</sourceDestCheck><groupSet>
        <item><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName></item></groupSet><architecture>arm64</architecture>
        <rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping>
        <item><deviceName>/dev/xvda</deviceName><ebs><volumeId>vol-012038a1c781d9e6d</volumeId><status>attached</status>
        <attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination><ebsCardIndex>0</ebsCardIndex>
        </ebs></item></blockDeviceMapping><virtualizationType>hvm</virtualizationType><hypervisor>xen</hypervisor>
        <networkInterfaceSet>
        <item><networkInterfaceId>eni-0120389818d3e8d53</networkInterfaceId><subnetId>subnet-012037ddedfdbcd27</subnetId>
        <vpcId>vpc-012037a811449eb6e</vpcId><description/><ownerId>123456789012</ownerId><status>in-use</status>
        <macAddress>0a:ff:ac:1f:20:04</macAddress><privateIpAddress>172.31.32.4</privateIpAddress><privateDnsName>ip-172-31-32-4.ec2.internal</privateDnsName>
        <sourceDestCheck>true</sourceDestCheck><groupSet>
        <item><groupId>sg-0120381cf13007a9d</groupId><groupName>default</groupName></item></groupSet><attachment>
        <attachmentId>eni-attach-0120389818d3e8d53</attachmentId><deviceIndex>0</deviceIndex><status>attached</status>
        <attachTime>2026-11-21T08:00:00.000Z</attachTime><deleteOnTermination>true</deleteOnTermination>
        <networkCardIndex>0</networkCardIndex></attachment><ipv6AddressesSet/><privateIpAddressesSet>
        <item><privateIpAddress>172.31.32.4</privateIpAddress><privateDnsName>ip-172-31-32-4.ec2.internal</privateDnsName>
        <primary>true</primary></item></privateIpAddressesSet><interfaceType>interface</interfaceType><operator>
        <managed>false</managed></operator></item></networkInterfaceSet><ebsOptimized>false</ebsOptimized><enaSupport>true</enaSupport>
        <cpuOptions><coreCount>2</coreCount><threadsPerCore>1</threadsPerCore></cpuOptions>
        <capacityReservationSpecification><capacityReservationPreference>open</capacityReservationPreference>
        </capacityReservationSpecification><hibernationOptions><configured>false</configured></hibernationOptions>
        <enclaveOptions><enabled>false</enabled></enclaveOptions><metadataOptions><state>applied</state><httpTokens>optional</httpTokens>
        <httpPutResponseHopLimit>1</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6>
        <instanceMetadataTags>disabled</instanceMetadataTags></metadataOptions><maintenanceOptions><autoRecovery>default</autoRecovery>
        <rebootMigration>default</rebootMigration></maintenanceOptions><bootMode>uefi</bootMode>
        <currentInstanceBootMode>uefi</currentInstanceBootMode><privateDnsNameOptions><hostnameType>ip-name</hostnameType>
        <enableResourceNameDnsARecord>false</enableResourceNameDnsARecord><enableResourceNameDnsAAAARecord>false</enableResourceNameDnsAAAARecord>
        </privateDnsNameOptions><networkPerformanceOptions><bandwidthWeighting>default</bandwidthWeighting>
        </networkPerformanceOptions><secondaryInterfaceSet/><operator><managed>false</managed><hiddenByDefault>false</hiddenByDefault>
        </operator></item></instancesSet></item></reservationSet></DescribeInstancesResponse>
        "#);
    }

    #[test]
    fn a_terminated_one() {
        let twin = Twin::with(WORLD);
        on(&twin, "TerminateInstances", &[A]).ok();
        insta::assert_snapshot!(lines(&call(&twin, &format!("&InstanceId.1={A}"))), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>29235d21-6872-4b08-afe5-a060c38d61ca</requestId><reservationSet>
        <item><reservationId>r-01203828746c4d98f</reservationId><ownerId>123456789012</ownerId><groupSet/>
        <instancesSet>
        <item><instanceId>i-00000000000000001</instanceId><imageId>ami-0abcdef1234567890</imageId><instanceState>
        <code>48</code><name>terminated</name></instanceState><privateDnsName/><dnsName/><reason>User initiated (2026-11-21 08:00:00 GMT)</reason>
        <keyName>mine</keyName><amiLaunchIndex>0</amiLaunchIndex><productCodes/><instanceType>t3.micro</instanceType>
        <launchTime>2026-11-21T08:00:00.000Z</launchTime><placement><availabilityZone>us-east-1a</availabilityZone>
        <availabilityZoneId>use1-az2</availabilityZoneId><groupName/><tenancy>default</tenancy></placement>
        <platformDetails>Linux/UNIX</platformDetails><usageOperation>RunInstances</usageOperation>
        <usageOperationUpdateTime>2026-11-21T08:00:00.000Z</usageOperationUpdateTime><monitoring><state>disabled</state>
        </monitoring><groupSet/><stateReason><code>Client.UserInitiatedShutdown</code><message>Client.UserInitiatedShutdown: User initiated shutdown</message>
        </stateReason><architecture>x86_64</architecture><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName>
        <blockDeviceMapping/><virtualizationType>hvm</virtualizationType><tagSet>
        <item><key>Name</key><value>web</value></item>
        <item><key>Stage</key><value>beta</value></item></tagSet><hypervisor>xen</hypervisor><networkInterfaceSet/>
        <ebsOptimized>false</ebsOptimized><enaSupport>true</enaSupport><cpuOptions><coreCount>1</coreCount>
        <threadsPerCore>2</threadsPerCore></cpuOptions><capacityReservationSpecification>
        <capacityReservationPreference>open</capacityReservationPreference></capacityReservationSpecification>
        <hibernationOptions><configured>false</configured></hibernationOptions><enclaveOptions><enabled>false</enabled>
        </enclaveOptions><metadataOptions><state>pending</state><httpTokens>optional</httpTokens>
        <httpPutResponseHopLimit>1</httpPutResponseHopLimit><httpEndpoint>enabled</httpEndpoint><httpProtocolIpv6>disabled</httpProtocolIpv6>
        <instanceMetadataTags>disabled</instanceMetadataTags></metadataOptions><maintenanceOptions><autoRecovery>default</autoRecovery>
        <rebootMigration>default</rebootMigration></maintenanceOptions><bootMode>uefi-preferred</bootMode>
        <currentInstanceBootMode>uefi</currentInstanceBootMode><networkPerformanceOptions><bandwidthWeighting>default</bandwidthWeighting>
        </networkPerformanceOptions><secondaryInterfaceSet/><operator><managed>false</managed><hiddenByDefault>false</hiddenByDefault>
        </operator></item></instancesSet></item></reservationSet></DescribeInstancesResponse>
        "#);
    }

    #[test]
    fn an_empty_set_is_an_empty_element() {
        insta::assert_snapshot!(lines(&call(&Twin::empty(), "")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><reservationSet/></DescribeInstancesResponse>
        "#);
    }

    #[test]
    fn instances_of_one_launch_stand_together() {
        let twin = Twin::empty();
        let two = twin.ec2(&format!("RunInstances&ImageId={IMAGE}&InstanceType=t3.nano&MinCount=2&MaxCount=2"));
        launch(&twin, "").ok();
        let answer = call(&twin, "");
        assert_eq!(answer.all("reservationId").len(), 2);
        assert_eq!(answer.all("amiLaunchIndex").len(), 3);
        let first = format!("<reservationId>{}</reservationId>", two.one("reservationId"));
        let set = answer.ok().split_once(&first).expect("the launch").1;
        let set = set.split_once("</instancesSet>").expect("its instances").0;
        assert_eq!(set.matches("<instanceId>").count(), 2);
    }

    #[test]
    fn pages_follow_one_another() {
        let world: String = (1..=7)
            .map(|n| format!("[[ec2.instance]]\nid = \"i-0000000000000000{n}\"\ntype = \"t3.nano\"\n"))
            .collect();
        let twin = Twin::with(&world);
        for filter in ["", "&Filter.1.Name=instance-type&Filter.1.Value.1=t3.nano"] {
            let first = call(&twin, &format!("&MaxResults=5{filter}"));
            assert_eq!(found(&first), "12345");
            let second = call(&twin, &format!("&MaxResults=5{filter}&NextToken={}", first.one("nextToken")));
            assert_eq!((found(&second).as_str(), second.all("nextToken").len()), ("67", 0));
        }
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_exist() {
        let twin = Twin::with(WORLD);
        assert_eq!(on(&twin, "DescribeInstances", &[A, "i-g"]).error(), malformed("i-g"));
        assert_eq!(on(&twin, "DescribeInstances", &["I-00000001"]).error(), malformed("I-00000001"));
        assert_eq!(on(&twin, "DescribeInstances", &[A, NOBODY]).error(), not_found(NOBODY));
        let text = format!("The instance IDs '{NOBODY}, i-0fffffff' do not exist");
        assert_eq!(
            on(&twin, "DescribeInstances", &[NOBODY, "i-0fffffff"]).error(),
            refused("InvalidInstanceID.NotFound", &text)
        );
    }

    #[test]
    fn pages_are_of_5_to_1000_and_not_for_ids() {
        let twin = Twin::with(WORLD);
        for (max, expected) in [(4, "greater than 5"), (1001, "in the range 5 to 1000")] {
            let text = format!("Value ( {max} ) for parameter maxResults is invalid. Expecting a value {expected}.");
            assert_eq!(call(&twin, &format!("&MaxResults={max}")).error(), refused("InvalidParameterValue", &text));
        }
        let text = "The parameter instancesSet cannot be used with the parameter maxResults";
        let answer = call(&twin, &format!("&InstanceId.1={A}&MaxResults=5"));
        assert_eq!(answer.error(), refused("InvalidParameterCombination", text));
        assert_eq!(
            call(&twin, "&NextToken=7").error(),
            refused("InvalidParameterValue", "Value ( 7 ) for parameter NextToken is invalid. The token is invalid.")
        );
        assert_eq!(call(&twin, "&MaxResults=ten").error(), invalid("MaxResults", "ten", "an integer in range"));
    }

    #[test]
    fn filters_and_parameters_are_known() {
        let twin = Twin::with(WORLD);
        let text = "The filter 'state' is invalid";
        let answer = call(&twin, "&Filter.1.Name=state&Filter.1.Value.1=running");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        assert_eq!(call(&twin, "&Filter.2.Value.1=running").error(), missing("Filter.2.Name"));
        assert_eq!(call(&twin, "&InstanceIds.1=i-00000000000000001").error(), unknown("InstanceIds"));
        assert_eq!(call(&twin, "&DryRun=true").error(), would_succeed());
        assert_eq!(call(&twin, &format!("&DryRun=true&InstanceId.1={NOBODY}")).error(), not_found(NOBODY));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn regions_and_accounts_have_their_own() {
        let twin = Twin::with(WORLD);
        assert_eq!(found(&elsewhere(&twin, "999999999999", "us-east-1", "DescribeInstances")), "");
        assert_eq!(found(&elsewhere(&twin, "test", "eu-west-1", "DescribeInstances")), "");
        assert_eq!(found(&elsewhere(&twin, "test", "us-east-1", "DescribeInstances")), "1234");
    }
}
