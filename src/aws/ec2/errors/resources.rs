//! EC2's errors for volumes, images, key pairs and elastic addresses.

use super::{VendorError, row};
use crate::aws::ec2::instances::StateView;
use crate::domain::compute::disk::AwsDiskError;
use crate::domain::compute::ebs::PerformanceError;
use crate::domain::compute::image::{AwsImageError, ImageError};
use crate::domain::compute::key_pair::{AwsKeyPairError, KeyPairError};
use crate::domain::network::address::{AddressError, AwsAddressError};

pub(super) fn disk(error: &AwsDiskError) -> VendorError {
    match error {
        // As recorded of RegisterImage.
        AwsDiskError::SnapshotNotFound(id) => {
            row(400, "InvalidSnapshotID.NotFound", format!("The snapshot ID '{id}' does not exist"))
        }
        AwsDiskError::Malformed(id) => {
            row(400, "InvalidVolumeID.Malformed", format!("Invalid id: \"{id}\" (expecting \"vol-...\")"))
        }
        // Ours.
        AwsDiskError::Category(category) => {
            row(400, "InvalidParameterValue", format!("Value ({category}) for parameter volumeType is invalid."))
        }
        AwsDiskError::Device(device) => row(
            400,
            "InvalidParameterValue",
            format!("Value ({device}) for parameter device is invalid. {device} is not a valid EBS device name."),
        ),
        // Ours, after answers that people published.
        AwsDiskError::Size { gib, category, min, .. } if gib < min => row(
            400,
            "InvalidParameterValue",
            format!("Volume of {gib}GiB is too small for volume type {category}; minimum is {min}GiB."),
        ),
        AwsDiskError::Size { gib, category, max, .. } => row(
            400,
            "InvalidParameterValue",
            format!("Volume of {gib}GiB is too large for volume type {category}; maximum is {max}GiB."),
        ),
        // Reported by users, with two spaces.
        AwsDiskError::SmallerThanSnapshot { gib, snapshot, min } => row(
            400,
            "InvalidBlockDeviceMapping",
            format!("Volume of size {gib}GB is smaller than  snapshot '{snapshot}', expect size >= {min}GB"),
        ),
        AwsDiskError::SizeMissing => {
            row(400, "MissingParameter", "The request must contain the parameter size or snapshotId")
        }
        AwsDiskError::Performance(error) => performance(error),
        AwsDiskError::NotFound(id) => row(400, "InvalidVolume.NotFound", format!("The volume '{id}' does not exist.")),
    }
}

/// As users report them, but for the range of a throughput, which is ours after that of the operations per second.
fn performance(error: &PerformanceError) -> VendorError {
    let combination = |text| row(400, "InvalidParameterCombination", text);
    let out_of_range = |what, value, min, max| {
        let (how, bound, limit) = if value < min { ("low", "minimum", min) } else { ("high", "maximum", max) };
        invalid(format!("Volume {what} of {value} is too {how}; {bound} is {limit}."))
    };
    let ratio = |of: u32, to: u32| f64::from(of) / f64::from(to);
    match error {
        PerformanceError::IopsUnsupported(category) => {
            combination(format!("The parameter iops is not supported for {category} volumes."))
        }
        PerformanceError::IopsRequired(category) => {
            combination(format!("The parameter iops must be specified for {category} volumes."))
        }
        PerformanceError::Iops { iops, min, max } => out_of_range("iops", *iops, *min, *max),
        PerformanceError::IopsRatio { iops, gib, max } => {
            let ratio = ratio(*iops, *gib);
            invalid(format!("Iops to volume size ratio of {ratio:.6} is too high; maximum is {max}"))
        }
        PerformanceError::ThroughputUnsupported => {
            combination("throughput can only be specified for volumeType gp3.".to_owned())
        }
        PerformanceError::Throughput { throughput, min, max } => out_of_range("throughput", *throughput, *min, *max),
        PerformanceError::ThroughputRatio { throughput, iops } => {
            let ratio = ratio(*throughput, *iops);
            invalid(format!(
                "Throughput (MiBps) to iops ratio of {ratio:.6} is too high; maximum is 0.250000 MiBps per iops"
            ))
        }
    }
}

pub(super) fn image(error: &ImageError) -> VendorError {
    match error {
        // The text is ours.
        ImageError::Unavailable(id) => {
            row(400, "InvalidAMIID.Unavailable", format!("The image ID '{id}' is not available"))
        }
        ImageError::Deregistered(id) => {
            row(400, "InvalidAMIID.Unavailable", format!("The image ID '{id}' is no longer available"))
        }
        ImageError::NameTaken { name, by } => {
            row(400, "InvalidAMIName.Duplicate", format!("AMI name {name} is already in use by AMI {by}"))
        }
    }
}

pub(super) fn aws_image(error: &AwsImageError) -> VendorError {
    match error {
        // As recorded of RegisterImage. The page of CreateImage allows more than the text names.
        AwsImageError::NameMalformed => row(
            400,
            "InvalidAMIName.Malformed",
            "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', \
             '/' and '_'",
        ),
        AwsImageError::Architecture { image, instance_type } => row(
            400,
            "InvalidParameterValue",
            format!(
                "The architecture '{instance_type}' of the specified instance type does not match the architecture '{image}' of \
                 the specified AMI. Specify an instance type and an AMI that have matching architectures, and try \
                 again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the \
                 instance type or AMI."
            ),
        ),
        // The code is reported by users, for a parameter of a wrong data type. The texts are ours.
        AwsImageError::NoParameter(name) => {
            let text =
                format!("Parameter {name} not found. Twinstance has the public parameters of its own images alone.");
            row(400, "SsmInvalidParameter", text)
        }
        AwsImageError::NoParameterVersion(name) => {
            row(400, "SsmInvalidParameter", format!("Parameter {name} has no such version or label."))
        }
        // The texts are ours.
        AwsImageError::Protected(id) => row(
            400,
            "OperationNotPermitted",
            format!(
                "The image '{id}' is protected from deregistration. Disable the protection, and wait for its cooldown."
            ),
        ),
        AwsImageError::NoRoot => row(400, "InvalidBlockDeviceMapping", "No root snapshot specified in device mapping."),
        AwsImageError::NotYours(id) => row(401, "AuthFailure", format!("Not authorized for image:{id}")),
    }
}

pub(super) fn key_pair(error: &KeyPairError) -> VendorError {
    match error {
        KeyPairError::NotFound(name) => {
            row(400, "InvalidKeyPair.NotFound", format!("The key pair '{name}' does not exist"))
        }
        KeyPairError::Duplicate => row(400, "InvalidKeyPair.Duplicate", "The keypair already exists"),
        KeyPairError::Format => row(400, "InvalidKey.Format", "Key is not in valid OpenSSH public key format"),
    }
}

fn invalid(text: String) -> VendorError {
    row(400, "InvalidParameterValue", text)
}

/// As recorded from EC2.
pub(super) fn aws_key_pair(error: &AwsKeyPairError) -> VendorError {
    let text = match error {
        AwsKeyPairError::NameUntrimmed(name) => format!("Invalid value '{name}' for keyName. It should be trimmed"),
        AwsKeyPairError::NameLines(name) => format!("Value for parameter {name} is invalid. KeyName"),
        AwsKeyPairError::NotAscii(parameter) => {
            format!("Value for parameter {parameter} is invalid. Character sets beyond ASCII are not supported.")
        }
        AwsKeyPairError::Malformed(id) => format!("Invalid value '{id}' for keyPairId."),
    };
    invalid(text)
}

pub(super) fn address(error: &AddressError) -> VendorError {
    match error {
        AddressError::AllocationNotFound(id) => {
            row(400, "InvalidAllocationID.NotFound", format!("The allocation ID '{id}' does not exist"))
        }
        AddressError::AlreadyAssociated { allocation, association } => row(
            400,
            "Resource.AlreadyAssociated",
            format!("resource {allocation} is already associated with associate-id {association}"),
        ),
        AddressError::LimitReached => {
            row(400, "AddressLimitExceeded", "The maximum number of addresses has been reached.")
        }
        AddressError::InUse(ip) => row(400, "InvalidIPAddress.InUse", format!("Address {ip} is in use.")),
        AddressError::InstanceState { id, state } => row(
            400,
            "InvalidInstanceID",
            format!(
                "The {} instance '{id}' is not in a valid state for this operation.",
                StateView::from(*state).name()
            ),
        ),
    }
}

pub(super) fn aws_address(error: &AwsAddressError) -> VendorError {
    match error {
        AwsAddressError::NotFound(ip) => row(400, "InvalidAddress.NotFound", format!("Address '{ip}' not found.")),
        AwsAddressError::AssociationNotFound(id) => {
            row(400, "InvalidAssociationID.NotFound", format!("The association ID '{id}' does not exist"))
        }
        // As recorded from EC2, as are the texts below.
        AwsAddressError::Unnamed(what) => row(400, "MissingParameter", format!("Either {what} must be specified")),
        AwsAddressError::PublicIpUnusable { id, purpose } => {
            invalid(format!("You must specify an {id} when {purpose}"))
        }
        AwsAddressError::PublicIpMalformed(text) => {
            invalid(format!("Invalid value '{text}' for PublicIp. Not a valid IPv4 address."))
        }
        AwsAddressError::PrivateIpMalformed(text) => {
            invalid(format!("invalid value for parameter private-address: {text}"))
        }
        AwsAddressError::NotMapped { address, interface } => {
            invalid(format!("{address} is not mapped to the interface {interface}"))
        }
        AwsAddressError::UnknownBorderGroup(text) => invalid(text.to_string()),
        // As users report it; the status is ours.
        AwsAddressError::OfNatGateway(_) => {
            row(401, "AuthFailure", "You do not have permission to access the specified resource.")
        }
        // As users report it.
        AwsAddressError::PtrSet(id) => row(
            400,
            "InvalidAddress.PtrSet",
            format!("The address with allocation id [{id}] cannot be released because it has a PTR record set."),
        ),
        AwsAddressError::BorderGroup(text) => {
            invalid(format!("invalid value for parameter network-border-group: {text}"))
        }
    }
}
