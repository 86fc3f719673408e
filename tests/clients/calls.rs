//! The calls whose answers are held against the models, and the world they are made in.

use crate::support::Answer;

/// Things that the demo world does not have.
pub const FURTHER: &str = r#"
[[ec2.capacity_reservation]]
id = "cr-0000000000000000b"
type = "r5.large"
count = 3
tags = { Name = "source" }

[[ec2.capacity_reservation]]
id = "cr-0000000000000000c"
type = "r5.large"
count = 3
tags = { Name = "destination" }

[[ec2.capacity_reservation]]
id = "cr-00000000000000001"
type = "m5.large"
count = 1

[[ecs.instance]]
id = "i-bp00000000000000lock"
type = "ecs.g6.large"
description = "locked"
locks = ["financial", "security"]
dedicated_host = "dh-bp00000000000000001"
private_pool = "crp-bp0000000000000001"
deletion_protection = true
tags = { Name = "locked" }

[[ecs.capacity_reservation]]
id = "crp-bp0000000000000002"
type = "ecs.c6.large"
count = 2

[[ecs.instance]]
id = "i-bp00000000000000free"
type = "ecs.g6.large"

[[ecs.instance]]
id = "i-bp00000000000000debt"
type = "ecs.g6.large"
locks = ["financial"]
"#;

/// The last id that an answer has in one of these stands for the element's name in braces from then on: a call whose answer
/// has another `groupId` goes after those that use the security group's. The parameters for all instances that an answer
/// has are `{instances}`.
pub const MADE: &[&str] = &[
    "networkInterfaceId",
    "attachmentId",
    "instanceId",
    "volumeId",
    "snapshotId",
    "instanceId",
    "vpcId",
    "subnetId",
    "groupId",
    "securityGroupRuleId",
    "imageId",
    "allocationId",
    "associationId",
    "internetGatewayId",
    "vpcPeeringConnectionId",
    "flowLogId",
    "egressOnlyInternetGatewayId",
    "dhcpOptionsId",
    "networkAclAssociationId",
    "networkAclId",
    "prefixListId",
    "vpcEndpointId",
    "natGatewayId",
    "newAssociationId",
    "routeTableId",
];

/// The parameters for all instances that an answer of EC2 has; `None` if it has none.
pub fn all_instances(answer: &Answer) -> Option<String> {
    let ids = (1..).zip(answer.all("instanceId"));
    let list: Vec<_> = ids.map(|(n, id): (usize, _)| format!("InstanceId.{n}={id}")).collect();
    (!list.is_empty()).then(|| list.join("&"))
}

/// Of every operation, in an order in which each finds as much to tell as there can be.
pub const EC2_CALLS: &[&str] = &[
    "DescribeRegions",
    "DescribeAccountAttributes",
    "DescribeInstanceTypes",
    "DescribeInstanceTypes&MaxResults=5",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=1&MaxCount=6&KeyName=key\
        &CreditSpecification.CpuCredits=unlimited&Monitoring.Enabled=true&EbsOptimized=true\
        &NetworkInterface.1.DeviceIndex=0&NetworkInterface.1.AssociatePublicIpAddress=true\
        &TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=Name&TagSpecification.1.Tag.1.Value=x\
        &BlockDeviceMapping.1.DeviceName=/dev/sdf&BlockDeviceMapping.1.Ebs.VolumeSize=10",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=m5.large&MinCount=1&MaxCount=1\
        &InstanceMarketOptions.MarketType=interruptible-capacity-reservation\
        &CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId=cr-0abcdef1234567890",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=m5.large&MinCount=1&MaxCount=1\
        &CapacityReservationSpecification.CapacityReservationPreference=none",
    "CreateCapacityReservation&InstanceType=m5.large&InstancePlatform=Windows&InstanceCount=1\
        &EndDateType=limited&EndDate=2027-01-01T00:00:00Z\
        &TagSpecifications.1.ResourceType=capacity-reservation&TagSpecifications.1.Tag.1.Key=Name",
    "CreateInterruptibleCapacityReservationAllocation&CapacityReservationId=cr-0123456789abcdef0&InstanceCount=2",
    "DescribeCapacityReservations",
    "DescribeCapacityReservations&MaxResults=1",
    "GetCapacityReservationUsage&CapacityReservationId=cr-1234abcd56EXAMPLE",
    "GetCapacityReservationUsage&CapacityReservationId=cr-0abcdef1234567890",
    "UpdateInterruptibleCapacityReservationAllocation&CapacityReservationId=cr-1234abcd56EXAMPLE&TargetInstanceCount=1",
    "DescribeInstances",
    "DescribeInstances&MaxResults=5",
    "DescribeInstanceCreditSpecifications",
    "DescribeInstanceCreditSpecifications&MaxResults=5",
    "ModifyInstanceCreditSpecification\
        &InstanceCreditSpecification.1.InstanceId=i-1234567890abcdef0\
        &InstanceCreditSpecification.1.CpuCredits=unlimited\
        &InstanceCreditSpecification.2.InstanceId=i-0598c7d356eba48d7\
        &InstanceCreditSpecification.2.CpuCredits=unlimited",
    "RebootInstances&InstanceId.1=i-1234567890abcdef0",
    "StopInstances&InstanceId.1=i-1234567890abcdef0",
    "StartInstances&InstanceId.1=i-0abcdef1234567890",
    "TerminateInstances&InstanceId.1=i-0598c7d356eba48d7",
    "CancelCapacityReservation&CapacityReservationId=cr-00000000000000001",
    "CreateCapacityReservationBySplitting&SourceCapacityReservationId=cr-1234abcd56EXAMPLE&InstanceCount=2\
        &TagSpecification.1.ResourceType=capacity-reservation&TagSpecification.1.Tag.1.Key=Name",
    "CreateCapacityReservation&InstanceType=m5.large&InstancePlatform=Linux/UNIX&InstanceCount=1\
        &AvailabilityZone=us-east-1a&InstanceMatchCriteria=targeted",
    "MoveCapacityReservationInstances&SourceCapacityReservationId=cr-0000000000000000b\
        &DestinationCapacityReservationId=cr-0000000000000000c&InstanceCount=3",
    "GetGroupsForCapacityReservation&CapacityReservationId=cr-1234abcd56EXAMPLE",
    "ModifyCapacityReservation&CapacityReservationId=cr-1234abcd56EXAMPLE&InstanceCount=5",
    "ModifyDefaultCreditSpecification&InstanceFamily=t3&CpuCredits=standard",
    "GetDefaultCreditSpecification&InstanceFamily=t3",
    "CreateTags&ResourceId.1=i-0abcdef1234567890&Tag.1.Key=Stage&Tag.1.Value=test",
    "DescribeTags",
    "DescribeTags&MaxResults=5",
    "DeleteTags&ResourceId.1=i-0abcdef1234567890&Tag.1.Key=Stage",
    "MonitorInstances&InstanceId.1=i-0abcdef1234567890",
    "UnmonitorInstances&InstanceId.1=i-0abcdef1234567890",
    "DescribeInstanceStatus&IncludeAllInstances=true",
    "DescribeInstanceStatus&IncludeAllInstances=true&MaxResults=5",
    "DescribeInstanceTypeOfferings&LocationType=availability-zone&MaxResults=5",
    "GetConsoleOutput&InstanceId=i-0abcdef1234567890",
    "ModifyInstanceMetadataOptions&InstanceId=i-0abcdef1234567890&HttpTokens=required",
    "StopInstances&InstanceId.1=i-0abcdef1234567890",
    "ModifyInstanceAttribute&InstanceId=i-0abcdef1234567890&UserData.Value=aGk=",
    "ModifyInstancePlacement&InstanceId=i-0abcdef1234567890",
    "ModifyInstanceCapacityReservationAttributes&InstanceId=i-0abcdef1234567890\
        &CapacityReservationSpecification.CapacityReservationPreference=none",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=blockDeviceMapping",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=disableApiStop",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=disableApiTermination",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=ebsOptimized",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=enaSupport",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=enclaveOptions",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=groupSet",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=instanceInitiatedShutdownBehavior",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=instanceType",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=kernel",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=ramdisk",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=rootDeviceName",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=sourceDestCheck",
    "DescribeInstanceAttribute&InstanceId=i-0abcdef1234567890&Attribute=userData",
    "DescribeAvailabilityZones",
    "DescribeVpcs",
    "DescribeSubnets",
    "DescribeSecurityGroups",
    "DescribeNetworkInterfaces",
    "DescribeRouteTables",
    "DescribeInternetGateways",
    "CreateVpc&CidrBlock=10.0.0.0/16&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=Name",
    "DescribeVpcAttribute&VpcId={vpcId}&Attribute=enableDnsSupport",
    "ModifyVpcAttribute&VpcId={vpcId}&EnableDnsHostnames.Value=true",
    "CreateSubnet&VpcId={vpcId}&CidrBlock=10.0.1.0/24",
    "ModifySubnetAttribute&SubnetId={subnetId}&MapPublicIpOnLaunch.Value=true",
    "DeleteSubnet&SubnetId={subnetId}",
    "CreateSecurityGroup&VpcId={vpcId}&GroupName=made&GroupDescription=made",
    "AuthorizeSecurityGroupIngress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
        &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8",
    "AuthorizeSecurityGroupEgress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
        &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8",
    "DescribeSecurityGroups&GroupId.1={groupId}",
    "UpdateSecurityGroupRuleDescriptionsIngress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp\
        &IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8\
        &IpPermissions.1.IpRanges.1.Description=in",
    "UpdateSecurityGroupRuleDescriptionsEgress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp\
        &IpPermissions.1.FromPort=22&IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8\
        &IpPermissions.1.IpRanges.1.Description=out",
    "DescribeSecurityGroupRules&Filter.1.Name=group-id&Filter.1.Value.1={groupId}",
    "RevokeSecurityGroupIngress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
        &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8",
    "RevokeSecurityGroupEgress&GroupId={groupId}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=22\
        &IpPermissions.1.ToPort=22&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8",
    "AuthorizeSecurityGroupEgress&GroupId={groupId}&IpPermissions.1.IpProtocol=-1\
        &IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8&IpPermissions.1.IpRanges.2.CidrIp=11.0.0.0/8\
        &IpPermissions.1.IpRanges.3.CidrIp=12.0.0.0/8&IpPermissions.1.IpRanges.4.CidrIp=13.0.0.0/8\
        &IpPermissions.1.IpRanges.5.CidrIp=14.0.0.0/8\
        &TagSpecification.1.ResourceType=security-group-rule&TagSpecification.1.Tag.1.Key=Name",
    "DescribeSecurityGroupRules&MaxResults=5&Filter.1.Name=group-id&Filter.1.Value.1={groupId}",
    "ModifySecurityGroupRules&GroupId={groupId}&SecurityGroupRule.1.SecurityGroupRuleId={securityGroupRuleId}\
        &SecurityGroupRule.1.SecurityGroupRule.IpProtocol=-1&SecurityGroupRule.1.SecurityGroupRule.CidrIpv4=10.0.0.0/9",
    "DeleteSecurityGroup&GroupId={groupId}",
    "DeleteVpc&VpcId={vpcId}",
    "DescribeImages",
    "CreateImage&InstanceId=i-0abcdef1234567890&Name=made\
        &TagSpecification.1.ResourceType=image&TagSpecification.1.Tag.1.Key=Name",
    "DescribeImages&Owner.1=self",
    "DeregisterImage&ImageId={imageId}",
    "DescribeVolumes",
    "AllocateAddress&TagSpecification.1.ResourceType=elastic-ip&TagSpecification.1.Tag.1.Key=Name",
    "AssociateAddress&AllocationId={allocationId}&InstanceId=i-0abcdef1234567890",
    "DescribeAddresses",
    "DescribeInstances&InstanceId.1=i-0abcdef1234567890",
    "DisassociateAddress&AssociationId={associationId}",
    "ModifyAddressAttribute&AllocationId={allocationId}&DomainName=mail.example.com",
    "DescribeAddressesAttribute&Attribute=domain-name",
    "ResetAddressAttribute&AllocationId={allocationId}&Attribute=domain-name",
    "ReleaseAddress&AllocationId={allocationId}",
    "CreateKeyPair&KeyName=made&KeyType=ed25519\
        &TagSpecification.1.ResourceType=key-pair&TagSpecification.1.Tag.1.Key=Name",
    "ImportKeyPair&KeyName=brought&PublicKeyMaterial=c3NoLWVkMjU1MTkgQUFBQUMzTnphQzFsWkRJMU5URTVBQUFBSU1RSnNHWmxpV0NuZ3FxbW5UaEhLdzg1QUtNTVlLMkk4cVRBeUtmTUM0VFM=",
    "DescribeKeyPairs&IncludePublicKey=true",
    "DeleteKeyPair&KeyName=made",
    // Once more, with what has stopped, ended and been cancelled.
    "DescribeInstances",
    "DescribeCapacityReservations",
    // The gateway goes when nothing has a public address.
    "TerminateInstances&{instances}",
    "DescribeVpcs&Filter.1.Name=is-default&Filter.1.Value.1=true",
    "DescribeInternetGateways&Filter.1.Name=attachment.vpc-id&Filter.1.Value.1={vpcId}",
    "DetachInternetGateway&InternetGatewayId={internetGatewayId}&VpcId={vpcId}",
    "DescribeInternetGateways",
    "DescribeRouteTables",
    "DeleteInternetGateway&InternetGatewayId={internetGatewayId}",
];

/// The same for the fields of ECS.
#[rustfmt::skip]
pub const ECS_MADE: &[&str] = &[
    "AllocationId", "DiskId", "EipAddress", "ForwardEntryId", "ForwardTableId", "Ipv6Address", "NatGatewayId", "NetworkAclId",
    "NetworkInterfaceId", "PrefixListId", "PrivateIpAddress", "RouteEntryId", "RouteTableId", "SecurityGroupId", "SnapshotId",
    "SnatEntryId", "SnatTableId", "VSwitchId", "VpcId",
];

/// Of every operation of ECS.
pub const ECS_CALLS: &[&str] = &[
    "DescribeRegions",
    "DescribeZones&RegionId=cn-hangzhou",
    "DescribeAccountAttributes&RegionId=cn-hangzhou",
    "DescribeInstanceTypes",
    "DescribeInstanceTypeFamilies&RegionId=cn-hangzhou",
    "DescribeAvailableResource&RegionId=cn-hangzhou&DestinationResource=DataDisk&InstanceType=ecs.g7.large",
    "DescribeResourcesModification&RegionId=cn-hangzhou&ResourceId=i-bp67acfmxazb4p****\
        &DestinationResource=InstanceType&Conditions.1=DiskCategory",
    "RunInstances&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20250629.vhd&InstanceType=ecs.g6.large\
        &Amount=12&InternetMaxBandwidthOut=5&KeyPairName=key&Tag.1.Key=purpose&Tag.1.Value=test\
        &DataDisk.1.Size=40&DataDisk.1.Category=cloud_ssd",
    "CreateInstance&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20250629.vhd&InstanceType=ecs.t6-c1m1.large",
    "CreateCapacityReservation&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&InstanceAmount=2&ZoneId.1=cn-hangzhou-b\
        &Tag.1.Key=purpose&Tag.1.Value=test",
    "ModifyCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-bp0000000000000002&InstanceAmount=3",
    "RunInstances&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20250629.vhd&InstanceType=ecs.c6.large\
        &PrivatePoolOptions.MatchCriteria=Target&PrivatePoolOptions.Id=crp-bp0000000000000002",
    "DescribeCapacityReservations&RegionId=cn-hangzhou",
    "DescribeCapacityReservationInstances&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-bp0000000000000002",
    "ReleaseCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-bp0000000000000002",
    "ModifyInstanceSpec&InstanceId=i-bp67acfmxazb4p****&InstanceType=ecs.g6.xlarge&Async=true",
    "DescribeTasks&RegionId=cn-hangzhou",
    "DescribeInstances&RegionId=cn-hangzhou&PageSize=100",
    "DescribeInstances&RegionId=cn-hangzhou&MaxResults=10",
    "DescribeInstanceStatus&RegionId=cn-hangzhou",
    "DescribeInstanceAttribute&InstanceId=i-bp67acfmxazb4ph12345",
    "DescribeInstanceAttribute&InstanceId=i-bp00000000000000lock",
    "DescribeInstanceMonitorData&InstanceId=i-bp67acfmxazb4ph12345&StartTime=2026-11-21T08:00:00Z\
        &EndTime=2026-11-21T08:10:00Z",
    "RebootInstance&InstanceId=i-bp67acfmxazb4ph12345",
    "StopInstance&InstanceId=i-bp67acfmxazb4ph12345&StoppedMode=StopCharging",
    "StartInstance&InstanceId=i-bp67acfmxazb4p****",
    "DescribeInstances&RegionId=cn-hangzhou&PageSize=100",
    "CreateKeyPair&RegionId=cn-hangzhou&KeyPairName=made&Tag.1.Key=Name",
    "ImportKeyPair&RegionId=cn-hangzhou&KeyPairName=brought\
        &PublicKeyBody=ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIMQJsGZliWCngqqmnThHKw85AKMMYK2I8qTAyKfMC4TS",
    "AttachKeyPair&RegionId=cn-hangzhou&KeyPairName=made&InstanceIds=%5B%22i-bp67acfmxazb4ph12345%22%5D",
    "DescribeKeyPairs&RegionId=cn-hangzhou&IncludePublicKey=true",
    "DetachKeyPair&RegionId=cn-hangzhou&KeyPairName=made&InstanceIds=%5B%22i-bp67acfmxazb4ph12345%22%5D",
    "DeleteKeyPairs&RegionId=cn-hangzhou&KeyPairNames=%5B%22made%22%5D",
    "DescribeImages&RegionId=cn-hangzhou",
    "CreateImage&RegionId=cn-hangzhou&InstanceId=i-bp67acfmxazb4ph12345&ImageName=made&Tag.1.Key=Name",
    "DescribeImages&RegionId=cn-hangzhou&ImageOwnerAlias=self",
    "DeleteImage&RegionId=cn-hangzhou&ImageId=m-bp00000000000000none",
    "TagResources&RegionId=cn-hangzhou&ResourceType=instance&ResourceId.1=i-bp67acfmxazb4ph12345&Tag.1.Key=Stage",
    "AddTags&RegionId=cn-hangzhou&ResourceType=instance&ResourceId=i-bp67acfmxazb4ph12345&Tag.1.Key=Team",
    "ListTagResources&RegionId=cn-hangzhou&ResourceType=instance&ResourceId.1=i-bp67acfmxazb4ph12345",
    "DescribeTags&RegionId=cn-hangzhou",
    "RemoveTags&RegionId=cn-hangzhou&ResourceType=instance&ResourceId=i-bp67acfmxazb4ph12345&Tag.1.Key=Team",
    "UntagResources&RegionId=cn-hangzhou&ResourceType=instance&ResourceId.1=i-bp67acfmxazb4ph12345&All=true",
    "DescribeVpcs&RegionId=cn-hangzhou",
    "DescribeVSwitches&RegionId=cn-hangzhou",
    "DescribeNetworkInterfaces&RegionId=cn-hangzhou",
    "DescribeDisks&RegionId=cn-hangzhou&PageSize=100",
    "DescribeSecurityGroups&RegionId=cn-hangzhou",
    "CreateSecurityGroup&RegionId=cn-hangzhou&VpcId={VpcId}&SecurityGroupName=made&Tag.1.Key=Name",
    "DescribeSecurityGroups&RegionId=cn-hangzhou&SecurityGroupId={SecurityGroupId}",
    "AuthorizeSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={SecurityGroupId}&Permissions.1.IpProtocol=tcp\
        &Permissions.1.PortRange=22/22&Permissions.1.SourceCidrIp=10.0.0.0/8",
    "AuthorizeSecurityGroupEgress&RegionId=cn-hangzhou&SecurityGroupId={SecurityGroupId}&IpProtocol=all\
        &PortRange=-1/-1&DestCidrIp=0.0.0.0/0",
    "DescribeSecurityGroupAttribute&RegionId=cn-hangzhou&SecurityGroupId={SecurityGroupId}",
    "RevokeSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={SecurityGroupId}&Permissions.1.IpProtocol=tcp\
        &Permissions.1.PortRange=22/22&Permissions.1.SourceCidrIp=10.0.0.0/8",
    "RevokeSecurityGroupEgress&RegionId=cn-hangzhou&SecurityGroupId={SecurityGroupId}&IpProtocol=all\
        &PortRange=-1/-1&DestCidrIp=0.0.0.0/0",
    "JoinResourceGroup&ResourceGroupId=rg-1&ResourceType=securitygroup&ResourceId={SecurityGroupId}",
    "JoinSecurityGroup&SecurityGroupId={SecurityGroupId}&InstanceId=i-bp67acfmxazb4ph12345",
    "LeaveSecurityGroup&SecurityGroupId={SecurityGroupId}&InstanceId=i-bp67acfmxazb4ph12345",
    "DeleteSecurityGroup&RegionId=cn-hangzhou&SecurityGroupId={SecurityGroupId}",
    "DeleteInstance&InstanceId=i-bp67acfmxazb4p****&Force=true",
    "ModifyInstanceAttribute&InstanceId=i-bp00000000000000free&UserData=ZWNobyBoaQ==&InstanceName=renamed",
    "DescribeUserData&RegionId=cn-hangzhou&InstanceId=i-bp00000000000000free",
    "DescribeInstanceVncUrl&RegionId=cn-hangzhou&InstanceId=i-bp00000000000000free",
    "DescribeInstancesFullStatus&RegionId=cn-hangzhou",
    "ModifyInstanceMaintenanceAttributes&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free\
        &MaintenanceWindow.1.StartTime=02:00:00&MaintenanceWindow.1.EndTime=04:00:00",
    "DescribeInstanceMaintenanceAttributes&RegionId=cn-hangzhou",
    "DescribeInstanceAutoRenewAttribute&RegionId=cn-hangzhou&RenewalStatus=Normal",
    "DescribeInstanceRamRole&RegionId=cn-hangzhou&InstanceIds=[%22i-bp00000000000000free%22]",
    "ReActivateInstances&InstanceId=i-bp00000000000000debt",
    "RenewInstance&InstanceId=i-bp1j4i2jdf3owlhe****&Period=1",
    "ModifyInstanceAutoReleaseTime&InstanceId=i-bp00000000000000free&AutoReleaseTime=2026-12-01T00:00:00Z",
    "ModifyInstanceAutoRenewAttribute&RegionId=cn-hangzhou&InstanceId=i-bp1j4i2jdf3owlhe****&AutoRenew=true",
    "ModifyInstanceSpec&InstanceId=i-bp00000000000000free&InternetMaxBandwidthOut=5",
    "DescribePrice&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&PriceUnit=Year&DataDisk.1.Category=cloud_ssd\
        &DataDisk.1.Size=100",
    "DescribeInstanceModificationPrice&RegionId=cn-hangzhou&InstanceId=i-bp1j4i2jdf3owlhe****\
        &InstanceType=ecs.g6.2xlarge",
    "ModifyPrepayInstanceSpec&RegionId=cn-hangzhou&InstanceId=i-bp1j4i2jdf3owlhe****&InstanceType=ecs.g6.2xlarge",
    "ModifyInstanceNetworkSpec&InstanceId=i-bp1j4i2jdf3owlhe****&InternetMaxBandwidthOut=5",
    "ModifyInstanceChargeType&RegionId=cn-hangzhou&InstanceIds=[%22i-bp1j4i2jdf3owlhe****%22]\
        &InstanceChargeType=PostPaid&IsDetailFee=true",
    "AllocatePublicIpAddress&InstanceId=i-bp00000000000000free",
    "AllocateEipAddress&RegionId=cn-hangzhou",
    "AssociateEipAddress&AllocationId={AllocationId}&InstanceId=i-bp00000000000000lock",
    "DescribeEipAddresses&RegionId=cn-hangzhou",
    "UnassociateEipAddress&AllocationId={AllocationId}&InstanceId=i-bp00000000000000lock",
    "ModifyEipAddressAttribute&RegionId=cn-hangzhou&AllocationId={AllocationId}&Bandwidth=10",
    "ReleaseEipAddress&AllocationId={AllocationId}",
    // There is one table, that of the default VPC, in which the instance is.
    "DescribeRouteTables&RegionId=cn-hangzhou",
    "CreateRouteEntry&RegionId=cn-hangzhou&RouteTableId={RouteTableId}&DestinationCidrBlock=192.168.0.0/16\
        &NextHopId=i-bp00000000000000free",
    "DeleteRouteEntry&RegionId=cn-hangzhou&RouteTableId={RouteTableId}&DestinationCidrBlock=192.168.0.0/16\
        &NextHopId=i-bp00000000000000free",
    "CreateVpc&RegionId=cn-hangzhou&CidrBlock=10.0.0.0/16&VpcName=made",
    "CreateVSwitch&RegionId=cn-hangzhou&VpcId={VpcId}&ZoneId=cn-hangzhou-h&CidrBlock=10.0.0.0/24",
    "ModifyVSwitchAttribute&RegionId=cn-hangzhou&VSwitchId={VSwitchId}&Description=made",
    "DeleteVSwitch&RegionId=cn-hangzhou&VSwitchId={VSwitchId}",
    "ModifyVpcAttribute&RegionId=cn-hangzhou&VpcId={VpcId}&Description=made",
    "DeleteVpc&RegionId=cn-hangzhou&VpcId={VpcId}",
    "RebootInstances&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free",
    "StopInstances&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free",
    "StartInstances&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free",
    "DeleteInstances&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free&Force=true",
];

/// Of every operation of CloudMonitor.
pub const CMS_CALLS: &[&str] = &[
    "DescribeMetricList&Namespace=acs_ecs_dashboard&MetricName=CPUUtilization&Length=1",
    "DescribeMetricLast&Namespace=acs_ecs_dashboard&MetricName=CPUUtilization&Length=1",
    "DescribeMetricData&Namespace=acs_ecs_dashboard&MetricName=CPUUtilization",
    "DescribeMetricMetaList",
];
