//! From the keys of the configuration to flags and environment variables.

use clap::builder::BoolishValueParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use std::env;

/// What the names of environment variables begin with.
const PREFIX: &str = "TWINSTANCE_";

/// Variables that are there for something else: the URL that `healthcheck` and the client suites ask, whether this is the
/// container, and what Docker and Kubernetes tell of a service of this name.
const OTHERS: [&str; 3] = ["URL", "CONTAINER", "PORT"];
const FAMILIES: [&str; 2] = ["SERVICE_", "PORT_"];

/// The environment variable of a key, as in `TWINSTANCE_LIMITS_BODY` for `limits.body`.
pub fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "_").to_uppercase())
}

/// The command with its arguments as flags: `limits.body` is `--limits-body`.
fn as_flags(command: Command) -> Command {
    command.mut_args(|arg| {
        let flag = arg.get_id().as_str().replace(['.', '_'], "-");
        let arg = arg.long(flag).global(true);
        match arg.get_action() {
            ArgAction::SetTrue => as_switch(arg),
            // The flag is repeated; what follows one value is no further one.
            ArgAction::Append => arg.num_args(1),
            _ => arg,
        }
    })
}

/// A flag that may be given a value too: `--demo` and `--demo=true` are the same.
fn as_switch(arg: Arg) -> Arg {
    let arg = if arg.get_default_values().is_empty() { arg.default_value("false") } else { arg };
    arg.action(ArgAction::Set)
        .value_parser(BoolishValueParser::new())
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value("true")
        .value_name("true|false")
}

/// The argument, which this environment variable can say too. An empty one counts as not set, as compose files write what
/// they leave open.
pub fn or_variable(arg: Arg, name: &str) -> Arg {
    if env::var_os(name).is_some_and(|said| said.is_empty()) {
        return arg;
    }
    arg.env(name.to_owned()).hide_env_values(true)
}

/// The command with its arguments as flags and environment variables.
pub fn with_variables(command: Command) -> Command {
    as_flags(command).mut_args(|arg| {
        let name = variable(arg.get_id().as_str());
        or_variable(arg, &name)
    })
}

/// The keys as they are if nobody says anything: their defaults stand with them, for the help.
pub(super) fn defaults<T: Args + FromArgMatches>() -> T {
    let command = as_flags(T::augment_args(Command::new("defaults"))).no_binary_name(true);
    let nothing: [&str; 0] = [];
    command
        .try_get_matches_from(nothing)
        .and_then(|said| T::from_arg_matches(&said))
        .unwrap_or_else(|error| error.exit())
}

/// Lays what flags and variables say over the keys.
pub(super) fn lay_over<T: FromArgMatches>(keys: &mut T, mut said: ArgMatches) -> Result<(), clap::Error> {
    let is_default = |id: &&clap::Id| said.value_source(id.as_str()) == Some(clap::parser::ValueSource::DefaultValue);
    for id in said.ids().filter(is_default).cloned().collect::<Vec<_>>() {
        // There is one of this name.
        let _ = said.try_clear_id(id.as_str());
    }
    keys.update_from_arg_matches(&said)
}

/// The first of these environment variables that looks like one of ours and is none, and the nearest one that is.
pub fn unknown_variable(command: &Command, names: impl Iterator<Item = String>) -> Option<(String, String)> {
    let with_value = command.get_arguments().filter(|arg| arg.get_action().takes_values());
    let known: Vec<String> = with_value.map(|arg| variable(arg.get_id().as_str())).collect();
    let is_other = |rest: &str| OTHERS.contains(&rest) || FAMILIES.iter().any(|family| rest.starts_with(family));
    let is_unknown =
        |name: &String| name.strip_prefix(PREFIX).is_some_and(|rest| !is_other(rest)) && !known.contains(name);
    let unknown = names.filter(is_unknown).min()?;
    // What all have in common would make all near.
    let rest = |name: &String| name[PREFIX.len()..].to_uppercase();
    let nearness = |name: &&String| strsim::jaro_winkler(&rest(name), &rest(&unknown));
    let nearest = known.iter().max_by(|a, b| nearness(a).total_cmp(&nearness(b)))?;
    let nearest = nearest.clone();
    Some((unknown, nearest))
}
