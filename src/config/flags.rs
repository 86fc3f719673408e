//! Keys that are flags and environment variables too.

use super::Settings;
use serde::de::value::Error;
use serde::de::{DeserializeOwned, IntoDeserializer};

/// A key of the configuration that a flag and an environment variable can say.
#[derive(Debug)]
pub struct Flag {
    /// The flag, without its dashes.
    pub name: &'static str,
    /// What is given with it, for the help; a switch need not be given anything.
    pub value: &'static str,
    /// What it is, for the help.
    pub help: &'static str,
    put: fn(&mut Settings, &str) -> Result<(), Error>,
}

/// What is given with a switch.
const TRUTH: &str = "true|false";

/// All of them.
pub const FLAGS: &[Flag] = &[
    flag("listen", "ADDR", "Address to listen on; port 0 takes any free port", |to, said| text(&mut to.listen, said)),
    flag("config", "FILE", "Configuration file (TOML)", |to, said| text(&mut to.config, said)),
    flag("scenario", "FILE", "Scenario file (TOML): what is in the world at the start", |to, said| {
        text(&mut to.scenario, said)
    }),
    flag("demo", TRUTH, "Start with the demo world", |to, said| truth(&mut to.demo, said)),
    flag("seed", "N", "Seed of all ids", |to, said| number(&mut to.seed, said)),
    flag("clock", "wall|INSTANT", "\"wall\", or an instant at which a manual clock stands", |to, said| {
        text(&mut to.clock, said)
    }),
    flag("transitions", "instant|realistic", "How long things take", |to, said| text(&mut to.transitions, said)),
    flag("log", "LEVEL", "Log level, or levels by target", |to, said| text(&mut to.log, said)),
    flag("log-format", "text|json", "Log format", |to, said| text(&mut to.log_format, said)),
    flag("signatures", "off|check", "Whether signatures are verified", |to, said| text(&mut to.signatures, said)),
    flag("throttling", TRUTH, "Throttle as the vendors do", |to, said| truth(&mut to.throttling, said)),
    flag("request-log", "N", "How many exchanges the request log keeps", |to, said| number(&mut to.request_log, said)),
    flag("control-listen", "ADDR", "Address of a listener of its own for the control API", |to, said| {
        text(&mut to.control_listen, said)
    }),
    flag("events-webhook", "URL", "URL to which events are posted", |to, said| text(&mut to.events_webhook, said)),
];

const fn flag(
    name: &'static str,
    value: &'static str,
    help: &'static str,
    put: fn(&mut Settings, &str) -> Result<(), Error>,
) -> Flag {
    Flag { name, value, help, put }
}

impl Flag {
    /// Whether it is said without a value; with one, that follows an equals sign.
    pub fn is_switch(&self) -> bool {
        self.value == TRUTH
    }

    /// Its key in a configuration file.
    fn key(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Its environment variable.
    pub fn variable(&self) -> String {
        format!("TWINSTANCE_{}", self.key().to_uppercase())
    }

    /// What it says with this value. Refused is what a file could not say, in the same words.
    pub fn read(&self, said: &str) -> Result<Settings, String> {
        let mut settings = Settings::default();
        (self.put)(&mut settings, said).map_err(|error| format!("{}: {error}", self.key()))?;
        Ok(settings)
    }
}

/// Reads a value that a file would have as a text.
fn text<T: DeserializeOwned>(to: &mut Option<T>, said: &str) -> Result<(), Error> {
    *to = Some(T::deserialize(said.into_deserializer())?);
    Ok(())
}

/// Reads a number. What is none is refused as a text.
fn number<T: DeserializeOwned>(to: &mut Option<T>, said: &str) -> Result<(), Error> {
    let Ok(number) = said.parse::<u64>() else { return text(to, said) };
    *to = Some(T::deserialize(number.into_deserializer())?);
    Ok(())
}

/// Reads a truth value. What is none is refused as a text.
fn truth(to: &mut Option<bool>, said: &str) -> Result<(), Error> {
    match said.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "1" => *to = Some(true),
        "false" | "no" | "off" | "0" => *to = Some(false),
        _ => return text(to, said),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    #[test]
    fn each_flag_says_something() {
        for flag in FLAGS {
            let said = match flag.value {
                "N" => "7",
                "ADDR" => "127.0.0.1:1",
                "LEVEL" => "info,twinstance=debug",
                value => value.split('|').next().unwrap_or_default(),
            };
            let [before, after] = [Settings::default(), flag.read(said).unwrap()].map(|read| format!("{read:?}"));
            let key = flag.key();
            assert!(before.contains(&format!(" {key}: None")) && !after.contains(&format!(" {key}: None")), "{flag:?}");
        }
    }

    #[test]
    fn values_are_checked() {
        for (name, value, words) in [
            ("seed", "one", "seed: invalid type: string \"one\", expected u64"),
            ("seed", "-1", "seed: invalid type: string \"-1\", expected u64"),
            ("demo", "perhaps", "demo: invalid type: string \"perhaps\", expected a boolean"),
            ("clock", "noon", "clock: neither \"wall\" nor an instant"),
            ("listen", "here", "listen: invalid socket address"),
            ("log-format", "xml", "log_format: unknown variant `xml`, expected `text` or `json`"),
        ] {
            let flag = FLAGS.iter().find(|flag| flag.name == name).unwrap();
            let refusal = flag.read(value).unwrap_err();
            assert!(refusal.starts_with(words), "{refusal}");
            let file = format!("{} = \"{value}\"", flag.key());
            let in_file = Document::toml(&file).unwrap().read::<Settings>().unwrap_err().to_string();
            assert_eq!(in_file, format!("line 1: {refusal}"));
        }
    }
}
