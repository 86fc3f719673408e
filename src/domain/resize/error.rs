//! Errors about changes of an instance's specification.
//!
//! The variants follow the error table of ECS ModifyInstanceSpec; `ecs::errors` has the statuses, codes and texts.
//! Where the vendor's text is a placeholder, the variant carries the text.

use crate::domain::error::plain;

/// Why an ECS instance cannot be resized. A launch reports one of these too, if its type does not support a disk's
/// category.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaResizeError {
    #[error("the instance type does not exist for this account")]
    TypeBeyondPermission,
    #[error("the account may not have the instance type")]
    TypeUnauthorized,
    #[error("there is no such instance type")]
    TypeUnknown,
    #[error("the outbound bandwidth is not from 0 to 100 Mbit/s")]
    BandwidthOutOfRange,
    #[error("one call changes either the type or the bandwidth, not more")]
    TooManyChanges,
    #[error("an instance with an elastic address gets no bandwidth for a time")]
    TemporaryWithEip,
    #[error("the bandwidth for a time cannot begin then")]
    TemporaryStartInvalid,
    #[error("the bandwidth for a time cannot end then")]
    TemporaryEndInvalid,
    #[error("the bandwidth for a time is no more than there is")]
    DowngradeUnsupported,
    #[error("the instance cannot change from its type to this one")]
    TypeChangeNotAllowed,
    #[error("the account has an outstanding payment")]
    AccountInArrears,
    #[error("the bandwidth is more, or less, than can be had")]
    BandwidthInvalid,
    #[error("the inbound bandwidth is more than can be had beside the outbound one")]
    PricePlanMissing,
    #[error("the instance has a larger type for a time")]
    ElasticUpgrade,
    #[error("the way to pay for bandwidth does not change with it")]
    InternetChargeInvalid,
    #[error("the instance's image needs more memory than the type has")]
    ImageConflictsWithType,
    #[error("whether the instance may move across zones is neither true nor false")]
    AllowMigrateInvalid,
    #[error("the system disk cannot change to this category")]
    SystemDiskCategoryInvalid,
    #[error("the instance was changed less than 5 minutes ago")]
    ChangedTooRecently,
    #[error("the instance is not stopped")]
    NotStopped,
    #[error("an instance on a dedicated host does not change its type")]
    OnDedicatedHost,
    #[error("the instance's image was withdrawn from the market")]
    MarketImageStatus,
    #[error("the VPC has advanced features, which the instance type does not support")]
    VpcAdvancedFeature,
    #[error("the instance is bound to a private pool")]
    InTargetPrivatePool,
    #[error("{}", plain(.0))]
    TooManyDisks(String),
    #[error("the instance type does not take the new category of the disk")]
    DiskCategoryNotUpgradable,
    #[error("{}", plain(.0))]
    CloudboxUnsupported(String),
    #[error("{}", plain(.0))]
    DiskCapacityQuota(String),
    #[error("whether the change is made later is neither true nor false")]
    AsyncInvalid,
    #[error("a disk is named without its new category")]
    DiskCategoryMissing,
    #[error("there is no such category of disks")]
    DiskCategoryInvalid,
    #[error("the disk cannot have this performance level")]
    PerformanceLevelMalformed,
    #[error("the caller may not see prices")]
    PricePermissionMissing,
    #[error("instances in a dedicated region have no public bandwidth")]
    DedicatedRegion,
    #[error("the instance cannot change to this type while it runs")]
    OnlineUnsupported,
    #[error("{}", plain(.0))]
    BandwidthQuota(String),
    #[error("the instance uses receive side scaling, which the type does not support")]
    RssUnsupported,
    #[error("an instance with local disks does not change its type")]
    LocalDisks,
    #[error("the state of the instance does not allow it to change")]
    StatusUnsupported,
    #[error("the instance is locked for security reasons")]
    LockedForSecurity,
    #[error("the account's balance does not pay for the change")]
    BalanceTooLow,
    #[error("the instance is paid for by subscription")]
    ChargeTypeUnsupported,
    #[error("an order for the instance waits for its payment")]
    UnpaidOrder,
    #[error("an earlier change of the instance is not yet in force")]
    EarlierChangePending,
    #[error("the instance type is not sold in the zone")]
    TypeNotInZone,
    #[error("the instance's image does not support the instance type")]
    ImageUnsupported,
    #[error("the instance type is no longer sold")]
    TypeRetired,
    #[error("{}", plain(.0))]
    ParametersDisagree(String),
    #[error("the instance has an elastic address, beside which its bandwidth does not change")]
    EipUnsupported,
    #[error("the instance has a NAT port mapping, which has to be removed first")]
    NatPortMap,
    #[error("an instance of a starter package does not change")]
    StarterPackage,
    #[error("the zone has no more instances of the type")]
    NoStock,
    #[error("the zone has room for the type in a private pool only, which the change cannot use")]
    OutOfUsage,
    #[error("the change of an earlier call with the same token is on its way")]
    LastTokenProcessing,
    #[error("an order of the account waits for its payment")]
    UnpaidOrderDenied,
    #[error("{}", plain(.0))]
    Denied(String),
    #[error("the instance has an elastic address, with which it does not leave its retired type")]
    SpecialInstanceWithEip,
    #[error("the account may not have so much outbound bandwidth")]
    BandwidthOutForbidden,
    #[error("{}", plain(.0))]
    EniCount(String),
    #[error("{}", plain(.0))]
    Ipv4Count(String),
    #[error("{}", plain(.0))]
    Ipv6Count(String),
    #[error("{}", plain(.0))]
    Ipv6Unsupported(String),
    #[error("{}", plain(.0))]
    Ipv4Unsupported(String),
    #[error("the instance has an elastic address, with which it does not move to another cluster")]
    InstanceWithEip,
    #[error("the account's means of payment needs verification")]
    PaymentRisk,
    #[error("the instance has no system disk")]
    NoSystemDisk,
    #[error("the instance type does not take the category of the disk")]
    TypeLacksDiskCategory,
    #[error("the account may have no instances of the type")]
    ElasticQuota,
    #[error("the account may not have more instances of the type")]
    TypeQuota,
    #[error("the account may not have more vCPUs in the zone")]
    VcpuQuota,
    #[error("the account may have neither more instances of the type nor more vCPUs in the zone")]
    TypeOrVcpuQuota,
    #[error("the VPC {0} has senior features, which the instance type does not support")]
    VpcSeniorFeature(String),
    #[error("{}", plain(.0))]
    EniTrunkingUnsupported(String),
    #[error("{}", plain(.0))]
    MaxEniQueueNumber(String),
    #[error("{}", plain(.0))]
    TypeQueueNumber(String),
    #[error("{}", plain(.0))]
    EniQueueNumberInvalid(String),
    #[error("an instance that can hibernate does not change its type")]
    HibernationConfigured,
    #[error("{}", plain(.0))]
    TrafficModeUnsupported(String),
    #[error("{}", plain(.0))]
    QueuePairOverflow(String),
    #[error("{}", plain(.0))]
    HighPerformanceEniLimit(String),
    #[error("{}", plain(.0))]
    MaxQueuePairNumber(String),
    #[error("the instance has changed while running as often as it can, and needs to be rebooted")]
    OnlineChangesExhausted,
    #[error("the instance needs to be rebooted before it changes while running")]
    RebootRequired,
    #[error("an instance with Windows does not change its type while it runs")]
    OsTypeUnsupported,
    #[error("the new category of the system disk is not sold")]
    SystemDiskCategoryUnsupported,
    #[error("the new category of the data disk is not sold")]
    DataDiskCategoryUnsupported,
    #[error("there is no such instance")]
    InstanceNotFound,
    #[error("instances are not paid for in this way")]
    InstanceChargeUnknown,
    #[error("the bandwidth for a time has no beginning")]
    TemporaryStartMissing,
    #[error("the bandwidth for a time has no end")]
    TemporaryEndMissing,
}
