use super::{OPEN, TARGET, WORLD, amounts, launch, launched, reservation, reservations};
use crate::alibaba::ecs::{dry_run, in_every_shape, refusal, status};
use crate::support::{Answer, Twin};

fn release(twin: &Twin, id: &str, more: &str) -> Answer {
    twin.ecs(&format!("ReleaseCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id={id}{more}"))
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_a_request_id_in_every_shape() {
        let parameters = "RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-open";
        insta::assert_snapshot!(in_every_shape(WORLD, "ReleaseCapacityReservation", parameters), @r#"{"RequestId":"20779A5D-4016-42BB-B40F-90F64A9F79D1"}"#);
    }

    #[test]
    fn the_answer_in_xml() {
        let call = "ReleaseCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-open";
        insta::assert_snapshot!(Twin::with(WORLD).ecs_xml(call).ok(), @r#"<?xml version="1.0" encoding="UTF-8"?><ReleaseCapacityReservationResponse><RequestId>20779A5D-4016-42BB-B40F-90F64A9F79D1</RequestId></ReleaseCapacityReservationResponse>"#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_pool_is_named_and_there() {
        let twin = Twin::with(WORLD);
        let text = "The specified PrivatePoolOptions.Id should not be null.";
        let unnamed = twin.ecs("ReleaseCapacityReservation&RegionId=cn-hangzhou").error();
        assert_eq!(unnamed, refusal(400, "MissingParameter.PrivatePoolOptions.Id", text));
        let text = "The PrivatePool does not exist.";
        assert_eq!(release(&twin, "crp-nowhere", "").error(), refusal(400, "Invalid.PrivatePoolOptions.Id", text));
        let text = "The specified RegionId should not be null.";
        let nowhere = twin.ecs("ReleaseCapacityReservation&PrivatePoolOptions.Id=crp-open").error();
        assert_eq!(nowhere, refusal(400, "MissingParameter.RegionId", text));
    }

    #[test]
    fn one_that_ends_by_itself_is_not_released() {
        let twin = Twin::with(&WORLD.replace("count = 2", "count = 2\nends = \"2026-11-22T08:00:00Z\""));
        let text =
            "Release action is not supported when using Limited endTimeType, please change it to Unlimited first.";
        let limited = release(&twin, "crp-open", "").error();
        assert_eq!(limited, refusal(400, "Invalid.Action.ReleaseCapacityReservation", text));
        let call =
            "ModifyCapacityReservation&RegionId=cn-hangzhou&PrivatePoolOptions.Id=crp-open&EndTimeType=Unlimited";
        twin.ecs(call).ok();
        release(&twin, "crp-open", "").ok();
    }

    #[test]
    fn one_that_is_released_is_not_released_again() {
        let twin = Twin::with(WORLD);
        release(&twin, "crp-open", "").ok();
        let text = "The specified private pool does not support release.";
        let again = release(&twin, "crp-open", "").error();
        assert_eq!(again, refusal(400, "InvalidOperation.ReleasePrivatePoolUnsupported", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_is_shown_to_those_who_ask_for_it() {
        let twin = Twin::with(WORLD);
        release(&twin, "crp-open", "").ok();
        assert_eq!(reservation(&twin, "crp-open")["Status"], "Released");
        assert_eq!(reservations(&twin, "").len(), 1);
        assert_eq!(reservations(&twin, "&Status=Released").len(), 1);
    }

    #[test]
    fn instances_run_on_outside_of_it() {
        let twin = Twin::with(WORLD);
        let open = launched(&launch(&twin, OPEN)).remove(0);
        let bound = launched(&launch(&twin, TARGET)).remove(0);
        release(&twin, "crp-open", "").ok();
        release(&twin, "crp-target", "").ok();
        assert_eq!((amounts(&twin, "crp-open"), amounts(&twin, "crp-target")), ((0, 0, 2), (0, 0, 2)));
        for id in [&open, &bound] {
            assert_eq!(status(&twin, id), "Running");
            twin.ecs(&format!("StopInstance&InstanceId={id}&StoppedMode=StopCharging")).ok();
        }
        twin.ecs(&format!("StartInstance&InstanceId={open}")).ok();
        let text = "The PrivatePool is expired or inactive.";
        let refused = twin.ecs(&format!("StartInstance&InstanceId={bound}")).error();
        assert_eq!(refused, refusal(400, "Invalid.PrivatePoolOptions.status", text));
    }

    #[test]
    fn a_dry_run_releases_nothing() {
        let twin = Twin::with(WORLD);
        assert_eq!(release(&twin, "crp-open", "&DryRun=true").error(), dry_run());
        assert_eq!(reservation(&twin, "crp-open")["Status"], "Active");
    }
}
