use crate::alibaba::ecs::{attribute, dry_run, in_every_shape, instances, missing, refusal};
use crate::support::{Answer, Twin};
use serde_json::{Value, json};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-goes"
    type = "ecs.g6.large"
    bandwidth_out = 5
    deletion_protection = true
    disks = [{ id = "d-1", category = "cloud_efficiency", size = 40 }, { id = "d-2", category = "cloud_ssd", size = 100 }]

    [[ecs.instance]]
    id = "i-rests"
    type = "ecs.g6.xlarge"
    state = "stopped"

    [[ecs.instance]]
    id = "i-month"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    internet_charge_type = "PayByBandwidth"
    bandwidth_out = 5
    disks = [{ id = "d-3", category = "cloud_essd", performance_level = "PL1", size = 40 }]

    [[ecs.instance]]
    id = "i-wide"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    internet_charge_type = "PayByBandwidth"
    bandwidth_out = 200

    [[ecs.instance]]
    id = "i-old"
    type = "ecs.n1.small"

    [[ecs.instance]]
    id = "i-hosted"
    type = "ecs.g6.large"
    dedicated_host = "dh-1"

    [[ecs.instance]]
    id = "i-pooled"
    type = "ecs.g6.large"
    private_pool = "crp-1"

    [[ecs.instance]]
    id = "i-overdue"
    type = "ecs.g6.large"
    locks = ["financial"]

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]
"#;

const MODIFY: &str = "ModifyInstanceChargeType";

/// Ids, and further parameters.
fn modify(twin: &Twin, ids: &[&str], more: &str) -> Answer {
    let ids = serde_json::to_string(ids).expect("JSON").replace('"', "%22");
    twin.ecs(&format!("{MODIFY}&RegionId=cn-hangzhou&InstanceIds={ids}{more}"))
}

/// How it is paid for, and until when.
#[track_caller]
fn seen(twin: &Twin, id: &str) -> (String, String) {
    let seen = attribute(twin, id);
    let text = |name: &str| seen[name].as_str().expect("a text").to_owned();
    (text("InstanceChargeType"), text("ExpiredTime"))
}

fn paid(charge: &str, until: &str) -> (String, String) {
    (charge.into(), until.into())
}

const NEVER: &str = "2099-12-31T15:59Z";

mod reading {
    use super::*;

    const TO_MONTHS: &str = "RegionId=cn-hangzhou&InstanceIds=%5B%22i-goes%22%5D&InstanceChargeType=PrePaid&Period=2\
        &PeriodUnit=Month&IncludeDataDisks=True&AutoPay=true&IsDetailFee=true&DryRun=false";
    const BACK: &str = "&InstanceChargeType=PostPaid&IsDetailFee=true";

    #[test]
    fn the_answer_in_every_shape() {
        insta::assert_snapshot!(in_every_shape(WORLD, MODIFY, TO_MONTHS), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","OrderId":"261840173465376","FeeOfInstances":{"FeeOfInstance":[]}}"#);
    }

    #[test]
    fn what_is_paid_back_is_told() {
        insta::assert_snapshot!(modify(&Twin::with(WORLD), &["i-month"], BACK).ok(), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","OrderId":"","FeeOfInstances":{"FeeOfInstance":[{"InstanceId":"i-month","Currency":"CNY","Fee":"380.16"}]}}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = format!("{MODIFY}&RegionId=cn-hangzhou&InstanceIds=%5B%22i-month%22%5D{BACK}");
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(&call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyInstanceChargeTypeResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><OrderId/><FeeOfInstances><FeeOfInstance><InstanceId>i-month</InstanceId><Currency>CNY</Currency><Fee>380.16</Fee></FeeOfInstance></FeeOfInstances></ModifyInstanceChargeTypeResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn instances_are_named_there_and_not_too_many() {
        let twin = Twin::with(WORLD);
        assert_eq!(twin.ecs(&format!("{MODIFY}&InstanceIds=[]")).error(), missing("RegionId"));
        assert_eq!(twin.ecs(&format!("{MODIFY}&RegionId=cn-hangzhou")).error(), missing("InstanceIds"));
        let ids = refusal(400, "InvalidParameter.InstanceIds", "The specified InstanceIds are invalid.");
        assert_eq!(modify(&twin, &[], "").error(), ids);
        assert_eq!(twin.ecs(&format!("{MODIFY}&RegionId=cn-hangzhou&InstanceIds=i-goes")).error(), ids);
        let gone = refusal(404, "InvalidInstanceId.NotFound", "The specified instanceId does not exist.");
        assert_eq!(modify(&twin, &["i-goes", "i-nowhere"], "").error(), gone);
        let many: Vec<String> = (1..=21).map(|n| format!("i-{n}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let text = "The maximum number of Instances is exceeded.";
        assert_eq!(modify(&twin, &many, "").error(), refusal(400, "InstancesIdQuotaExceed", text));
        assert_eq!(seen(&twin, "i-goes"), paid("PostPaid", NEVER));
    }

    #[test]
    fn periods_go_with_their_unit() {
        let twin = Twin::with(WORLD);
        let period = refusal(400, "InvalidPeriod", "The specified period is not valid.");
        let text = "The specified Period must be correlated with the PeriodUnit.";
        let unit = refusal(400, "InvalidPeriod.UnitMismatch", text);
        for (more, error) in [
            ("&Period=0", &period),
            ("&Period=10", &period),
            ("&Period=61", &period),
            ("&Period=x", &period),
            ("&Period=5&PeriodUnit=Week", &unit),
            ("&Period=12&PeriodUnit=Year", &unit),
            ("&Period=1&PeriodUnit=Day", &unit),
        ] {
            assert_eq!(modify(&twin, &["i-goes"], &format!("&DryRun=true{more}")).error(), *error, "{more}");
        }
        for good in ["&Period=12", "&Period=60", "&Period=4&PeriodUnit=Week", "&Period=5&PeriodUnit=Year"] {
            assert_eq!(modify(&twin, &["i-goes"], &format!("&DryRun=true{good}")).error(), dry_run(), "{good}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn every_refusal_has_its_row() {
        let twin = Twin::with(WORLD);
        twin.ecs("ModifyInstanceAutoReleaseTime&InstanceId=i-rests&AutoReleaseTime=2026-11-22T08:00:00Z").ok();
        let unchanged = |id: &str| refusal(400, "InvalidInstanceChargeType.ValueNotSupported", &format!("The instance {id} has the specified InstanceChargeType already."));
        let post = "&InstanceChargeType=PostPaid";
        for (id, more, error) in [
            ("i-month", "", unchanged("i-month")),
            ("i-goes", post, unchanged("i-goes")),
            ("i-goes", "&InstanceChargeType=Free", refusal(400, "InvalidInstanceChargeType.ValueNotSupported", "The specified parameter \"InstanceChargeType\" is not valid.")),
            ("i-rests", "", refusal(400, "ReleaseTimeHaveBeenSet", "The specified instance has been set released time.")),
            ("i-old", "", refusal(403, "InvalidInstanceType.PhasedOut", "This instanceType is no longer offered.")),
            ("i-hosted", "", refusal(403, "InvalidOperation.NotSupport", "Instance on dedicated host not support modify charge type.")),
            ("i-pooled", "", refusal(400, "Invalid.PrivatePoolOptions.MatchCriteria", "Target mode does not support this operation.")),
            ("i-overdue", "", refusal(403, "Account.Arrearage", "Your account has an outstanding payment.")),
            ("i-locked", "", crate::alibaba::ecs::locked()),
            ("i-wide", post, refusal(400, "InvalidParameter.Bandwidth", "A Pay-As-You-Go instance can have an outbound bandwidth of up to 100 Mbit/s.")),
        ] {
            let before = seen(&twin, id);
            assert_eq!(modify(&twin, &[id], more).error(), error, "{id}");
            assert_eq!(seen(&twin, id), before, "{id}");
        }
        assert_eq!(modify(&twin, &["i-goes", "i-old"], "").0.code.as_deref(), Some("InvalidInstanceType.PhasedOut"));
        assert_eq!(seen(&twin, "i-goes"), paid("PostPaid", NEVER), "all or none");
    }

    #[test]
    fn what_is_in_force_for_a_time_comes_first() {
        let twin = Twin::with(WORLD);
        let post = "&InstanceChargeType=PostPaid";
        let network = "ModifyInstanceNetworkSpec&InstanceId=i-month&InternetMaxBandwidthOut=50";
        twin.ecs(&format!("{network}&EndTime=2026-11-21T12Z")).ok();
        let text = "Cannot switch to Pay-As-You-Go during the period of temporary bandwidth upgrade.";
        let raised = refusal(403, "InvalidInstance.TempBandwidthUpgrade", text);
        assert_eq!(modify(&twin, &["i-month"], post).error(), raised);
        twin.advance("4h");
        let larger = "ModifyPrepayInstanceSpec&RegionId=cn-hangzhou&InstanceId=i-month&InstanceType=ecs.g6.xlarge";
        twin.ecs(&format!("{larger}&EndTime=2026-11-21T13:00Z")).ok();
        let active = refusal(403, "InvalidAction", "The instance has active Elastic Upgrade.");
        assert_eq!(modify(&twin, &["i-month"], post).error(), active);
        twin.advance("1h");
        modify(&twin, &["i-month"], post).ok();
    }

    #[test]
    fn instances_are_at_rest_and_current() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        let text = "The current status of the resource does not support this operation.";
        let wrong = refusal(400, "InvalidStatus.ValueNotSupported", text);
        twin.ecs("RebootInstance&InstanceId=i-goes").ok();
        assert_eq!(modify(&twin, &["i-goes"], "").error(), wrong);
        twin.advance("1m");
        twin.ecs("StopInstance&InstanceId=i-goes&StoppedMode=StopCharging").ok();
        twin.advance("1m");
        assert_eq!(modify(&twin, &["i-goes"], "").error(), wrong, "the economical mode");
        twin.advance("720h");
        let over = refusal(400, "ExpiredInstance", "The specified instance has expired.");
        assert_eq!(modify(&twin, &["i-month"], "&InstanceChargeType=PostPaid").error(), over);
    }

    #[test]
    fn the_account_can_pay() {
        let world = |fact: &str| format!("{WORLD}\n[[account]]\ncloud = \"ecs\"\nfacts = {{ {fact} = true }}");
        let twin = Twin::with(&world("balance_too_low"));
        let text = "Your account does not have enough balance.";
        let poor = refusal(403, "InvalidAccountStatus.NotEnoughBalance", text);
        assert_eq!(modify(&twin, &["i-goes"], "").error(), poor);
        modify(&twin, &["i-goes"], "&AutoPay=false").ok();
        modify(&twin, &["i-month"], "&InstanceChargeType=PostPaid").ok();
        let arrears = refusal(403, "Account.Arrearage", "Your account has an outstanding payment.");
        assert_eq!(modify(&Twin::with(&world("in_arrears")), &["i-goes"], "").error(), arrears);
    }
}

mod behaviour {
    use super::*;

    /// How the disks of an instance are paid for.
    #[track_caller]
    fn disks(twin: &Twin, id: &str) -> Vec<(Value, Value, Value)> {
        let disks = twin.ecs(&format!("DescribeDisks&RegionId=cn-hangzhou&InstanceId={id}")).json();
        let disks = disks["Disks"]["Disk"].as_array().expect("a list").clone();
        let seen = |disk: &Value| (disk["DiskId"].clone(), disk["DiskChargeType"].clone(), disk["ExpiredTime"].clone());
        let mut seen: Vec<_> = disks.iter().map(seen).collect();
        seen.sort_by_key(|(id, ..)| id.to_string());
        seen
    }

    #[test]
    fn a_subscription_begins_now_without_data_disks() {
        let twin = Twin::with(WORLD);
        let answer = modify(&twin, &["i-goes", "i-rests"], "&Period=1&PeriodUnit=Year").json();
        assert_eq!(answer["OrderId"].as_str().map(str::len), Some(15));
        assert_eq!(answer["FeeOfInstances"], json!({ "FeeOfInstance": [] }));
        for id in ["i-goes", "i-rests"] {
            assert_eq!(seen(&twin, id), paid("PrePaid", "2027-11-21T08:00Z"));
        }
        let end = json!("2027-11-21T08:00Z");
        assert_eq!(
            disks(&twin, "i-goes"),
            [(json!("d-1"), json!("PrePaid"), end), (json!("d-2"), json!("PostPaid"), json!(NEVER))]
        );
        let all = instances(&twin);
        let mut all = all.as_array().expect("a list").iter();
        let shown = all.find(|instance| instance["InstanceId"] == "i-goes").expect("the instance");
        assert_eq!(shown["DeletionProtection"], false, "it is for the others only");
        assert_eq!(
            twin.ecs("DeleteInstance&InstanceId=i-goes&Force=true").0.code.as_deref(),
            Some("ChargeTypeViolation")
        );
    }

    #[test]
    fn data_disks_go_with_it_when_asked() {
        let twin = Twin::with(WORLD);
        modify(&twin, &["i-goes"], "&Period=2&PeriodUnit=Week&IncludeDataDisks=true").ok();
        let charges: Vec<_> = disks(&twin, "i-goes").into_iter().map(|(_, charge, _)| charge).collect();
        assert_eq!(charges, ["PrePaid", "PrePaid"]);
        assert_eq!(seen(&twin, "i-goes"), paid("PrePaid", "2026-12-05T08:00Z"));
    }

    #[test]
    fn and_back_for_what_it_is_still_worth() {
        let twin = Twin::with(WORLD);
        twin.advance("360h");
        let answer = modify(&twin, &["i-month"], "&InstanceChargeType=PostPaid&IsDetailFee=true").json();
        assert_eq!(answer["OrderId"], "");
        // 360 hours at half of 0.6 for the type, 0.4 for the bandwidth and 0.056 for the disk.
        let fee = json!([{ "InstanceId": "i-month", "Currency": "CNY", "Fee": "190.08" }]);
        assert_eq!(answer["FeeOfInstances"]["FeeOfInstance"], fee);
        assert_eq!(seen(&twin, "i-month"), paid("PostPaid", NEVER));
        twin.ecs("ModifyInstanceSpec&InstanceId=i-month&InternetMaxBandwidthOut=10").ok();
        let again = modify(&twin, &["i-month"], "").json();
        assert_eq!(again["FeeOfInstances"], json!({ "FeeOfInstance": [] }));
    }

    #[test]
    fn an_unpaid_order_changes_nothing_and_lapses() {
        let twin = Twin::with(WORLD);
        modify(&twin, &["i-goes"], "&AutoPay=false").ok();
        assert_eq!(seen(&twin, "i-goes"), paid("PostPaid", NEVER));
        let unpaid = refusal(400, "InvalidInstance.UnpaidOrder", "The specified instance has unpaid order.");
        assert_eq!(modify(&twin, &["i-goes"], "").error(), unpaid);
        twin.advance("24h");
        modify(&twin, &["i-goes"], "").ok();
        assert_eq!(seen(&twin, "i-goes"), paid("PrePaid", "2026-12-22T08:00Z"));
    }

    #[test]
    fn it_leaves_reserved_capacity() {
        let pool = "[[ecs.capacity_reservation]]\nid = \"crp-open\"\ntype = \"ecs.g6.large\"\ncount = 1";
        let twin = Twin::with(pool);
        let launch = "RunInstances&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&PrivatePoolOptions.MatchCriteria=Open\
            &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd";
        let made = twin.ecs(launch).json();
        let id = made["InstanceIdSets"]["InstanceIdSet"][0].as_str().expect("an id").to_owned();
        let used = || {
            let pools = twin.ecs("DescribeCapacityReservations&RegionId=cn-hangzhou").json();
            let pool = &pools["CapacityReservationSet"]["CapacityReservationItem"][0];
            pool["AllocatedResources"]["AllocatedResource"][0]["UsedAmount"].clone()
        };
        assert_eq!(used(), 1);
        modify(&twin, &[&id], "").ok();
        assert_eq!(used(), 0);
    }

    #[test]
    fn a_token_and_a_dry_run() {
        let twin = Twin::with(WORLD);
        assert_eq!(modify(&twin, &["i-goes"], "&DryRun=true").error(), dry_run());
        assert_eq!(seen(&twin, "i-goes"), paid("PostPaid", NEVER));
        let first = modify(&twin, &["i-goes"], "&ClientToken=once").json()["OrderId"].clone();
        assert_eq!(modify(&twin, &["i-goes"], "&ClientToken=once").json()["OrderId"], first);
    }
}
