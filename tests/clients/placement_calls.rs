//! The calls of EC2's instance profiles, placement groups and options of instances whose answers are held against the model,
//! after those of `network_calls.rs`. There is the instance profile `model`.

pub const EC2_PLACEMENT_CALLS: &[&str] = &[
    "CreatePlacementGroup&GroupName=model&Strategy=partition&PartitionCount=3\
        &TagSpecification.1.ResourceType=placement-group&TagSpecification.1.Tag.1.Key=Name",
    "CreatePlacementGroup&GroupName=spread&Strategy=spread",
    "DescribePlacementGroups",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=m5.xlarge&MinCount=1&MaxCount=1&Placement.GroupName=model\
        &IamInstanceProfile.Name=model&EnclaveOptions.Enabled=true&MaintenanceOptions.AutoRecovery=disabled\
        &PrivateDnsNameOptions.HostnameType=resource-name",
    "DescribeInstances&InstanceId.1={instanceId}",
    "DescribeIamInstanceProfileAssociations&MaxResults=1",
    "ReplaceIamInstanceProfileAssociation&AssociationId={associationId}&IamInstanceProfile.Name=model",
    "DisassociateIamInstanceProfile&AssociationId={associationId}",
    "AssociateIamInstanceProfile&InstanceId={instanceId}&IamInstanceProfile.Name=model",
    "ModifyInstanceMaintenanceOptions&InstanceId={instanceId}&RebootMigration=disabled",
    "ModifyPrivateDnsNameOptions&InstanceId={instanceId}&EnableResourceNameDnsARecord=true",
    "DeletePlacementGroup&GroupName=spread",
];
