//! Derives flags and environment variables from the keys of the configuration.

use clap::builder::BoolishValueParser;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches};
use std::env;

/// The prefix of all environment variables.
const PREFIX: &str = "TWINSTANCE_";

/// Variables with the prefix that are not keys: the URL for `healthcheck` and the client suites, the mark of the container
/// image, and those that Docker and Kubernetes set for a service named `twinstance`.
const OTHER_NAMES: [&str; 3] = ["URL", "CONTAINER", "PORT"];
const OTHER_PREFIXES: [&str; 2] = ["SERVICE_", "PORT_"];

/// The environment variable of a key, as in `TWINSTANCE_LIMITS_BODY` for `limits.body`.
pub fn variable(key: &str) -> String {
    format!("{PREFIX}{}", key.replace('.', "_").to_uppercase())
}

/// Makes each argument of the command a flag: `limits.body` becomes `--limits-body`.
fn with_flags(command: Command) -> Command {
    command.mut_args(|arg| {
        let flag = arg.get_id().as_str().replace(['.', '_'], "-");
        let arg = arg.long(flag).global(true);
        match arg.get_action() {
            ArgAction::SetTrue => with_optional_value(arg),
            // To give several values, the flag is repeated.
            ArgAction::Append => arg.num_args(1),
            _ => arg,
        }
    })
}

/// Makes the value of a boolean flag optional: `--demo` and `--demo=true` are the same.
fn with_optional_value(arg: Arg) -> Arg {
    let arg = if arg.get_default_values().is_empty() { arg.default_value("false") } else { arg };
    arg.action(ArgAction::Set)
        .value_parser(BoolishValueParser::new())
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value("true")
        .value_name("true|false")
}

/// Lets an environment variable set the argument. An empty variable counts as not set, since compose files pass unset
/// variables as empty ones.
pub fn with_variable(arg: Arg, name: &str) -> Arg {
    if env::var_os(name).is_some_and(|value| value.is_empty()) {
        return arg;
    }
    arg.env(name.to_owned()).hide_env_values(true)
}

/// Makes each argument of the command a flag and an environment variable.
pub fn with_flags_and_variables(command: Command) -> Command {
    with_flags(command).mut_args(|arg| {
        let name = variable(arg.get_id().as_str());
        with_variable(arg, &name)
    })
}

/// The default values of the keys, as clap has them.
pub(super) fn defaults<T: Args + FromArgMatches>() -> T {
    let command = with_flags(T::augment_args(Command::new("defaults"))).no_binary_name(true);
    let no_flags: [&str; 0] = [];
    command
        .try_get_matches_from(no_flags)
        .and_then(|matches| T::from_arg_matches(&matches))
        .unwrap_or_else(|error| error.exit())
}

/// Sets the keys that flags or variables give. Others keep their values.
pub(super) fn apply<T: FromArgMatches>(keys: &mut T, mut given: ArgMatches) -> Result<(), clap::Error> {
    let is_default = |id: &&clap::Id| given.value_source(id.as_str()) == Some(clap::parser::ValueSource::DefaultValue);
    for id in given.ids().filter(is_default).cloned().collect::<Vec<_>>() {
        // Cannot fail: the id exists.
        let _ = given.try_clear_id(id.as_str());
    }
    keys.update_from_arg_matches(&given)
}

/// The first of these environment variables that has the prefix but is unknown, and the known one that is most similar.
pub fn unknown_variable(command: &Command, names: impl Iterator<Item = String>) -> Option<(String, String)> {
    let with_value = command.get_arguments().filter(|arg| arg.get_action().takes_values());
    let known: Vec<String> = with_value.map(|arg| variable(arg.get_id().as_str())).collect();
    let is_other =
        |rest: &str| OTHER_NAMES.contains(&rest) || OTHER_PREFIXES.iter().any(|prefix| rest.starts_with(prefix));
    let is_unknown =
        |name: &String| name.strip_prefix(PREFIX).is_some_and(|rest| !is_other(rest)) && !known.contains(name);
    let unknown = names.filter(is_unknown).min()?;
    // The common prefix would make all of them similar.
    let rest = |name: &String| name[PREFIX.len()..].to_uppercase();
    let similarity = |name: &&String| strsim::jaro_winkler(&rest(name), &rest(&unknown));
    let nearest = known.iter().max_by(|a, b| similarity(a).total_cmp(&similarity(b)))?;
    let nearest = nearest.clone();
    Some((unknown, nearest))
}
