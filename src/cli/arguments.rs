//! What the command line and the environment ask for.

use crate::config::{FLAGS, Flag, Settings};
use lexopt::{Arg, Parser, ValueExt};
use std::env;
use std::path::PathBuf;

/// What is to be done.
pub enum Command {
    /// To serve.
    Serve,
    /// To ask the server at this URL for its health.
    Healthcheck(String),
    /// To do recorded exchanges again, with a server, or else with a world of this configuration.
    Replay { file: PathBuf, against: Option<String> },
    /// To print this.
    Print(String),
}

/// Why what is asked for cannot be done.
pub type Refusal = Box<dyn std::error::Error>;

const NAME_AND_VERSION: &str = concat!("twinstance ", env!("CARGO_PKG_VERSION"), "\n");

const ABOUT: &str = "\
AWS EC2 and Alibaba Cloud ECS on localhost, over one world with its own clock

Usage: twinstance [OPTIONS]
       twinstance healthcheck [URL]
       twinstance [OPTIONS] replay FILE [--against URL]

Commands:
  healthcheck  Exit 0 if a server answers at the URL [env: TWINSTANCE_URL] [default: http://127.0.0.1:4780], else 1
  replay       Do recorded exchanges again, as GET /_twin/requests?format=jsonl has them, with a world of this
               configuration or with the server at the URL, and tell the first answer that differs

Options, each with its environment variable; a flag goes before it:
";

/// Reads the command line, and what the environment says where it says nothing.
pub fn read() -> Result<(Command, Settings), Refusal> {
    let mut settings = Settings::default();
    let mut words = Vec::new();
    let mut against = None;
    let mut parser = Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok((Command::Print(help()), settings)),
            Arg::Short('V') | Arg::Long("version") => return Ok((Command::Print(NAME_AND_VERSION.into()), settings)),
            Arg::Long("against") => against = Some(parser.value()?.string()?),
            Arg::Long(name) => {
                let Some(flag) = FLAGS.iter().find(|flag| flag.name == name) else {
                    return Err(argument.unexpected().into());
                };
                settings = said(flag, &mut parser)?.or(settings);
            }
            Arg::Value(word) => words.push(word.string()?),
            Arg::Short(_) => return Err(argument.unexpected().into()),
        }
    }
    let command = command(&words, against)?;
    for flag in FLAGS {
        let variable = flag.variable();
        if let Some(text) = variable_of(&variable)? {
            let read = flag.read(&text).map_err(|error| format!("{variable}={text}: {error}"))?;
            settings = settings.or(read);
        }
    }
    Ok((command, settings))
}

/// What a flag says with the value that follows it.
fn said(flag: &Flag, parser: &mut Parser) -> Result<Settings, Refusal> {
    let text = match parser.optional_value() {
        Some(text) => text.string()?,
        None if flag.is_switch() => "true".to_owned(),
        None => parser.value()?.string()?,
    };
    Ok(flag.read(&text).map_err(|error| format!("--{} {text}: {error}", flag.name))?)
}

fn command(words: &[String], against: Option<String>) -> Result<Command, Refusal> {
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["replay", file] => return Ok(Command::Replay { file: file.into(), against }),
        ["replay"] => return Err("replay needs a file".into()),
        _ if against.is_some() => return Err("--against is for replay".into()),
        _ => {}
    }
    match words[..] {
        [] => Ok(Command::Serve),
        ["healthcheck", url] => Ok(Command::Healthcheck(url.to_owned())),
        ["healthcheck"] => {
            let url = variable_of("TWINSTANCE_URL")?;
            Ok(Command::Healthcheck(url.unwrap_or_else(|| "http://127.0.0.1:4780".to_owned())))
        }
        ["healthcheck" | "replay", _, stranger, ..] | [stranger, ..] => {
            Err(format!("unexpected argument {stranger:?}").into())
        }
    }
}

/// An environment variable. An empty one counts as not set, as compose files write what they leave open.
fn variable_of(name: &str) -> Result<Option<String>, Refusal> {
    match env::var(name) {
        Ok(text) => Ok(Some(text).filter(|text| !text.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(error) => Err(format!("{name}: {error}").into()),
    }
}

fn help() -> String {
    let written = |flag: &Flag| match flag.is_switch() {
        true => format!("--{}[={}]", flag.name, flag.value),
        false => format!("--{} {}", flag.name, flag.value),
    };
    let mut lines: Vec<_> = FLAGS.iter().map(|flag| (written(flag), flag.help, flag.variable())).collect();
    lines.sort();
    let width = lines.iter().map(|(flag, ..)| flag.len()).max().unwrap_or(0);
    let mut help = ABOUT.to_owned();
    for (flag, what, variable) in lines {
        help += &format!("  {flag:width$}  {what} [{variable}]\n");
    }
    help += &format!("  {:width$}  Print this\n  {:width$}  Print the version\n", "-h, --help", "-V, --version");
    help
}
