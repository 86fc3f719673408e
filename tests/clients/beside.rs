//! Where Twinstance differs from the vendors' models on purpose, and why.

/// What Twinstance reads that the models do not have, and why.
pub const BESIDE_THE_MODEL: &[(&str, &str)] = &[
    // The model has only the plural, unlike that of every other action; those who write requests by hand use this.
    ("ec2:CreateCapacityReservation", "TagSpecification"),
    // It was recorded that EC2 reads it all the same.
    ("ec2:AssociateIamInstanceProfile", "DryRun"),
    ("ec2:DescribeIamInstanceProfileAssociations", "DryRun"),
    // The vendor's table of errors has codes for them.
    ("ecs:ModifyInstanceSpec", "InstanceChargeType"),
    ("ecs:ModifyInstanceSpec", "InternetChargeType"),
    ("vpc:ModifyVpcAttribute", "UserCidr"),
];

/// Actions of ECS that are an older form of the VPC API's, with fewer parameters: they read those of the newer form, too,
/// and have its answers.
pub const OLDER_FORMS: &[&str] = &[
    "ecs:CreateRouteEntry",
    "ecs:CreateVSwitch",
    "ecs:CreateVpc",
    "ecs:DeleteRouteEntry",
    "ecs:DeleteVSwitch",
    "ecs:DeleteVpc",
    "ecs:DescribeRouteTables",
    "ecs:ModifyEipAddressAttribute",
    "ecs:ModifyVSwitchAttribute",
    "ecs:ModifyVpcAttribute",
];

/// Actions of ECS whose tags the vendor's metadata spells in both cases, the SDK only in one.
pub const TAGS_IN_ANY_CASE: &[&str] = &[
    "ecs:AddTags",
    "ecs:CreateImage",
    "ecs:CreateInstance",
    "ecs:CreateSecurityGroup",
    "ecs:CreateSnapshot",
    "ecs:DescribeDisks",
    "ecs:DescribeImages",
    "ecs:DescribeInstances",
    "ecs:DescribeSecurityGroups",
    "ecs:DescribeSnapshots",
    "ecs:DescribeTags",
    "ecs:RemoveTags",
];

/// What Twinstance answers that the models do not have, and why.
pub const ANSWERED_BESIDE_THE_MODEL: &[(&str, &str)] = &[
    // The model has no answer at all; AWS gives this one, and libcloud wants it.
    ("ec2:AssignPrivateIpAddresses", "return"),
    ("ec2:AssociateAddress", "return"),
    ("ec2:AssociateDhcpOptions", "return"),
    ("ec2:AttachInternetGateway", "return"),
    ("ec2:CreateNetworkAclEntry", "return"),
    ("ec2:CreateSecurityGroup", "return"),
    ("ec2:CreateTags", "return"),
    ("ec2:DeleteDhcpOptions", "return"),
    ("ec2:DeleteInternetGateway", "return"),
    ("ec2:DeleteNetworkAcl", "return"),
    ("ec2:DeleteNetworkAclEntry", "return"),
    ("ec2:DeleteNetworkInterface", "return"),
    ("ec2:DeletePlacementGroup", "return"),
    ("ec2:DeleteRoute", "return"),
    ("ec2:DeleteRouteTable", "return"),
    ("ec2:DeleteSnapshot", "return"),
    ("ec2:DeleteSubnet", "return"),
    ("ec2:DeleteTags", "return"),
    ("ec2:DeleteVolume", "return"),
    ("ec2:DeleteVpc", "return"),
    ("ec2:DetachInternetGateway", "return"),
    ("ec2:DetachNetworkInterface", "return"),
    ("ec2:DisassociateAddress", "return"),
    ("ec2:DisassociateRouteTable", "return"),
    ("ec2:ModifyImageAttribute", "return"),
    ("ec2:ModifyInstanceAttribute", "return"),
    ("ec2:ModifyNetworkInterfaceAttribute", "return"),
    ("ec2:ModifySnapshotAttribute", "return"),
    ("ec2:ModifySubnetAttribute", "return"),
    ("ec2:ModifyVolumeAttribute", "return"),
    ("ec2:ModifyVpcAttribute", "return"),
    ("ec2:RebootInstances", "return"),
    ("ec2:ReleaseAddress", "return"),
    ("ec2:ReplaceNetworkAclEntry", "return"),
    ("ec2:ReplaceRoute", "return"),
    ("ec2:ResetImageAttribute", "return"),
    ("ec2:ResetNetworkInterfaceAttribute", "return"),
    ("ec2:ResetSnapshotAttribute", "return"),
    ("ec2:UnassignPrivateIpAddresses", "return"),
];

/// What the models document and Twinstance leaves out, and why: figures of a type that are not known here, of which 0
/// would be a lie.
pub const LEFT_OUT: &[(&str, &[&str])] = &[
    // It is that of an error.
    ("cms:DescribeMetricData", &["Message"]),
    ("cms:DescribeMetricLast", &["Message"]),
    ("cms:DescribeMetricList", &["Message"]),
    ("cms:DescribeMetricMetaList", &["Message"]),
    ("ecs:DescribeInstanceTypeFamilies", &["Generation"]),
    // Bonds, RDMA and the quality of service of interfaces are not modelled.
    (
        "ecs:DescribeNetworkInterfaceAttribute",
        &["BondInterfaceSpecification", "EnhancedNetwork", "QoSConfig", "SlaveInterfaceSpecification"],
    ),
    (
        "ecs:DescribeInstanceTypes",
        &[
            "Attributes",
            "BaselineCredit",
            "Clock.PtpSupport",
            "CpuOptions.Core",
            "CpuOptions.CoreFactor",
            "CpuOptions.HyperThreadingAdjustable",
            "CpuOptions.NestedVirtualizationSupport",
            "CpuOptions.SupportedTopologyTypes",
            "CpuOptions.ThreadsPerCore",
            "DiskQuantity",
            "EnhancedNetwork.ExpressSupport",
            "EnhancedNetwork.RssSupport",
            "EnhancedNetwork.SriovSupport",
            "EnhancedNetwork.VfQueueNumberPerEni",
            "EniIpv6AddressQuantity",
            "EniPrivateIpAddressQuantity",
            "EniTotalQuantity",
            "EniTrunkSupported",
            "EriQuantity",
            "GPUMemorySize",
            "InitialCredit",
            "InstancePpsRx",
            "InstancePpsTx",
            "JumboFrameSupport",
            "LocalStorageAmount",
            "LocalStorageCapacity",
            "MaximumQueueNumberPerEni",
            "NetworkCardQuantity",
            "NetworkCards",
            "NetworkInfo.BandwidthWeighting.WeightingInfos",
            "PrimaryEniQueueNumber",
            "QueuePairNumber",
            "SecondaryEniQueueNumber",
            "SecurityOptions",
            "SupportedBootModes",
            "TotalEniQueueQuantity",
        ],
    ),
];
