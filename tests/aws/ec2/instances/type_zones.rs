//! Where types are offered: DescribeInstanceTypeOfferings, and what refuses a zone that does not offer a type.

use super::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The regions of which there is a list of what they offer.
const REGIONS: [&str; 30] = [
    "af-south-1",
    "ap-east-1",
    "ap-northeast-1",
    "ap-northeast-2",
    "ap-northeast-3",
    "ap-south-1",
    "ap-south-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ca-central-1",
    "ca-west-1",
    "eu-central-1",
    "eu-central-2",
    "eu-north-1",
    "eu-south-1",
    "eu-south-2",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "il-central-1",
    "me-central-1",
    "me-south-1",
    "sa-east-1",
    "us-east-1",
    "us-east-2",
    "us-west-1",
    "us-west-2",
];

/// How many offers there are, of a type in a zone, and the digest of their list: `zone id<TAB>type`, sorted. Both were
/// computed from the answers of the real service.
const OFFERS: usize = 64_394;
const DIGEST: &str = "ff66b8f1069f92203badc6fbdbb9fec87d655e65af92a44c97b679de8ca79247";

/// The offers in a region: type and location.
fn offers(twin: &Twin, region: &str, kind: &str) -> Vec<(String, String)> {
    let answer = elsewhere(twin, "test", region, &format!("DescribeInstanceTypeOfferings&LocationType={kind}"));
    let (types, locations) = (answer.all("instanceType"), answer.all("location"));
    types.into_iter().zip(locations).collect()
}

/// Launches one, from the image that the type can boot.
fn run(twin: &Twin, region: &str, instance_type: &str, more: &str) -> Answer {
    let launch = |image: &str| {
        let what = format!("&ImageId={image}&InstanceType={instance_type}&MinCount=1&MaxCount=1{more}");
        elsewhere(twin, "test", region, &format!("RunInstances{what}"))
    };
    let answer = launch(IMAGE);
    if answer.0.body.contains("does not match the architecture") { launch(ARM) } else { answer }
}

/// What a zone says of a type that it does not offer.
fn not_here(instance_type: &str, zone: &str, others: &str) -> (u16, String, String) {
    let text = format!(
        "Your requested instance type ({instance_type}) is not supported in your requested Availability Zone ({zone}). \
         Please retry your request by not specifying an Availability Zone or choosing {others}."
    );
    refused("Unsupported", &text)
}

/// What a region says of a type that it does not offer.
fn nowhere() -> (u16, String, String) {
    let text = "The requested configuration is currently not supported. Please check the documentation for supported \
                configurations.";
    refused("Unsupported", text)
}

#[test]
fn all_offers_are_those_of_the_service() {
    let twin = Twin::empty();
    let mut all: Vec<_> = REGIONS.iter().flat_map(|region| offers(&twin, region, "availability-zone-id")).collect();
    all.sort_unstable_by(|(one, here), (other, there)| (here, one).cmp(&(there, other)));
    let mut text = String::new();
    for (instance_type, zone) in &all {
        writeln!(text, "{zone}\t{instance_type}").expect("a text grows");
    }
    assert_eq!((all.len(), hex::encode(Sha256::digest(&text)).as_str()), (OFFERS, DIGEST));
}

#[test]
fn regions_zones_and_zone_ids_agree() {
    let twin = Twin::empty();
    for region in REGIONS {
        let zones = elsewhere(&twin, "test", region, "DescribeAvailabilityZones");
        let ids: BTreeMap<String, String> = zones.all("zoneName").into_iter().zip(zones.all("zoneId")).collect();
        let by_zone = offers(&twin, region, "availability-zone");
        let mut by_id: Vec<_> = by_zone.iter().map(|(name, zone)| (name.clone(), ids[zone].clone())).collect();
        by_id.sort_unstable();
        assert_eq!(offers(&twin, region, "availability-zone-id"), by_id, "{region}");
        let mut names: Vec<_> = by_zone.into_iter().map(|(name, _)| (name, region.to_owned())).collect();
        names.dedup();
        assert_eq!(offers(&twin, region, "region"), names, "{region}");
        if ["ap-southeast-5", "us-west-1"].contains(&region) {
            let described = elsewhere(&twin, "test", region, "DescribeInstanceTypes").all("instanceType");
            assert_eq!(described, names.into_iter().map(|(name, _)| name).collect::<Vec<_>>(), "{region}");
        }
    }
}

/// Every type is launched in the last zone of the list that offers it; those of Macs have no image here.
#[test]
fn each_type_runs_where_it_is_offered() {
    let twin = Twin::empty();
    let mut places = BTreeMap::new();
    for region in REGIONS {
        places
            .extend(offers(&twin, region, "availability-zone").into_iter().map(|(name, zone)| (name, (region, zone))));
    }
    assert_eq!(places.len(), 1395);
    for (name, (region, zone)) in &places {
        let answer = run(&twin, region, name, &format!("&Placement.AvailabilityZone={zone}"));
        if name.starts_with("mac") {
            assert_eq!(answer.error().1, "InvalidParameterValue", "{name}");
            continue;
        }
        assert_eq!((answer.one("instanceType"), answer.one("availabilityZone")), (name.clone(), zone.clone()));
        let described = elsewhere(&twin, "test", region, &format!("DescribeInstanceTypes&InstanceType.1={name}"));
        assert_eq!(described.one("supportedInRegion"), "true", "{name} in {region}");
        let cores: u32 = described.one("defaultCores").parse().expect("a number");
        assert_eq!(answer.one("coreCount"), cores.to_string(), "{name}");
    }
}

/// In each region other types, and every zone.
#[test]
fn a_launch_and_a_reservation_go_where_the_type_is_offered_and_nowhere_else() {
    let twin = Twin::empty();
    let all = twin.ec2("DescribeInstanceTypes&IncludeUnsupportedInRegion=true").all("instanceType");
    let mut seen = BTreeMap::new();
    for (n, region) in REGIONS.into_iter().enumerate() {
        let zones = elsewhere(&twin, "test", region, "DescribeAvailabilityZones").all("zoneName");
        let offers = offers(&twin, region, "availability-zone");
        for name in all.iter().skip(n).step_by(199).filter(|name| !name.starts_with("mac")) {
            let offering: Vec<_> = offers.iter().filter(|offer| offer.0 == *name).map(|offer| &*offer.1).collect();
            let reserve = |more: &str| {
                let kind = format!("&InstanceType={name}&InstancePlatform=Linux/UNIX&InstanceCount=1");
                elsewhere(&twin, "test", region, &format!("CreateCapacityReservation{kind}{more}"))
            };
            for zone in &zones {
                let launch = run(&twin, region, name, &format!("&Placement.AvailabilityZone={zone}"));
                let reservation = reserve(&format!("&AvailabilityZone={zone}"));
                if offering.contains(&&**zone) {
                    assert_eq!(launch.one("availabilityZone"), *zone);
                    assert_eq!(reservation.one("availabilityZone"), *zone);
                    *seen.entry("offered").or_insert(0) += 1;
                } else {
                    let nowhere_or_not_here = match offering.as_slice() {
                        [] => nowhere(),
                        others => not_here(name, zone, &others.join(", ")),
                    };
                    *seen.entry(if offering.is_empty() { "nowhere" } else { "not here" }).or_insert(0) += 1;
                    assert_eq!(launch.error(), nowhere_or_not_here);
                    assert_eq!(reservation.error(), nowhere_or_not_here);
                }
            }
            let anywhere = [run(&twin, region, name, ""), reserve("")];
            for answer in anywhere {
                match offering.first() {
                    Some(zone) => assert_eq!(answer.one("availabilityZone"), *zone),
                    None => assert_eq!(answer.error(), nowhere()),
                }
            }
        }
    }
    assert_eq!(seen.keys().copied().collect::<Vec<_>>(), ["not here", "nowhere", "offered"], "{seen:?}");
}

#[test]
fn a_subnet_is_in_a_zone_too() {
    let twin = Twin::empty();
    let filter = "&Filter.1.Name=availability-zone&Filter.1.Value.1=us-east-1e";
    let subnet = twin.ec2(&format!("DescribeSubnets{filter}")).one("subnetId");
    let others = "us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f";
    for place in [format!("&SubnetId={subnet}"), "&Placement.AvailabilityZoneId=use1-az3".into()] {
        assert_eq!(run(&twin, "us-east-1", "t3.micro", &place).error(), not_here("t3.micro", "us-east-1e", others));
        let dry = run(&twin, "us-east-1", "t3.micro", &format!("{place}&DryRun=true"));
        assert_eq!(dry.error(), not_here("t3.micro", "us-east-1e", others));
    }
    assert_eq!(twin.ec2("DescribeInstances").all("instanceId").len(), 0);
}

/// The type of a stopped instance can be changed to one that its zone does not offer: starting it is what fails.
#[test]
fn an_instance_starts_where_its_new_type_is_offered() {
    let twin = Twin::empty();
    let id = run(&twin, "us-east-1", "t2.micro", "&Placement.AvailabilityZone=us-east-1e").one("instanceId");
    let change = |to: &str| {
        twin.ec2(&format!("ModifyInstanceAttribute&InstanceId={id}&InstanceType.Value={to}")).ok();
    };
    on(&twin, "StopInstances", &[&id]).ok();
    change("t3.micro");
    let others = "us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1f";
    assert_eq!(on(&twin, "StartInstances", &[&id]).error(), not_here("t3.micro", "us-east-1e", others));
    assert_eq!(state(&twin, &id), "stopped");
    change("hpc6a.48xlarge");
    assert_eq!(on(&twin, "StartInstances", &[&id]).error(), nowhere());
    change("t2.nano");
    assert_eq!(moves(&on(&twin, "StartInstances", &[&id])), ["stopped -> pending"]);
}
