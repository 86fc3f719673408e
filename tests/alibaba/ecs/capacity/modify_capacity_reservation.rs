use super::{OPEN, WORLD, amounts, launch, reservation};
use crate::alibaba::ecs::{in_every_shape, invalid, missing, refusal};
use crate::support::{Answer, Twin};

fn modify(twin: &Twin, more: &str) -> Answer {
    twin.ecs(&format!("ModifyCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-open&{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-open&InstanceAmount=3";
        insta::assert_snapshot!(in_every_shape(WORLD, "ModifyCapacityReservation", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = "ModifyCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-open";
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ModifyCapacityReservationResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ModifyCapacityReservationResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_pool_is_named_and_there() {
        let twin = Twin::with(WORLD);
        let call = |more: &str| twin.ecs(&format!("ModifyCapacityReservation&{more}")).error();
        assert_eq!(call("RegionId=cn-hangzhou&InstanceAmount=1"), missing("PrivatePoolOptions.Id"));
        assert_eq!(call("PrivatePoolOptions.Id=crp-open"), missing("RegionId"));
        let text = "The specified private pool does not exist.";
        let nowhere = call("RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-nowhere");
        assert_eq!(nowhere, refusal(404, "InvalidPrivatePoolId.NotFound", text));
    }

    #[rustfmt::skip]
    const REFUSED: &[(&str, u16, &str, &str)] = &[
        ("InstanceAmount=0", 400, "InvalidInstanceAmount.ValueNotSupported", "The specified parameter InstanceAmount is not valid."),
        ("InstanceAmount=1001", 400, "InvalidInstanceAmount.ValueNotSupported", "The specified parameter InstanceAmount is not valid."),
        ("InstanceAmount=1", 403, "InvalidInstanceAmount.ValueNotSupported", "The specified InstanceAmount is invalid."),
        ("Description=x", 400, "InvalidDescription.ValueNotSupported", "The specified Description is invalid."),
        ("PrivatePoolOptions.Name=_x", 403, "InvalidPrivatePoolOptionsName.ValueNotSupported", "The specified PrivatePoolOptions.Name is invalid."),
        ("EndTimeType=Limited", 400, "InvalidEndTime.ValueNotSupported", "The specified EndTime is invalid."),
        ("EndTimeType=Limited&EndTime=2026-11-21T07:00:00Z", 400, "InvalidEndTime.ValueNotSupported", "The specified EndTime is invalid."),
        ("StartTime=2026-12-21T07:00:00Z", 403, "OperationDenied.StartTimeNotSupported", "The specified private pool does not support this operation."),
        ("Platform=BeOS", 403, "InvalidPlatform.ValueNotSupported", "The specified Platform is invalid."),
        ("Platform=Windows", 403, "OperationDenied.PlatformNotSupported", "The specified private pool does not support this operation."),
    ];

    #[test]
    fn every_value_has_its_refusal() {
        let twin = Twin::with(WORLD);
        launch(&twin, &format!("{OPEN}&Amount=2")).ok();
        let before = reservation(&twin, "crp-open");
        for (more, status, code, text) in REFUSED {
            assert_eq!(modify(&twin, more).error(), refusal(*status, code, text), "{more}");
        }
        assert_eq!(modify(&twin, "EndTimeType=Soon").error(), invalid("EndTimeType"));
        assert_eq!(reservation(&twin, "crp-open"), before, "nothing is changed");
    }

    #[test]
    fn only_an_active_one_changes() {
        let twin = Twin::with(WORLD);
        twin.ecs("ReleaseCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-open").ok();
        let text = "The current status of the private pool does not support this operation.";
        assert_eq!(modify(&twin, "InstanceAmount=3").error(), refusal(403, "IncorrectPrivatePoolStatus", text));
    }

    #[test]
    fn there_is_no_more_than_the_stock() {
        let stock = "[[ecs.stock]]\ntype = \"ecs.g6.large\"\nzone = \"cn-hangzhou-b\"\ncount = 5";
        let twin = Twin::with(&format!("{WORLD}{stock}"));
        modify(&twin, "InstanceAmount=3").ok();
        let text = "The requested resource is sold out in the specified zone; try other types of resources or other \
                    regions and zones.";
        assert_eq!(modify(&twin, "InstanceAmount=4").error(), refusal(403, "OperationDenied.NoStock", text));
        modify(&twin, "InstanceAmount=1").ok();
        launch(&twin, "&Amount=2").ok();
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_said_changes_and_nothing_else() {
        let twin = Twin::with(WORLD);
        modify(&twin, "PrivatePoolOptions.Name=new-name&InstanceAmount=5").ok();
        modify(&twin, "Description=new%20words&Platform=Windows&StartTime=2026-11-21T08:00Z").ok();
        let seen = reservation(&twin, "crp-open");
        for (name, value) in [
            ("PrivatePoolOptionsName", "new-name"),
            ("Description", "new words"),
            ("Platform", "windows"),
            ("EndTimeType", "Unlimited"),
            ("PrivatePoolOptionsMatchCriteria", "Open"),
        ] {
            assert_eq!(seen[name], value, "{name}");
        }
        assert_eq!(amounts(&twin, "crp-open"), (0, 5, 5));
        modify(&twin, "Description=&PrivatePoolOptions.Name=").ok();
        let seen = reservation(&twin, "crp-open");
        assert_eq!((&seen["PrivatePoolOptionsName"], &seen["Description"]), (&"new-name".into(), &"".into()));
    }

    #[test]
    fn an_end_can_be_set_moved_and_taken_away() {
        let twin = Twin::with(WORLD);
        let status = || reservation(&twin, "crp-open")["Status"].clone();
        modify(&twin, "EndTimeType=Limited&EndTime=2026-11-21T09:00:00Z").ok();
        modify(&twin, "EndTimeType=Limited&EndTime=2026-11-21T10:00:00Z").ok();
        twin.advance("61m");
        assert_eq!(status(), "Active");
        modify(&twin, "EndTimeType=Unlimited").ok();
        twin.advance("24h");
        assert_eq!(status(), "Active");
        modify(&twin, "EndTimeType=Limited&EndTime=2026-11-23T00:00:00Z").ok();
        modify(&twin, "EndTime=2026-12-23T00:00:00Z").ok();
        assert_eq!(reservation(&twin, "crp-open")["EndTime"], "2026-11-23T00:00Z", "a time alone changes nothing");
        twin.advance("24h");
        assert_eq!(status(), "Released");
    }

    #[test]
    fn a_larger_one_takes_in_more() {
        let twin = Twin::with(WORLD);
        modify(&twin, "InstanceAmount=3").ok();
        launch(&twin, &format!("{OPEN}&Amount=4")).ok();
        assert_eq!(amounts(&twin, "crp-open"), (3, 0, 3));
        modify(&twin, "InstanceAmount=4").ok();
        assert_eq!(amounts(&twin, "crp-open"), (3, 1, 4), "the fourth runs on outside");
    }
}
