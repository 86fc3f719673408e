//! The walls of the house.

use std::fs;
use std::path::{Path, PathBuf};

/// The hand-written Rust files under a folder, sorted.
fn files(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    found.sort();
    assert!(!found.is_empty(), "{folder} is empty");
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a readable file")
}

/// The part of a file before its unit tests.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// Asserts that no file of these folders has one of these words outside its tests and comments.
fn forbid(folders: &[&str], words: &[&str]) {
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let text = read(&path);
        let code = product(&text).lines().filter(|line| !line.trim_start().starts_with("//"));
        for (line, word) in code.flat_map(|line| words.iter().map(move |word| (line, word))) {
            assert!(!line.contains(word), "{}: {word} in: {line}", path.display());
        }
    }
}

/// The rooms of the house, from the lowest up. Rooms in one row do not know each other.
const ROOMS: [&[&str]; 10] = [
    &["domain"],
    &["wire", "world"],
    &["operation"],
    &["middleware"],
    &["config"],
    &["aws", "alibaba"],
    &["app"],
    &["control"],
    &["server"],
    &["cli"],
];

/// Each room uses only rooms in the rows below it: so nothing goes in circles.
#[test]
fn rooms_use_only_the_rooms_below() {
    let row = |room: &str| ROOMS.iter().position(|row| row.contains(&room));
    for (folder, rooms) in ROOMS.iter().enumerate().flat_map(|(row, rooms)| rooms.iter().map(move |room| (*room, row)))
    {
        for path in files(&format!("src/{folder}")) {
            let text = read(&path);
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                for used in line.split("crate::").skip(1) {
                    let used =
                        used.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or("");
                    let below = row(used).is_some_and(|below| below < rooms);
                    assert!(used == folder || below, "{}: {folder} uses {used}: {line}", path.display());
                }
            }
        }
    }
    let top = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("a folder");
    for entry in top.map(|entry| entry.expect("an entry")) {
        let name = entry.file_name().into_string().expect("a name");
        let known = row(&name).is_some() || ["lib.rs", "main.rs", "demo.toml"].contains(&&*name);
        assert!(known, "src/{name} is no room");
    }
}

#[test]
fn the_domain_and_the_world_know_no_wire() {
    forbid(&["src/domain", "src/world"], &["axum", "serde_json", "quick_xml", "tokio"]);
}

/// HTTP's types come in with the request; the rooms below the server route and answer nothing.
#[test]
fn only_server_and_control_route() {
    for room in ROOMS.iter().flat_map(|row| row.iter()).filter(|room| !["cli", "control", "server"].contains(room)) {
        forbid(&[&format!("src/{room}")], &["axum"]);
    }
}

#[test]
fn operations_know_no_clock() {
    forbid(&["src/aws", "src/alibaba", "src/domain"], &["crate::world::clock"]);
}

/// An operation's name stands in its own file, and nowhere else: who wants to treat it in its own way does so there.
#[test]
fn actions_are_named_where_they_are() {
    let actions = crate::registry::actions();
    for path in files("src") {
        let text = read(&path);
        if text.contains("operations! {") {
            continue;
        }
        let own = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in own.filter(|line| !line.contains("const ACTION") && !line.contains("const TOKENS")) {
            let literals = line.split('"').skip(1).step_by(2);
            for literal in literals {
                assert!(!actions.contains(&literal), "{}: {literal}", path.display());
            }
        }
    }
}

#[test]
fn operations_link_to_the_vendors_page() {
    for path in files("src/aws").into_iter().chain(files("src/alibaba")) {
        let text = read(&path);
        if let Some((_, rest)) = text.split_once("const ACTION: &'static str = \"") {
            let action = rest.split('"').next().unwrap_or("");
            assert!(text.starts_with(&format!("//! [{action}](https://")), "{}", path.display());
        }
    }
}

#[test]
fn only_the_clock_reads_time_and_only_ids_make_randomness() {
    let folder = files("src");
    for path in folder.iter().filter(|path| !path.ends_with("src/world/clock.rs")) {
        let text = read(path);
        for word in ["Timestamp::now", "SystemTime", "Instant::now", "Zoned::now"] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
    forbid(&["src"], &["HashMap", "HashSet", "RandomState", "rand::"]);
    // Keys are made by one function, which operations call away from the world.
    for path in files("src").iter().filter(|path| !path.ends_with("compute/key_pair.rs")) {
        assert!(!read(path).contains("RsaPrivateKey"), "{}", path.display());
    }
}

#[test]
fn locks_are_taken_in_one_order() {
    for path in files("src").iter().filter(|path| !path.ends_with("src/world/lock.rs")) {
        for word in ["Mutex", "RwLock"] {
            assert!(
                !product(&read(path)).contains(word),
                "{}: {word}, where crate::world::lock is meant",
                path.display()
            );
        }
    }
}

#[test]
fn files_and_functions_are_short() {
    const FILE: usize = 400;
    const FUNCTION: usize = 70;
    for path in files("src").into_iter().chain(files("tests")) {
        let text = read(&path);
        // A table may be longer: its file says that it is one.
        let table = text.contains("#[rustfmt::skip]");
        let length = product(&text).lines().count();
        assert!(table || length <= FILE, "{}: {length} lines", path.display());
        let mut begin = None;
        for (number, line) in (1..).zip(text.lines()) {
            let indent = line.len() - line.trim_start().len();
            let is_function =
                ["fn ", "pub fn ", "async fn ", "pub async fn ", "pub(super) fn ", "const fn ", "pub const fn "]
                    .iter()
                    .any(|word| line.trim_start().starts_with(word));
            if is_function && line.ends_with('{') {
                begin = Some((number, indent));
            }
            if let Some((from, outer)) = begin
                && indent == outer
                && line.trim() == "}"
            {
                let lines = number - from + 1;
                assert!(table || lines <= FUNCTION, "{}:{from}: a function of {lines} lines", path.display());
                begin = None;
            }
        }
    }
}

#[test]
fn the_top_level_is_kept() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "tests",
        "docker",
        "Dockerfile",
        "README.md",
        "config.example.toml",
        "LICENSE",
        "target",
    ];
    for entry in fs::read_dir(env!("CARGO_MANIFEST_DIR")).expect("the repository") {
        let name = entry.expect("an entry").file_name().into_string().expect("a name");
        assert!(name.starts_with('.') || allowed.contains(&name.as_str()), "{name} on the top level");
    }
}

#[test]
fn the_architecture_page_says_what_each_dependency_is_for() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (manifest, page) = (read(&top.join("Cargo.toml")), read(&top.join(".github/docs/architecture.md")));
    let manifest: toml::Table = manifest.parse().expect("a manifest");
    let dependencies = manifest["dependencies"].as_table().expect("dependencies");
    let (_, told) = page.split_once("## Dependencies").expect("the table");
    let told: Vec<_> = told.lines().filter(|line| line.starts_with("| `")).flat_map(|line| line.split('`')).collect();
    assert!(!dependencies.is_empty());
    for name in dependencies.keys() {
        assert!(told.contains(&name.as_str()), "{name} is not in the table");
    }
}
