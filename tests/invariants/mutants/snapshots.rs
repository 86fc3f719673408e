//! Snapshots, as JSON.

use super::{Original, assert_holds, assert_sentence, cases, changes};
use crate::clients::calls::FURTHER;
use crate::support::Twin;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;
use twinstance::app::snapshot::Snapshot;

/// A world with some of everything.
pub(super) fn twin() -> Twin {
    let twin = Twin::new("demo = true", FURTHER);
    for call in [
        "AllocateAddress",
        "CreateVpc&CidrBlock=10.0.0.0/16",
        "CreateKeyPair&KeyName=key&KeyType=ed25519",
        "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount=3&MaxCount=3&ClientToken=token",
        "CreateInterruptibleCapacityReservationAllocation&CapacityReservationId=cr-0000000000000000b&InstanceCount=2",
    ] {
        twin.ec2(call).ok();
    }
    let instance = twin.ec2("DescribeInstances").all("instanceId")[0].clone();
    let image = twin.ec2(&format!("CreateImage&InstanceId={instance}&Name=made")).one("imageId");
    twin.ec2(&format!("CreateTags&ResourceId.1={image}&Tag.1.Key=a&Tag.1.Value=b")).ok();
    twin.ec2(&format!("TerminateInstances&InstanceId.1={instance}")).ok();
    twin
}

static ORIGINAL: LazyLock<Original> = LazyLock::new(|| {
    let twin = twin();
    twin.app.take_snapshot("whole".to_owned()).expect("a whole world");
    Original::new(serde_json::to_value(&*twin.app.snapshots.get("whole").expect("a snapshot")).expect("JSON"))
});

/// Why this change of the value at one path is refused.
fn refused(path: &str, new: Value) -> String {
    let mut mutant = ORIGINAL.whole.clone();
    *mutant.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = new;
    Snapshot::parse(mutant.to_string().as_bytes()).map(drop).expect_err(path).to_string()
}

#[test]
fn worlds_that_cannot_be_are_refused_with_a_sentence() {
    let path =
        |end: &str| ORIGINAL.paths.iter().find(|path| path.ends_with(end)).unwrap_or_else(|| panic!("{end}")).clone();
    let image = ORIGINAL
        .paths
        .iter()
        .find(|path| path.contains("/images/ami-") && path.ends_with("/source"))
        .expect("an image");
    let id = image.rsplit('/').nth(1).expect("an id");
    assert!(refused(image, json!(id)).ends_with(&format!("the image {id} was made from itself")));
    let total = path("/reservations/cr-0000000000000000c/total");
    let text = "cr-0000000000000000c is for 4294967295 instances; at most 1000000 can be";
    assert!(refused(&total, json!(4_294_967_295_u32)).ends_with(text));
    assert!(refused(&path("/size_gib"), json!(0)).ends_with("a disk of 0 GiB; sizes are from 1 to 65536"));
    // The only change so far of a t3.micro that runs.
    let metered = |meter: &&str| {
        let is = |end: &str, what: &str| ORIGINAL.whole.pointer(&format!("{meter}{end}")) == Some(&json!(what));
        is("/phase", "Running") && is("/instance_type", "t3.micro") && is("/mode", "unlimited")
    };
    let mut meters = ORIGINAL.paths.iter().filter_map(|path| path.strip_suffix("/phase"));
    let meter = meters.rfind(metered).expect("a meter");
    for (end, new) in [
        ("/mode", json!("standard")),
        ("/phase", json!("Lost")),
        ("/instance_type", json!("t3.nano")),
        ("/balance/used", json!(-1)),
        ("/balance/launch", json!(i64::MAX)),
        ("/at", json!(i64::MAX)),
        ("/load/Steady", json!(100_001)),
    ] {
        let error = refused(&format!("{meter}{end}"), new);
        assert!(error.contains("CPU credits that") || error.contains("a load that"), "{end}: {error}");
    }
    let error = refused(meter.strip_suffix("/0").expect("the list"), json!([]));
    assert!(error.ends_with("an account of CPU credits that cannot be"), "{error}");
    let error = refused(meter.strip_suffix("/0").expect("the list"), json!(null));
    assert!(error.ends_with("it has no account of its CPU credits"), "{error}");
    let error = refused(&path("/vpc"), json!("vpc-nowhere"));
    assert!(error.ends_with("is in the VPC vpc-nowhere, which is not there"), "{error}");
}

proptest! {
    #![proptest_config(crate::invariants::config(cases()))]

    #[test]
    fn mutants_are_refused_or_hold(changes in changes()) {
        match Snapshot::parse(ORIGINAL.mutant(&changes).to_string().as_bytes()) {
            Err(error) => assert_sentence(&error.to_string())?,
            Ok(snapshot) => {
                let twin = Twin::new("demo = true", FURTHER);
                twin.app.add_snapshot("mutant".to_owned(), snapshot).expect("room");
                prop_assert!(twin.app.restore_snapshot("mutant"));
                assert_holds(&twin)?;
            }
        }
    }
}
