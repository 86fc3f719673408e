//! The calls of ECS whose answers are held against the vendor's model.

/// Of every operation, in an order in which each finds as much to tell as there can be.
pub const ECS_CALLS: &[&str] = &[
    "DescribeRegions",
    "DescribeInstanceTypes",
    "RunInstances&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20250629.vhd&InstanceType=ecs.g6.large\
        &Amount=12&InternetMaxBandwidthOut=5&KeyPairName=key&Tag.1.Key=purpose&Tag.1.Value=test\
        &DataDisk.1.Size=40&DataDisk.1.Category=cloud_ssd",
    "CreateInstance&RegionId=cn-hangzhou&ImageId=aliyun_3_x64_20G_alibase_20250629.vhd&InstanceType=ecs.t6-c1m1.large",
    "ModifyInstanceSpec&InstanceId=i-bp67acfmxazb4p****&InstanceType=ecs.g6.xlarge",
    "DescribeInstances&RegionId=cn-hangzhou&PageSize=100",
    "DescribeInstances&RegionId=cn-hangzhou&MaxResults=10",
    "DescribeInstanceStatus&RegionId=cn-hangzhou",
    "DescribeInstanceAttribute&InstanceId=i-bp67acfmxazb4ph12345",
    "DescribeInstanceAttribute&InstanceId=i-bp00000000000000lock",
    "RebootInstance&InstanceId=i-bp67acfmxazb4ph12345",
    "StopInstance&InstanceId=i-bp67acfmxazb4ph12345&StoppedMode=StopCharging",
    "StartInstance&InstanceId=i-bp67acfmxazb4p****",
    "DescribeInstances&RegionId=cn-hangzhou&PageSize=100",
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
    "ModifyInstanceAutoReleaseTime&InstanceId=i-bp00000000000000free&AutoReleaseTime=2026-12-01T00:00:00Z",
    "ModifyInstanceSpec&InstanceId=i-bp00000000000000free&InternetMaxBandwidthOut=5",
    "AllocatePublicIpAddress&InstanceId=i-bp00000000000000free",
    "RebootInstances&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free",
    "StopInstances&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free",
    "StartInstances&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free",
    "DeleteInstances&RegionId=cn-hangzhou&InstanceId.1=i-bp00000000000000free&Force=true",
];
