//! What can go wrong in the domain, in the domain's own words. Each cloud's `errors` table says how it is answered.

use crate::domain::billing::BillingError;
use crate::domain::capacity::reservation::CapacityError;
use crate::domain::compute::disk::DiskError;
use crate::domain::compute::image::ImageError;
use crate::domain::compute::instance::State;
use crate::domain::compute::key_pair::KeyPairError;
use crate::domain::credits::CreditRefusal;
use crate::domain::network::address::AddressError;
use crate::domain::network::{GroupError, NetworkError};
use crate::domain::resize::ResizeError;
use smol_str::SmolStr;

/// Why an operation cannot be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    /// About instances.
    Instance(InstanceError),
    /// About credit modes.
    Credit(CreditError),
    /// About reserved capacity.
    Capacity(CapacityError),
    /// About networks.
    Network(NetworkError),
    /// About security groups and their rules.
    Group(GroupError),
    /// About disks.
    Disk(DiskError),
    /// About images.
    Image(ImageError),
    /// About elastic addresses.
    Address(AddressError),
    /// About key pairs.
    KeyPair(KeyPairError),
    /// About changing an ECS instance's specification.
    Spec(ResizeError),
    /// About tags.
    Tag(TagError),
    /// About what is bought on ECS.
    Billing(BillingError),
}

/// Errors about tags.
#[derive(Clone, Debug, PartialEq)]
pub enum TagError {
    /// There is nothing of this id.
    NoResource(SmolStr),
    /// The resource would have more tags than it can.
    TooMany,
}

/// What an instance is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Start.
    Start,
    /// Stop.
    Stop,
    /// Reboot.
    Reboot,
    /// Terminate, or be deleted.
    Terminate,
    /// Change an attribute for which it must be stopped.
    Modify,
    /// Be the source of an image.
    Image,
}

/// Errors about instances.
#[derive(Clone, Debug, PartialEq)]
pub enum InstanceError {
    /// Ids that have not the form of an instance's id.
    Malformed(SmolStr),
    /// No instances have these ids.
    NotFound(Vec<SmolStr>),
    /// The state does not allow it.
    WrongState {
        /// Which instance.
        id: SmolStr,
        /// Its state.
        state: State,
        /// What was asked.
        doing: Doing,
    },
    /// It is protected against it.
    Protected {
        /// Which instance.
        id: SmolStr,
        /// Against what.
        doing: Doing,
    },
    /// It is locked for security reasons.
    LockedForSecurity,
    /// Its account has an outstanding payment.
    InArrears,
    /// It is paid for by subscription.
    Subscription,
    /// Stopping it loses its local disks, which needs a confirmation.
    LocalDisks,
    /// There is no such instance type.
    TypeUnknown(SmolStr),
    /// There are no such instance types.
    TypesUnknown(Vec<SmolStr>),
    /// The instance type is no longer sold.
    TypeRetired(SmolStr),
    /// The image id has not the form of one.
    ImageMalformed(SmolStr),
    /// There is no such image.
    ImageNotFound(SmolStr),
    /// The launch is repeated with its token, and its instances are terminated.
    LaunchTerminated,
    /// The smallest number of instances is larger than the largest.
    CountsDisagree {
        /// The smallest.
        min: u32,
        /// The largest.
        max: u32,
    },
    /// What only an instance of ECS can be refused.
    Alibaba(AlibabaRefusal),
    /// A tag key, or another name, stands twice.
    DuplicateTag(SmolStr),
    /// The tag may not be used.
    TagReserved(SmolStr),
}

/// What only an instance of ECS can be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlibabaRefusal {
    /// The mode of a stopped instance does not change.
    CreditsOfStopped,
    /// The mode does not change while the instance is on the way to another state, or has an overdue payment.
    CreditsRestricted,
    /// A subscription needs no protection from deletion.
    ProtectionOfSubscription,
    /// User data that is not base 64.
    UserDataMalformed,
    /// User data of more than 32 KiB.
    UserDataTooLong,
    /// The same security group is named twice.
    GroupTwice,
    /// Its frames change only while it is at rest.
    Frames,
    /// It has an overdue payment.
    Overdue,
    /// Only an instance with an overdue payment can be reactivated.
    NotOverdue,
    /// Its account's balance does not pay for it.
    BalanceTooLow,
    /// Only a subscription can be renewed.
    NotSubscription,
    /// A subscription cannot be reactivated.
    ReactivatedSubscription,
    /// It has no outbound bandwidth, so that a public address would be of no use.
    NoBandwidth,
    /// It has a public address.
    HasAddress,
}

/// Errors about credit modes.
#[derive(Clone, Debug, PartialEq)]
pub enum CreditError {
    /// Neither standard nor unlimited.
    UnknownMode {
        /// For which instance it was asked.
        id: SmolStr,
    },
    /// The same instance is named twice.
    DuplicateInstance(SmolStr),
    /// The family has no default mode.
    UnknownFamily(SmolStr),
    /// The default mode was set too often, or just before.
    DefaultSetTooOften,
    /// An instance's mode cannot be what was asked.
    Refused {
        /// Which instance; `None` at a launch.
        id: Option<SmolStr>,
        /// Its type.
        kind: &'static str,
        /// Why.
        refusal: CreditRefusal,
    },
}

impl From<InstanceError> for Error {
    fn from(error: InstanceError) -> Self {
        Self::Instance(error)
    }
}

impl From<CreditError> for Error {
    fn from(error: CreditError) -> Self {
        Self::Credit(error)
    }
}

impl From<CapacityError> for Error {
    fn from(error: CapacityError) -> Self {
        Self::Capacity(error)
    }
}

impl From<NetworkError> for Error {
    fn from(error: NetworkError) -> Self {
        Self::Network(error)
    }
}

impl From<GroupError> for Error {
    fn from(error: GroupError) -> Self {
        Self::Group(error)
    }
}

impl From<ResizeError> for Error {
    fn from(error: ResizeError) -> Self {
        Self::Spec(error)
    }
}

impl From<TagError> for Error {
    fn from(error: TagError) -> Self {
        Self::Tag(error)
    }
}

impl From<BillingError> for Error {
    fn from(error: BillingError) -> Self {
        Self::Billing(error)
    }
}

impl From<DiskError> for Error {
    fn from(error: DiskError) -> Self {
        Self::Disk(error)
    }
}

impl From<ImageError> for Error {
    fn from(error: ImageError) -> Self {
        Self::Image(error)
    }
}

impl From<AddressError> for Error {
    fn from(error: AddressError) -> Self {
        Self::Address(error)
    }
}

impl From<KeyPairError> for Error {
    fn from(error: KeyPairError) -> Self {
        Self::KeyPair(error)
    }
}
