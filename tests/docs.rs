//! The README and the pages beside it say what is so. `clients::snippets` runs their snippets.

mod pages;
mod tables;

use clap::{Args, Command};
use std::fs;
use std::path::{Path, PathBuf};
use twinstance::config::{Config, with_flags_and_variables};

/// A page: its path and its text.
pub struct Page {
    pub path: PathBuf,
    pub text: String,
}

/// A fenced block of a page: its language, its text, and the line on which it begins.
pub struct Block<'p> {
    pub language: &'p str,
    pub text: String,
    pub line: usize,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A command line with all keys of the configuration.
pub fn command() -> Command {
    with_flags_and_variables(Config::augment_args(Command::new("twinstance")))
}

impl Page {
    /// A page by its path in the repository.
    pub fn read(name: &str) -> Self {
        let path = root().join(name);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        Self { path, text }
    }

    /// All pages.
    pub fn all() -> Vec<Self> {
        let folder = fs::read_dir(root().join(".github/docs")).expect("the folder of the pages");
        let mut names: Vec<_> = folder.map(|entry| entry.expect("a page").file_name()).collect();
        names.sort();
        let names = names.iter().map(|name| format!(".github/docs/{}", name.to_str().expect("a name")));
        let first = ["README.md", ".github/CONTRIBUTING.md", ".github/CHANGELOG.md"].map(str::to_owned);
        first.into_iter().chain(names).map(|name| Self::read(&name)).collect()
    }

    pub fn name(&self) -> String {
        self.path.strip_prefix(root()).expect("a path in the repository").display().to_string()
    }

    /// Its fenced blocks.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks = Vec::new();
        let mut open: Option<Block<'_>> = None;
        for (line, text) in (1..).zip(self.text.lines()) {
            match (text.strip_prefix("```"), &mut open) {
                (Some(language), None) => open = Some(Block { language, text: String::new(), line }),
                (Some(_), Some(_)) => blocks.extend(open.take()),
                (None, Some(block)) => block.text.extend([text, "\n"]),
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block that does not end", self.name());
        blocks
    }

    /// Its lines outside of fenced blocks.
    fn prose(&self) -> impl Iterator<Item = &str> {
        let mut is_code = false;
        self.text.lines().filter(move |line| {
            let is_fence = line.starts_with("```");
            is_code ^= is_fence;
            !is_code && !is_fence
        })
    }

    /// The texts between single backticks, and the lines of blocks that are commands.
    fn code(&self) -> Vec<String> {
        let spans = self.prose().flat_map(|line| line.split('`').skip(1).step_by(2)).map(str::to_owned);
        let shell = self.blocks().into_iter().filter(|block| ["sh", "console"].contains(&block.language));
        let lines =
            shell.flat_map(|block| block.text.replace("\\\n", " ").lines().map(str::to_owned).collect::<Vec<_>>());
        spans.chain(lines).collect()
    }

    /// Its blocks in a language, as one text. Each is on its own lines, so that errors tell the page's line.
    pub fn joined(&self, language: &str) -> String {
        let blocks = self.blocks().into_iter().filter(|block| block.language == language);
        blocks.fold(String::new(), |mut text, block| {
            text.extend(std::iter::repeat_n('\n', block.line - text.lines().count()));
            text + &block.text
        })
    }
}
