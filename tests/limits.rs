//! What grows has its bound: a test for each row of the table in the architecture page, which names it.

mod requests;
mod server;
mod world;

use crate::docs::{Page, command};
use crate::support::Twin;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request};
use http_body_util::BodyExt;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use tower::ServiceExt;
use twinstance::server::{ServedApis, router};

/// What a request through all routes and layers has as its answer: the status, the headers, and the body in the pieces in
/// which it is written.
pub struct Sent {
    pub status: u16,
    headers: HeaderMap,
    pieces: Vec<Bytes>,
}

impl Sent {
    pub fn text(&self) -> String {
        String::from_utf8(self.pieces.concat()).expect("a text")
    }

    #[track_caller]
    fn json(&self) -> serde_json::Value {
        let text = self.text();
        assert_eq!(self.status, 200, "{text}");
        serde_json::from_str(&text).expect("JSON")
    }

    /// What a refusal says.
    #[track_caller]
    fn error(&self) -> (u16, String) {
        let json: serde_json::Value = serde_json::from_str(&self.text()).expect("JSON");
        (self.status, json["error"].as_str().expect("a sentence").to_owned())
    }
}

/// A request through all routes and layers.
pub fn send(twin: &Twin, method: &str, path: &str, body: impl Into<Body>) -> Sent {
    let request = Request::builder().method(method).uri(path).header("host", "127.0.0.1:4780");
    let request = request.body(body.into()).expect("a request");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let router = router(&twin.app, ServedApis::All);
        let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
        let (head, mut body) = response.into_parts();
        let mut pieces = Vec::new();
        while let Some(frame) = body.frame().await {
            pieces.extend(frame.expect("a whole body").into_data());
        }
        Sent { status: head.status.as_u16(), headers: head.headers, pieces }
    })
}

/// The rows of the table: the key that sets the bound, if there is one, and the names of the tests.
fn rows() -> Vec<(String, Vec<String>)> {
    let page = Page::read(".github/docs/architecture.md");
    let (_, section) = page.text.split_once("\n## What grows, and its bound\n").expect("the section");
    let section = section.split("\n## ").next().expect("a section");
    let rows: Vec<_> = section.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(rows.len() > 10, "{rows:?}");
    let codes = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let row = |line: &str| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let ["", _, _, key, tests, ""] = cells[..] else { panic!("{line}") };
        (codes(key), codes(tests))
    };
    rows.into_iter()
        .map(row)
        .flat_map(|(keys, tests)| {
            let keys = if keys.is_empty() { vec![String::new()] } else { keys };
            keys.into_iter().map(move |key| (key, tests.clone()))
        })
        .collect()
}

#[test]
fn each_row_has_a_test_and_each_test_a_row() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/limits");
    let mut written = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let text = fs::read_to_string(entry.expect("a file").path()).expect("a readable file");
        for test in text.split("#[test]\nfn ").skip(1) {
            written.insert(test.split('(').next().expect("a name").to_owned());
        }
    }
    let named: BTreeSet<_> = rows().into_iter().flat_map(|(_, tests)| tests).collect();
    assert_eq!(named, written);
    assert!(rows().iter().all(|(_, tests)| !tests.is_empty()), "a row without a test");
}

#[test]
fn each_key_of_a_row_is_one_of_the_configuration() {
    let command = command();
    let keys: BTreeSet<_> = command.get_arguments().map(|arg| arg.get_id().to_string()).collect();
    for (key, _) in rows() {
        assert!(key.is_empty() || keys.contains(&key), "{key}");
    }
}
