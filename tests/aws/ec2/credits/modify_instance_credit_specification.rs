use super::missing;
use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ec2.instance]]
    id = "i-00000000000000001"
    type = "t2.micro"

    [[ec2.instance]]
    id = "i-00000000000000002"
    type = "t3.large"
    state = "stopped"

    [[ec2.instance]]
    id = "i-00000000000000003"
    type = "m5.large"

    [[ec2.instance]]
    id = "i-00000000000000004"
    type = "t3.micro"
    tenancy = "host"

    [[ec2.instance]]
    id = "i-00000000000000005"
    type = "t1.micro"
"#;

/// The parameters for these instances and modes.
fn specifications(items: &[(&str, &str)]) -> String {
    let item = |(n, (id, mode)): (usize, &(&str, &str))| {
        format!("&InstanceCreditSpecification.{n}.InstanceId={id}&InstanceCreditSpecification.{n}.CpuCredits={mode}")
    };
    (1..).zip(items).map(item).collect()
}

fn modify(twin: &Twin, items: &[(&str, &str)], more: &str) -> Answer {
    twin.ec2(&format!("ModifyInstanceCreditSpecification{}{more}", specifications(items)))
}

fn mode(twin: &Twin, id: &str) -> String {
    twin.ec2(&format!("DescribeInstanceCreditSpecifications&InstanceId.1={id}")).one("cpuCredits")
}

mod reading {
    use super::*;

    #[test]
    fn the_answer_has_both_sets_in_the_order_of_the_request() {
        let twin = Twin::with(WORLD);
        let items = [
            ("i-00000000000000002", "standard"),
            ("i-00000000000000003", "standard"),
            ("i-00000000000000001", "unlimited"),
            ("nonsense", "standard"),
        ];
        insta::assert_snapshot!(modify(&twin, &items, "").ok(), @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <ModifyInstanceCreditSpecificationResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>20779a5d-4016-42bb-b40f-90f64a9f79d1</requestId><successfulInstanceCreditSpecificationSet><item><instanceId>i-00000000000000002</instanceId></item><item><instanceId>i-00000000000000001</instanceId></item></successfulInstanceCreditSpecificationSet><unsuccessfulInstanceCreditSpecificationSet><item><instanceId>i-00000000000000003</instanceId><error><code>InstanceCreditSpecification.NotSupported</code><message>The specified instance does not use CPU credits for CPU usage.</message></error></item><item><instanceId>nonsense</instanceId><error><code>InvalidInstanceID.Malformed</code><message>Invalid ID: nonsense. Change the ID and try again.</message></error></item></unsuccessfulInstanceCreditSpecificationSet></ModifyInstanceCreditSpecificationResponse>
        "#);
    }

    #[test]
    fn an_empty_set_is_an_empty_element() {
        let twin = Twin::with(WORLD);
        let answer = modify(&twin, &[("i-00000000000000001", "unlimited")], "");
        assert!(answer.ok().contains("<unsuccessfulInstanceCreditSpecificationSet/>"), "{}", answer.ok());
    }

    #[test]
    fn items_are_read_by_their_index() {
        let twin = Twin::with(WORLD);
        let answer = twin.ec2(
            "ModifyInstanceCreditSpecification&InstanceCreditSpecification.10.InstanceId=i-00000000000000001\
             &InstanceCreditSpecification.10.CpuCredits=unlimited&InstanceCreditSpecification.9.InstanceId=i-00000000000000002\
             &InstanceCreditSpecification.9.CpuCredits=standard",
        );
        answer.ok();
        assert_eq!(answer.all("instanceId"), ["i-00000000000000002", "i-00000000000000001"]);
    }
}

mod validation {
    use super::*;

    #[test]
    fn a_request_names_instances_and_modes() {
        let twin = Twin::with(WORLD);
        assert_eq!(modify(&twin, &[], "").error(), missing("InstanceCreditSpecification"));
        let call =
            |rest: &str| twin.ec2(&format!("ModifyInstanceCreditSpecification&InstanceCreditSpecification.1.{rest}"));
        assert_eq!(call("InstanceId=i-00000000000000001").one("code"), "InvalidCpuCredits.Malformed");
        assert_eq!(call("CpuCredits=standard").error(), missing("InstanceCreditSpecification.1.InstanceId"));
    }

    #[test]
    fn an_instance_stands_once() {
        let twin = Twin::with(WORLD);
        let items = [("i-00000000000000001", "unlimited"), ("i-00000000000000001", "standard")];
        let (status, code, _) = modify(&twin, &items, "").error();
        assert_eq!((status, code.as_str()), (400, "InvalidInstanceCreditSpecification.DuplicateInstanceId"));
        assert_eq!(mode(&twin, "i-00000000000000001"), "standard", "nothing has changed");
    }

    #[test]
    fn a_mode_is_standard_or_unlimited() {
        let twin = Twin::with(WORLD);
        for bad in ["Standard", "endless", ""] {
            let items = [("i-00000000000000001", "unlimited"), ("i-00000000000000002", bad)];
            let answer = modify(&twin, &items, "");
            answer.ok();
            assert_eq!(answer.one("code"), "InvalidCpuCredits.Malformed");
            let text = "The CpuCredit parameter for instance ID i-00000000000000002 requires a value of either standard or \
                        unlimited. Change the value and try again.";
            assert_eq!(answer.one("message"), text);
        }
        assert_eq!(mode(&twin, "i-00000000000000001"), "unlimited", "the others do not hold it back");
    }

    #[test]
    fn parameters_are_known() {
        let twin = Twin::with(WORLD);
        let answer =
            modify(&twin, &[("i-00000000000000001", "unlimited")], "&InstanceCreditSpecification.1.Colour=red");
        let text = "The parameter InstanceCreditSpecification.1.Colour is not recognized";
        assert_eq!(answer.error(), (400, "UnknownParameter".into(), text.into()));
    }

    #[test]
    fn each_item_fails_for_itself() {
        let twin = Twin::with(WORLD);
        let items = [
            ("i-0000000000000000", "standard"),
            ("i-0ffffffffffffffff", "standard"),
            ("i-00000000000000003", "unlimited"),
            ("i-00000000000000004", "unlimited"),
            ("i-00000000000000005", "unlimited"),
            ("i-00000000000000001", "unlimited"),
        ];
        let answer = modify(&twin, &items, "");
        answer.ok();
        assert_eq!(
            answer.all("code"),
            [
                "InvalidInstanceID.Malformed",
                "InvalidInstanceID.NotFound",
                "InstanceCreditSpecification.NotSupported",
                "InstanceCreditSpecification.NotSupported",
                "InstanceCreditSpecification.NotSupported"
            ]
        );
        let messages = answer.all("message");
        assert_eq!(messages[0], "Invalid ID: i-0000000000000000. Change the ID and try again.");
        assert_eq!(messages[1], "The instance ID 'i-0ffffffffffffffff' does not exist");
        assert_eq!(messages[2], "The specified instance does not use CPU credits for CPU usage.");
        assert_eq!(mode(&twin, "i-00000000000000001"), "unlimited", "the others do not hold it back");
    }

    #[test]
    fn an_instance_runs_or_is_stopped() {
        let twin = Twin::new("transitions = \"realistic\"", WORLD);
        twin.ec2("StopInstances&InstanceId.1=i-00000000000000001").ok();
        let answer = modify(&twin, &[("i-00000000000000001", "unlimited")], "");
        assert_eq!(answer.one("code"), "IncorrectInstanceState");
        twin.advance("1m");
        assert_eq!(modify(&twin, &[("i-00000000000000001", "unlimited")], "").all("code").len(), 0);
        twin.ec2("TerminateInstances&InstanceId.1=i-00000000000000001").ok();
        for _ in 0..2 {
            let answer = modify(&twin, &[("i-00000000000000001", "standard")], "");
            assert_eq!(answer.one("code"), "IncorrectInstanceState");
            twin.advance("1m");
        }
    }
}

mod behaviour {
    use super::*;

    #[test]
    fn a_t8i_has_modes_as_a_t3() {
        let twin = Twin::empty();
        let launch = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t8i.nano&MinCount=1&MaxCount=1";
        let id = twin.ec2(&format!("{launch}&CreditSpecification.CpuCredits=standard")).one("instanceId");
        assert_eq!(mode(&twin, &id), "standard");
        assert_eq!(modify(&twin, &[(&id, "unlimited")], "").all("code").len(), 0);
        assert_eq!(mode(&twin, &id), "unlimited");
    }

    #[test]
    fn the_mode_is_seen_afterwards() {
        let twin = Twin::with(WORLD);
        modify(&twin, &[("i-00000000000000001", "unlimited"), ("i-00000000000000002", "standard")], "").ok();
        assert_eq!(mode(&twin, "i-00000000000000001"), "unlimited");
        assert_eq!(mode(&twin, "i-00000000000000002"), "standard");
    }

    #[test]
    fn a_host_takes_standard() {
        let twin = Twin::with(WORLD);
        assert_eq!(mode(&twin, "i-00000000000000004"), "standard", "the default there");
        assert_eq!(modify(&twin, &[("i-00000000000000004", "standard")], "").all("code").len(), 0);
    }

    #[test]
    fn a_dry_run_changes_nothing() {
        let twin = Twin::with(WORLD);
        let text = "Request would have succeeded, but DryRun flag is set.";
        let answer = modify(&twin, &[("i-00000000000000001", "unlimited")], "&DryRun=true");
        assert_eq!(answer.error(), (412, "DryRunOperation".into(), text.into()));
        assert_eq!(mode(&twin, "i-00000000000000001"), "standard");
        let bad: [&[(&str, &str)]; 5] = [
            &[],
            &[("i-00000000000000000", "standard")],
            &[("not-an-instance", "standard")],
            &[("i-00000000000000000", "invalid")],
            &[("i-00000000000000000", "")],
        ];
        for on in bad {
            assert_eq!(modify(&twin, on, "&DryRun=true").error().1, "DryRunOperation", "{on:?}: nothing is judged");
        }
        assert_eq!(modify(&twin, &[], "&DryRun=true&Odd=1").error().1, "UnknownParameter");
    }

    #[test]
    fn a_token_is_good_for_one_effect() {
        let twin = Twin::with(WORLD);
        let on = [("i-00000000000000001", "unlimited"), ("i-00000000000000003", "standard")];
        let first = modify(&twin, &on, "&ClientToken=a");
        modify(&twin, &[("i-00000000000000001", "standard")], "").ok();
        let again = modify(&twin, &on, "&ClientToken=a");
        let without_id = |answer: &Answer| answer.ok().replace(&answer.one("requestId"), "");
        assert_eq!(without_id(&first), without_id(&again), "the same answer");
        assert_eq!(mode(&twin, "i-00000000000000001"), "standard", "and no second effect");
        let text = "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).";
        let other = modify(&twin, &on[..1], "&ClientToken=a");
        assert_eq!(other.error(), (400, "IdempotentParameterMismatch".into(), text.into()));
        modify(&twin, &on[..1], "&ClientToken=A").ok();
        assert_eq!(mode(&twin, "i-00000000000000001"), "unlimited", "case matters");
        twin.advance("24h");
        modify(&twin, &[("i-00000000000000001", "standard")], "&ClientToken=a").ok();
        assert_eq!(mode(&twin, "i-00000000000000001"), "standard", "a token is forgotten after a day");
    }

    #[test]
    fn a_token_has_at_most_64_characters() {
        let twin = Twin::with(WORLD);
        let on = [("i-00000000000000001", "unlimited")];
        assert_eq!(modify(&twin, &on, &format!("&ClientToken={}", "x".repeat(65))).error().1, "InvalidParameterValue");
        assert_eq!(modify(&twin, &on, "&ClientToken=%C3%A9").error().1, "InvalidParameterValue");
        modify(&twin, &on, &format!("&ClientToken={}", "x".repeat(64))).ok();
    }

    #[test]
    fn accounts_and_regions_do_not_see_one_another() {
        let twin = Twin::with(WORLD);
        let body = format!(
            "Version=2016-11-15&Action=ModifyInstanceCreditSpecification{}",
            specifications(&[("i-00000000000000001", "unlimited")])
        );
        for scope in ["999999999999/20261121/us-east-1", "test/20261121/eu-west-1"] {
            let authorization =
                format!("AWS4-HMAC-SHA256 Credential={scope}/ec2/aws4_request, SignedHeaders=host, Signature=0");
            let answer = twin.request("POST", "", &[("authorization", &authorization)], &body);
            assert_eq!(answer.one("code"), "InvalidInstanceID.NotFound", "{scope}");
        }
        assert_eq!(mode(&twin, "i-00000000000000001"), "standard");
    }

    #[test]
    fn a_thousand_instances_in_one_call() {
        let twin = Twin::empty();
        let made =
            twin.ec2("RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&MinCount=1000&MaxCount=1000");
        let ids = made.all("instanceId");
        twin.ec2("DescribeRegions").ok();
        let items: Vec<_> = ids.iter().map(|id| (id.as_str(), "standard")).collect();
        assert_eq!(modify(&twin, &items, "").all("instanceId"), ids);
        assert_eq!(
            twin.ec2("DescribeInstanceCreditSpecifications").all("instanceId").len(),
            0,
            "none is unlimited now"
        );
    }
}
