use crate::support::{Answer, Twin};

/// Of the first reservation's four, one is free, one is used by an instance that looks for any, two by instances that
/// name it.
const WORLD: &str = r#"
    [[ec2.capacity_reservation]]
    id = "cr-00000000000000001"
    type = "m5.large"
    count = 4
    tags = { Team = "blue" }

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000002"
    type = "c5.large"
    zone = "us-east-1b"
    platform = "Windows"
    tenancy = "dedicated"
    matching = "targeted"
    count = 2
    ends = "2026-11-22T08:00:00Z"

    [[ec2.capacity_reservation]]
    id = "cr-00000000000000003"
    type = "r5.large"
    count = 5
    allocation = { id = "cr-00000000000000004", count = 2 }

    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "m5.large"
    reservation = "cr-00000000000000001"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "m5.large"

    [[ec2.instance]]
    id = "i-00000000000000003"
    type = "m5.large"
    reservation = "cr-00000000000000001"
"#;

const USED: &str = "cr-00000000000000001";
const LIMITED: &str = "cr-00000000000000002";
const SOURCE: &str = "cr-00000000000000003";
const LENT: &str = "cr-00000000000000004";

fn split(twin: &Twin, id: &str, count: i64, more: &str) -> Answer {
    twin.ec2(&format!(
        "CreateCapacityReservationBySplitting&SourceCapacityReservationId={id}&InstanceCount={count}{more}"
    ))
}

/// The id of the new reservation.
fn new(answer: &Answer) -> String {
    answer.ok();
    answer.all("capacityReservationId")[1].clone()
}

fn show(twin: &Twin, id: &str) -> Answer {
    twin.ec2(&format!("DescribeCapacityReservations&CapacityReservationId.1={id}"))
}

/// Total and available.
fn size(twin: &Twin, id: &str) -> (String, String) {
    let shown = show(twin, id);
    (shown.one("totalInstanceCount"), shown.one("availableInstanceCount"))
}

fn pair(total: &str, available: &str) -> (String, String) {
    (total.to_owned(), available.to_owned())
}

fn users(twin: &Twin, id: &str) -> Vec<String> {
    let call = format!("DescribeInstances&Filter.1.Name=capacity-reservation-id&Filter.1.Value.1={id}");
    twin.ec2(&call).all("instanceId")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_shows_both_as_they_are_then() {
        let twin = Twin::with(WORLD);
        let tags = "&TagSpecification.1.ResourceType=capacity-reservation&TagSpecification.1.Tag.1.Key=Team\
                    &TagSpecification.1.Tag.1.Value=red";
        insta::assert_snapshot!(split(&twin, USED, 1, tags).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <CreateCapacityReservationBySplittingResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><sourceCapacityReservation><capacityReservationId>cr-00000000000000001</capacityReservationId><ownerId>123456789012</ownerId><capacityReservationArn>arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-00000000000000001</capacityReservationArn><availabilityZoneId>use1-az2</availabilityZoneId><instanceType>m5.large</instanceType><instancePlatform>Linux/UNIX</instancePlatform><availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy><totalInstanceCount>3</totalInstanceCount><availableInstanceCount>0</availableInstanceCount><ebsOptimized>false</ebsOptimized><ephemeralStorage>false</ephemeralStorage><state>active</state><startDate>2026-11-21T08:00:00.000Z</startDate><endDateType>unlimited</endDateType><instanceMatchCriteria>open</instanceMatchCriteria><createDate>2026-11-21T08:00:00.000Z</createDate><tagSet><item><key>Team</key><value>blue</value></item></tagSet><capacityAllocationSet><item><allocationType>used</allocationType><count>3</count></item></capacityAllocationSet><reservationType>default</reservationType><interruptible>false</interruptible></sourceCapacityReservation><destinationCapacityReservation><capacityReservationId>cr-012038b75e0114884</capacityReservationId><ownerId>123456789012</ownerId><capacityReservationArn>arn:aws:ec2:us-east-1:123456789012:capacity-reservation/cr-012038b75e0114884</capacityReservationArn><availabilityZoneId>use1-az2</availabilityZoneId><instanceType>m5.large</instanceType><instancePlatform>Linux/UNIX</instancePlatform><availabilityZone>us-east-1a</availabilityZone><tenancy>default</tenancy><totalInstanceCount>1</totalInstanceCount><availableInstanceCount>1</availableInstanceCount><ebsOptimized>false</ebsOptimized><ephemeralStorage>false</ephemeralStorage><state>active</state><startDate>2026-11-21T08:00:00.000Z</startDate><endDateType>unlimited</endDateType><instanceMatchCriteria>open</instanceMatchCriteria><createDate>2026-11-21T08:00:00.000Z</createDate><tagSet><item><key>Team</key><value>red</value></item></tagSet><reservationType>default</reservationType><interruptible>false</interruptible></destinationCapacityReservation><instanceCount>1</instanceCount></CreateCapacityReservationBySplittingResponse>
        "#);
    }

    #[test]
    fn the_answer_is_what_describing_shows() {
        let twin = Twin::with(WORLD);
        let answer = split(&twin, USED, 2, "");
        for id in [USED, &new(&answer)] {
            let shown = show(&twin, id);
            let (_, rest) = shown.ok().split_once("<item>").expect("an item");
            let (item, _) = rest.rsplit_once("</item>").expect("its end");
            assert!(answer.ok().contains(item), "{item}\n{}", answer.ok());
        }
    }
}

mod validation {
    use super::*;

    fn refused(code: &str, text: &str) -> (u16, String, String) {
        (400, code.into(), text.into())
    }

    #[test]
    fn a_source_and_a_count_are_named() {
        let twin = Twin::with(WORLD);
        for (rest, name) in [
            ("InstanceCount=1", "SourceCapacityReservationId"),
            (&format!("SourceCapacityReservationId={USED}"), "InstanceCount"),
        ] {
            let text = format!("The request must contain the parameter {name}");
            let answer = twin.ec2(&format!("CreateCapacityReservationBySplitting&{rest}"));
            assert_eq!(answer.error(), refused("MissingParameter", &text));
        }
    }

    #[test]
    fn the_source_is_there() {
        let twin = Twin::with(WORLD);
        let text = "Invalid id: \"cr-1\"";
        assert_eq!(split(&twin, "cr-1", 1, "").error(), refused("InvalidCapacityReservationId.Malformed", text));
        let text = "The capacity reservation ID 'cr-0ffffffffffffffff' was not found";
        let answer = split(&twin, "cr-0ffffffffffffffff", 1, "");
        assert_eq!(answer.error(), refused("InvalidCapacityReservationId.NotFound", text));
    }

    #[test]
    fn the_count_is_from_1_to_1000() {
        let twin = Twin::with(WORLD);
        for count in [0, -1, 1001] {
            let text =
                format!("Value ({count}) for parameter InstanceCount is invalid. Expected: a number from 1 to 1000.");
            assert_eq!(split(&twin, USED, count, "").error(), refused("InvalidParameterValue", &text));
        }
    }

    #[test]
    fn something_stays_behind() {
        let twin = Twin::with(WORLD);
        let text = "The request needs 2 available instances in the source capacity reservation, which has 1.";
        assert_eq!(split(&twin, LIMITED, 2, "").error(), refused("ReservationCapacityExceeded", text));
        assert_eq!(size(&twin, LIMITED), pair("2", "2"));
    }

    #[test]
    fn instances_that_name_the_source_do_not_move() {
        let twin = Twin::with(WORLD);
        let text =
            "The requested reservation does not have sufficient compatible and available capacity for this request.";
        assert_eq!(split(&twin, USED, 3, "").error(), refused("ReservationCapacityExceeded", text));
        assert_eq!(size(&twin, USED), pair("4", "1"));
    }

    #[test]
    fn the_source_is_active_and_not_interruptible() {
        let twin = Twin::with(WORLD);
        let text = format!("The capacity reservation '{LENT}' is interruptible. Use its source capacity reservation.");
        assert_eq!(split(&twin, LENT, 1, "").error(), refused("UnsupportedOperation", &text));
        twin.ec2(&format!("CancelCapacityReservation&CapacityReservationId={LIMITED}")).ok();
        let text = format!("The capacity reservation '{LIMITED}' is not in a state that allows this operation.");
        assert_eq!(split(&twin, LIMITED, 1, "").error(), refused("InvalidCapacityReservationState", &text));
    }

    #[test]
    fn tags_are_for_reservations() {
        let twin = Twin::with(WORLD);
        let text = "'instance' is not a valid taggable resource type for this operation.";
        let answer = split(&twin, USED, 1, "&TagSpecification.1.ResourceType=instance");
        assert_eq!(answer.error(), refused("InvalidParameterValue", text));
        let text = "The parameter Colour is not recognized";
        assert_eq!(split(&twin, USED, 1, "&Colour=red").error(), refused("UnknownParameter", text));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn what_is_free_moves_first() {
        let twin = Twin::with(WORLD);
        let id = new(&split(&twin, USED, 1, ""));
        assert_eq!((size(&twin, USED), size(&twin, &id)), (pair("3", "0"), pair("1", "1")));
        assert_eq!(users(&twin, USED).len(), 3);
        assert!(users(&twin, &id).is_empty());
    }

    #[test]
    fn then_instances_that_look_for_any() {
        let twin = Twin::with(WORLD);
        let id = new(&split(&twin, USED, 2, ""));
        assert_eq!((size(&twin, USED), size(&twin, &id)), (pair("2", "0"), pair("2", "1")));
        assert_eq!(users(&twin, USED), ["i-00000000000000001", "i-00000000000000003"]);
        assert_eq!(users(&twin, &id), ["i-00000000000000002"]);
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000002").ok();
        twin.ec2("DescribeRegions").ok();
        assert_eq!(size(&twin, &id), pair("2", "2"), "the instance gives back to where it is now");
    }

    #[test]
    fn the_new_one_is_like_its_source_but_for_tags() {
        let twin = Twin::with(WORLD);
        let answer = split(&twin, LIMITED, 1, "");
        for field in [
            "instanceType",
            "instancePlatform",
            "availabilityZone",
            "availabilityZoneId",
            "tenancy",
            "instanceMatchCriteria",
            "endDate",
            "endDateType",
            "state",
        ] {
            let values = answer.all(field);
            assert_eq!(values.len(), 2, "{field}");
            assert_eq!(values[0], values[1], "{field}");
        }
        let id = new(&split(&twin, USED, 1, ""));
        assert_eq!(show(&twin, USED).all("key"), ["Team"]);
        assert!(show(&twin, &id).all("key").is_empty());
    }

    #[test]
    fn both_end_when_the_source_would_have() {
        let twin = Twin::with(WORLD);
        let id = new(&split(&twin, LIMITED, 1, ""));
        twin.advance("23h 59m");
        assert_eq!(show(&twin, &id).one("state"), "active");
        twin.advance("1m");
        assert_eq!([LIMITED, &id].map(|id| show(&twin, id).one("state")), ["expired", "expired"]);
    }

    #[test]
    fn a_source_that_lends_goes_on_to_lend() {
        let twin = Twin::with(WORLD);
        let id = new(&split(&twin, SOURCE, 2, ""));
        assert_eq!([SOURCE, &id, LENT].map(|id| size(&twin, id).0), ["1", "2", "2"]);
        assert!(show(&twin, &id).all("interruptibleCapacityReservationId").is_empty(), "the new one does not");
        assert_eq!(show(&twin, SOURCE).one("interruptibleCapacityReservationId"), LENT);
    }

    #[test]
    fn a_token_is_good_for_one_effect() {
        let twin = Twin::with(WORLD);
        let first = split(&twin, USED, 1, "&ClientToken=a");
        let again = split(&twin, USED, 1, "&ClientToken=a");
        assert_eq!(new(&first), new(&again));
        assert_eq!(size(&twin, USED), pair("3", "0"));
        let other = split(&twin, USED, 2, "&ClientToken=a");
        assert_eq!(other.error().1, "IdempotentParameterMismatch");
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = split(&twin, USED, 1, "&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(twin.ec2("DescribeCapacityReservations").all("capacityReservationId").len(), 4);
        assert_eq!(size(&twin, USED), pair("4", "1"));
    }
}
