//! The command line, and the environment variables that stand for flags.

use crate::config::{Config, Error, unknown_variable, variable, with_flags_and_variables, with_variable};
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
        /// The exchanges, as GET /_twin/requests?format=jsonl has them, or as --record has written them.
        file: PathBuf,
        /// The server to do them with; if not said, they are done with a world of this configuration.
        #[arg(long, value_name = "URL")]
        against: Option<String>,
        /// The snapshot with which the world begins, as GET /_twin/snapshots/NAME has it. Exchanges before it are left out.
        #[arg(long, value_name = "FILE", conflicts_with = "against")]
        snapshot: Option<PathBuf>,
    },
    /// Print a script with which this shell completes the command line.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print the manual page, as `man -l` shows it.
    Man,
    /// Print the version.
    Version,
}

/// The parsed command line and environment.
#[derive(Debug)]
pub struct CommandLine {
    /// The command. `None` means to serve.
    pub command: Option<Command>,
    config_file: Option<PathBuf>,
    given: ArgMatches,
}

impl CommandLine {
    /// Loads the configuration.
    pub fn config(self) -> Result<Config, Error> {
        Config::load(self.config_file.as_deref(), self.given)
    }

    /// Loads the configuration without the scenario files.
    pub fn config_without_scenarios(self) -> Result<Config, Error> {
        Config::load_without_scenarios(self.config_file.as_deref(), self.given)
    }
}

/// The definition of the command line.
pub fn command() -> clap::Command {
    let command = Config::augment_args(clap::Command::new("twinstance"));
    with_flags_and_variables(Cli::augment_args(command))
        .mut_subcommand("healthcheck", |check| check.mut_arg("url", |url| with_variable(url, "TWINSTANCE_URL")))
}

/// Parses the command line and the environment. Flags take precedence over variables.
pub fn parse() -> Result<CommandLine, clap::Error> {
    let mut command = command();
    let mut given = command.try_get_matches_from_mut(env::args_os()).map_err(|error| name_variable(&command, error))?;
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    if let Some((unknown, nearest)) = unknown_variable(&command, names) {
        let message = format!("unknown environment variable '{unknown}'; the nearest that there is: '{nearest}'");
        return Err(command.error(ErrorKind::UnknownArgument, message));
    }
    let Cli { command, config: config_file } = Cli::from_arg_matches_mut(&mut given)?;
    Ok(CommandLine { command, config_file, given })
}

/// Adds a hint to an error if the invalid value comes from an environment variable.
fn name_variable(command: &clap::Command, mut error: clap::Error) -> clap::Error {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.as_str()),
        _ => None,
    };
    let (Some(flag), Some(value)) = (context(ContextKind::InvalidArg), context(ContextKind::InvalidValue)) else {
        return error;
    };
    let arg = command.get_arguments().find(|arg| arg.to_string() == flag);
    let name =
        arg.map(|arg| variable(arg.get_id().as_str())).filter(|name| env::var(name).is_ok_and(|text| text == value));
    if let Some(name) = name {
        let tip = StyledStr::from(format!("the environment variable '{name}' says so"));
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}
