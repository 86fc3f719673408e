//! Scenarios, as TOML: with values changed, and with the text itself damaged.

use super::{Change, Original, assert_holds, assert_sentence, cases, changes, snapshots};
use crate::clients::calls::FURTHER;
use crate::docs::Page;
use crate::support::Twin;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;
use twinstance::app::scenario::{Error, Scenario, remove_nulls};

/// A scenario with every table and key: that of the page on scenarios.
static EVERY: LazyLock<String> = LazyLock::new(|| Page::read(".github/docs/scenario.md").joined("toml"));

static EVERY_ORIGINAL: LazyLock<Original> = LazyLock::new(|| Original::new(toml::from_str(&EVERY).expect("TOML")));

static EXPORT: LazyLock<String> = LazyLock::new(|| snapshots::twin().app.save_scenario(None).expect("TOML"));

static EXPORT_ORIGINAL: LazyLock<Original> = LazyLock::new(|| Original::new(toml::from_str(&EXPORT).expect("TOML")));

fn twin() -> Twin {
    Twin::new("demo = true", FURTHER)
}

/// The state of the world that scenarios are loaded into.
fn state(twin: &Twin) -> String {
    serde_json::to_string(&twin.app.simulation.lock().world).expect("JSON")
}

static UNTOUCHED: LazyLock<String> = LazyLock::new(|| state(&twin()));

/// Asserts that a scenario is refused with a sentence and changes nothing, or that its world holds.
fn assert_mutant(text: &str, replace: bool) -> Result<(), TestCaseError> {
    let twin = twin();
    match twin.app.load_scenario(text, replace, None) {
        Ok(_) => assert_holds(&twin),
        Err(error) => {
            let told = error.to_string();
            // What is wrong with the world as a whole stands on no line.
            let has_line = matches!(error, Error::World { .. }) || told.contains("line ");
            prop_assert!(told.starts_with("scenario") && has_line, "{}", told);
            prop_assert_eq!(&*UNTOUCHED, &state(&twin), "{} changed something", told);
            assert_sentence(&told)
        }
    }
}

/// A mutant's text. There is none for a null among the values of a list.
fn text_of(original: &Original, changes: &[Change]) -> Option<String> {
    let mut mutant = original.mutant(changes);
    remove_nulls(&mut mutant);
    toml::to_string(&mutant).ok()
}

/// Damages a text at a place: bytes are lost, doubled or replaced, or lines change places.
fn damage(text: &mut String, (at, other, how): Change) {
    let mut bytes = std::mem::take(text).into_bytes();
    let from = at % bytes.len();
    let to = (from + 1 + other % 8).min(bytes.len());
    match how % 4 {
        0 => drop(bytes.drain(from..to)),
        1 => drop(bytes.splice(to..to, bytes[from..to].to_vec())),
        2 => bytes[from] = bytes[other % bytes.len()],
        _ => {
            let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
            let count = lines.len();
            lines.swap(at % count, other % count);
            bytes = lines.join(&b'\n');
        }
    }
    *text = String::from_utf8_lossy(&bytes).into_owned();
}

proptest! {
    #![proptest_config(crate::invariants::config(cases()))]

    #[test]
    fn mutants_are_refused_or_hold(changes in changes(), replace: bool) {
        if let Some(text) = text_of(&EVERY_ORIGINAL, &changes) {
            assert_mutant(&text, replace)?;
        }
    }

    #[test]
    fn mutants_of_an_export_are_refused_or_hold(changes in changes(), replace: bool) {
        if let Some(text) = text_of(&EXPORT_ORIGINAL, &changes) {
            assert_mutant(&text, replace)?;
        }
    }

    #[test]
    fn damaged_texts_are_refused_or_hold(changes in changes(), exported: bool, replace: bool) {
        let mut text = if exported { EXPORT.clone() } else { EVERY.clone() };
        changes.iter().for_each(|change| damage(&mut text, *change));
        assert_mutant(&text, replace)?;
    }
}

#[test]
fn the_originals_hold() {
    for text in [&*EVERY, &*EXPORT] {
        assert_mutant(text, false).expect("a world that holds");
        twin().app.load_scenario(text, true, None).expect("a world");
    }
}

#[test]
fn errors_name_file_and_line() {
    for (text, error) in [
        ("\n[world]", "scenario: line 2: its world has no version"),
        ("\n[[ecs.instance]]\nname = \"\\u0007\"", "scenario: line 3: \"\\u{7}\" has control characters"),
        (
            "\n[[fault]]\neffect = \"lose\"\nprobability = 2",
            "scenario, line 2: fault: probability: a number from 0 to 1",
        ),
    ] {
        let told = twin().app.load_scenario(text, false, None).expect_err(text).to_string();
        assert!(told.starts_with(error), "{told}");
    }
}

/// What can stand in a table, as the error of a key that cannot says.
fn known_keys(table: &str) -> BTreeSet<String> {
    let mut value = EVERY_ORIGINAL.whole.clone();
    let fields = value.pointer_mut(table).and_then(Value::as_object_mut).expect("a table");
    fields.insert("?".to_owned(), Value::Bool(true));
    let error = Scenario::parse(&toml::to_string(&value).expect("TOML"), "every").map(drop);
    let error = error.err().map(|error| error.to_string()).unwrap_or_default();
    match error.split_once("unknown field `?`, expected ") {
        Some((_, list)) => list.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
        // Its keys are names, as those of tags.
        None => BTreeSet::new(),
    }
}

#[test]
fn every_key_occurs() {
    let mut tables: BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> = BTreeMap::new();
    for path in EVERY_ORIGINAL.paths.iter().map(String::as_str).chain([""]) {
        let Some(Value::Object(fields)) = EVERY_ORIGINAL.whole.pointer(path) else { continue };
        let table = path.split('/').filter(|segment| segment.parse::<usize>().is_err()).collect::<Vec<_>>().join(".");
        let (known, used) = tables.entry(table).or_default();
        known.extend(known_keys(path));
        used.extend(fields.keys().cloned());
    }
    assert!(tables[".ecs.type.network"].0.contains("trunking"), "{tables:?}");
    for (table, (known, used)) in tables {
        // Exports have a world. Tables of both clouds share structs with keys that only one cloud can have. There is no id
        // of a VPC that every world has.
        let elsewhere = |key: &str| {
            key.starts_with("world")
                || [
                    (".ecs.capacity_reservation", "allocation"),
                    (".ec2.instance.disks", "performance_level"),
                    (".ecs.vpc", "id"),
                ]
                .contains(&(&*table, key))
        };
        let missing: Vec<_> = known.difference(&used).filter(|key| !elsewhere(key)).collect();
        assert!(missing.is_empty(), "{table}: {missing:?}");
    }
}
