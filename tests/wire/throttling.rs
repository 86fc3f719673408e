//! Throttling as the vendors do it, on the world's clock.

use crate::support::Twin;

fn twin() -> Twin {
    Twin::new("throttling = true", "")
}

/// How many of so many calls get through.
fn through(twin: &Twin, calls: usize, call: &str) -> usize {
    (0..calls).filter(|_| twin.ec2(call).0.status == 200).count()
}

#[test]
fn nobody_is_throttled_unless_it_is_asked() {
    assert_eq!(through(&Twin::empty(), 120, "DescribeRegions"), 120);
}

#[test]
fn each_action_has_its_bucket() {
    let twin = twin();
    assert_eq!(through(&twin, 60, "DescribeVpcs"), 50, "all there is");
    let narrow = "DescribeVpcs&Filter.1.Name=is-default&Filter.1.Value.1=true";
    assert_eq!(through(&twin, 110, narrow), 100, "what is filtered has another");
    let refusal = twin.ec2("DescribeVpcs").error();
    let text = "Request limit exceeded. Account 123456789012 has been throttled on ec2:DescribeVpcs because it exceeded its \
                request rate limit.";
    assert_eq!(refusal, (503, "RequestLimitExceeded".into(), text.into()));
    assert_eq!(through(&twin, 110, "DescribeSubnets&MaxResults=5"), 100, "or paged");
    assert_eq!(through(&twin, 60, "CreateVpc&CidrBlock=10.0.0.0/16"), 50);
}

#[test]
fn buckets_fill_as_time_passes() {
    let twin = twin();
    assert_eq!(through(&twin, 60, "DescribeVpcs"), 50);
    twin.advance("1s");
    assert_eq!(through(&twin, 60, "DescribeVpcs"), 10);
    twin.advance("1h");
    assert_eq!(through(&twin, 60, "DescribeVpcs"), 50);
}

#[test]
fn instances_are_counted_too() {
    let twin = twin();
    let run = |count: u32| {
        let call = "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.nano&DryRun=true";
        twin.ec2(&format!("{call}&MinCount={count}&MaxCount={count}")).0.status
    };
    assert_eq!([run(900), run(101), run(100), run(1)], [412, 503, 412, 503]);
    twin.advance("1s");
    assert_eq!([run(3), run(2), run(1)], [503, 412, 503]);
}

#[test]
fn callers_do_not_share_buckets() {
    let twin = twin();
    let call = |account: &str, region: &str| {
        let scope = format!("X-Amz-Credential={account}%2F20261121%2F{region}%2Fec2%2Faws4_request");
        twin.get(&format!("Version=2016-11-15&Action=DescribeVpcs&{scope}"), &[]).0.status
    };
    while call("111122223333", "us-east-1") == 200 {}
    assert_eq!(call("111122223333", "us-east-1"), 503);
    assert_eq!(call("111122223333", "us-west-2"), 200);
    assert_eq!(call("444455556666", "us-east-1"), 200);
}

#[test]
fn ecs_says_when_to_come_back() {
    let twin = twin();
    let mut answers = (0..101).map(|_| twin.ecs("DescribeRegions"));
    assert!(answers.by_ref().take(100).all(|answer| answer.0.status == 200));
    let refused = answers.next().expect("one more");
    assert_eq!((refused.error().1.as_str(), refused.header("x-acs-retry-after")), ("Throttling", Some("1000")));
}
