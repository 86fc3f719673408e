//! What ECS says of values that parameters cannot have: some parameters have a code of their own.

use super::{VendorError, groups, row, tags};

/// The answer to a value that this parameter of this action cannot have.
#[rustfmt::skip]
pub(super) fn value(action: &str, name: &str) -> VendorError {
    if let Some(wire) = groups::value(action, name).or_else(|| tags::value(action, name)) {
        return wire;
    }
    // The same code, with another status in its table.
    let internet_charge = if action == "DescribeInstances" { 404 } else { 400 };
    if let Some(wire) = of_action(action, name) {
        return wire;
    }
    match name {
        "AutoReleaseTime" => row(400, "InvalidAutoReleaseTime.Malformed", "The specified parameter AutoReleaseTime is not valid."),
        "CreditSpecification" => row(400, "InvalidParameter.CreditSpecification", super::CREDITS),
        "InstanceChargeType" => row(404, "InvalidInstanceChargeType.NotFound", "The InstanceChargeType does not exist in our records."),
        "InstanceName" => row(400, "InvalidInstanceName.CustomMalformed", "Customized section of instance or host name is invalid, please use valid format: [], [,], [m,], [,n], [m,n]."),
        "InstanceNetworkType" => row(404, "InvalidNetworkType.NotFound", "The specified InstanceNetworkType is not found."),
        "InternetChargeType" => row(internet_charge, "InvalidInternetChargeType.ValueNotSupported", "The specified InternetChargeType is not valid."),
        "LockReason" => row(404, "InvalidLockReason.NotFound", "The specified LockReason is not found."),
        "Period" => row(400, "InvalidPeriod", "The specified period is not valid."),
        "PrivateIpAddress" => row(400, "InvalidPrivateIpAddress.Malformed", "Specified private IP address is malformed."),
        "Status" => row(404, "InvalidStatus.NotFound", "The specified Status is not found."),
        "SystemDisk.Category" => row(400, "InvalidSystemDiskCategory.ValueNotSupported", "The specified parameter \"SystemDisk.Category\" is not valid."),
        "Tag" => row(400, "InvalidTagCount", "The specified tags are beyond the permitted range."),
        _ if name.starts_with("DataDisk.") && name.ends_with(".Category") => row(400, "InvalidDataDiskCategory.ValueNotSupported", "The specified parameter \"DataDisk.n.Category\" is not valid."),
        _ if name.ends_with(".PerformanceLevel") => row(400, "InvalidPerformanceLevel.Malformed", "The specified parameter DataDisk.n.PerformanceLevel is not valid."),
        _ => row(400, "InvalidParameter", format!("The specified parameter \"{name}\" is not valid.")),
    }
}

/// What one action says of a value in words of its own.
#[rustfmt::skip]
fn of_action(action: &str, name: &str) -> Option<VendorError> {
    Some(match (action, name) {
        ("DescribeDisks", _) if is_filter(name, "Key") => row(404, "InvalidFilterKey.NotFound", "The filter key is not found."),
        ("DescribeDisks", _) if is_filter(name, "Value") => row(404, "InvalidFilterValue", "The filter value is not valid."),
        ("DescribeImages", _) if is_filter(name, "Key") => row(404, "InvalidFilterKey.NotFound", "The specified Filter Key is not found."),
        ("DescribeImages", _) if is_filter(name, "Value") => row(404, "InvalidFilterValue", "The specified Filter Value is not valid."),
        // The vendor's texts have a placeholder.
        ("DescribeInstances", _) if is_filter(name, "Key") => row(404, "InvalidFilterKey.NotFound", format!("Invalid {}.", name.to_lowercase())),
        ("DescribeInstances", _) if is_filter(name, "Value") => row(404, "InvalidFilterValue", format!("Invalid {}.", name.to_lowercase())),
        ("DescribeDisks", "Category") => row(400, "InvalidCategory.ValueNotSupported", "The specified disk category is not supported."),
        ("DescribeDisks", "DiskChargeType") => row(404, "InvalidDiskChargeType.NotFound", "The DiskChargeType does not exist in our records."),
        ("DescribeDisks", "DiskIds") => row(400, "InvalidParameter.DiskIds", "The specified parameter diskIds is not valid."),
        ("DescribeDisks", "DiskType") => row(400, "InvalidDiskType.ValueNotSupported", "The specified disk type is not supported."),
        ("DescribeDisks", "MultiAttach") => row(403, "InvalidParameter.MultiAttach", "The specified param MultiAttach is not valid."),
        ("DescribeDisks", "Status") => row(400, "InvalidStatus.ValueNotSupported", "The specified disk status is not supported."),
        ("AttachKeyPair" | "DetachKeyPair", "InstanceIds") => row(400, "InvalidInstanceIds.ValueNotSupported", "The specified parameter InstanceIds is not valid."),
        ("CreateKeyPair" | "ImportKeyPair", "KeyPairName") => row(400, "InvalidKeyPairName.Malformed", "Specified Key Pair name is not valid."),
        ("DeleteKeyPairs", "KeyPairNames") => row(400, "InvalidKeyPairNames.ValueNotSupported", "The specified parameter \"KeyPairNames\" is not valid."),
        ("CreateImage", "Description") => row(400, "InvalidDescription.Malformed", "The specified description is wrongly formed."),
        ("CreateImage", "ImageName") => row(400, "InvalidImageName.Malformed", "The specified Image name is wrongly formed."),
        ("DescribeImages", "Architecture") => row(404, "InvalidArchitecture", "The specified Architecture is not valid."),
        ("DescribeImages", "ImageOwnerAlias") => row(400, "InvalidImageOwnerAlias.ValueNotSupported", "The specified ImageOwnerAlias value is not supported."),
        ("DescribeImages", "OSType") => row(404, "InvalidOSType", "The specified OSType is not valid."),
        ("DescribeImages", "Usage") => row(404, "InvalidUsage", "The specified Usage is not valid."),
        _ => return None,
    })
}

fn is_filter(name: &str, part: &str) -> bool {
    name.strip_prefix("Filter.").and_then(|rest| rest.split_once('.')).is_some_and(|(_, other)| other == part)
}
