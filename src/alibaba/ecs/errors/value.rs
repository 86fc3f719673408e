//! Errors about invalid values of parameters. Some parameters have an error code of their own.

use super::{VendorError, row};

#[rustfmt::skip]
pub(super) fn invalid_value(name: &str) -> VendorError {
    match name {
        "AutoReleaseTime" => row(400, "InvalidAutoReleaseTime.Malformed", "The specified parameter AutoReleaseTime is not valid."),
        "CreditSpecification" => row(400, "InvalidParameter.CreditSpecification", super::CREDITS),
        "InstanceChargeType" => row(404, "InvalidInstanceChargeType.NotFound", "The InstanceChargeType does not exist in our records."),
        "InstanceName" => row(400, "InvalidInstanceName.Malformed", "The specified parameter \"InstanceName\" is not valid."),
        // Its pattern for the names of several instances.
        "InstanceName[]" => row(400, "InvalidInstanceName.CustomMalformed", "Customized section of instance or host name is invalid, please use valid format: [], [,], [m,], [,n], [m,n]."),
        "InstanceNetworkType" => row(404, "InvalidNetworkType.NotFound", "The specified InstanceNetworkType is not found."),
        "InternetChargeType" => row(400, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid."),
        "LockReason" => row(404, "InvalidLockReason.NotFound", "The specified LockReason is not found."),
        "Period" => row(400, "InvalidPeriod", "The specified period is not valid."),
        "PrivateIpAddress" => row(400, "InvalidPrivateIpAddress.Malformed", "Specified private IP address is malformed."),
        "RamRoleName" => row(404, "InvalidRamRole.NotFound", "The specified parameter \"RAMRoleName\" does not exist."),
        "ResourceGroupId" => row(404, "InvalidResourceGroup.NotFound", "The ResourceGroup provided does not exist in our records."),
        "Status" => row(404, "InvalidStatus.NotFound", "The specified Status is not found."),
        "SystemDisk.Category" => row(400, "InvalidSystemDiskCategory.ValueNotSupported", "The specified parameter \"SystemDisk.Category\" is not valid."),
        "Tag" => row(400, "InvalidTagCount", "The specified tags are beyond the permitted range."),
        _ if name.starts_with("Tag.") && name.ends_with(".Value") => row(400, "InvalidTagValue.Malformed", "The specified Tag.n.Value is not valid."),
        _ if name.starts_with("DataDisk.") && name.ends_with(".Category") => row(400, "InvalidDataDiskCategory.ValueNotSupported", "The specified parameter \"DataDisk.n.Category\" is not valid."),
        _ if name.ends_with(".PerformanceLevel") => row(400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid."),
        _ => row(400, "InvalidParameter", format!("The specified parameter \"{name}\" is not valid.")),
    }
}
