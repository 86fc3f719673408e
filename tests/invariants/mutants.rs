//! Snapshots with something changed in them: refused with a sentence, or a world that holds and answers everything.
//!
//! `TWIN_MUTANTS=30000 cargo test mutants` tries more of them.

use crate::clients::calls::FURTHER;
use crate::support::Twin;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;
use twinstance::app::snapshot::Snapshot;

/// What is asked of each world that is taken.
const EC2: &[&str] = &[
    "DescribeInstances",
    "DescribeImages&Owner.1=self",
    "DescribeVolumes",
    "DescribeSubnets",
    "DescribeVpcs",
    "DescribeSecurityGroups",
    "DescribeRouteTables",
    "DescribeNetworkInterfaces",
    "DescribeAddresses",
    "DescribeTags",
    "DescribeCapacityReservations",
    "DescribeInstanceCreditSpecifications",
    "RunInstances&ImageId=ami-0abcdef1234567890&InstanceType=r5.large&MinCount=1&MaxCount=2",
    "AllocateAddress",
    "CreateSecurityGroup&GroupName=new&GroupDescription=new",
    "CreateCapacityReservation&InstanceType=m5.large&InstancePlatform=Linux/UNIX&AvailabilityZone=us-east-1a&InstanceCount=2",
];

const ECS: &[&str] = &[
    "DescribeInstances&RegionId=cn-hangzhou",
    "DescribeDisks&RegionId=cn-hangzhou",
    "DescribeImages&RegionId=cn-hangzhou&ImageOwnerAlias=self",
    "DescribeVSwitches&RegionId=cn-hangzhou",
    "DescribeSecurityGroups&RegionId=cn-hangzhou",
    "DescribeEipAddresses&RegionId=cn-hangzhou",
    "DescribeTags&RegionId=cn-hangzhou",
    "DescribeCapacityReservations&RegionId=cn-hangzhou",
    "DescribeAccountAttributes&RegionId=cn-hangzhou",
    "CreateInstance&RegionId=cn-hangzhou&InstanceType=ecs.g6.large&ImageId=aliyun_3_x64_20G_alibase_20240819.vhd",
    "StartInstance&InstanceId=i-bp00000000000000free",
];

fn twin() -> Twin {
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

/// The snapshot that all mutants come from.
static WHOLE: LazyLock<Value> = LazyLock::new(|| {
    let twin = twin();
    twin.app.take_snapshot("whole".to_owned()).expect("a whole world");
    serde_json::to_value(&*twin.app.snapshots.get("whole").expect("a snapshot")).expect("JSON")
});

/// The values that a mutant may have in place of another, beside those that stand elsewhere in the snapshot.
const EXTREMES: [i64; 7] = [0, 1, -1, 255, 4_294_967_295, 4_294_967_296, i64::MAX];

/// All leaves and lists of a value, by their paths.
fn paths(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, field)| {
            paths(field, &format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), found);
        }),
        Value::Array(list) => {
            found.push(path.to_owned());
            list.iter().enumerate().for_each(|(n, item)| paths(item, &format!("{path}/{n}"), found));
        }
        _ => found.push(path.to_owned()),
    }
}

static PATHS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut found = Vec::new();
    paths(&WHOLE, "", &mut found);
    found
});

/// Changes the value at one path: to an extreme, to what another path has, or a list's length.
fn mutate(whole: &mut Value, at: usize, other: usize, how: usize) {
    let Some(value) = whole.pointer_mut(&PATHS[at % PATHS.len()]) else { return };
    // Mostly one of the same type, so that it is not refused at once.
    let others = (0..PATHS.len()).filter_map(|n| WHOLE.pointer(&PATHS[(other.wrapping_add(n)) % PATHS.len()]));
    let alike =
        |other: &&Value| how.is_multiple_of(5) || std::mem::discriminant(*other) == std::mem::discriminant(value);
    let other = others.into_iter().find(alike).cloned().unwrap_or(Value::Null);
    match (value, how % 3) {
        (Value::Array(list), 0) => drop(list.pop()),
        (Value::Array(list), 1) => list.extend(list.first().cloned()),
        (value @ Value::Number(_), 0 | 1) => *value = json!(EXTREMES[how % EXTREMES.len()]),
        (value, _) => *value = other,
    }
}

/// Why this change of the value at one path is refused.
fn refused(path: &str, new: Value) -> String {
    let mut mutant = WHOLE.clone();
    *mutant.pointer_mut(path).unwrap_or_else(|| panic!("{path}")) = new;
    Snapshot::parse(mutant.to_string().as_bytes()).map(drop).expect_err(path).to_string()
}

#[test]
fn worlds_that_cannot_be_are_refused_with_a_sentence() {
    let path = |end: &str| PATHS.iter().find(|path| path.ends_with(end)).unwrap_or_else(|| panic!("{end}")).clone();
    let image = PATHS.iter().find(|path| path.contains("/images/ami-") && path.ends_with("/source")).expect("an image");
    let id = image.rsplit('/').nth(1).expect("an id");
    assert!(refused(image, json!(id)).ends_with(&format!("the image {id} was made from itself")));
    let total = path("/reservations/cr-0000000000000000c/total");
    let text = "cr-0000000000000000c is for 4294967295 instances; at most 1000000 can be";
    assert!(refused(&total, json!(4_294_967_295_u32)).ends_with(text));
    assert!(refused(&path("/size_gib"), json!(0)).ends_with("a disk of 0 GiB; sizes are from 1 to 65536"));
    let error = refused(&path("/vpc"), json!("vpc-nowhere"));
    assert!(error.ends_with("is in the VPC vpc-nowhere, which is not there"), "{error}");
}

fn cases() -> u32 {
    std::env::var("TWIN_MUTANTS").ok().and_then(|count| count.parse().ok()).unwrap_or(200)
}

proptest! {
    #![proptest_config(super::config(cases()))]

    #[test]
    fn mutants_are_refused_or_hold(changes in proptest::collection::vec((any::<usize>(), any::<usize>(), any::<usize>()), 1..3)) {
        let mut mutant = WHOLE.clone();
        changes.iter().for_each(|(at, other, how)| mutate(&mut mutant, *at, *other, *how));
        match Snapshot::parse(mutant.to_string().as_bytes()) {
            Err(error) => prop_assert!(error.to_string().contains(' '), "{}", error),
            Ok(snapshot) => {
                let twin = Twin::new("demo = true", FURTHER);
                twin.app.add_snapshot("mutant".to_owned(), snapshot);
                prop_assert!(twin.app.restore_snapshot("mutant"));
                for call in EC2 {
                    prop_assert!(twin.ec2(call).0.status < 500, "{}: {:?}", call, changes);
                }
                for call in ECS {
                    prop_assert!(twin.ecs(call).0.status < 500, "{}: {:?}", call, changes);
                }
                twin.advance("2h");
                prop_assert_eq!(twin.app.simulation.lock().world.check(), Ok(()));
                prop_assert!(!twin.app.simulation.is_poisoned());
            }
        }
    }
}
