//! Public bandwidth: its ranges and defaults, and the one that stands for a time only.

use super::{RUNNING, STOPPED, WORLD, bandwidths, modify};
use crate::alibaba::ecs::{attribute, refusal};
use crate::support::Twin;

const ID: &str = "i-bp67acfmxazb4p****";

#[test]
fn ranges_and_defaults() {
    let out = Err("InvalidParameter");
    let inward = Err("InvalidParameter.Bandwidth");
    let price = Err("Price.PricePlanResultNotFound");
    for (parameters, seen) in [
        ("InternetMaxBandwidthOut=0", Ok((0, 10))),
        ("InternetMaxBandwidthOut=1", Ok((1, 10))),
        ("InternetMaxBandwidthOut=10", Ok((10, 10))),
        ("InternetMaxBandwidthOut=11", Ok((11, 11))),
        ("InternetMaxBandwidthOut=100", Ok((100, 100))),
        ("InternetMaxBandwidthOut=101", out),
        ("InternetMaxBandwidthOut=-1", out),
        ("InternetMaxBandwidthOut=ten", out),
        ("InternetMaxBandwidthOut=1.5", out),
        ("InternetMaxBandwidthOut=99999999999999999999", out),
        ("InternetMaxBandwidthIn=1", Ok((5, 1))),
        ("InternetMaxBandwidthIn=10", Ok((5, 10))),
        ("InternetMaxBandwidthIn=11", price),
        ("InternetMaxBandwidthIn=200", price),
        ("InternetMaxBandwidthIn=201", inward),
        ("InternetMaxBandwidthIn=0", inward),
        ("InternetMaxBandwidthIn=-1", inward),
        ("InternetMaxBandwidthIn=ten", inward),
        ("InternetMaxBandwidthOut=5&InternetMaxBandwidthIn=10", Ok((5, 10))),
        ("InternetMaxBandwidthOut=50&InternetMaxBandwidthIn=50", Ok((50, 50))),
        ("InternetMaxBandwidthOut=50&InternetMaxBandwidthIn=1", Ok((50, 1))),
        ("InternetMaxBandwidthOut=50&InternetMaxBandwidthIn=51", price),
        ("InternetMaxBandwidthOut=0&InternetMaxBandwidthIn=11", price),
    ] {
        for id in [STOPPED, RUNNING] {
            let twin = Twin::with(WORLD);
            let answer = modify(&twin, &format!("{id}&{parameters}"));
            let name = id.trim_start_matches("InstanceId=");
            match seen {
                Ok(seen) => {
                    answer.ok();
                    assert_eq!(bandwidths(&twin, name), seen, "{parameters}");
                }
                Err(code) => {
                    assert_eq!(answer.0.code.as_deref(), Some(code), "{parameters}");
                    assert_eq!(bandwidths(&twin, name), (5, 10), "{parameters}");
                }
            }
        }
    }
}

#[test]
fn without_bandwidth_there_is_no_public_address() {
    let twin = Twin::with(WORLD);
    let addresses = || attribute(&twin, ID)["PublicIpAddress"]["IpAddress"].as_array().expect("a list").len();
    assert_eq!(addresses(), 1);
    modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=50")).ok();
    assert_eq!(addresses(), 1);
    modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=0")).ok();
    assert_eq!(addresses(), 0);
    modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=50")).ok();
    assert_eq!(addresses(), 0, "AllocatePublicIpAddress gives one");
}

/// A bandwidth from one time to another, on 21 November 2026, where the world stands at 08:00.
fn temporary(twin: &Twin, from: &str, to: &str, out: &str) -> crate::support::Answer {
    modify(
        twin,
        &format!(
            "{STOPPED}&Temporary.StartTime=2026-11-21T{from}Z&Temporary.EndTime=2026-11-21T{to}Z\
             &Temporary.InternetMaxBandwidthOut={out}"
        ),
    )
}

#[test]
fn a_temporary_bandwidth_begins_and_ends() {
    let twin = Twin::with(WORLD);
    temporary(&twin, "09:00", "10:30:30", "50").ok();
    assert_eq!(bandwidths(&twin, ID), (5, 10));
    twin.advance("59m59s");
    assert_eq!(bandwidths(&twin, ID), (5, 10));
    twin.advance("1s");
    assert_eq!(bandwidths(&twin, ID), (50, 50));
    twin.advance("90m29s");
    assert_eq!(bandwidths(&twin, ID), (50, 50));
    twin.advance("1s");
    assert_eq!(bandwidths(&twin, ID), (5, 10));
}

#[test]
fn one_that_has_begun_begins_now() {
    let twin = Twin::with(WORLD);
    temporary(&twin, "07:00", "09:00", "50").ok();
    assert_eq!(bandwidths(&twin, ID), (50, 50));
    twin.advance("1h");
    assert_eq!(bandwidths(&twin, ID), (5, 10));
}

#[test]
fn a_temporary_bandwidth_is_more_than_the_present_one() {
    let answer = |out: &str| temporary(&Twin::with(WORLD), "09:00", "10:00", out);
    for out in ["6", "100"] {
        answer(out).ok();
    }
    for out in ["5", "4", "1"] {
        let text = "Downgrade operation is not supported.";
        assert_eq!(answer(out).error(), refusal(400, "Downgrade.NotSupported", text), "{out}");
    }
    for out in ["0", "101", "x"] {
        let text = "The specified parameter Bandwidth is not valid.";
        assert_eq!(answer(out).error(), refusal(400, "InvalidParameter.Bandwidth", text), "{out}");
    }
}

#[test]
fn a_lasting_change_ends_a_temporary_one() {
    let twin = Twin::with(WORLD);
    temporary(&twin, "08:00", "09:00", "50").ok();
    assert_eq!(bandwidths(&twin, ID), (50, 50));
    modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthOut=20")).ok();
    assert_eq!(bandwidths(&twin, ID), (20, 20));
    twin.advance("1h");
    assert_eq!(bandwidths(&twin, ID), (20, 20), "and its end brings nothing back");
}

#[test]
fn one_that_ends_does_not_end_another() {
    let twin = Twin::with(WORLD);
    temporary(&twin, "08:00", "09:00", "20").ok();
    temporary(&twin, "08:30", "10:00", "40").ok();
    twin.advance("30m");
    assert_eq!(bandwidths(&twin, ID), (40, 40));
    twin.advance("30m");
    assert_eq!(bandwidths(&twin, ID), (40, 40), "the first one's end");
    twin.advance("1h");
    assert_eq!(bandwidths(&twin, ID), (5, 10));
}

#[test]
fn what_stood_before_stands_again_when_one_ends_that_began_later() {
    let twin = Twin::with(WORLD);
    temporary(&twin, "08:00", "10:00", "20").ok();
    temporary(&twin, "08:30", "09:00", "40").ok();
    temporary(&twin, "08:45", "09:30", "60").ok();
    for (by, seen) in [("29m", 20), ("1m", 40), ("15m", 60), ("15m", 60), ("30m", 20), ("30m", 5)] {
        twin.advance(by);
        assert_eq!(bandwidths(&twin, ID), (seen, seen.max(10)), "after {by}");
    }
}

#[test]
fn a_lasting_change_of_one_direction_keeps_the_lasting_other() {
    let twin = Twin::with(WORLD);
    temporary(&twin, "08:00", "09:00", "50").ok();
    modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthIn=7")).ok();
    assert_eq!(bandwidths(&twin, ID), (5, 7));
    temporary(&twin, "08:00", "09:00", "50").ok();
    let answer = modify(&twin, &format!("{STOPPED}&InternetMaxBandwidthIn=50"));
    assert_eq!(answer.0.code.as_deref(), Some("Price.PricePlanResultNotFound"), "50 for a time is no 50");
}

#[test]
fn a_temporary_bandwidth_ends_with_its_instance() {
    let twin = Twin::with(WORLD);
    temporary(&twin, "09:00", "10:00", "50").ok();
    twin.ecs(&format!("DeleteInstance&{STOPPED}")).ok();
    twin.advance("3h");
    assert_eq!(twin.app.simulation.lock().world.pending_event_count(), 0);
}

#[test]
fn a_dry_run_plans_no_bandwidth() {
    let twin = Twin::with(WORLD);
    let call = format!("{STOPPED}&Temporary.StartTime=2026-11-21T09:00Z&Temporary.EndTime=2026-11-21T10:00Z");
    modify(&twin, &format!("{call}&Temporary.InternetMaxBandwidthOut=50&DryRun=true")).error();
    twin.advance("1h");
    assert_eq!(bandwidths(&twin, ID), (5, 10));
}
