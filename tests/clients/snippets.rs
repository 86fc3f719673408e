//! The snippets of the README and of the pages beside it do what they say.
//!
//! Those of a page run in their order, in one folder, against one server with the demo world. `console` has commands with
//! what they print, where `...` stands for anything; `sh`, `python` and `js` must end well.

use super::{Server, install};
use crate::docs::{Block, Page};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The address at which the pages have the server.
const ADDRESS: &str = "127.0.0.1:4780";

/// The address at which the pages start another one.
const ANOTHER: &str = "127.0.0.1:4790";

/// Programs that build, install or measure: their lines are not run, since other tests or nobody can afford to.
const NOT_RUN: [&str; 6] = ["cargo", "docker", "git", "npm", "pip", ".ci/run"];

/// What runs the snippets of one page.
struct Runner {
    server: Server,
    another: String,
    folder: PathBuf,
}

impl Runner {
    fn start(page: &Page) -> Self {
        let name = page.name().replace('/', "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("snippets").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("an old folder that can be removed");
        }
        fs::create_dir_all(&folder).expect("a folder");
        // Where curl fails, so does the snippet.
        fs::write(folder.join(".curlrc"), "fail-with-body\nsilent\nshow-error\n").expect("a file");
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
        Self { server: Server::with(&[]), another: free.to_string(), folder }
    }

    /// The text of a snippet, for this server.
    fn text(&self, block: &str) -> String {
        block.replace(ADDRESS, self.address()).replace(ANOTHER, &self.another)
    }

    fn address(&self) -> &str {
        self.server.url.trim_start_matches("http://")
    }

    /// A command in the folder, with the clients and the program on the path.
    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let folders = [install::python(), Path::new(env!("CARGO_BIN_EXE_twinstance"))].map(|path| path.parent());
        let path = std::env::var("PATH").unwrap_or_default();
        let path = folders.into_iter().flatten().map(|path| path.display().to_string()).chain([path]);
        let mut command = Command::new(program);
        command.current_dir(&self.folder).env_clear().env("HOME", &self.folder);
        command.env("PATH", path.collect::<Vec<_>>().join(":"));
        command
    }

    /// Runs it, and returns what it has printed.
    fn run(&self, mut command: Command, block: &Block<'_>) -> String {
        let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "line {}: {}\n{text}{errors}", block.line, output.status);
        text
    }

    fn bash(&self, script: &str, block: &Block<'_>) -> String {
        let mut command = self.command("bash");
        command.args(["-euo", "pipefail", "-c", script]);
        self.run(command, block)
    }

    fn python(&self, text: &str, block: &Block<'_>) {
        let file = self.folder.join("test_snippet.py");
        fs::write(&file, text).expect("a file");
        let mut command = self.command(install::python());
        if text.contains("def test_") {
            // In more than one process, as the page says.
            command.args(["-m", "pytest", "-n", "2", "-p", "no:cacheprovider"]);
        }
        command.arg(&file);
        self.run(command, block);
    }

    fn js(&self, text: &str, block: &Block<'_>) {
        let file = install::node().join("snippet.mjs");
        fs::write(&file, text).expect("a file");
        let mut command = self.command("node");
        command.arg(file);
        self.run(command, block);
    }

    fn console(&self, text: &str, block: &Block<'_>) {
        let mut script = String::new();
        let mut expected = Vec::new();
        for (command, output) in commands(text) {
            let started = format!("twinstance listening on {}\n", self.server.url);
            if command == "twinstance --demo &\n" {
                assert_eq!(output, started, "line {}", block.line);
                continue;
            }
            // curl fails with 22 for an error of the server, whose text is compared too.
            script += &format!("{{ {command}}} || [ $? = 22 ]\nprintf '\\n{MARK}\\n'\n");
            expected.push((command, output));
        }
        let printed = self.bash(&script, block);
        let printed: Vec<_> = printed.split(&format!("\n{MARK}\n")).collect();
        assert_eq!(printed.len(), expected.len() + 1);
        for ((command, output), printed) in expected.iter().zip(printed) {
            assert!(is_like(output.trim_end(), printed.trim_end()), "{command}{printed}\nis not\n{output}");
        }
    }
}

/// What divides the outputs of commands.
const MARK: &str = "---- next ----";

/// The commands of a session, each with what it prints.
fn commands(text: &str) -> Vec<(String, String)> {
    let mut commands: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("$ "), line.strip_prefix("> "), commands.last_mut()) {
            (Some(first), _, _) => commands.push((format!("{first}\n"), String::new())),
            (None, Some(more), Some((command, _))) => command.extend([more, "\n"]),
            (None, None, Some((_, output))) if !line.is_empty() => output.extend([line, "\n"]),
            _ => {}
        }
    }
    commands
}

/// Whether a text is as expected, where `...` stands for anything.
fn is_like(expected: &str, text: &str) -> bool {
    let Some((first, later)) = expected.split_once("...") else { return expected == text };
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let (middle, last) = later.rsplit_once("...").map_or((None, later), |(middle, last)| (Some(middle), last));
    for part in middle.into_iter().flat_map(|middle| middle.split("...")) {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// Runs all snippets of a page. There must be at least so many, lest a page that is read wrongly passes.
#[track_caller]
fn runs(name: &str) {
    let (_, least) = PAGES.into_iter().find(|(page, _)| *page == name).expect("a page with snippets");
    let page = Page::read(name);
    let runner = Runner::start(&page);
    let mut count = 0;
    for block in page.blocks() {
        let text = runner.text(&block.text);
        match block.language {
            "console" => runner.console(&text, &block),
            "sh" => {
                let own = |line: &&str| !NOT_RUN.contains(&line.split(' ').next().unwrap_or(""));
                let lines: Vec<_> = text.lines().filter(own).collect();
                if lines.is_empty() {
                    continue;
                }
                runner.bash(&lines.join("\n"), &block);
            }
            "python" => runner.python(&text, &block),
            "js" => runner.js(&text, &block),
            "toml" | "text" => continue,
            other => panic!("{name}:{}: {other:?} is no language of a snippet", block.line),
        }
        count += 1;
    }
    assert!(count >= least, "{name}: {count} snippets");
}

/// The pages with snippets, each with the least number of them.
const PAGES: [(&str, usize); 5] = [
    ("README.md", 6),
    (".github/docs/clients.md", 8),
    (".github/docs/configuration.md", 1),
    (".github/docs/control-api.md", 7),
    (".github/docs/credits.md", 1),
];

#[test]
fn readme() {
    runs("README.md");
}

#[test]
fn clients() {
    runs(".github/docs/clients.md");
}

#[test]
fn configuration() {
    runs(".github/docs/configuration.md");
}

#[test]
fn credits() {
    runs(".github/docs/credits.md");
}

#[test]
fn control_api() {
    runs(".github/docs/control-api.md");
}

/// Other pages have no snippets but those of programs that build, install or measure.
#[test]
fn every_page_with_snippets_is_run() {
    for page in Page::all().iter().filter(|page| PAGES.iter().all(|(name, _)| page.name() != *name)) {
        for block in page.blocks() {
            let is_run = |line: &str| !NOT_RUN.contains(&line.split(' ').next().unwrap_or(""));
            let has_snippet = match block.language {
                "toml" | "text" => false,
                "sh" => block.text.lines().any(is_run),
                _ => true,
            };
            assert!(!has_snippet, "{}:{}: nobody runs this", page.name(), block.line);
        }
    }
}

#[test]
fn outputs_are_compared() {
    for (expected, text, is) in [
        ("a", "a", true),
        ("a", "ab", false),
        ("a...", "ab", true),
        ("...b", "ab", true),
        ("a...c", "abc", true),
        ("a...c", "abcd", false),
        ("{...}", "{}", true),
        ("{...},...}", "{1},2}", true),
        ("a...b...", "ac", false),
        ("", "", true),
        ("", "a", false),
    ] {
        assert_eq!(is_like(expected, text), is, "{expected} {text}");
    }
}
