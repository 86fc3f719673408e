//! The tables of the pages. A test writes its table; who changes what it shows runs the test and commits the page.

use super::{Page, command};
use crate::registry::REGISTRIES;
use std::fs;
use twinstance::config::variable;
use twinstance::control;
use twinstance::domain::compute::catalog;
use twinstance::domain::scope::Cloud;

/// Asserts that a page has this table between its marks, and writes it there if it has not.
#[track_caller]
fn assert_written(page: &str, mark: &str, new: &str) {
    let page = Page::read(page);
    let (begin, end) = (format!("<!-- {mark} -->"), format!("<!-- /{mark} -->"));
    let (before, rest) = page.text.split_once(&begin).expect("where it begins");
    let (have, after) = rest.split_once(&end).expect("where it ends");
    if have != new {
        fs::write(&page.path, format!("{before}{begin}{new}{end}{after}")).expect("a page that can be written");
        panic!("{} has been written anew: commit it", page.name());
    }
}

/// What of the parameters that an operation ignores it reads nevertheless: an entry covers all that is below it.
fn but(ignored: &str, read: &[String]) -> String {
    let below = read.iter().filter_map(|name| name.strip_prefix(ignored)?.strip_prefix('.'));
    let below: Vec<_> = below.map(|name| format!("`{name}`")).collect();
    if below.is_empty() { String::new() } else { format!(" but {}", below.join(" ")) }
}

#[test]
fn coverage() {
    let (mut counts, mut tables) = (Vec::new(), String::new());
    for (service, _, operations) in REGISTRIES {
        counts.push(format!("{} of {service}", operations.len()));
        tables += &format!(
            "\n## {service}\n\n| Operation | Parameters without effect | Parameters that are refused |\n|---|---|---|\n"
        );
        for entry in operations {
            let read = (entry.parameters)();
            let ignored = entry.ignored.iter().map(|name| format!("`{name}`{}", but(name, &read)));
            let refused = entry.not_modelled.iter().map(|(name, neutral)| {
                let unless = if neutral.is_empty() { String::new() } else { format!(" unless `{neutral}`") };
                format!("`{name}`{}{unless}", but(name, &read))
            });
            let [ignored, refused] = [ignored.collect::<Vec<_>>(), refused.collect()].map(|names| names.join(", "));
            tables += &format!("| `{}` | {ignored} | {refused} |\n", entry.action);
        }
    }
    let total: usize = REGISTRIES.iter().map(|(_, _, operations)| operations.len()).sum();
    assert_written("README.md", "counts", &format!("{total} operations"));
    let [ec2, ecs] = [Cloud::Aws, Cloud::Alibaba].map(|cloud| catalog::types(cloud).len());
    assert_written("README.md", "types", &format!("{ec2} of EC2, {ecs} of ECS"));
    assert_written(
        ".github/docs/coverage.md",
        "coverage",
        &format!("\n{total} operations: {}.\n{tables}", counts.join(", ")),
    );
}

#[test]
fn keys() {
    let mut table = "\n| Key | Flag | Variable | Default |\n|---|---|---|---|\n".to_owned();
    for arg in command().get_arguments() {
        let key = arg.get_id().as_str();
        let flag = arg.get_long().expect("a flag");
        let default: Vec<_> = arg.get_default_values().iter().map(|value| value.to_str().expect("a text")).collect();
        let default = if default.is_empty() { String::new() } else { format!("`{}`", default.join(" ")) };
        table += &format!("| `{key}` | `--{flag}` | `{}` | {default} |\n", variable(key));
    }
    assert_written(".github/docs/configuration.md", "keys", &table);
}

#[test]
fn routes() {
    let description = control::description();
    let mut table = "\n| | Path | |\n|---|---|---|\n".to_owned();
    for (path, methods) in description["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let text = operation["summary"].as_str().expect("a summary");
            table += &format!("| {} | `{path}` | {text} |\n", method.to_uppercase());
        }
    }
    assert_written(".github/docs/control-api.md", "routes", &table);
}
