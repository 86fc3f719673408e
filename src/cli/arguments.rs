//! What the command line and the environment ask for.

use crate::config::{Config, Error, or_variable, unknown_variable, variable, with_variables};
use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Args, FromArgMatches, Parser, Subcommand};
use clap_complete::Shell;
use std::env;
use std::path::PathBuf;

/// AWS EC2 and Alibaba Cloud ECS on localhost, over one world with its own clock.
///
/// Without a command it serves. Each option is an environment variable and, but for --config, a key of the configuration
/// file too; a flag goes before a variable, that before the file.
#[derive(Debug, Parser)]
#[command(name = "twinstance", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// Configuration file (TOML).
    #[arg(value_name = "FILE", help_heading = "Server")]
    config: Option<PathBuf>,
}

/// What is to be done, if not to serve.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Exit 0 if a server answers, else 1.
    Healthcheck {
        /// Where it is; if not said, where this configuration lets it listen.
        url: Option<String>,
    },
    /// Do recorded exchanges again, and tell the first answer that differs.
    Replay {
        /// The exchanges, as GET /_twin/requests?format=jsonl has them.
        file: PathBuf,
        /// The server to do them with; if not said, they are done with a world of this configuration.
        #[arg(long, value_name = "URL")]
        against: Option<String>,
    },
    /// Print a script with which this shell completes the command line.
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// What the command line and the environment ask for.
#[derive(Debug)]
pub struct Asked {
    /// What is to be done, if not to serve.
    pub command: Option<Command>,
    file: Option<PathBuf>,
    keys: ArgMatches,
}

impl Asked {
    /// The configuration.
    pub fn config(self) -> Result<Config, Error> {
        Config::load(self.file.as_deref(), self.keys)
    }

    /// The configuration, as far as it is not in further files.
    pub fn keys(self) -> Result<Config, Error> {
        Config::keys(self.file.as_deref(), self.keys)
    }
}

/// The command line, as it can be.
pub fn command() -> clap::Command {
    let keys = Config::augment_args(clap::Command::new("twinstance"));
    with_variables(Cli::augment_args(keys))
        .mut_subcommand("healthcheck", |check| check.mut_arg("url", |url| or_variable(url, "TWINSTANCE_URL")))
}

/// Reads the command line, and what the environment says where it says nothing.
pub fn read() -> Result<Asked, clap::Error> {
    let mut command = command();
    let mut keys = command.try_get_matches_from_mut(env::args_os()).map_err(|error| with_variable(&command, error))?;
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    if let Some((unknown, nearest)) = unknown_variable(&command, names) {
        let said = format!("unknown environment variable '{unknown}'; the nearest that there is: '{nearest}'");
        return Err(command.error(ErrorKind::UnknownArgument, said));
    }
    let Cli { command, config: file } = Cli::from_arg_matches_mut(&mut keys)?;
    Ok(Asked { command, file, keys })
}

/// An error, which says it if the value that is wrong comes from a variable.
fn with_variable(command: &clap::Command, mut error: clap::Error) -> clap::Error {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let (Some(flag), Some(value)) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue)) else {
        return error;
    };
    let arg = command.get_arguments().find(|arg| arg.to_string() == flag);
    let name =
        arg.map(|arg| variable(arg.get_id().as_str())).filter(|name| env::var(name).is_ok_and(|said| said == value));
    if let Some(name) = name {
        let tip = StyledStr::from(format!("the environment variable '{name}' says so"));
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}
