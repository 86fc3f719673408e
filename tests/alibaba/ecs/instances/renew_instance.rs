use crate::alibaba::ecs::{attribute, locked, missing, not_found, refusal, status};
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-month"
    type = "ecs.g6.large"
    charge_type = "PrePaid"

    [[ecs.instance]]
    id = "i-goes"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    locks = ["security"]

    [[ecs.instance]]
    id = "i-unpaid"
    type = "ecs.g6.large"
    charge_type = "PrePaid"
    facts = { unpaid_order = true }
"#;

fn renew(twin: &Twin, parameters: &str) -> Answer {
    twin.ecs(&format!("RenewInstance{parameters}"))
}

/// When the subscription of `i-month` ends. At first that is 2026-12-21T08:00Z.
fn ends(twin: &Twin) -> String {
    attribute(twin, "i-month")["ExpiredTime"].as_str().expect("a time").to_owned()
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_names_the_order() {
        let answer = renew(&Twin::with(WORLD), "&InstanceId=i-month&Period=1").json();
        let number = answer["OrderId"].as_str().expect("a number");
        assert!(!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()), "{number}");
    }
}

mod validation {
    use super::*;

    #[test]
    #[rustfmt::skip]
    fn every_refusal() {
        let twin = Twin::with(WORLD);
        let period = refusal(400, "InvalidPeriod", "The specified period is not valid.");
        let day = refusal(400, "InvalidExpectedRenewDay.ValueNotSupported", "The specified parameter ExpectedRenewDay is not valid.");
        let both = refusal(400, "InvalidExpectedRenewDay.Conflict", "The specified expectedRenewDay is in conflict with period.");
        for (parameters, error) in [
            ("&Period=1", missing("InstanceId")),
            ("&InstanceId=i-nowhere&Period=1", not_found()),
            ("&InstanceId=i-month", refusal(400, "InvalidPeriod.NotFound", "The specified period and expectedRenewDay cannot both be empty.")),
            ("&InstanceId=i-month&Period=10", period.clone()),
            ("&InstanceId=i-month&Period=5&PeriodUnit=Week", period.clone()),
            ("&InstanceId=i-month&Period=0", period),
            ("&InstanceId=i-month&Period=1&PeriodUnit=Year", refusal(400, "InvalidPeriodUnit.ValueNotSupported", "The specified parameter PeriodUnit is not valid.")),
            ("&InstanceId=i-month&ExpectedRenewDay=0", day.clone()),
            ("&InstanceId=i-month&ExpectedRenewDay=29", day),
            ("&InstanceId=i-month&ExpectedRenewDay=1&Period=1", both.clone()),
            ("&InstanceId=i-month&ExpectedRenewDay=1&PeriodUnit=Month", both),
            ("&InstanceId=i-goes&Period=1", refusal(403, "ChargeTypeViolation", "The operation is not permitted due to charge type of the instance.")),
            ("&InstanceId=i-unpaid&Period=1", refusal(403, "Instance.UnPaidOrder", "The specified instance has unpaid order.")),
            ("&InstanceId=i-locked&Period=1", locked()),
        ] {
            assert_eq!(renew(&twin, parameters).error(), error, "{parameters}");
        }
        assert_eq!(ends(&twin), "2026-12-21T08:00Z");
    }

    #[test]
    fn an_account_in_arrears_renews_nothing() {
        let twin = Twin::with(&format!("[[account]]\ncloud = \"ecs\"\nfacts = {{ in_arrears = true }}\n{WORLD}"));
        assert_eq!(renew(&twin, "&InstanceId=i-month&Period=1").error().1, "Account.Arrearage");
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn it_ends_later() {
        for (by, end) in [
            ("Period=1", "2027-01-21T08:00Z"),
            ("Period=12&PeriodUnit=Month", "2027-12-21T08:00Z"),
            ("Period=2&PeriodUnit=Week", "2027-01-04T08:00Z"),
            ("ExpectedRenewDay=25", "2026-12-25T08:00Z"),
            ("ExpectedRenewDay=21", "2027-01-21T08:00Z"),
            ("ExpectedRenewDay=1", "2027-01-01T08:00Z"),
        ] {
            let twin = Twin::with(WORLD);
            renew(&twin, &format!("&InstanceId=i-month&{by}&ClientToken=a")).ok();
            renew(&twin, &format!("&InstanceId=i-month&{by}&ClientToken=a")).ok();
            assert_eq!(ends(&twin), end, "{by}");
            twin.advance("720h");
            assert_eq!(status(&twin, "i-month"), "Running", "{by}");
        }
    }

    #[test]
    fn one_that_has_expired_begins_anew_and_can_be_started() {
        let twin = Twin::with(WORLD);
        twin.advance("744h");
        assert_eq!(status(&twin, "i-month"), "Stopped");
        renew(&twin, "&InstanceId=i-month&Period=1").ok();
        assert_eq!((ends(&twin).as_str(), status(&twin, "i-month").as_str()), ("2027-01-22T08:00Z", "Stopped"));
        twin.ecs("StartInstance&InstanceId=i-month").ok();
        twin.advance("1h");
        assert_eq!(status(&twin, "i-month"), "Running");
        twin.advance("743h");
        assert_eq!(status(&twin, "i-month"), "Stopped", "it ends again");
    }
}
