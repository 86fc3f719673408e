use super::{amounts, launch, reservation};
use crate::alibaba::ecs::{in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};

const POOL: &str = "InstanceType=ecs.g6.large&InstanceAmount=2&ZoneId.1=cn-hangzhou-b";

fn create(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("CreateCapacityReservation&RegionId=cn-hangzhou&{more}"))
}

#[track_caller]
fn created(answer: &Answer) -> String {
    answer.json()["PrivatePoolOptionsId"].as_str().expect("an id").to_owned()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_in_every_shape() {
        let body = in_every_shape("", "CreateCapacityReservation", &format!("RegionId=cn-hangzhou&{POOL}"));
        insta::assert_snapshot!(body, @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1","PrivatePoolOptionsId":"crp-bpgdc5irqtnjwspllcos"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let answer = Twin::empty().ecs_xml(&format!("CreateCapacityReservation&RegionId=cn-hangzhou&{POOL}"));
        insta::assert_snapshot!(answer.ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><CreateCapacityReservationResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId><PrivatePoolOptionsId>crp-bpgdc5irqtnjwspllcos</PrivatePoolOptionsId></CreateCapacityReservationResponse>"#);
    }

    #[test]
    fn everything_that_is_said_of_it_is_kept() {
        let twin = Twin::empty();
        let said = "&PrivatePoolOptions.Name=web-pool&PrivatePoolOptions.MatchCriteria=Target&Description=for%20the%20web\
                    &EndTimeType=Limited&EndTime=2026-11-22T08:00:00Z&StartTime=2026-11-21T08:00:00Z&Platform=Windows\
                    &InstanceChargeType=PostPaid&Tag.1.Key=stage&Tag.1.Value=test&ResourceGroupId=rg-1";
        let answer = create(&twin, &format!("{POOL}{said}"));
        assert_eq!(answer.header("x-twinstance-ignored"), None);
        let seen = reservation(&twin, &created(&answer));
        for (name, value) in [
            ("PrivatePoolOptionsName", "web-pool"),
            ("ResourceGroupId", "rg-1"),
            ("PrivatePoolOptionsMatchCriteria", "Target"),
            ("Description", "for the web"),
            ("EndTimeType", "Limited"),
            ("EndTime", "2026-11-22T08:00Z"),
            ("StartTime", "2026-11-21T08:00Z"),
            ("Platform", "windows"),
            ("Status", "Active"),
        ] {
            assert_eq!(seen[name], value, "{name}");
        }
        assert_eq!(seen["Tags"]["Tag"][0]["TagValue"], "test");
    }
}

mod validation {
    use super::*;

    #[test]
    fn what_is_required_is_named() {
        let twin = Twin::empty();
        let call = |more: &str| twin.ecs(&format!("CreateCapacityReservation&{more}")).error();
        let text = "The specified RegionId should not be null.";
        assert_eq!(call(POOL), refusal(400, "MissingParameter.RegionId", text));
        let text = "The specified parameter \"InstanceAmount\" can not be empty.";
        let amount = create(&twin, "InstanceType=ecs.g6.large&ZoneId.1=cn-hangzhou-b").error();
        assert_eq!(amount, refusal(400, "MissingParameter.InstanceAmount", text));
        assert_eq!(create(&twin, "InstanceAmount=1&ZoneId.1=cn-hangzhou-b").error(), missing("InstanceType"));
        assert_eq!(create(&twin, "InstanceType=ecs.g6.large&InstanceAmount=1").error().1, "MissingParameter");
    }

    /// What is asked for beside a good pool or instead of a part of it, and how it is refused.
    #[rustfmt::skip]
    const REFUSED: &[(&str, u16, &str, &str)] = &[
        ("InstanceType=ecs.nothing&InstanceAmount=1&ZoneId.1=cn-hangzhou-b", 400, "Invalid.InstanceType", "The specified InstanceType is not valid."),
        ("InstanceType=ecs.t1.small&InstanceAmount=1&ZoneId.1=cn-hangzhou-b", 400, "Invalid.InstanceType", "The specified InstanceType is not valid."),
        ("InstanceType=ecs.g6.large&InstanceAmount=1&ZoneId.1=cn-hangzhou-z", 404, "InvalidZoneId.NotFound", "The specified zoneId does not exist."),
        ("InstanceType=ecs.g6.large&InstanceAmount=1&ZoneId.1=cn-hangzhou-b&ZoneId.2=cn-hangzhou-k", 400, "Invalid.TooManyZoneIds", "Too many ZoneIds in the request."),
        ("InstanceType=ecs.g6.large&InstanceAmount=0&ZoneId.1=cn-hangzhou-b", 400, "InvalidParameter", "The specified parameter \"InstanceAmount\" is not valid."),
        ("InstanceType=ecs.g6.large&InstanceAmount=1001&ZoneId.1=cn-hangzhou-b", 400, "InvalidParameter", "The specified parameter \"InstanceAmount\" is not valid."),
        ("+&StartTime=2026-11-21T09:00:00Z", 400, "StartTime.NotNeed", "The specified parameter \"StartTime\" should leave empty."),
        ("+&EndTimeType=Limited", 400, "Invalid.EndTime", "The specified parameter \"EndTime\" is not valid."),
        ("+&EndTimeType=Limited&EndTime=soon", 400, "Invalid.EndTime", "The specified parameter \"EndTime\" is not valid."),
        ("+&EndTimeType=Limited&EndTime=2026-11-21T08:00:00Z", 400, "Invalid.EndTime", "The specified parameter \"EndTime\" is not valid."),
        ("+&Platform=BeOS", 400, "InvalidPlatform.ValueNotSupported", "The Platform does not match the PrivatePool."),
        ("+&InstanceChargeType=PrePaid", 400, "Invalid.InstanceChargeType", "The InstanceChargeType does not match the PrivatePool."),
        ("+&PrivatePoolOptions.Name=1", 400, "Invalid.PrivatePoolOptionsName.MalFormed", "The specified PrivatePoolOptions.Name is not valid."),
    ];

    #[test]
    fn every_value_has_its_refusal() {
        for (more, status, code, text) in REFUSED {
            let more = more.replace('+', POOL);
            assert_eq!(create(&Twin::empty(), &more).error(), refusal(*status, code, text), "{more}");
        }
        for (more, name) in [
            ("EndTimeType=Soon", "EndTimeType"),
            ("PrivatePoolOptions.MatchCriteria=Closed", "PrivatePoolOptions.MatchCriteria"),
            ("Description=x", "Description"),
            ("Description=http://example.com", "Description"),
        ] {
            assert_eq!(create(&Twin::empty(), &format!("{POOL}&{more}")).error(), invalid(name), "{more}");
        }
    }

    #[test]
    fn there_is_no_more_than_the_stock() {
        let twin = Twin::with("[[ecs.stock]]\ntype = \"ecs.g6.large\"\nzone = \"cn-hangzhou-b\"\ncount = 3");
        create(&twin, POOL).ok();
        let text = "The resource is out of stock in the specified zone. Please try other types, or choose other regions \
                    and zones.";
        assert_eq!(create(&twin, POOL).error(), refusal(403, "OperationDenied.NoStock", text));
        launch(&twin, "").ok();
        assert_eq!(launch(&twin, "").error().1, "OperationDenied.NoStock", "what is reserved is not for all");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_there_and_empty() {
        let twin = Twin::empty();
        let id = created(&create(&twin, POOL));
        assert!(id.starts_with("crp-bp") && id.len() == 24, "{id}");
        assert_eq!(amounts(&twin, &id), (0, 2, 2));
    }

    #[test]
    fn those_that_run_already_do_not_come_in() {
        let twin = Twin::empty();
        launch(&twin, super::super::OPEN).ok();
        let id = created(&create(&twin, POOL));
        assert_eq!(amounts(&twin, &id), (0, 2, 2));
    }

    #[test]
    fn it_ends_at_its_time() {
        let twin = Twin::empty();
        let id = created(&create(&twin, &format!("{POOL}&EndTimeType=Limited&EndTime=2026-11-21T09:00:00Z")));
        twin.advance("59m");
        assert_eq!(reservation(&twin, &id)["Status"], "Active");
        twin.advance("1m");
        assert_eq!(reservation(&twin, &id)["Status"], "Released");
        assert_eq!(amounts(&twin, &id), (0, 0, 2));
    }

    #[test]
    fn a_time_counts_only_if_it_is_a_limit() {
        let twin = Twin::empty();
        let id = created(&create(&twin, &format!("{POOL}&EndTime=2026-11-21T09:00:00Z")));
        twin.advance("48h");
        let seen = reservation(&twin, &id);
        assert_eq!((&seen["Status"], &seen["EndTimeType"]), (&"Active".into(), &"Unlimited".into()));
        assert_eq!(seen["EndTime"], "2099-12-31T15:59Z");
    }

    #[test]
    fn a_token_makes_one_of_two_calls() {
        let twin = Twin::empty();
        let first = created(&create(&twin, &format!("{POOL}&ClientToken=t")));
        assert_eq!(created(&create(&twin, &format!("{POOL}&ClientToken=t"))), first);
        assert_eq!(super::super::reservations(&twin, "").len(), 1);
    }
}
