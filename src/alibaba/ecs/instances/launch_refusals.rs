//! The errors of a launch, as RunInstances and CreateInstance say them.

use super::refusals;
use crate::domain::compute::disk::AlibabaDiskError;
use crate::domain::compute::key_pair::{AlibabaKeyPairError, KeyPairError};
use crate::domain::error::Error as DomainError;
use crate::domain::network::interfaces::InterfaceError;
use crate::domain::resize::AlibabaResizeError;
use crate::operation::{Error, VendorError, row};

/// The rows of both operations. Where the vendor's text is a placeholder, the text is ours.
#[rustfmt::skip]
pub fn refuse(error: &Error) -> Option<VendorError> {
    Some(match error {
        Error::Domain(DomainError::AlibabaResize(error)) => return resize(error),
        Error::Domain(DomainError::KeyPair(KeyPairError::NotFound(_))) => row(404, "InvalidKeyPairName.NotFound", "The specified parameter KeyPairName does not exist in our records."),
        Error::Domain(DomainError::AlibabaKeyPair(AlibabaKeyPairError::Windows)) => row(403, "DependencyViolation.WindowsInstance", "The instance creating is window, cannot use ssh key pair to login."),
        // One that is too large has another text for each operation.
        Error::Domain(DomainError::AlibabaDisk(AlibabaDiskError::Size { system: true, .. })) => row(404, "InvalidSystemDiskSize.LessThanMinSize", "The specified parameter SystemDisk.Size is less than the min size."),
        // Ours: only the code is documented.
        Error::Domain(DomainError::Interface(InterfaceError::SubnetWithoutRange6(_))) => row(403, "InvalidVSwitch.Ipv6NotTurnOn", "The specified VSwitch does not support Ipv6 feature."),
        _ if error.missing_parameter() == Some("Period") => row(400, "MissingParamter", "The specified parameter \"Period\" is not null."),
        _ => match error.invalid_parameter() {
            Some("DataDisk") => row(400, "InstanceDiskNumber.LimitExceed", "The total number of specified disk in an instance exceeds."),
            Some("Description") => row(400, "InvalidDescription.Malformed", "The specified parameter \"Description\" is not valid."),
            Some("HttpEndpoint") => row(400, "InvalidHttpEndpoint.NotSupported", "The specified HttpEndpoint not supported, you can use enabled(default) or disabled."),
            Some("HttpPutResponseHopLimit") => row(400, "InvalidHttpPutResponseHopLimit.NotSupported", "The specified HttpPutResponseHopLimit not supported, more than 1 and less than 64 is reasonable."),
            Some("HttpTokens") => row(400, "InvalidHttpTokens.NotSupported", "The specified HttpTokens not supported, you can use optional(default) or required."),
            Some("HostName") => row(400, "InvalidHostName.Malformed", "The specified parameter \"HostName\" is not valid."),
            Some("ImageFamily") => row(400, "UnexpectedImageFamily.ImageIdSupplied", "The input parameter ImageFamily must be null when image id is set."),
            Some("KeyPairName") => row(404, "InvalidKeyPairName.NotFound", "The specified parameter KeyPairName does not exist in our records."),
            Some("SpotStrategy") => row(400, "InvalidSpotStrategy", "The specified SpotStrategy is not valid."),
            Some("SystemDisk.Size") => row(400, "InvalidSystemDiskSize.ValueNotSupported", "The specified parameter SystemDisk.Size is not a size in GiB."),
            Some(name) if name.ends_with(".Device") => row(400, "InvalidDataDevice.Malformed", "The specified parameter \"DataDisk.n.Device\" is not valid."),
            _ => return refusals::balance_too_low(error),
        },
    })
}

/// Those that a change of a specification says otherwise.
#[rustfmt::skip]
fn resize(error: &AlibabaResizeError) -> Option<VendorError> {
    use AlibabaResizeError as E;
    Some(match error {
        E::TypeBeyondPermission => row(400, "InvalidInstanceType.ValueUnauthorized", "The specified InstanceType is not authorized."),
        E::TypeNotInZone => row(403, "InvalidInstanceType.ZoneNotSupported", "The specified zone does not support this instancetype."),
        E::MarketImageStatus => row(403, "OperationDenied.ImageNotValid", "The specified Image is disabled or is deleted."),
        E::TooManyDisks(_) => row(403, "InstanceDiskLimitExceeded", "The amount of the disk on instance reach its limits."),
        E::SystemDiskCategoryUnsupported => row(400, "InvalidSystemDiskCategory.ValueNotSupported", "The specified parameter \"SystemDisk.Category\" is not valid."),
        E::DataDiskCategoryUnsupported => row(400, "InvalidDataDiskCategory.ValueNotSupported", "The specified parameter \"DataDisk.n.Category\" is not valid."),
        E::BandwidthOutForbidden => row(400, "InvalidParameter", "The specified parameter \"InternetMaxBandwidthOut\" is not valid."),
        E::BandwidthQuota(facts) => row(400, "InvalidParameter.Bandwidth", format!("{facts}.")),
        _ => return None,
    })
}
