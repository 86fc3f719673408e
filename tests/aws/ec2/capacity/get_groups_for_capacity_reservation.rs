use crate::support::{Answer, Twin};

fn get(twin: &Twin, more: &str) -> Answer {
    twin.ec2(&format!("GetGroupsForCapacityReservation{more}"))
}

/// A reservation of the demo world.
const DEMO: &str = "&CapacityReservationId=cr-0123456789abcdef0";

mod reading {
    use super::*;

    #[test]
    fn the_answer_is_an_empty_set() {
        insta::assert_snapshot!(get(&Twin::demo(), DEMO).ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <GetGroupsForCapacityReservationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><capacityReservationGroupSet/></GetGroupsForCapacityReservationResponse>
        "#);
    }

    #[test]
    fn a_page_can_be_asked_for() {
        let answer = get(&Twin::demo(), &format!("{DEMO}&MaxResults=1"));
        assert!(answer.ok().contains("<capacityReservationGroupSet/>"), "{}", answer.ok());
        assert!(answer.all("nextToken").is_empty());
    }
}

mod validation {
    use super::*;

    #[test]
    fn the_reservation_is_there() {
        let twin = Twin::demo();
        let text = "The request must contain the parameter CapacityReservationId";
        assert_eq!(get(&twin, "").error(), (400, "MissingParameter".into(), text.into()));
        let answer = get(&twin, "&CapacityReservationId=i-0123456789abcdef0");
        let text = "Invalid id: \"i-0123456789abcdef0\"";
        assert_eq!(answer.error(), (400, "InvalidCapacityReservationId.Malformed".into(), text.into()));
        let answer = get(&twin, "&CapacityReservationId=cr-0ffffffffffffffff");
        let text = "The capacity reservation ID 'cr-0ffffffffffffffff' was not found";
        assert_eq!(answer.error(), (400, "InvalidCapacityReservationId.NotFound".into(), text.into()));
    }

    #[test]
    fn a_page_has_one_to_a_thousand_items() {
        let twin = Twin::demo();
        for max in [0, 1001] {
            let text = format!(
                "Value ( {max} ) for parameter maxResults is invalid. Expecting a value in the range 1 to 1000."
            );
            let answer = get(&twin, &format!("{DEMO}&MaxResults={max}"));
            assert_eq!(answer.error(), (400, "InvalidParameterValue".into(), text));
        }
        get(&twin, &format!("{DEMO}&MaxResults=1000")).ok();
    }

    #[test]
    fn a_token_is_one_of_ours() {
        let text = "Value ( x ) for parameter NextToken is invalid. The token is invalid.";
        let answer = get(&Twin::demo(), &format!("{DEMO}&NextToken=x"));
        assert_eq!(answer.error(), (400, "InvalidParameterValue".into(), text.into()));
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_cancelled_reservation_can_be_asked_about() {
        let twin = Twin::demo();
        twin.ec2(&format!("CancelCapacityReservation{DEMO}")).ok();
        assert!(get(&twin, DEMO).ok().contains("<capacityReservationGroupSet/>"));
    }

    #[test]
    fn another_region_does_not_see_it() {
        let authorization = "AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-1/ec2/aws4_request, \
                             SignedHeaders=host, Signature=0";
        let body = format!("Version=2016-11-15&Action=GetGroupsForCapacityReservation{DEMO}");
        let answer = Twin::demo().request("POST", "", &[("authorization", authorization)], &body);
        assert_eq!(answer.error().1, "InvalidCapacityReservationId.NotFound");
    }

    #[test]
    fn a_dry_run_says_what_would_have_been() {
        let twin = Twin::demo();
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = get(&twin, &format!("{DEMO}&DryRun=true"));
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(get(&twin, "&DryRun=true").error().1, "MissingParameter", "it would not have succeeded");
    }
}
