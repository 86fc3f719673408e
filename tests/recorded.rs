//! Answers that were recorded from EC2 in September 2026, as values: `tests/recorded/NAME.toml` has the calls of one
//! recording in their order. Each call is made here, and its answer held against the recorded one. What differs on purpose is
//! listed in `tests/recorded/deviations.toml`, with one of three reasons; what is listed and does not differ is a mistake too.
//!
//! Not held against the recorded ones are ids, times and the order of tags.

pub mod element;

use crate::support::Twin;
use element::Element;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

const ACCOUNT: &str = "770000000000";

/// A recording.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recording {
    step: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Step {
    Pause(Pause),
    Call(Box<Call>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pause {
    /// How long: `5m`.
    pause: String,
}

/// A call, and the answer that was recorded. In requests, texts and answers `$name` is a value that an earlier call saved;
/// `$account` is the account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    /// A call without a label only makes the setting of others.
    label: Option<String>,
    action: String,
    /// `Name=value`, not encoded.
    #[serde(default)]
    request: Vec<String>,
    #[serde(default = "us_east_1")]
    region: String,
    #[serde(default = "ok")]
    status: u16,
    /// The code and the text of an error.
    code: Option<String>,
    message: Option<String>,
    /// The elements of a success. `*` is any text, and anything below an element; an item `...` is any number of items.
    answer: Option<String>,
    /// Whether the answer may have further elements.
    #[serde(default)]
    partial: bool,
    /// The element of a list by which its items are put in order before they are compared, as in `regionInfo/regionName`.
    sort: Option<String>,
    /// The names of all elements in their order. Of items that have the same form, it has one.
    order: Option<String>,
    /// The host that the caller names, with this server as its proxy.
    host: Option<String>,
    /// The name of a setting that this call begins. If it fails, the setting is not built yet.
    gate: Option<String>,
    /// The setting that this call needs. Its answer differs if that is not built.
    when: Option<String>,
    /// Values for later calls: the names and numbers of elements from the root on, as in `keySet/0/keyPairId`.
    #[serde(default)]
    save: BTreeMap<String, String>,
}

fn us_east_1() -> String {
    "us-east-1".to_owned()
}

fn ok() -> u16 {
    200
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deviations {
    deviation: Vec<Deviation>,
}

/// A call whose answer differs here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Deviation {
    /// The recording and the label of the call, as in `key_pairs/create-rsa-pem`.
    call: String,
    reason: Reason,
    /// What the page says, or what will build it.
    note: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Reason {
    /// The vendor's page says otherwise. The note quotes it.
    Page,
    /// AWS has an unpublished check of ids of the right form.
    IdCheck,
    /// What the answer depends on is not built yet. The note names it.
    Later,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/recorded")
}

fn read<T: for<'de> Deserialize<'de>>(path: PathBuf) -> T {
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All recordings, by name.
fn recordings() -> BTreeMap<String, Recording> {
    let files = fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("a file").path());
    let tables = files.filter(|path| path.extension().is_some_and(|ending| ending == "toml"));
    let named = tables.map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), path));
    named.filter(|(name, _)| name != "deviations").map(|(name, path)| (name, read(path))).collect()
}

/// Values that earlier calls saved.
struct Values(BTreeMap<String, String>);

impl Values {
    /// The text with values in place of their names. A name without a value stays.
    fn fill(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('$') {
            let end =
                after.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(after.len());
            let (name, behind) = after.split_at(end);
            filled.push_str(before);
            match self.0.get(name) {
                Some(value) => filled.push_str(value),
                None => filled.extend(["$", name]),
            }
            rest = behind;
        }
        filled + rest
    }
}

impl Call {
    /// Makes the call, and returns how its answer differs.
    fn differences(&self, twin: &Twin, values: &mut Values) -> Vec<String> {
        let parameters = self.request.iter().map(|parameter| {
            let (name, value) = parameter.split_once('=').expect("Name=value");
            (name.to_owned(), values.fill(value))
        });
        let common =
            [("Version", "2016-11-15"), ("Action", &self.action)].map(|(name, value)| (name.into(), value.into()));
        let form: Vec<(String, String)> = common.into_iter().chain(parameters).collect();
        let scope = format!("{ACCOUNT}/20261121/{}/ec2/aws4_request", self.region);
        let authorization = format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0");
        let host = self.host.as_deref().unwrap_or("127.0.0.1:4780");
        let headers = [("authorization", authorization.as_str()), ("host", host)];
        let body = serde_urlencoded::to_string(form).expect("a form");
        let address = self.host.as_ref().map_or("/".to_owned(), |host| format!("http://{host}/"));
        let answer = twin.request_at(&address, "POST", &headers, &body);
        let root = Element::parse(&answer.0.body);
        for (name, path) in &self.save {
            if let Some(value) = root.at(path) {
                values.0.insert(name.clone(), value.text.clone());
            }
        }
        let (code, message) = match answer.0.status {
            200 => (None, None),
            _ => {
                let (_, code, message) = answer.error();
                (Some(code), Some(message))
            }
        };
        if (answer.0.status, &code) != (self.status, &self.code) {
            return vec![format!("{} {:?} for {} {:?}: {message:?}", answer.0.status, code, self.status, self.code)];
        }
        let mut differences = Vec::new();
        let expected = self.message.as_ref().map(|text| values.fill(text));
        if expected.is_some() && expected != message {
            differences.push(format!("{message:?} for {expected:?}"));
        }
        if let Some(elements) = &self.answer {
            let mut root = root.clone();
            let mut expected = Element::parse(&format!("<answer>{}</answer>", values.fill(elements)));
            if let Some((list, key)) = self.sort.as_deref().and_then(|path| path.split_once('/')) {
                root.sort(list, key);
                expected.sort(list, key);
            }
            root.children.retain(|child| child.name != "requestId");
            expected.compare(&root, "", self.partial, &mut differences);
        }
        if let Some(order) = self.order.as_ref().filter(|order| **order != root.order()) {
            differences.push(format!("{}\n  for {order}", root.order()));
        }
        differences
    }
}

/// How the calls of a recording differ, by label. A setting that cannot be made is a panic.
fn replay(name: &str, recording: &Recording) -> BTreeMap<String, Vec<String>> {
    let twin = Twin::empty();
    let mut values = Values(BTreeMap::from([("account".to_owned(), ACCOUNT.to_owned())]));
    let (mut all, mut unbuilt) = (BTreeMap::new(), BTreeSet::new());
    for step in &recording.step {
        match step {
            Step::Pause(Pause { pause }) => twin.advance(pause),
            Step::Call(call) => {
                let mut differences = call.differences(&twin, &mut values);
                if call.when.as_ref().is_some_and(|setting| unbuilt.contains(setting)) {
                    differences.push("its setting is not built".to_owned());
                }
                match (&call.label, &call.gate) {
                    (Some(label), _) => {
                        let before = all.insert(format!("{name}/{label}"), differences);
                        assert!(before.is_none(), "{name}/{label} stands twice");
                    }
                    (None, Some(setting)) if !differences.is_empty() => drop(unbuilt.insert(setting.clone())),
                    (None, _) => assert!(differences.is_empty(), "{name}: {}: {differences:?}", call.action),
                }
            }
        }
    }
    all
}

#[test]
fn answers_are_those_of_ec2() {
    let deviations = read::<Deviations>(folder().join("deviations.toml")).deviation;
    let listed: BTreeMap<&str, &Deviation> = deviations.iter().map(|listed| (listed.call.as_str(), listed)).collect();
    assert_eq!(listed.len(), deviations.len(), "a call stands twice in deviations.toml");
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, recording) in recordings() {
        for (call, differences) in replay(&name, &recording) {
            match (differences.is_empty(), listed.contains_key(call.as_str())) {
                (true, true) => problems.push(format!("{call} is equal, and yet in deviations.toml")),
                (false, false) => problems.push(format!("{call} differs: {}", differences.join("\n  "))),
                _ => {}
            }
            seen.insert(call);
        }
    }
    for deviation in &deviations {
        if !seen.contains(&deviation.call) {
            problems.push(format!("{} is in deviations.toml, and in no recording", deviation.call));
        }
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn deviations_are_few_and_have_reasons() {
    let deviations = read::<Deviations>(folder().join("deviations.toml")).deviation;
    assert!(deviations.len() <= 25, "{} calls differ", deviations.len());
    for Deviation { call, reason, note } in deviations {
        let needs_note = reason != Reason::IdCheck;
        assert_eq!(note.is_some_and(|note| !note.trim().is_empty()), needs_note, "{call}: {reason:?}");
    }
}
