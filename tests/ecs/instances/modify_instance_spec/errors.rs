//! The rows of the vendor's error table that the world reaches by their natural causes.

use crate::ecs::instances;
use crate::support::Twin;
use std::collections::BTreeSet;

/// Instances with one reason each not to be changed, and accounts likewise. Time passes as on the cloud.
const WORLD: &str = r#"
    account = [
        { cloud = "ecs", id = "100000000001", facts = { in_arrears = true } },
        { cloud = "ecs", id = "100000000002", facts = { balance_too_low = true } },
        { cloud = "ecs", id = "100000000003", facts = { payment_risk = true } },
    ]

    [ecs]
    instance = [
        { id = "i-stopped", type = "ecs.g6.large", state = "stopped", bandwidth_out = 5, disks = [{ id = "d-1", category = "cloud_essd", size = 40 }] },
        { id = "i-ultra", type = "ecs.g6.large", state = "stopped", disks = [{ id = "d-2", category = "cloud_efficiency", size = 40 }] },
        { id = "i-running", type = "ecs.g6.large" },
        { id = "i-windows", type = "ecs.g6.large", image = "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd" },
        { id = "i-overdue", type = "ecs.g6.large", state = "stopped", locks = ["financial"] },
        { id = "i-locked", type = "ecs.g6.large", state = "stopped", locks = ["security"] },
        { id = "i-subscribed", type = "ecs.g6.large", state = "stopped", charge_type = "PrePaid" },
        { id = "i-hosted", type = "ecs.g6.large", state = "stopped", dedicated_host = "dh-1" },
        { id = "i-pooled", type = "ecs.g6.large", state = "stopped", private_pool = "eap-1" },
        { id = "i-local", type = "ecs.i2.xlarge", state = "stopped" },
        { account = "100000000001", id = "i-a1", type = "ecs.g6.large", state = "stopped" },
        { account = "100000000002", id = "i-a2", type = "ecs.g6.large", state = "stopped" },
        { account = "100000000003", id = "i-a3", type = "ecs.g6.large", state = "stopped" },
    ]
"#;

/// What happens first, or nothing; the parameters; status, code and text.
type Case = (&'static str, &'static str, (u16, &'static str, &'static str));

const STOP: &str = "StopInstance&InstanceId=i-running";
const TOKEN: &str = "ModifyInstanceSpec&InstanceId=i-stopped&InternetMaxBandwidthOut=6&ClientToken=t";
const LONG: &str = "InstanceId=i-stopped&InternetMaxBandwidthOut=6&ClientToken=\
                    0123456789012345678901234567890123456789012345678901234567890123x";

#[rustfmt::skip]
const CASES: &[Case] = &[
    ("", "InstanceId=i-stopped", (400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range.")),
    ("", "InstanceId=i-stopped&InstanceType=", (400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.gigantic", (400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range.")),
    ("", "InstanceId=i-stopped&SystemDisk.Category=cloud_ssd", (400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range.")),
    ("", "InstanceId=i-stopped&InternetMaxBandwidthOut=101", (400, "InvalidParameter", "The specified parameter \"InternetMaxBandwidthOut\" is not valid.")),
    ("", "InstanceId=i-stopped&InternetMaxBandwidthOut=wide", (400, "InvalidParameter", "The specified parameter \"InternetMaxBandwidthOut\" is not valid.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&InternetMaxBandwidthOut=6", (400, "InvalidParameter.Mismatch", "Too many parameters in one request.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&InternetMaxBandwidthIn=6", (400, "InvalidParameter.Mismatch", "Too many parameters in one request.")),
    ("", "InstanceId=i-stopped&InternetMaxBandwidthOut=6&Temporary.StartTime=2026-11-21T09:00Z", (400, "InvalidParameter.Mismatch", "Too many parameters in one request.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&Temporary.StartTime=2026-11-21T09:00Z", (400, "InvalidParameter.Mismatch", "Too many parameters in one request.")),
    ("", "InstanceId=i-stopped&InternetMaxBandwidthIn=0", (400, "InvalidParameter.Bandwidth", "The specified parameter Bandwidth is not valid.")),
    ("", "InstanceId=i-stopped&Temporary.EndTime=2026-11-21T10:00Z&Temporary.InternetMaxBandwidthOut=9", (404, "MissingTemporary.StartTime", "Temporary.StartTime is not specified.")),
    ("", "InstanceId=i-stopped&Temporary.StartTime=2026-11-21T09:00Z&Temporary.InternetMaxBandwidthOut=9", (404, "MissingTemporary.EndTime", "Temporary.EndTime is not specified.")),
    ("", "InstanceId=i-stopped&Temporary.StartTime=soon&Temporary.EndTime=2026-11-21T10:00Z&Temporary.InternetMaxBandwidthOut=9", (400, "InvalidTemporary.StartTime", "The specifed Temporary.StartTime is not valid.")),
    ("", "InstanceId=i-stopped&Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=later&Temporary.InternetMaxBandwidthOut=9", (400, "InvalidTemporary.EndTime", "The specifed Temporary.EndTime is not valid.")),
    ("", "InstanceId=i-stopped&Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T09:00Z&Temporary.InternetMaxBandwidthOut=9", (400, "InvalidTemporary.EndTime", "The specifed Temporary.EndTime is not valid.")),
    ("", "InstanceId=i-stopped&Temporary.StartTime=2026-11-21T06:00Z&Temporary.EndTime=2026-11-21T07:00Z&Temporary.InternetMaxBandwidthOut=9", (400, "InvalidTemporary.EndTime", "The specifed Temporary.EndTime is not valid.")),
    ("", "InstanceId=i-stopped&Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T10:00Z", (400, "InvalidParameter.Bandwidth", "The specified parameter Bandwidth is not valid.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&AllowMigrateAcrossZone=maybe", (400, "InvalidParameter.AllowMigrateAcrossZone", "The specified parameter CanMigrateAcrossZone is not valid.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&Async=later", (400, "InvalidParam.Async", "The specified parameter async is not valid.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&SystemDisk.Category=cloud_essd", (400, "InvalidParam.SystemDiskCategory", "The specified param SystemDisk.Category is not valid.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-1", (400, "MissingParameter.DiskCategory", "The specified parameter Disk.Category can not be null when Disk.DiskId is specified.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-1&Disk.1.Category=tape", (400, "InvalidParameter.DiskCategory", "The specified parameter Disk.Category is not valid.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-1&Disk.1.Category=cloud_essd&Disk.1.PerformanceLevel=PL9", (400, "InvalidPerformanceLevel.Malformed", "The specified parameter Disk.n.PerformanceLevel is not valid.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-1&Disk.1.Category=cloud_auto&Disk.1.PerformanceLevel=PL1", (400, "InvalidPerformanceLevel.Malformed", "The specified parameter Disk.n.PerformanceLevel is not valid.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g6.xlarge&Disk.1.DiskId=d-2&Disk.1.Category=cloud_essd", (403, "InvalidParameter.NotMatch", "The specified disk d-2 is not attached to i-stopped.")),
    ("", "InstanceId=i-nowhere&InstanceType=ecs.g6.xlarge", (404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.")),
    ("", "InstanceId=i-a1&InstanceType=ecs.g6.xlarge&AccessKeyId=100000000001", (400, "Account.Arrearage", "Your account has an outstanding payment.")),
    ("", "InstanceId=i-overdue&InternetMaxBandwidthOut=6", (400, "Account.Arrearage", "Your account has an outstanding payment.")),
    ("", "InstanceId=i-a2&InternetMaxBandwidthOut=6&AccessKeyId=100000000002", (403, "InvalidAccountStatus.NotEnoughBalance", "Your account does not have enough balance.")),
    ("", "InstanceId=i-a3&InstanceType=ecs.g6.xlarge&AccessKeyId=100000000003", (403, "SecurityRisk.3DVerification", "We have detected a security risk with your default credit or debit card. Please proceed with verification via the link in your email.")),
    ("", "InstanceId=i-locked&InternetMaxBandwidthOut=6", (403, "InstanceLockedForSecurity", "The specified operation is denied as your instance is locked for security reasons.")),
    ("", "InstanceId=i-subscribed&InstanceType=ecs.g6.xlarge", (403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.")),
    ("", "InstanceId=i-hosted&InstanceType=ecs.g6.xlarge", (400, "InvalidAction.NotSupport", "The ecs on dedicatedHost not support modify instanceType.")),
    ("", "InstanceId=i-pooled&InstanceType=ecs.g6.xlarge", (400, "Invalid.PrivatePoolOptions.MatchCriteria", "Target mode does not support this operation.")),
    (STOP, "InstanceId=i-running&InternetMaxBandwidthOut=6", (403, "InvalidStatus.ValueNotSupported", "The current status of the resource does not support this operation.")),
    (STOP, "InstanceId=i-running&InstanceType=ecs.g6.xlarge", (400, "InvalidInstanceStatus.NotStopped", "The specified Instance status is not stopped.")),
    ("", "InstanceId=i-running&InstanceType=ecs.g6.xlarge", (400, "InvalidInstanceStatus.NotStopped", "The specified Instance status is not stopped.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.t1.small", (403, "InstanceType.Offline", "The specified InstanceType has been offline.")),
    ("", "InstanceId=i-local&InstanceType=ecs.i2.2xlarge", (403, "CategoryViolation", "The specified instance does not support this operation because of its disk category.")),
    ("", "InstanceId=i-stopped&InstanceType=ecs.g5.large", (400, "DependencyViolation.InstanceType", "The current InstanceType cannot be changed to the specified InstanceType.")),
    ("", "InstanceId=i-ultra&InstanceType=ecs.g7.large", (403, "InvalidInstanceType.NotSupportDiskCategory", "The instanceType of the specified instance does not support this disk category.")),
    ("", "InstanceId=i-ultra&InstanceType=ecs.g7.large&Disk.1.DiskId=d-2&Disk.1.Category=cloud_ssd", (400, "InvalidDiskCategory.NotSupported", "The upgrade operation of instance does not support this category of disk.")),
    ("", "InstanceId=i-windows&InstanceType=ecs.g6.xlarge&ModifyMode=Online", (403, "InvalidOperation.OSTypeNotSupported", "The specified OS type is not supported.")),
    ("", "InstanceId=i-running&InstanceType=ecs.c6.large&ModifyMode=Online", (400, "InvalidOperation.OnlineModificationUnsupported", "Online modification of instance type is not supported for the specified instance due to its CPU topology.")),
    (TOKEN, "InstanceId=i-stopped&InternetMaxBandwidthOut=7&ClientToken=t", (400, "IdempotenceParamNotMatch", "There is a idempotence signature mismatch between this and last request.")),
    ("", "InstanceId=i-stopped&InternetMaxBandwidthOut=7&ClientToken=%C3%A9", (400, "InvalidClientToken.ValueNotSupported", "The ClientToken provided is invalid.")),
    ("", LONG, (400, "InvalidClientToken.ValueNotSupported", "The ClientToken provided is invalid.")),
];

#[test]
fn every_reachable_row_is_the_vendors() {
    let mut rows = BTreeSet::new();
    for (before, parameters, (status, code, text)) in CASES {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        if !before.is_empty() {
            twin.ecs(before).ok();
        }
        let world = instances(&twin);
        let call = format!("ModifyInstanceSpec&{parameters}");
        let row = (*status, String::from(*code), String::from(*text));
        assert_eq!(twin.ecs(&call).error(), row, "{parameters} in JSON");
        assert_eq!(twin.ecs_xml(&call).error(), row, "{parameters} in XML");
        assert_eq!(instances(&twin), world, "{parameters} has changed something");
        rows.insert((status, code, text));
    }
    assert_eq!(rows.len(), 34);
}

#[test]
fn what_is_refused_to_one_account_is_allowed_to_another() {
    let twin = Twin::with(WORLD);
    for (id, parameters) in [
        ("i-stopped", "InstanceType=ecs.g6.xlarge"),
        ("i-hosted", "InternetMaxBandwidthOut=6"),
        ("i-pooled", "InternetMaxBandwidthOut=6"),
        ("i-local", "InternetMaxBandwidthOut=6"),
        ("i-windows", "InternetMaxBandwidthOut=6"),
        ("i-ultra", "InstanceType=ecs.g6.xlarge"),
    ] {
        twin.ecs(&format!("ModifyInstanceSpec&InstanceId={id}&{parameters}")).ok();
    }
}

#[test]
fn faults_are_the_rows_that_have_no_cause_in_the_world() {
    use twinstance::fault::Fault;
    let twin = Twin::with(WORLD);
    let call = "ModifyInstanceSpec&InstanceId=i-stopped&InternetMaxBandwidthOut=6";
    let add = |effect: &str| {
        let fault = serde_json::json!({ "cloud": "ecs", "action": "ModifyInstanceSpec", "effect": effect });
        let fault: Fault = serde_json::from_value(fault).expect("a fault");
        twin.app.faults.add(fault.complete().expect("a whole fault"));
    };
    add("internal");
    let text = "The request processing has failed due to some unknown error, exception or failure.";
    assert_eq!(twin.ecs(call).error(), (500, "InternalError".into(), text.into()));
    add("throttle");
    let answer = twin.ecs(call);
    let text = "Request was denied due to request throttling.";
    assert_eq!(answer.error(), (400, "Throttling".into(), text.into()));
    assert_eq!(answer.header("x-acs-retry-after"), Some("1000"));
    twin.ecs(call).ok();
}
