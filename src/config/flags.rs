//! Keys that are flags and environment variables too.

use super::Settings;
use crate::document::{self, Document};
use serde_json::{Map, Value};
use std::path::PathBuf;

/// A key of the configuration that a flag and an environment variable can say.
#[derive(Debug)]
pub struct Flag {
    /// The flag, without its dashes.
    pub name: &'static str,
    /// What is given with it, for the help; a switch need not be given anything.
    pub value: &'static str,
    /// What it is, for the help.
    pub help: &'static str,
    kind: Kind,
}

/// What a value is, where the text alone does not say it.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Switch,
}

/// The flag that names the configuration file, in which it is no key.
const CONFIG: &str = "config";

/// All of them.
pub const FLAGS: &[Flag] = &[
    text("listen", "ADDR", "Address to listen on; port 0 takes any free port"),
    text(CONFIG, "FILE", "Configuration file (TOML)"),
    text("scenario", "FILE", "Scenario file (TOML): what is in the world at the start"),
    switch("demo", "Start with the demo world"),
    number("seed", "Seed of all ids"),
    text("clock", "wall|INSTANT", "\"wall\", or an instant at which a manual clock stands"),
    text("transitions", "instant|realistic", "How long things take"),
    text("log", "LEVEL", "Log level, or levels by target"),
    text("log-format", "text|json", "Log format"),
    text("signatures", "off|check", "Whether signatures are verified"),
    switch("throttling", "Throttle as the vendors do"),
    number("request-log", "How many exchanges the request log keeps"),
    text("control-listen", "ADDR", "Address of a listener of its own for the control API"),
    text("events-webhook", "URL", "URL to which events are posted"),
];

const fn text(name: &'static str, value: &'static str, help: &'static str) -> Flag {
    Flag { name, value, help, kind: Kind::Text }
}

const fn number(name: &'static str, help: &'static str) -> Flag {
    Flag { name, value: "N", help, kind: Kind::Number }
}

const fn switch(name: &'static str, help: &'static str) -> Flag {
    Flag { name, value: "true|false", help, kind: Kind::Switch }
}

impl Flag {
    /// Whether it is said without a value; with one, that follows an equals sign.
    pub fn is_switch(&self) -> bool {
        self.kind == Kind::Switch
    }

    /// Its key in a configuration file.
    fn key(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Its environment variable.
    pub fn variable(&self) -> String {
        format!("TWINSTANCE_{}", self.key().to_uppercase())
    }

    /// What it says with this value, as a file would.
    pub fn read(&self, text: &str) -> Result<Settings, document::Error> {
        if self.name == CONFIG {
            return Ok(Settings { config: Some(PathBuf::from(text)), ..Settings::default() });
        }
        let value = match self.kind {
            Kind::Text => Value::from(text),
            // What is neither a number nor a truth value stays a text, which is then refused as in a file.
            Kind::Number => text.parse::<u64>().map_or_else(|_| text.into(), Value::from),
            Kind::Switch => truth(text).map_or_else(|| text.into(), Value::from),
        };
        Document::of(Value::Object(Map::from_iter([(self.key(), value)]))).read()
    }
}

fn truth(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => Some(true),
        "false" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_flag_is_a_key() {
        for flag in FLAGS {
            let value = match (&flag.kind, flag.name) {
                (Kind::Number, _) => "7",
                (Kind::Switch, _) => "on",
                (Kind::Text, "listen" | "control-listen") => "127.0.0.1:1",
                (Kind::Text, "log") => "info,twinstance=debug",
                (Kind::Text, "clock") => "wall",
                (Kind::Text, _) => flag.value.split('|').next().unwrap_or_default(),
            };
            assert!(flag.read(value).is_ok(), "{flag:?}");
        }
    }

    #[test]
    fn values_are_checked() {
        for (name, value) in
            [("seed", "one"), ("seed", "-1"), ("demo", "perhaps"), ("clock", "noon"), ("listen", "here")]
        {
            let flag = FLAGS.iter().find(|flag| flag.name == name).unwrap();
            assert!(flag.read(value).unwrap_err().to_string().starts_with(name), "{name}={value}");
        }
    }
}
