//! A fault with a code and no text answers with the vendor's: for every code that the vendors document for an operation that
//! there is here, and for every code that Twinstance answers by itself.

use std::fs;
use std::path::{Path, PathBuf};
use twinstance::alibaba::ecs;
use twinstance::aws::{cloudwatch, ec2, iam};

fn is_known(cloud: &str, code: &str) -> bool {
    match cloud {
        "ec2" => ec2::errors::documented(code).is_some(),
        "iam" => iam::errors::documented(code).is_some(),
        "cloudwatch" => cloudwatch::errors::documented(code).is_some(),
        _ => ecs::errors::documented(code, None).is_some(),
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documented codes by operation: cloud, operation, codes.
#[test]
fn every_documented_code_has_a_text() {
    let mut unknown = Vec::new();
    for table in ["aws.tsv", "alibaba.tsv"] {
        let text = fs::read_to_string(root().join("tests/fault_codes").join(table)).expect("a table");
        for row in text.lines() {
            let mut cells = row.split('\t');
            let [cloud, operation, codes] = std::array::from_fn(|_| cells.next().expect("a cell"));
            let missing = codes.split(' ').filter(|code| !is_known(cloud, code));
            unknown.extend(missing.map(|code| format!("{cloud} {operation} {code}")));
        }
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}

/// The codes in a source: `row(STATUS, "CODE", ...)`, over one line or several.
fn codes(source: &str) -> impl Iterator<Item = &str> {
    source.split("row(").skip(1).filter_map(|rest| {
        let (status, rest) = rest.trim_start().split_once(',')?;
        status.parse::<u16>().ok()?;
        rest.trim_start().strip_prefix('"')?.split('"').next()
    })
}

#[test]
fn every_code_that_is_answered_has_a_text() {
    let mut unknown = Vec::new();
    for (folder, cloud) in [("src/aws", "ec2"), ("src/alibaba", "ecs")] {
        let mut files = Vec::new();
        sources(&root().join(folder), &mut files);
        let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).expect("a source")).collect();
        let own = ["cloudwatch", "iam"];
        let service = |file: &Path| {
            own.into_iter().find(|name| file.starts_with(root().join("src/aws").join(name))).unwrap_or(cloud)
        };
        let services = files.iter().map(|file| service(file));
        let answered: Vec<_> =
            services.zip(&texts).flat_map(|(service, text)| codes(text).map(move |code| (service, code))).collect();
        assert!(answered.len() > 50, "{folder} has {} codes", answered.len());
        let missing = answered.into_iter().filter(|(service, code)| !is_known(service, code));
        unknown.extend(missing.map(|(service, code)| format!("{service} {code}")));
    }
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}
