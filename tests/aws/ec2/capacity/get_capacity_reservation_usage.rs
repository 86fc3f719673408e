use super::*;

fn usage(twin: &Twin, parameters: &str) -> Answer {
    twin.ec2(&format!("GetCapacityReservationUsage&CapacityReservationId={parameters}"))
}

mod reading {
    use super::*;

    #[test]
    fn of_a_source() {
        let twin = Twin::with(&lending(1));
        insta::assert_snapshot!(lines(&usage(&twin, SOURCE)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <GetCapacityReservationUsageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><capacityReservationId>cr-0000000000000000a</capacityReservationId>
        <instanceType>m5.large</instanceType><totalInstanceCount>6</totalInstanceCount><availableInstanceCount>6</availableInstanceCount>
        <state>active</state><instanceUsageSet/><interruptible>false</interruptible><interruptibleCapacityAllocation>
        <instanceCount>4</instanceCount><targetInstanceCount>4</targetInstanceCount><status>active</status>
        <interruptibleCapacityReservationId>cr-0000000000000000b</interruptibleCapacityReservationId>
        <interruptionType>adhoc</interruptionType><zeroSizePreference>default</zeroSizePreference>
        </interruptibleCapacityAllocation></GetCapacityReservationUsageResponse>
        "#);
    }

    #[test]
    fn of_what_is_lent() {
        let twin = Twin::with(&lending(1));
        insta::assert_snapshot!(lines(&usage(&twin, LENT)), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <GetCapacityReservationUsageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><capacityReservationId>cr-0000000000000000b</capacityReservationId>
        <instanceType>m5.large</instanceType><totalInstanceCount>4</totalInstanceCount><availableInstanceCount>3</availableInstanceCount>
        <state>active</state><instanceUsageSet>
        <item><accountId>123456789012</accountId><usedInstanceCount>1</usedInstanceCount></item></instanceUsageSet>
        <interruptible>true</interruptible><interruptionInfo><sourceCapacityReservationId>cr-0000000000000000a</sourceCapacityReservationId>
        <interruptionType>adhoc</interruptionType></interruptionInfo></GetCapacityReservationUsageResponse>
        "#);
    }

    #[test]
    fn of_a_plain_reservation() {
        let twin =
            Twin::with("[[ec2.capacity_reservation]]\nid = \"cr-0000000000000000c\"\ntype = \"t3.nano\"\ncount = 7");
        insta::assert_snapshot!(lines(&usage(&twin, "cr-0000000000000000c&MaxResults=1000")), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <GetCapacityReservationUsageResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><capacityReservationId>cr-0000000000000000c</capacityReservationId>
        <instanceType>t3.nano</instanceType><totalInstanceCount>7</totalInstanceCount><availableInstanceCount>7</availableInstanceCount>
        <state>active</state><instanceUsageSet/><interruptible>false</interruptible>
        </GetCapacityReservationUsageResponse>
        "#);
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_reservation_exists() {
        let twin = Twin::with(LENDING);
        assert_eq!(usage(&twin, "").error(), missing("CapacityReservationId"));
        assert_eq!(usage(&twin, "cr-xyz").error(), malformed("cr-xyz"));
        assert_eq!(usage(&twin, NOBODY).error(), not_found(NOBODY));
        let parameters = format!("GetCapacityReservationUsage&CapacityReservationId={SOURCE}");
        assert_eq!(elsewhere(&twin, "999999999999", "us-east-1", &parameters).error(), not_found(SOURCE));
    }

    #[test]
    fn pages_are_of_1_to_1000() {
        let twin = Twin::with(LENDING);
        for max in [0, 1001] {
            let text = format!(
                "Value ( {max} ) for parameter maxResults is invalid. Expecting a value in the range 1 to 1000."
            );
            assert_eq!(
                usage(&twin, &format!("{SOURCE}&MaxResults={max}")).error(),
                refused("InvalidParameterValue", &text)
            );
        }
        assert_eq!(usage(&twin, &format!("{SOURCE}&NextToken=x")).error().1, "InvalidParameterValue");
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(LENDING);
        assert_eq!(usage(&twin, &format!("{SOURCE}&Filter.1.Name=state")).error(), unknown("Filter.1.Name"));
        assert_eq!(usage(&twin, &format!("{SOURCE}&DryRun=true")).error(), would_succeed());
        assert_eq!(usage(&twin, &format!("{NOBODY}&DryRun=true")).error(), not_found(NOBODY));
    }
}

mod behaviour {
    use super::*;

    /// Total, available, used by the owner, if anything is.
    fn numbers(twin: &Twin, id: &str) -> (String, String, Vec<String>) {
        let answer = usage(twin, id);
        (answer.one("totalInstanceCount"), answer.one("availableInstanceCount"), answer.all("usedInstanceCount"))
    }

    fn are(total: &str, available: &str, used: &[&str]) -> (String, String, Vec<String>) {
        (total.into(), available.into(), used.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn it_follows_launch_stop_start_and_terminate() {
        let twin = Twin::with(LENDING);
        assert_eq!(numbers(&twin, LENT), are("4", "4", &[]));
        let id = launch(&twin, &interruptible(LENT)).one("instanceId");
        launch(&twin, &interruptible(LENT)).ok();
        assert_eq!(numbers(&twin, LENT), are("4", "2", &["2"]));
        twin.ec2(&format!("StopInstances&InstanceId.1={id}")).ok();
        assert_eq!(numbers(&twin, LENT), are("4", "3", &["1"]));
        twin.ec2(&format!("StartInstances&InstanceId.1={id}")).ok();
        assert_eq!(numbers(&twin, LENT), are("4", "2", &["2"]));
        twin.ec2(&format!("TerminateInstances&InstanceId.1={id}")).ok();
        assert_eq!(numbers(&twin, LENT), are("4", "3", &["1"]));
        assert_eq!(numbers(&twin, SOURCE), are("6", "6", &[]));
    }

    #[test]
    fn capacity_is_used_until_the_instance_is_down() {
        let twin = Twin::new(REALISTIC, &lending(1));
        twin.ec2(&format!("StopInstances&InstanceId.1={}", user(1))).ok();
        twin.advance("29s");
        assert_eq!(numbers(&twin, LENT), are("4", "3", &["1"]), "while it stops");
        twin.advance("1s");
        assert_eq!(numbers(&twin, LENT), are("4", "4", &[]));
    }

    #[test]
    fn a_cancelled_one_has_no_room() {
        let twin = Twin::with(LENDING);
        update(&twin, "&TargetInstanceCount=0").ok();
        assert_eq!(usage(&twin, LENT).one("state"), "cancelled");
        assert_eq!(numbers(&twin, LENT), are("0", "0", &[]));
        cancel(&twin, SOURCE).ok();
        assert_eq!(numbers(&twin, SOURCE), are("10", "0", &[]));
    }
}
