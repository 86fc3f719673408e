use crate::alibaba::ecs::{attribute, in_every_shape, locked, missing, not_found, refusal, status, wrong_status};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-runs"
    type = "ecs.g6.large"
    charge_type = "PrePaid"

    [[ecs.instance]]
    id = "i-rests"
    type = "ecs.g6.xlarge"
    charge_type = "PrePaid"
    state = "stopped"
    disks = [{ id = "d-1", category = "cloud_ssd", size = 40 }]

    [[ecs.instance]]
    id = "i-goes"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-local"
    type = "ecs.i2.xlarge"
    charge_type = "PrePaid"
    state = "stopped"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    locks = ["security"]

    [[ecs.instance]]
    id = "i-overdue"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    locks = ["financial"]

    [[ecs.instance]]
    id = "i-hosted"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    dedicated_host = "dh-1"
"#;

const MODIFY: &str = "ModifyPrepayInstanceSpec";

fn modify(twin: &Twin, parameters: &str) -> Answer {
    twin.ecs(&format!("{MODIFY}&RegionId=cn-hangzhou&InstanceId={parameters}"))
}

#[track_caller]
fn instance_type(twin: &Twin, id: &str) -> String {
    attribute(twin, id)["InstanceType"].as_str().expect("a type").to_owned()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&InstanceId=i-runs&InstanceType=ecs.g6.xlarge&OperatorType=upgrade\
            &AutoPay=True&MigrateAcrossZone=true&RebootWhenFinished=true&ModifyMode=Offline";
        insta::assert_snapshot!(in_every_shape(WORLD, MODIFY, parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","OrderId":"229450011259697"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("{MODIFY}&RegionId=cn-hangzhou&InstanceId=i-runs&InstanceType=ecs.g6.xlarge");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyPrepayInstanceSpecResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><OrderId>229450011259697</OrderId></ModifyPrepayInstanceSpecResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn an_instance_a_type_and_a_region_are_named() {
        let twin = Twin::with(WORLD);
        let all = [("RegionId", "cn-hangzhou"), ("InstanceId", "i-runs"), ("InstanceType", "ecs.g6.xlarge")];
        for (left_out, _) in all {
            let rest = all.iter().filter(|(name, _)| *name != left_out);
            let rest: String = rest.map(|(name, value)| format!("&{name}={value}")).collect();
            assert_eq!(twin.ecs(&format!("{MODIFY}{rest}")).error(), missing(left_out));
        }
        assert_eq!(modify(&twin, "i-nowhere&InstanceType=ecs.g6.xlarge").error(), not_found());
    }

    #[test]
    #[rustfmt::skip]
    fn every_refusal_has_its_row() {
        let twin = Twin::with(WORLD);
        let invalid = |name: &str| refusal(400, "InvalidParameter", &format!("The specified parameter \"{name}\" is not valid."));
        let many: String = (1..=129).map(|n| format!("&Disk.{n}.DiskId=d-{n}")).collect();
        for (parameters, error) in [
            ("i-goes&InstanceType=ecs.g6.xlarge", refusal(400, "InvalidBillingMethod.ValueNotSupported", "The operation is not permitted due to an invalid billing method of the instance.")),
            ("i-locked&InstanceType=ecs.g6.xlarge", locked()),
            ("i-overdue&InstanceType=ecs.g6.xlarge", refusal(400, "Account.Arrearage", "Your account has an outstanding payment.")),
            ("i-hosted&InstanceType=ecs.g6.xlarge", refusal(403, "OperationDenied", "The specified instance is on a dedicated host.")),
            ("i-local&InstanceType=ecs.i2.2xlarge", refusal(403, "OperationDenied.LocalDiskUnsupported", "The configuration change is not allowed when the specified instance has local disks mounted.")),
            ("i-runs&InstanceType=ecs.g6.none", refusal(400, "InvalidInstanceType.ValueNotSupported", "The specified InstanceType does not exist or beyond the permitted range.")),
            ("i-runs&InstanceType=ecs.n1.xlarge", refusal(403, "InstanceType.Offline", "The specified InstanceType has been offline.")),
            ("i-runs&InstanceType=ecs.g5.xlarge", refusal(400, "InvalidInstanceType.NotSupported", "The specified InstanceType is not Supported.")),
            ("i-runs&InstanceType=ecs.t6-c1m1.large", refusal(400, "InvalidStatus.NotStopped", "Instance status must be stopped.")),
            ("i-rests&InstanceType=ecs.g6.2xlarge&OperatorType=downgrade", invalid("OperatorType")),
            ("i-rests&InstanceType=ecs.g6.large&OperatorType=upgrade", invalid("OperatorType")),
            ("i-rests&InstanceType=ecs.g6.large&OperatorType=sidegrade", invalid("OperatorType")),
            ("i-rests&InstanceType=ecs.g7.2xlarge", refusal(403, "InvalidInstanceType.NotSupportDiskCategory", "The instanceType of the specified instance does not support this disk category.")),
            ("i-rests&InstanceType=ecs.g7.2xlarge&Disk.1.DiskId=d-1&Disk.1.Category=cloud_ssd", refusal(403, "InvalidInstanceType.NotSupportDiskCategory", "The instanceType of the specified instance does not support this disk category.")),
            ("i-rests&InstanceType=ecs.g7.2xlarge&Disk.1.DiskId=d-9&Disk.1.Category=cloud_essd", refusal(400, "InvalidParameter", "The specified disk d-9 is not attached to i-rests.")),
            ("i-rests&InstanceType=ecs.g7.2xlarge&Disk.1.DiskId=d-1", refusal(400, "MissingParameter.DiskCategory", "The specified parameter Disk.Category can not be null when Disk.DiskId is specified.")),
            ("i-rests&InstanceType=ecs.g7.2xlarge&Disk.1.DiskId=d-1&Disk.1.Category=floppy", refusal(400, "InvalidParameter.DiskCategory", "The specified parameter Disk.Category is not valid.")),
            ("i-rests&InstanceType=ecs.g7.2xlarge&Disk.1.DiskId=d-1&Disk.1.Category=cloud_essd&Disk.1.PerformanceLevel=PL9", refusal(400, "InvalidPerformanceLevel.Malformed", "The specified parameter Disk.n.PerformanceLevel is not valid.")),
            ("i-rests&InstanceType=ecs.g6.2xlarge&SystemDisk.Category=cloud_essd", invalid("SystemDisk.Category")),
            ("i-runs&InstanceType=ecs.c6.2xlarge&ModifyMode=Online", refusal(400, "InvalidOperation.OnlineModificationUnsupported", "Online modification of instance type is not supported for the specified instance due to its CPU topology.")),
            ("i-runs&InstanceType=ecs.g6.xlarge&ModifyMode=Sideways", invalid("ModifyMode")),
            ("i-runs&InstanceType=ecs.g6.xlarge&RebootTime=soon", refusal(400, "InvalidRebootTime.MalFormed", "The specified rebootTime is not valid.")),
            ("i-runs&InstanceType=ecs.g6.xlarge&RebootTime=2026-11-21T08:00Z", refusal(400, "InvalidRebootTime.ValueNotSupported", "The specified RebootTime is not valid.")),
            ("i-runs&InstanceType=ecs.g6.xlarge&RebootTime=2027-11-21T08:00Z", refusal(400, "InvalidRebootTime.ValueNotSupported", "The specified RebootTime is not valid.")),
            ("i-runs&InstanceType=ecs.g6.xlarge&EndTime=soon", invalid("EndTime")),
            ("i-runs&InstanceType=ecs.g6.xlarge&EndTime=2026-11-21T08:00Z", invalid("EndTime")),
            ("i-runs&InstanceType=ecs.g6.xlarge&EndTime=2027-11-21T08:00Z", invalid("EndTime")),
            ("i-rests&InstanceType=ecs.g6.large&EndTime=2026-11-22T08:00Z", invalid("EndTime")),
            (&format!("i-runs&InstanceType=ecs.g6.xlarge{many}"), invalid("Disk")),
        ] {
            assert_eq!(modify(&twin, parameters).error(), error, "{parameters}");
        }
        assert_eq!((instance_type(&twin, "i-runs"), instance_type(&twin, "i-rests")), ("ecs.g6.large".into(), "ecs.g6.xlarge".into()));
    }

    #[test]
    fn the_subscription_is_not_over() {
        let twin = Twin::with(WORLD);
        twin.advance("720h");
        let over = refusal(403, "InvalidInstance.PreInstanceExpired", "Instance business status is not Expired.");
        assert_eq!(modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge").error(), over);
    }

    #[test]
    fn the_account_can_pay_for_more() {
        let twin = Twin::with(&format!("{WORLD}\n[[account]]\ncloud = \"ecs\"\nfacts = {{ balance_too_low = true }}"));
        let text = "Order creation failed, please check your params and try it again later.";
        let failed = refusal(400, "OrderCreationFailed", text);
        assert_eq!(modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge").error(), failed);
        modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge&AutoPay=false").ok();
        modify(&twin, "i-rests&InstanceType=ecs.g6.large").ok();
        let arrears = format!("{WORLD}\n[[account]]\ncloud = \"ecs\"\nfacts = {{ in_arrears = true }}");
        let text = "Your account has an outstanding payment.";
        let answer = modify(&Twin::with(&arrears), "i-rests&InstanceType=ecs.g6.large");
        assert_eq!(answer.error(), refusal(400, "Account.Arrearage", text));
    }

    #[test]
    fn there_is_one_to_be_had() {
        let stock = "[[ecs.stock]]\ntype = \"ecs.g6.2xlarge\"\ncount = 0";
        let twin = Twin::with(&format!("{WORLD}\n{stock}"));
        let none = refusal(403, "OperationDenied.NoStock", "The specified instance is out of usage.");
        assert_eq!(modify(&twin, "i-runs&InstanceType=ecs.g6.2xlarge").error(), none);
    }

    #[test]
    fn a_moving_instance_waits() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ecs("RebootInstance&InstanceId=i-runs").ok();
        assert_eq!(modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge").error(), wrong_status());
    }

    #[test]
    fn a_token_is_for_one_wish() {
        let twin = Twin::with(WORLD);
        let first = modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge&ClientToken=once").json()["OrderId"].clone();
        let again = modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge&ClientToken=once").json()["OrderId"].clone();
        assert_eq!(first, again);
        let text = "Request uses a client token in a previous request but is not identical to that request.";
        let other = modify(&twin, "i-runs&InstanceType=ecs.g6.2xlarge&ClientToken=once");
        assert_eq!(other.error(), refusal(400, "IdempotenceParamNotMatch", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_larger_type_comes_while_it_runs_a_smaller_one_while_it_rests() {
        let twin = Twin::with(WORLD);
        modify(&twin, "i-runs&InstanceType=ecs.c6.2xlarge").ok();
        assert_eq!(
            (instance_type(&twin, "i-runs").as_str(), status(&twin, "i-runs").as_str()),
            ("ecs.c6.2xlarge", "Running")
        );
        modify(&twin, "i-rests&InstanceType=ecs.g6.large&OperatorType=downgrade&AutoPay=false").ok();
        assert_eq!(instance_type(&twin, "i-rests"), "ecs.g6.large", "what is paid back waits for no payment");
        assert_eq!(attribute(&twin, "i-rests")["InstanceChargeType"], "PrePaid");
        twin.ecs("StartInstance&InstanceId=i-rests").ok();
    }

    #[test]
    fn disks_change_with_it() {
        let twin = Twin::with(WORLD);
        let disk = "Disk.1.DiskId=d-1&Disk.1.Category=cloud_essd&Disk.1.PerformanceLevel=PL0";
        modify(&twin, &format!("i-rests&InstanceType=ecs.g7.2xlarge&{disk}")).ok();
        let disks = twin.ecs("DescribeDisks&RegionId=cn-hangzhou&InstanceId=i-rests").json();
        let disk = &disks["Disks"]["Disk"][0];
        assert_eq!((&disk["Category"], &disk["PerformanceLevel"]), (&"cloud_essd".into(), &"PL0".into()));
    }

    #[test]
    fn it_reboots_when_asked_to() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge&RebootWhenFinished=true&RebootTime=2026-11-21T09:00Z").ok();
        assert_eq!(status(&twin, "i-runs"), "Starting");
        twin.advance("1m");
        assert_eq!(status(&twin, "i-runs"), "Running");
        modify(&twin, "i-runs&InstanceType=ecs.g6.2xlarge&RebootTime=2026-11-21T10:00Z").ok();
        modify(&twin, "i-rests&InstanceType=ecs.g6.2xlarge&RebootWhenFinished=true").ok();
        assert_eq!((status(&twin, "i-runs").as_str(), status(&twin, "i-rests").as_str()), ("Running", "Stopped"));
        twin.advance("119m");
        assert_eq!(status(&twin, "i-runs"), "Starting");
    }

    #[test]
    fn a_larger_type_for_a_time_ends() {
        let twin = Twin::with(WORLD);
        modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge&EndTime=2026-11-22T08:00Z").ok();
        assert_eq!(instance_type(&twin, "i-runs"), "ecs.g6.xlarge");
        let active = refusal(400, "InvalidAction.WithActiveElasticUpgrade", "The instance has active Elastic Upgrade.");
        assert_eq!(modify(&twin, "i-runs&InstanceType=ecs.g6.2xlarge").error(), active);
        let network = "ModifyInstanceNetworkSpec&InstanceId=i-runs&InternetMaxBandwidthOut=1";
        assert_eq!(twin.ecs(network).error(), active);
        twin.advance("24h");
        assert_eq!(instance_type(&twin, "i-runs"), "ecs.g6.large");
        modify(&twin, "i-runs&InstanceType=ecs.g6.2xlarge").ok();
    }

    #[test]
    fn an_unpaid_order_changes_nothing_and_lapses() {
        let twin = Twin::with(WORLD);
        let more = "i-runs&InstanceType=ecs.g6.xlarge&RebootWhenFinished=true&EndTime=2026-11-22T08:00Z";
        let answer = modify(&twin, &format!("{more}&AutoPay=false")).json();
        assert_eq!(answer["OrderId"].as_str().map(str::len), Some(15));
        assert_eq!(
            (instance_type(&twin, "i-runs").as_str(), status(&twin, "i-runs").as_str()),
            ("ecs.g6.large", "Running")
        );
        let text = "The specified instance has unpaid order.";
        let unpaid = refusal(400, "InvalidInstance.UnpaidOrder", text);
        assert_eq!(modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge").error(), unpaid);
        twin.advance("24h");
        modify(&twin, "i-runs&InstanceType=ecs.g6.xlarge").ok();
        assert_eq!(instance_type(&twin, "i-runs"), "ecs.g6.xlarge");
    }
}
