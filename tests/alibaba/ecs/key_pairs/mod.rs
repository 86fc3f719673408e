mod attach_key_pair;
mod create_key_pair;
mod delete_key_pairs;
mod describe_key_pairs;
mod detach_key_pair;
mod import_key_pair;

use crate::support::{Answer, Twin};

const WORLD: &str = r#"
    [[ecs.instance]]
    id = "i-1"
    type = "ecs.g6.large"

    [[ecs.instance]]
    id = "i-2"
    type = "ecs.g6.large"
    state = "stopped"

    [[ecs.instance]]
    id = "i-windows"
    type = "ecs.g6.large"
    image = "win2022_21H2_x64_dtc_en-us_40G_alibase_20240819.vhd"

    [[ecs.instance]]
    id = "i-locked"
    type = "ecs.g6.large"
    locks = ["security"]
"#;

/// An Ed25519 key, as a parameter.
const PUBLIC: &str =
    "ssh-ed25519%20AAAAC3NzaC1lZDI1NTE5AAAAIMQJsGZliWCngqqmnThHKw85AKMMYK2I8qTAyKfMC4TS%20me%40example";

/// Makes a call in the default region.
fn call(twin: &Twin, action: &str, more: &str) -> Answer {
    twin.ecs(&format!("{action}&RegionId=cn-hangzhou{more}"))
}

/// Imports a key pair of this name.
#[track_caller]
fn import(twin: &Twin, name: &str) {
    call(twin, "ImportKeyPair", &format!("&KeyPairName={name}&PublicKeyBody={PUBLIC}")).ok();
}

/// The name of the key pair that an instance has.
#[track_caller]
fn key_of(twin: &Twin, id: &str) -> String {
    let found = twin.ecs(&format!("DescribeInstances&RegionId=cn-hangzhou&InstanceIds=%5B%22{id}%22%5D")).json();
    found["Instances"]["Instance"][0]["KeyPairName"].as_str().expect("a name").to_owned()
}
