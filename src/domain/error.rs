//! The errors of the domain, independent of either API. Each cloud's `errors` table maps them to its own codes.

use crate::domain::billing::AlibabaBillingError;
use crate::domain::capacity::reservation::{AlibabaCapacityError, AwsCapacityError, AwsLendingError, CapacityError};
use crate::domain::compute::disk::{AlibabaDiskError, AwsDiskError};
use crate::domain::compute::ecs_snapshot::AlibabaSnapshotError;
use crate::domain::compute::image::{AlibabaImageError, AwsImageError, ImageError};
use crate::domain::compute::instance::State;
use crate::domain::compute::key_pair::{AlibabaKeyPairError, AwsKeyPairError, KeyPairError};
use crate::domain::compute::placement::AwsPlacementError;
use crate::domain::compute::snapshot::AwsSnapshotError;
use crate::domain::compute::template::AwsTemplateError;
use crate::domain::compute::volume::AwsVolumeError;
use crate::domain::credits::{AlibabaMonitorError, CreditRefusal};
use crate::domain::network::address::{AddressError, AlibabaAddressError, AwsAddressError};
use crate::domain::network::interfaces::{AlibabaInterfaceError, AwsInterfaceError, InterfaceError};
use crate::domain::network::{
    AlibabaGroupError, AlibabaListError, AlibabaNatError, AlibabaNetworkError, AlibabaRouteError, AwsGroupError,
    AwsNetworkError, AwsRouteError, AwsVpcError, GroupError, NatEntryError, NetworkError, PrefixListError, VpcAclError,
};
use crate::domain::resize::AlibabaResizeError;
use smol_str::SmolStr;
use std::fmt;

/// Why an operation is refused. Errors of one cloud only carry its name; the others are common to both.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Instance(#[from] InstanceError),
    #[error(transparent)]
    AwsInstance(#[from] AwsInstanceError),
    #[error(transparent)]
    AlibabaInstance(#[from] AlibabaInstanceError),
    #[error(transparent)]
    Credit(#[from] CreditError),
    #[error(transparent)]
    AwsCredit(#[from] AwsCreditError),
    #[error(transparent)]
    Capacity(#[from] CapacityError),
    #[error(transparent)]
    AwsCapacity(#[from] AwsCapacityError),
    /// Interruptible allocations of EC2.
    #[error(transparent)]
    AwsLending(#[from] AwsLendingError),
    #[error(transparent)]
    AlibabaCapacity(#[from] AlibabaCapacityError),
    #[error(transparent)]
    Network(#[from] NetworkError),
    #[error(transparent)]
    AwsNetwork(#[from] AwsNetworkError),
    #[error(transparent)]
    AwsRoute(#[from] AwsRouteError),
    #[error(transparent)]
    AlibabaRoute(#[from] AlibabaRouteError),
    #[error(transparent)]
    AlibabaNat(#[from] AlibabaNatError),
    /// Network ACLs of Alibaba Cloud.
    #[error(transparent)]
    AlibabaAcl(#[from] VpcAclError),
    /// Entries of NAT gateways of Alibaba Cloud.
    #[error(transparent)]
    AlibabaNatEntry(#[from] NatEntryError),
    #[error(transparent)]
    AwsVpc(#[from] AwsVpcError),
    #[error(transparent)]
    PrefixList(#[from] PrefixListError),
    #[error(transparent)]
    AlibabaList(#[from] AlibabaListError),
    #[error(transparent)]
    AlibabaNetwork(#[from] AlibabaNetworkError),
    #[error(transparent)]
    Group(#[from] GroupError),
    #[error(transparent)]
    AwsGroup(#[from] AwsGroupError),
    #[error(transparent)]
    AlibabaGroup(#[from] AlibabaGroupError),
    #[error(transparent)]
    AwsPlacement(#[from] AwsPlacementError),
    /// Launch templates of EC2.
    #[error(transparent)]
    AwsTemplate(#[from] AwsTemplateError),
    #[error(transparent)]
    AwsDisk(#[from] AwsDiskError),
    #[error(transparent)]
    Interface(#[from] InterfaceError),
    #[error(transparent)]
    AwsInterface(#[from] AwsInterfaceError),
    #[error(transparent)]
    AlibabaInterface(#[from] AlibabaInterfaceError),
    /// Volumes that change.
    #[error(transparent)]
    AwsVolume(#[from] AwsVolumeError),
    /// Snapshots and encryption of EC2.
    #[error(transparent)]
    AwsSnapshot(#[from] AwsSnapshotError),
    #[error(transparent)]
    AlibabaDisk(#[from] AlibabaDiskError),
    /// Snapshots of ECS.
    #[error(transparent)]
    AlibabaSnapshot(#[from] AlibabaSnapshotError),
    #[error(transparent)]
    Image(#[from] ImageError),
    #[error(transparent)]
    AwsImage(#[from] AwsImageError),
    #[error(transparent)]
    AlibabaImage(#[from] AlibabaImageError),
    #[error(transparent)]
    Address(#[from] AddressError),
    #[error(transparent)]
    AwsAddress(#[from] AwsAddressError),
    #[error(transparent)]
    AlibabaAddress(#[from] AlibabaAddressError),
    #[error(transparent)]
    KeyPair(#[from] KeyPairError),
    #[error(transparent)]
    AwsKeyPair(#[from] AwsKeyPairError),
    #[error(transparent)]
    AlibabaKeyPair(#[from] AlibabaKeyPairError),
    #[error(transparent)]
    AlibabaMonitor(#[from] AlibabaMonitorError),
    #[error(transparent)]
    AlibabaResize(#[from] AlibabaResizeError),
    #[error(transparent)]
    Tag(#[from] TagError),
    /// Orders and prices of ECS.
    #[error(transparent)]
    AlibabaBilling(#[from] AlibabaBillingError),
}

/// Errors about tags.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TagError {
    #[error("nothing that could have tags has the id {0}")]
    NoResource(SmolStr),
    #[error("the resource would have more tags than it can have")]
    TooMany,
}

/// An operation that only some states of an instance allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstanceAction {
    Start,
    Stop,
    Reboot,
    /// EC2 TerminateInstances or ECS DeleteInstance.
    Terminate,
    /// Change an attribute.
    Modify,
    /// Create an image from it.
    Image,
    /// Create snapshots of its disks.
    Snapshot,
}

impl fmt::Display for InstanceAction {
    /// The verb phrase for error messages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Start => "start it",
            Self::Stop => "stop it",
            Self::Reboot => "reboot it",
            Self::Terminate => "terminate it",
            Self::Modify => "change it",
            Self::Image => "make an image of it",
            Self::Snapshot => "make snapshots of its disks",
        })
    }
}

/// Errors about instances.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum InstanceError {
    #[error("no instance has the id {}", listed(.0))]
    NotFound(Vec<SmolStr>),
    #[error("the instance {id} is {}, which does not allow to {action}", .state.as_str())]
    WrongState { id: SmolStr, state: State, action: InstanceAction },
    #[error("the instance {id} is protected, which does not allow to {action}")]
    Protected { id: SmolStr, action: InstanceAction },
    #[error("no instance type is named {0}")]
    TypeUnknown(SmolStr),
    #[error("{0} has not the form of an image's id")]
    ImageMalformed(SmolStr),
    #[error("no image has the id {0}")]
    ImageNotFound(SmolStr),
    #[error("the smallest number of instances, {min}, is larger than the largest, {max}")]
    CountsDisagree { min: u32, max: u32 },
    /// A tag key, or another name.
    #[error("{0} is named twice")]
    DuplicateTag(SmolStr),
    #[error("{0} cannot be the key of a tag")]
    TagReserved(SmolStr),
}

/// Errors about instances that only EC2 reports.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AwsInstanceError {
    #[error("{0} has not the form of an instance's id")]
    Malformed(SmolStr),
    #[error("no instance type is named {}", listed(.0))]
    TypesUnknown(Vec<SmolStr>),
    #[error("the launch is repeated with its token, and its instances are terminated")]
    LaunchTerminated,
    #[error(transparent)]
    Hibernation(#[from] HibernationError),
    #[error("instances of this type cannot be configured so")]
    Unsupported,
    #[error("the type {instance_type} is not offered in {zone}, but in {}", zones.join(", "))]
    ZoneUnsupported { instance_type: &'static str, zone: &'static str, zones: Vec<&'static str> },
    #[error("instances of the type {0} cannot have enclaves")]
    EnclaveUnsupported(&'static str),
    #[error("an instance cannot both hibernate and have enclaves")]
    EnclaveHibernates,
    #[error("an instance of the type {from} cannot get the type {to}")]
    TypeChange { from: &'static str, to: &'static str },
    #[error("instances of the type {0} need enhanced networking with the Elastic Network Adapter")]
    EnaRequired(&'static str),
    #[error("{0} cannot be the key of a tag that the instance's metadata show")]
    MetadataTagKey(SmolStr),
    #[error("the user data are not base 64")]
    UserDataMalformed,
    #[error("the user data are larger than 16 KiB")]
    UserDataTooLong,
}

/// Why an instance of EC2 cannot hibernate.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum HibernationError {
    #[error("the instance {0} was not configured for hibernation when it was launched")]
    NotConfigured(SmolStr),
    #[error("for hibernation the root volume must be encrypted")]
    NotEncrypted,
    #[error("instances of the type {0} cannot hibernate")]
    InstanceType(&'static str),
}

/// Errors about instances that only ECS reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaInstanceError {
    #[error("the instance is locked for security reasons")]
    LockedForSecurity,
    #[error("the account has an outstanding payment")]
    InArrears,
    #[error("the instance is paid for by subscription")]
    Subscription,
    #[error("the instance loses its local disks when it is stopped, which needs a confirmation")]
    LocalDisks,
    #[error("the instance type {0} is no longer sold")]
    TypeRetired(SmolStr),
    #[error("the credit mode of a stopped instance does not change")]
    CreditsOfStopped,
    #[error("the credit mode does not change while the instance changes its state, or has an overdue payment")]
    CreditsRestricted,
    #[error("an instance that is paid for by subscription needs no protection from deletion")]
    ProtectionOfSubscription,
    #[error("the user data is not base 64")]
    UserDataMalformed,
    #[error("the user data is larger than 32 KiB")]
    UserDataTooLong,
    #[error("the same security group is named twice")]
    GroupTwice,
    #[error("the size of the instance's network frames changes only while it is running or stopped")]
    Frames,
    #[error("the instance has an overdue payment")]
    Overdue,
    #[error("only an instance with an overdue payment can be reactivated")]
    NotOverdue,
    #[error("the account's balance does not pay for the instance")]
    BalanceTooLow,
    #[error("only an instance that is paid for by subscription can be renewed")]
    NotSubscription,
    #[error("an instance that is paid for by subscription cannot be reactivated")]
    ReactivatedSubscription,
    #[error("the instance has no outbound bandwidth, so that a public address would be of no use")]
    NoBandwidth,
    #[error("the instance has a public address")]
    HasAddress,
    #[error("a change of the instance is on its way")]
    ChangePending,
}

/// Errors about credit modes.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CreditError {
    #[error("{} cannot have this credit mode: {refusal}", credit_subject(.id.as_ref(), .instance_type))]
    Refused {
        /// `None` at a launch.
        id: Option<SmolStr>,
        instance_type: &'static str,
        refusal: CreditRefusal,
    },
}

/// Errors about credit modes that only EC2 reports.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum AwsCreditError {
    #[error("the credit mode that is asked for the instance {id} is neither standard nor unlimited")]
    UnknownMode { id: SmolStr },
    #[error("the instance {0} is named twice")]
    DuplicateInstance(SmolStr),
    #[error("the instance family {0} has no default credit mode")]
    UnknownFamily(SmolStr),
    #[error("the default credit mode can be set once in 5 minutes, and 4 times in 24 hours")]
    DefaultSetTooOften,
}

/// Joins names for a sentence: `a or b`.
pub(super) fn listed<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(" or ")
}

/// Turns a vendor's sentence into the form of this module's messages: lower-case first letter, no full stop.
pub(super) fn plain(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        // An abbreviation, or a name as `VSwitch`, keeps its capitals.
        (Some(first), Some(second)) if second.is_lowercase() => format!("{}{}", first.to_lowercase(), letters.as_str()),
        _ => text.to_owned(),
    }
}

/// The subject of a credit mode error: the instance, or at a launch its type.
fn credit_subject(id: Option<&SmolStr>, instance_type: &str) -> String {
    id.map_or_else(|| format!("an instance of the type {instance_type}"), |id| format!("the instance {id}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_sentences_with_details() {
        let id = || SmolStr::new("i-1");
        let wrong = InstanceError::WrongState { id: id(), state: State::Running, action: InstanceAction::Start };
        let refused =
            |id| CreditError::Refused { id, instance_type: "t3.micro", refusal: CreditRefusal::DedicatedHost };
        let text = "The instance i-1 has 3 network interfaces; ecs.g6.large supports 2.";
        let stock = |elsewhere| CapacityError::OutOfStock { instance_type: "m5.large", zone: "us-east-1a", elsewhere };
        for (error, expected) in [
            (Error::from(wrong), "the instance i-1 is running, which does not allow to start it"),
            (InstanceError::NotFound(vec![id(), "i-2".into()]).into(), "no instance has the id i-1 or i-2"),
            (
                refused(None).into(),
                "an instance of the type t3.micro cannot have this credit mode: on a dedicated host a T3 has the mode standard only",
            ),
            (
                refused(Some(id())).into(),
                "the instance i-1 cannot have this credit mode: on a dedicated host a T3 has the mode standard only",
            ),
            (
                AlibabaResizeError::EniCount(text.to_owned()).into(),
                "the instance i-1 has 3 network interfaces; ecs.g6.large supports 2",
            ),
            (stock(Vec::new()).into(), "us-east-1a has no more instances of the type m5.large"),
            (
                stock(vec!["us-east-1b", "us-east-1c"]).into(),
                "us-east-1a has no more instances of the type m5.large, unlike us-east-1b or us-east-1c",
            ),
        ] {
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn vendor_sentences_take_the_form_of_messages() {
        for (text, expected) in [
            ("The disk is there.", "the disk is there"),
            ("VSwitch x.", "VSwitch x"),
            ("A disk", "A disk"),
            ("", ""),
            ("no", "no"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
