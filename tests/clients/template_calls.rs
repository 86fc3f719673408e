//! The calls of EC2's launch templates whose answers are held against the model, after those of `placement_calls.rs`.

pub const EC2_TEMPLATE_CALLS: &[&str] = &[
    "CreateLaunchTemplate&LaunchTemplateName=model&LaunchTemplateData.InstanceType=t3.micro\
        &TagSpecification.1.ResourceType=launch-template&TagSpecification.1.Tag.1.Key=Name",
    "CreateLaunchTemplateVersion&LaunchTemplateName=model&VersionDescription=whole&LaunchTemplateData.KeyName=k\
        &LaunchTemplateData.BlockDeviceMapping.1.DeviceName=/dev/xvda\
        &LaunchTemplateData.BlockDeviceMapping.1.Ebs.VolumeSize=9&LaunchTemplateData.CapacityReservationSpecification\
        .CapacityReservationTarget.CapacityReservationId=cr-1&LaunchTemplateData.CpuOptions.CoreCount=1\
        &LaunchTemplateData.CreditSpecification.CpuCredits=standard&LaunchTemplateData.EnclaveOptions.Enabled=true\
        &LaunchTemplateData.HibernationOptions.Configured=true&LaunchTemplateData.IamInstanceProfile.Name=p\
        &LaunchTemplateData.InstanceMarketOptions.SpotOptions.MaxPrice=1\
        &LaunchTemplateData.MaintenanceOptions.AutoRecovery=default&LaunchTemplateData.MetadataOptions.HttpTokens=required\
        &LaunchTemplateData.Monitoring.Enabled=true&LaunchTemplateData.Monitoring.MetricCategoryId.1=m\
        &LaunchTemplateData.NetworkInterface.1.DeviceIndex=0&LaunchTemplateData.NetworkInterface.1.SecurityGroupId.1=sg-1\
        &LaunchTemplateData.NetworkInterface.1.Ipv6Addresses.1.Ipv6Address=::1\
        &LaunchTemplateData.NetworkInterface.1.Ipv4Prefix.1.Ipv4Prefix=10.0.0.0/28\
        &LaunchTemplateData.NetworkInterface.1.Ipv6Prefix.1.Ipv6Prefix=::/80\
        &LaunchTemplateData.NetworkInterface.1.PrivateIpAddresses.1.PrivateIpAddress=10.0.0.4\
        &LaunchTemplateData.NetworkPerformanceOptions.BandwidthWeighting=default\
        &LaunchTemplateData.Placement.PartitionNumber=1\
        &LaunchTemplateData.PrivateDnsNameOptions.EnableResourceNameDnsAAAARecord=true\
        &LaunchTemplateData.RamDiskId=ari-1&LaunchTemplateData.SecurityGroup.1=g&LaunchTemplateData.SecurityGroupId.1=sg-1\
        &LaunchTemplateData.TagSpecification.1.ResourceType=instance&LaunchTemplateData.TagSpecification.1.Tag.1.Key=k\
        &LaunchTemplateData.UserData=u",
    "DescribeLaunchTemplates&MaxResults=1",
    "DescribeLaunchTemplateVersions&LaunchTemplateName=model&MaxResults=1",
    "ModifyLaunchTemplate&LaunchTemplateName=model&SetDefaultVersion=1",
    "GetLaunchTemplateData&InstanceId={instanceId}",
    "DeleteLaunchTemplateVersions&LaunchTemplateName=model&LaunchTemplateVersion.1=1&LaunchTemplateVersion.2=2",
    "DeleteLaunchTemplate&LaunchTemplateName=model",
];
