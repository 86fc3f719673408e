//! What the pages name exists.

use super::{Page, command, root};
use std::collections::BTreeSet;
use std::fs;
use twinstance::config::{Config, variable};
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

/// Programs whose flags are not ours.
const OTHERS: [&str; 9] = ["aws", "cargo", "curl", "docker", "npm", "pip", "timeout", "wget", "xmllint"];

#[test]
fn flags_and_variables_exist() {
    let command = command();
    let own = ["config", "help", "version", "against", "snapshot"].map(str::to_owned);
    let names = command.get_arguments().flat_map(|arg| arg.get_long_and_visible_aliases().unwrap_or_default());
    let flags: BTreeSet<_> = names.map(str::to_owned).chain(own).collect();
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

#[test]
fn configuration_snippets_are_configurations() {
    for page in Page::all().iter().filter(|page| !page.name().ends_with("scenario.md")) {
        for block in page.blocks().iter().filter(|block| block.language == "toml") {
            let error = Config::from_toml(&block.text).map(drop).map_err(|error| error.to_string());
            assert_eq!(error, Ok(()), "{}:{}", page.name(), block.line);
        }
    }
}
