use super::*;
use clap::{Args, Command};
use serde_json::{Value, json};

const EXAMPLE: &str = include_str!("../../config.example.toml");

/// A command that has every key, and nothing else.
fn command() -> Command {
    with_flags_and_variables(Config::augment_args(Command::new("test")))
}

fn keys() -> Vec<String> {
    command().get_arguments().map(|arg| arg.get_id().to_string()).collect()
}

/// A value for each key that differs from its default.
fn other_values() -> Value {
    let mut values = json!({
        "listen": "127.0.0.2:7", "log": "debug", "log_format": "json", "request_log": 7, "request_log_bytes": 7,
        "events_backlog": 7, "record": "/no/recording", "record_segment": 7,
        "events_webhook": "http://127.0.0.1:7/", "control_token": "secret",
        "control_listen": "127.0.0.1:7", "control_host": ["one", "two"], "cors_origins": ["http://one", "https://two:7"],
        "scenario": "/no/file", "demo": true, "seed": 7, "clock": "2026-11-21T08:00:00Z", "transitions": "realistic",
        "custom_metrics_bytes": 7, "strict_images": true, "default_network": false, "specification_rest": "7s",
        "fault": [{"effect": "throttle"}, {"action": "A,B", "effect": "lose"}],
        "signatures": "check", "throttling": true,
        "access_keys": {"one": "111122223333", "two": {"account": "999988887777", "secret": "s", "status": "disabled"}},
        "account": {"ec2": "111122223333", "ecs": "1111222233334444"},
        "region": {"ec2": "eu-west-1", "ecs": "cn-beijing"},
        "limits": {
            "body": 7, "upload": 7, "headers": 9000, "parameters": 7, "depth": 7, "connections": 7, "snapshots": 7,
            "faults": 7, "header_timeout": "7s", "body_timeout": "7s", "write_timeout": "7s",
        },
    });
    for (key, value) in [("webhook_ca", "/no/1"), ("tls", "off"), ("tls_cert", "/no/2"), ("tls_key", "/no/3")] {
        values[key] = value.into();
    }
    values["tls_dir"] = "/no/folder".into();
    values
}

/// A value as a flag or a variable has it.
fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn of_flags(flags: Vec<String>) -> Config {
    let given = command().no_binary_name(true).try_get_matches_from(flags).unwrap();
    Config::load_without_scenarios(None, given).unwrap()
}

/// The flags that set a key.
fn flags(key: &str, value: &Value) -> Vec<String> {
    let values = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
    values.into_iter().map(|value| format!("--{}={}", key.replace(['.', '_'], "-"), text(value))).collect()
}

/// What a table has under a dotted name.
fn under<'v>(table: &'v Value, key: &str) -> &'v Value {
    let value = table.pointer(&format!("/{}", key.replace('.', "/")));
    value.unwrap_or_else(|| panic!("{key} is not there"))
}

#[test]
fn each_key_is_a_flag_and_a_line_of_the_file() {
    let default = Config::default().dump();
    for key in keys() {
        let values = other_values();
        let value = under(&values, &key);
        let by_flag = of_flags(flags(&key, value));
        let mut line = value.clone();
        for name in key.rsplit('.') {
            line = json!({ name: line });
        }
        let line = toml::to_string(&line).unwrap();
        let [by_flag, by_line] = [by_flag, parse(&line, "").unwrap()].map(|config| config.dump());
        assert_ne!(by_flag, default, "{key} says nothing");
        assert_eq!(by_flag, by_line);
    }
}

#[test]
fn each_key_is_a_variable() {
    let values = other_values();
    let keys = keys();
    let variables = keys.iter().map(|key| (variable(key), text(under(&values, key))));
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--nocapture", "--exact", "config::tests::what_the_environment_says"])
        .envs(variables)
        .output()
        .unwrap();
    let by_flags = of_flags(keys.iter().flat_map(|key| flags(key, under(&values, key))).collect()).dump();
    let by_variables = String::from_utf8(output.stdout).unwrap();
    assert!(by_variables.contains(&by_flags), "{by_variables}\n{by_flags}");
}

#[test]
#[ignore = "a part of another test, which starts it in an environment of its own"]
fn what_the_environment_says() {
    println!(
        "{}",
        Config::load_without_scenarios(None, command().try_get_matches_from(["test"]).unwrap()).unwrap().dump()
    );
}

impl Config {
    /// All values as text, including secrets. Lists are joined, however their entries were given.
    fn dump(&self) -> String {
        let mut config = self.clone();
        let entries = Entries(config.faults().cloned().collect());
        config.fault = vec![entries];
        let entries = Entries(config.control_hosts().cloned().collect());
        config.control_host = vec![entries];
        let entries = Entries(config.cors_origins().cloned().collect());
        config.cors_origins = vec![entries];
        let secrets = [self.access_key("two").and_then(|key| key.secret.as_ref()), self.control_token.as_ref()];
        format!("{config:?} {:?}", secrets.map(|secret| secret.map(Secret::reveal)))
    }
}

#[test]
fn the_example_is_the_default_and_has_each_key() {
    let [example, default] = [Config::from_toml(EXAMPLE), Config::example()].map(|config| format!("{config:?}"));
    assert_eq!(example, default);
    // Keys without a default are comments in it.
    let whole: Vec<_> = EXAMPLE
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(key)
                if key.starts_with("[[") || key.split_once(" = ").is_some_and(|(name, _)| !name.contains(' ')) =>
            {
                key
            }
            _ => line,
        })
        .collect();
    let whole = whole.join("\n");
    parse(&whole, "the example with all keys").unwrap();
    let whole: Value = toml::from_str(&whole).unwrap();
    for key in keys() {
        under(&whole, &key);
    }
}

#[test]
fn flags_go_before_the_file_key_by_key() {
    let file = std::env::temp_dir().join(format!("twinstance-{}.toml", std::process::id()));
    let text = "seed = 7\nlimits = { body = 7, depth = 7 }\nregion.ec2 = \"eu-west-1\"\naccess_keys = { one = \"1\" }";
    std::fs::write(&file, text).unwrap();
    let arguments =
        ["test", "--limits-depth=8", "--region-ecs", "cn-beijing", "--access-key=two=2", "--access-key=three=3"];
    let config = Config::load(Some(&file), command().try_get_matches_from(arguments).unwrap()).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!((config.seed, config.limits.body, config.limits.depth, config.limits.parameters), (7, 7, 8, 20_000));
    assert_eq!((config.region(Cloud::Aws), config.region(Cloud::Alibaba)), ("eu-west-1", "cn-beijing"));
    // A list or table that is given by flags replaces that of the file.
    let account = |key| config.access_key(key).map(|key| key.account.as_str());
    assert_eq!([account("one"), account("two"), account("three")], [None, Some("2"), Some("3")]);
}

#[test]
fn values_are_checked_alike() {
    for (key, value, words) in [
        ("seed", "one", ""),
        ("seed", "-1", ""),
        ("clock", "noon", "neither \"wall\" nor an instant"),
        ("listen", "here", "invalid socket address"),
        ("log", "twinstance=loud", "not levels by target"),
        ("log_format", "xml", "json"),
        ("region.ec2", "cn-hangzhou", "cn-hangzhou is not a region"),
        ("region.ecs", "eu-west-3", "eu-west-3 is not a region"),
        ("limits.body_timeout", "-7s", "\"-7s\" is less than nothing"),
        ("limits.body_timeout", "7 apples", "duration"),
        ("control_host", "one:80", "\"one:80\" is not the name of a host"),
        ("control_host", "http://one", "\"http://one\" is not the name of a host"),
        ("cors_origins", "one", "\"one\" is not an origin"),
        ("cors_origins", "http://one/", "\"http://one/\" is not an origin"),
        ("access_keys", "one", ""),
        ("fault", "{\"effect\": \"lost\"}", "unknown variant `lost`"),
        ("fault", "[{\"effect\": \"lost\"}]", "unknown variant `lost`"),
    ] {
        let arguments = ["test".to_owned(), format!("--{}={value}", key.replace(['.', '_'], "-"))];
        let error = command().try_get_matches_from(arguments).unwrap_err().to_string();
        assert!(error.contains(value) && error.contains(words), "{error}");
        let value = match key {
            "fault" => "[{ effect = \"lost\" }]".to_owned(),
            "control_host" | "cors_origins" => format!("[\"{value}\"]"),
            _ => format!("\"{value}\""),
        };
        let error = Config::from_toml(&format!("throttling = true\n{key} = {value}")).unwrap_err().to_string();
        assert!(error.starts_with(&format!("configuration: line 2: {key}")) && error.contains(words), "{error}");
    }
}

#[test]
fn unknown_variables_are_told_with_the_nearest() {
    let unknown = |names: &[&str]| unknown_variable(&command(), names.iter().map(|name| (*name).to_owned()));
    for (name, nearest) in [
        ("TWINSTANCE_SEDE", "TWINSTANCE_SEED"),
        ("TWINSTANCE_LIMIT_BODY", "TWINSTANCE_LIMITS_BODY"),
        ("TWINSTANCE_ACCESS_KEY", "TWINSTANCE_ACCESS_KEYS"),
        ("TWINSTANCE_seed", "TWINSTANCE_SEED"),
    ] {
        assert_eq!(unknown(&["HOME", "TWINSTANCE_LOG", name]), Some((name.to_owned(), nearest.to_owned())));
    }
    let others = [
        "TWINSTANCE_URL",
        "TWINSTANCE_CONTAINER",
        "TWINSTANCE_PORT",
        "TWINSTANCE_PORT_4780_TCP_ADDR",
        "TWINSTANCE_SERVICE_HOST",
        "TWINSTANCES",
    ];
    assert_eq!(unknown(&others), None);
}

#[test]
fn secrets_are_not_shown() {
    let config = of_flags(flags("control_token", &json!("hush")));
    assert!(config.control_token.as_ref().is_some_and(|token| token.reveal() == "hush"));
    assert!(!format!("{config:?}").contains("hush"));
}

#[test]
fn a_file_stands_before_the_example() {
    let config = Config::from_toml("seed = 7\n[region]\nec2 = \"eu-west-1\"").unwrap();
    assert_eq!(
        (config.seed, config.region(Cloud::Aws), config.region(Cloud::Alibaba)),
        (7, "eu-west-1", "cn-hangzhou")
    );
}

#[test]
fn errors_name_key_and_line() {
    for (text, key) in [
        ("seed = 1\nstrict_image = true", "strict_image"),
        ("seed = 1\nclock = \"noon\"", "clock"),
        ("demo = true\ntransitions = \"slow\"", "transitions"),
    ] {
        let error = Config::from_toml(text).unwrap_err().to_string();
        assert!(error.contains(key) && error.contains("line "), "{error}");
    }
    let error = Config::from_toml("[region]\nec2 = \"mars-1\"").unwrap_err().to_string();
    assert!(error.contains("region.ec2") && error.contains("mars-1"), "{error}");
}

#[test]
fn access_keys_lead_to_accounts() {
    let config = Config::from_toml("[access_keys]\nAKIA = \"111122223333\"").unwrap();
    let account = |cloud, key| config.account(cloud, Verified::by_claim(Signatures::Off, key));
    assert_eq!(account(Cloud::Aws, "AKIA"), "111122223333");
    assert_eq!(account(Cloud::Aws, "999988887777"), "999988887777");
    assert_eq!(account(Cloud::Aws, "test"), "123456789012");
    assert_eq!(account(Cloud::Alibaba, "test"), "1234567890123456");
}
