//! What the pages name exists.

use super::{Block, Page, root};
use crate::support::Twin;
use clap::{Args, Command};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use twinstance::config::{Config, variable, with_flags_and_variables};
use twinstance::control;

/// The anchors of a page, as GitHub makes them from headings.
fn anchors(page: &str) -> Vec<String> {
    let headings = page.lines().filter(|line| line.starts_with('#'));
    let letters = |c: &char| c.is_alphanumeric() || [' ', '-'].contains(c);
    headings
        .map(|line| line.trim_start_matches('#').trim().to_lowercase().chars().filter(letters).collect::<String>())
        .map(|heading| heading.replace(' ', "-"))
        .collect()
}

#[test]
fn links_lead_somewhere() {
    let mut count = 0;
    for page in Page::all() {
        for line in page.prose() {
            for target in line.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
                if target.starts_with("https://") {
                    continue;
                }
                let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
                let path = page.path.parent().expect("a folder").join(file);
                let path = if file.is_empty() { page.path.clone() } else { path };
                assert!(path.exists(), "{}: {target}", page.name());
                let has_anchor = || anchors(&fs::read_to_string(&path).expect("a page")).contains(&anchor.to_owned());
                assert!(anchor.is_empty() || has_anchor(), "{}: {target}", page.name());
                count += 1;
            }
        }
    }
    assert!(count > 20, "{count} links");
}

#[test]
fn paths_exist() {
    let mut count = 0;
    for page in Page::all() {
        for code in page.code() {
            for word in code.split([' ', ',']) {
                let is_path = ["src/", "tests/", "docker/", ".github/", ".ci/"].iter().any(|top| word.starts_with(top));
                if is_path && !word.contains(['<', '*']) {
                    assert!(root().join(word).exists(), "{}: {word}", page.name());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 40, "{count} paths");
}

/// The command line with all configuration keys.
fn command() -> Command {
    with_flags_and_variables(Config::augment_args(Command::new("twinstance")))
}

/// Programs whose flags are not ours.
const OTHERS: [&str; 9] = ["aws", "cargo", "curl", "docker", "npm", "pip", "timeout", "wget", "xmllint"];

#[test]
fn flags_and_variables_exist() {
    let command = command();
    let own = ["config", "help", "version", "against"].map(str::to_owned);
    let flags: BTreeSet<_> =
        command.get_arguments().filter_map(|arg| arg.get_long()).map(str::to_owned).chain(own).collect();
    let own = ["TWINSTANCE_URL", "TWINSTANCE_CONTAINER", "TWINSTANCE_CONFIG", "TWINSTANCE_"].map(str::to_owned);
    let variables: BTreeSet<_> =
        command.get_arguments().map(|arg| variable(arg.get_id().as_str())).chain(own).collect();
    let mut count = 0;
    for page in Page::all() {
        for code in page.code() {
            let code = code.trim_start_matches(['$', '>', ' ']);
            // What comes after a comment, or for another program up to its own name, is not a command line of ours.
            let code = code.split(" # ").next().unwrap_or("");
            let ours = match code.split(' ').next() {
                Some(program) if OTHERS.contains(&program) => {
                    code.split_once(" -- ").filter(|(run, _)| run.starts_with("cargo run")).map_or("", |(_, rest)| rest)
                }
                _ => code,
            };
            for flag in ours.split([' ', '=']).filter_map(|word| word.strip_prefix("--")) {
                assert!(flag.is_empty() || flags.contains(flag), "{}: --{flag} in {code}", page.name());
                count += 1;
            }
            for rest in code.split("TWINSTANCE_").skip(1) {
                let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
                assert!(variables.contains(&format!("TWINSTANCE_{name}")), "{}: TWINSTANCE_{name}", page.name());
            }
        }
    }
    assert!(count > 60, "{count} flags");
}

/// Whether a path of the control API is that of a route, whose `{...}` stand for any segment.
fn fits(route: &str, path: &str) -> bool {
    let (route, path): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('/').collect());
    route.len() == path.len() && route.iter().zip(path).all(|(part, is)| part.starts_with('{') || *part == is)
}

#[test]
fn routes_exist() {
    let routes: BTreeSet<_> = control::routes().map(|(route, _)| route).collect();
    let mut count = 0;
    for page in Page::all() {
        for code in page.code() {
            for top in ["/_twin/", "/_localstack/", "/moto-api/"] {
                for rest in code.split(top).skip(1) {
                    let rest = rest.split([' ', '\'', '"', '?', ',', ')', ']', ';']).next().unwrap_or("");
                    let path = format!("{top}{rest}");
                    let exists = rest.is_empty() || routes.iter().any(|route| fits(route, &path));
                    assert!(exists, "{}: {path}", page.name());
                    count += 1;
                }
            }
        }
    }
    assert!(count > 60, "{count} routes");
}

/// The blocks of a page in a language, as one text. Each is on its own lines, so that errors tell the page's line.
fn joined(page: &Page, language: &str) -> String {
    let blocks = page.blocks().into_iter().filter(|block| block.language == language);
    blocks.fold(String::new(), |mut text, block: Block<'_>| {
        text.extend(std::iter::repeat_n('\n', block.line - text.lines().count()));
        text + &block.text
    })
}

#[test]
fn configuration_snippets_are_configurations() {
    for page in Page::all().iter().filter(|page| !page.name().ends_with("scenario.md")) {
        for block in page.blocks().iter().filter(|block| block.language == "toml") {
            let error = Config::from_toml(&block.text).map(drop).map_err(|error| error.to_string());
            assert_eq!(error, Ok(()), "{}:{}", page.name(), block.line);
        }
    }
}

/// The keys of a scenario's table, from the error for an unknown one.
fn keys(path: &[&str]) -> Vec<String> {
    // The tables that are in a list.
    const LISTS: [&str; 12] = [
        "instance",
        "capacity_reservation",
        "limits",
        "stock",
        "type",
        "image",
        "vpc",
        "account",
        "fault",
        "disks",
        "",
        "",
    ];
    let unknown = path.iter().rev().fold(json!({ "unknown": 1 }), |value, name| {
        if LISTS.contains(name) { json!({ *name: [value] }) } else { json!({ *name: value }) }
    });
    let text = toml::to_string(&unknown).expect("TOML");
    let error = twinstance::app::scenario::Scenario::parse(&text, "x").expect_err("an unknown key").to_string();
    let (_, known) = error.split_once("expected ").unwrap_or_else(|| panic!("{path:?}: {error}"));
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The tables below a table.
const TABLES: &[&[&str]] = &[
    &["ec2", "instance"],
    &["ec2", "instance", "disks"],
    &["ec2", "capacity_reservation"],
    &["ec2", "capacity_reservation", "allocation"],
    &["ec2", "limits"],
    &["ec2", "stock"],
    &["ecs", "instance"],
    &["ecs", "instance", "disks"],
    &["ecs", "instance", "facts"],
    &["ecs", "instance", "facts", "network"],
    &["ecs", "limits"],
    &["ecs", "stock"],
    &["ecs", "type"],
    &["ecs", "type", "network"],
    &["ecs", "image"],
    &["ecs", "vpc"],
    &["account"],
    &["account", "facts"],
    &["fault"],
];

/// All that lists and tables at this path have, as keys.
fn shown<'t>(tables: &'t [toml::Value], path: &[&str]) -> Vec<&'t toml::Value> {
    let tables =
        tables.iter().flat_map(|value| value.as_array().map_or_else(|| vec![value], |list| list.iter().collect()));
    match path {
        [] => tables.collect(),
        [name, rest @ ..] => {
            let below: Vec<_> = tables.filter_map(|table| table.get(name)).collect();
            below.into_iter().flat_map(|value| shown(std::slice::from_ref(value), rest)).collect()
        }
    }
}

#[test]
fn the_page_on_scenarios_is_one_with_every_key() {
    let text = joined(&Page::read(".github/docs/scenario.md"), "toml");
    Twin::with(&text);
    let whole: toml::Value = toml::from_str(&text).expect("TOML");
    let whole = [whole];
    for path in TABLES {
        let have: BTreeSet<_> =
            shown(&whole, path).into_iter().filter_map(toml::Value::as_table).flat_map(|table| table.keys()).collect();
        // Disks of EC2 are read alike, but have no such level.
        for key in keys(path).into_iter().filter(|key| path[0] != "ec2" || key != "performance_level") {
            let is_commented = text.contains(&format!("# {key} = "));
            assert!(is_commented || have.contains(&key), "{}: {key} is not shown", path.join("."));
        }
    }
    // And there are no other tables.
    for (cloud, kinds) in [("ec2", keys(&["ec2"])), ("ecs", keys(&["ecs"]))] {
        for kind in kinds {
            assert!(!shown(&whole, &[cloud, &kind]).is_empty(), "{cloud}.{kind} is not shown");
        }
    }
}
