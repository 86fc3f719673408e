//! Which of several causes answers: the request's own faults, then the account, the instance, its status, the target.

use super::modify;
use crate::support::Twin;

/// The facts of the account, those of the instance, the parameters, and what answers: the code and, where it is not
/// enough, a part of the text. Of the causes that a row has, the first is gone in the row below it.
#[rustfmt::skip]
const BLOCKS: &[&[(&str, &str, &str, &str)]] = &[
    &[
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "ClientToken=%C3%A9&DryRun=x&Async=x&AllowMigrateAcrossZone=x&InternetMaxBandwidthOut=x", "InvalidParameter \"DryRun\""),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "ClientToken=%C3%A9&Async=x&AllowMigrateAcrossZone=x&InternetMaxBandwidthOut=x", "InvalidClientToken.ValueNotSupported"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "Async=x&AllowMigrateAcrossZone=x&InternetMaxBandwidthOut=x", "InvalidParameter.AllowMigrateAcrossZone"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "Async=x&InternetMaxBandwidthOut=x", "InvalidParam.Async"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=x&InternetMaxBandwidthIn=x&InstanceType=y", "InvalidParameter \"InternetMaxBandwidthOut\""),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=101&InternetMaxBandwidthIn=0&InstanceType=y", "InvalidParameter.Mismatch"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=101&InternetMaxBandwidthIn=0", "InvalidParameter \"InternetMaxBandwidthOut\""),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=9&InternetMaxBandwidthIn=0", "InvalidParameter.Bandwidth"),
        ("in_arrears = true, balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=9", "Account.Arrearage"),
        ("balance_too_low = true, payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=9", "InvalidAccountStatus.NotEnoughBalance"),
        ("payment_risk = true", BAD_INSTANCE, "InternetMaxBandwidthOut=9", "SecurityRisk.3DVerification"),
        ("", BAD_INSTANCE, "InternetMaxBandwidthOut=9", "InstanceLockedForSecurity"),
        ("", "charge_type = \"PrePaid\"", "InternetMaxBandwidthOut=9", "ChargeTypeViolation"),
    ],
    &[
        ("in_arrears = true", BAD_INSTANCE, "Temporary.EndTime=x&Temporary.InternetMaxBandwidthOut=0", "MissingTemporary.StartTime"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=x&Temporary.InternetMaxBandwidthOut=0", "MissingTemporary.EndTime"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=x&Temporary.EndTime=x&Temporary.InternetMaxBandwidthOut=0", "InvalidTemporary.StartTime"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=2026-11-22T08:00Z&Temporary.EndTime=x&Temporary.InternetMaxBandwidthOut=0", "InvalidTemporary.EndTime"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=2026-11-22T08:00Z&Temporary.EndTime=2026-11-22T09:00Z&Temporary.InternetMaxBandwidthOut=0", "InvalidParameter.Bandwidth"),
        ("in_arrears = true", BAD_INSTANCE, "Temporary.StartTime=2026-11-22T08:00Z&Temporary.EndTime=2026-11-22T09:00Z&Temporary.InternetMaxBandwidthOut=9", "Account.Arrearage"),
    ],
    &[
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&SystemDisk.Category=y&Disk.1.DiskId=d-2", "InvalidParam.SystemDiskCategory"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&Disk.1.DiskId=d-2&Disk.1.PerformanceLevel=y", "MissingParameter.DiskCategory"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&Disk.1.DiskId=d-2&Disk.1.PerformanceLevel=y&Disk.1.Category=y", "InvalidParameter.DiskCategory"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&Disk.1.DiskId=d-2&Disk.1.PerformanceLevel=y&Disk.1.Category=cloud_essd", "InvalidPerformanceLevel.Malformed"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y&Disk.1.DiskId=d-2&Disk.1.Category=cloud_essd", "InvalidParameter.NotMatch"),
        ("in_arrears = true", BAD_INSTANCE, "InstanceType=y", "Account.Arrearage"),
        ("", BAD_INSTANCE, "InstanceType=y", "InstanceLockedForSecurity"),
        ("", "charge_type = \"PrePaid\"\ndedicated_host = \"dh-1\"\nprivate_pool = \"eap-1\"", "InstanceType=y", "ChargeTypeViolation"),
        ("", "dedicated_host = \"dh-1\"\nprivate_pool = \"eap-1\"", "InstanceType=y", "InvalidAction.NotSupport"),
        ("", "private_pool = \"eap-1\"", "InstanceType=y", "Invalid.PrivatePoolOptions.MatchCriteria"),
        ("", "", "InstanceType=y", "InvalidInstanceStatus.NotStopped"),
        ("", "state = \"stopped\"", "InstanceType=y", "InvalidInstanceType.ValueNotSupported"),
        ("", "state = \"stopped\"", "InstanceType=ecs.t1.small", "InstanceType.Offline"),
        ("", "state = \"stopped\"", "InstanceType=ecs.g8i.large", "DependencyViolation.InstanceType"),
        ("", "state = \"stopped\"", "InstanceType=ecs.g7.large", "InvalidInstanceType.NotSupportDiskCategory"),
    ],
    &[
        ("", WINDOWS, "ModifyMode=Online&InstanceType=ecs.g7.large", "InvalidInstanceType.NotSupportDiskCategory"),
        ("", WINDOWS, "ModifyMode=Online&InstanceType=ecs.c6.large", "InvalidOperation.OSTypeNotSupported"),
        ("", "", "ModifyMode=Online&InstanceType=ecs.c6.large", "InvalidOperation.OnlineModificationUnsupported"),
    ],
];

const BAD_INSTANCE: &str =
    "locks = [\"security\"]\ncharge_type = \"PrePaid\"\ndedicated_host = \"dh-1\"\nprivate_pool = \"eap-1\"";
const WINDOWS: &str = "image = \"win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd\"";

#[test]
fn the_first_cause_answers() {
    for (account, instance, parameters, answer) in BLOCKS.iter().copied().flatten() {
        let world = format!(
            "[[account]]\ncloud = \"ecs\"\nfacts = {{ {account} }}\n\n[[ecs.instance]]\nid = \"i-1\"\n\
             type = \"ecs.g6.large\"\ndisks = [{{ id = \"d-1\", category = \"cloud_ssd\", size = 40 }}]\n{instance}\n"
        );
        let (_, code, text) = modify(&Twin::with(&world), &format!("InstanceId=i-1&{parameters}")).error();
        let (expected, parameter) = answer.split_once(' ').unwrap_or((answer, ""));
        assert_eq!(code, expected, "{account}\n{instance}\n{parameters}");
        assert!(text.contains(parameter), "{text}");
    }
}

#[test]
fn an_instance_that_is_not_there_answers_before_what_is_asked_of_it() {
    let twin = Twin::empty();
    let code = |parameters: &str| modify(&twin, &format!("InstanceId=i-1&{parameters}")).0.code;
    assert_eq!(code("InstanceType=y&InternetMaxBandwidthOut=101"), Some("InvalidInstanceId.NotFound"));
    assert_eq!(code("InternetMaxBandwidthOut=x"), Some("InvalidParameter"), "but after what cannot be read");
}
