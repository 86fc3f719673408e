//! Flags, environment, files and what is wrong with them.

use super::{Program, complaint, file, read, run, write};
use std::io::{BufReader, Read};

const LISTEN: (&str, &str) = ("TWINSTANCE_LISTEN", "127.0.0.1:0");

/// The clock's time, or its mode if it runs.
fn clock(program: &Program) -> String {
    let clock = program.twin("GET", "clock", "").1;
    let key = if clock["mode"] == "wall" { "mode" } else { "now" };
    clock[key].as_str().expect("a text").to_owned()
}

#[test]
fn a_flag_goes_before_the_environment_before_the_file_before_the_default() {
    let path = file("precedence.toml", "clock = \"2026-01-01T00:00:00Z\"\nlisten = \"127.0.0.1:0\"\n");
    let config = ("TWINSTANCE_CONFIG", path.as_str());
    let environment = ("TWINSTANCE_CLOCK", "2026-02-01T00:00:00Z");
    let flag = ["--clock", "2026-03-01T00:00:00Z"];
    assert_eq!(clock(&Program::with(&[], &[LISTEN])), "wall");
    assert_eq!(clock(&Program::with(&[], &[config])), "2026-01-01T00:00:00Z");
    assert_eq!(clock(&Program::with(&["--config", &path], &[])), "2026-01-01T00:00:00Z");
    assert_eq!(clock(&Program::with(&[], &[config, environment])), "2026-02-01T00:00:00Z");
    assert_eq!(clock(&Program::with(&flag, &[config, environment])), "2026-03-01T00:00:00Z");
    assert_eq!(clock(&Program::with(&flag, &[config])), "2026-03-01T00:00:00Z");
    assert_eq!(clock(&Program::with(&[], &[config, ("TWINSTANCE_CLOCK", "")])), "2026-01-01T00:00:00Z");
}

#[test]
fn the_demo_world_is_asked_for() {
    let instances = |arguments: &[&str], environment: &[(&str, &str)]| {
        let program = Program::with(&[&["--listen", "127.0.0.1:0"], arguments].concat(), environment);
        program.twin("GET", "health", "").1["instances"]["ec2"].as_u64()
    };
    let on = ("TWINSTANCE_DEMO", "true");
    assert_eq!(instances(&[], &[]), Some(0));
    assert_eq!(instances(&["--demo"], &[]), Some(4));
    assert_eq!(instances(&["--demo=true"], &[]), Some(4));
    assert_eq!(instances(&[], &[on]), Some(4));
    assert_eq!(instances(&["--demo=false"], &[on]), Some(0));
}

#[test]
fn a_scenario_is_loaded() {
    let path = file("scenario.toml", "[[ecs.instance]]\nid = \"i-mine\"\ntype = \"ecs.g6.large\"\n");
    let program = Program::start(&["--scenario", &path]);
    let (status, body) =
        program.send("GET", "/?Action=DescribeInstanceAttribute&Version=2014-05-26&InstanceId=i-mine", "");
    assert_eq!(status, 200, "{body}");
    assert_eq!(program.twin("GET", "health", "").1["instances"]["ecs"], 1);
}

#[test]
fn a_seed_decides_about_ids() {
    let id = |seed: &str| {
        let program = Program::start(&["--seed", seed]);
        program.send("GET", "/?Action=DescribeRegions&Version=2016-11-15", "").1
    };
    assert_eq!(id("7"), id("7"));
    assert_ne!(id("7"), id("8"));
}

#[test]
fn what_is_wrong_in_a_file_is_named_with_its_line() {
    for (name, text, line, key) in [
        ("unknown.toml", "seed = 1\n\nstrict_image = true\n", "line 3", "strict_image"),
        ("clock.toml", "seed = 1\nclock = \"noon\"\n", "line 2", "clock"),
        ("seed.toml", "# a comment\nseed = \"one\"\n", "line 2", "seed"),
        ("transitions.toml", "transitions = \"slow\"\n", "line 1", "transitions"),
        ("log.toml", "seed = 1\nlog = \"twinstance=loud\"\n", "line 2", "log"),
        ("listen.toml", "demo = true\nlisten = \"here\"\n", "line 2", "listen"),
        ("region.toml", "[region]\necs = \"cn-hangzhou\"\nec2 = \"mars-1\"\n", "line 3", "region.ec2"),
        ("cloud.toml", "[account]\ngcp = \"1\"\n", "line 2", "gcp"),
        ("syntax.toml", "demo = true\nseed = \n", "line 2", "seed"),
        (
            "keys.toml",
            "[access_keys]\nAKIAX = 5\n",
            "line 2",
            "neither an account, as in \"111122223333\", nor a table",
        ),
    ] {
        let path = file(name, text);
        let said = complaint(&["--config", &path, "--listen", "127.0.0.1:0"], &[]);
        assert!(said.starts_with(&format!("twinstance: {path}: ")), "{said}");
        assert!(said.contains(line) && said.contains(key), "{said}");
    }
}

#[test]
fn a_scenario_that_is_refused_says_a_sentence() {
    let pool = "[[ec2.capacity_reservation]]\nid = \"cr-1\"\ntype = \"m5.large\"\ncount = 1\n";
    for (text, said_of_it) in [
        (
            "[[ec2.instance]]\ntype = \"m5.large\"\ncredits = \"unlimited\"\n".to_owned(),
            "line 1: ec2.instance: an instance of the type m5.large cannot have this credit mode: its type earns no CPU \
             credits whose mode can be set",
        ),
        (
            "[[ecs.instance]]\ntype = \"ecs.g6.large\"\nzone = \"x\"\n".to_owned(),
            "line 1: ecs.instance: there is no zone x",
        ),
        (
            format!("{pool}allocation = {{ id = \"cr-2\", count = 2 }}\n"),
            "line 1: ec2.capacity_reservation: 2 instances are more than the 1 that the capacity reservation has available",
        ),
        (
            format!("{pool}[[ec2.instance]]\ntype = \"m5.xlarge\"\nreservation = \"cr-1\"\n"),
            "line 5: ec2.instance: the capacity reservation is for instances with another instance type",
        ),
    ] {
        let path = file("refused.toml", &text);
        let said = complaint(&["--scenario", &path, "--listen", "127.0.0.1:0"], &[]);
        assert_eq!(said, format!("twinstance: {path}, {said_of_it}\n"));
    }
}

#[test]
fn what_is_wrong_in_a_scenario_is_named_with_its_line() {
    let good = "[[ecs.instance]]\nid = \"i-1\"\ntype = \"ecs.g6.large\"\n\n";
    for (name, text, said_of_it) in [
        (
            "type.toml",
            "[[ecs.instance]]\ntype = \"ecs.nope\"\n",
            "line 5: ecs.instance: ecs.nope is not an instance type",
        ),
        ("twice.toml", good, "line 5: ecs.instance: i-1 is there already"),
        (
            "place.toml",
            "[[ec2.instance]]\ntype = \"t3.micro\"\nregion = \"mars\"\n",
            "line 5: ec2.instance: mars is not a region",
        ),
        (
            "image.toml",
            "[[ec2.instance]]\ntype = \"mac1.metal\"\n",
            "line 5: ec2.instance: mac1.metal needs an image: no image that every region has fits it",
        ),
        (
            "zone.toml",
            "[[ec2.capacity_reservation]]\nid = \"cr-1\"\ntype = \"m5.large\"\ncount = 1\nzone = \"x\"\n",
            "line 5: ec2.capacity_reservation: x is not a zone of us-east-1",
        ),
        (
            "itself.toml",
            "[[ec2.capacity_reservation]]\nid = \"cr-1\"\ntype = \"m5.large\"\ncount = 1\n\
             allocation = { id = \"cr-1\", count = 1 }\n",
            "line 5: ec2.capacity_reservation: cr-1 cannot be its own allocation",
        ),
        (
            "lent.toml",
            "[[ec2.capacity_reservation]]\nid = \"cr-1\"\ntype = \"m5.large\"\ncount = 1\n\
             [[ec2.capacity_reservation]]\nid = \"cr-2\"\ntype = \"m5.large\"\ncount = 1\n\
             allocation = { id = \"cr-1\", count = 1 }\n",
            "line 9: ec2.capacity_reservation: cr-1 is there already",
        ),
        (
            "disk.toml",
            "[[ec2.instance]]\ntype = \"t3.micro\"\ndisks = [{ id = \"vol-1\", size = 8, category = \"gp3\" }]\n\
             [[ec2.instance]]\ntype = \"t3.micro\"\ndisks = [{ id = \"vol-1\", size = 8, category = \"gp3\" }]\n",
            "line 8: ec2.instance: vol-1 is there already",
        ),
        (
            "id.toml",
            "[[ec2.instance]]\nid = \"foo\"\ntype = \"t3.micro\"\n",
            "line 5: ec2.instance: \"foo\" cannot be its id, which begins with i-",
        ),
        (
            "pool.toml",
            "[[ecs.capacity_reservation]]\nid = \"cr-1\"\ntype = \"ecs.g6.large\"\ncount = 1\n",
            "line 5: ecs.capacity_reservation: \"cr-1\" cannot be its id, which begins with crp-",
        ),
    ] {
        let path = file(name, &format!("{good}{text}"));
        let said = complaint(&["--scenario", &path, "--listen", "127.0.0.1:0"], &[]);
        assert_eq!(said, format!("twinstance: {path}, {said_of_it}\n"));
    }
    let path = file("control.toml", &format!("{good}[[ecs.instance]]\ntype = \"ecs.g6.large\"\nname = \"\\u0007\"\n"));
    let said = complaint(&["--scenario", &path, "--listen", "127.0.0.1:0"], &[]);
    assert!(said.starts_with(&format!("twinstance: {path}: line 7: \"\\u{{7}}\" has control characters")), "{said}");
    let path = file("key.toml", &format!("{good}[[ecs.instance]]\ntyp = \"ecs.g6.large\"\n"));
    let said = complaint(&["--scenario", &path, "--listen", "127.0.0.1:0"], &[]);
    assert!(
        said.starts_with(&format!("twinstance: {path}: ")) && said.contains("line 6") && said.contains("typ"),
        "{said}"
    );
}

#[test]
fn files_that_are_not_there_are_named() {
    for flag in ["--config", "--scenario"] {
        let said = complaint(&[flag, "/no/such/file.toml", "--listen", "127.0.0.1:0"], &[]);
        assert!(said.starts_with("twinstance: /no/such/file.toml: "), "{said}");
        assert!(said.ends_with(&format!("; {flag} names this file\n")), "{said}");
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let program = Program::start(&[]);
    let said = complaint(&["--listen", &program.address], &[]);
    assert!(said.starts_with(&format!("twinstance: {}: ", program.address)), "{said}");
    assert!(said.contains("127.0.0.1:0 takes any free one"), "{said}");
}

#[test]
fn unknown_variables_are_refused() {
    let output = run(&[], &[("TWINSTANCE_SEDE", "7")]);
    let said = String::from_utf8(output.stderr).expect("a text");
    assert!(output.status.code() == Some(2) && output.stdout.is_empty(), "{said}");
    assert!(said.contains("'TWINSTANCE_SEDE'") && said.contains("'TWINSTANCE_SEED'"), "{said}");
    assert_eq!(run(&[], &[("TWINSTANCE_VERSION", "1")]).status.code(), Some(2), "that flag has no variable");
    // Docker and Kubernetes have these for a service of this name.
    let others = [("TWINSTANCE_PORT", "tcp://10.0.0.1:4780"), ("TWINSTANCE_SERVICE_HOST", "10.0.0.1")];
    assert_eq!(clock(&Program::with(&[], &[LISTEN, others[0], others[1]])), "wall");
}

#[test]
fn a_list_of_flags_goes_before_the_variable() {
    let faults = |arguments: &[&str], environment: &[(&str, &str)]| {
        let program = Program::with(&[&["--listen", "127.0.0.1:0"], arguments].concat(), environment);
        let faults = program.twin("GET", "faults", "").1["faults"].take();
        let effect = |fault: &serde_json::Value| fault["effect"].as_str().expect("a text").to_owned();
        faults.as_array().expect("a list").iter().map(effect).collect::<Vec<_>>()
    };
    let variable = ("TWINSTANCE_FAULT", r#"[{"effect":"lose"},{"effect":"internal"}]"#);
    let flag = ["--fault", r#"{"effect":"throttle"}"#];
    assert_eq!(faults(&[], &[variable]), ["lose", "internal"]);
    assert_eq!(faults(&[flag, flag].concat(), &[variable]), ["throttle", "throttle"]);
}

#[test]
fn a_container_may_listen_everywhere() {
    let warns = |environment: &[(&str, &str)]| {
        let mut program = Program::with(&["--listen", "0.0.0.0:0"], environment);
        program.terminate();
        program.exit_code();
        let mut log = String::new();
        program.stderr.read_to_string(&mut log).expect("a text");
        log.contains("is not loopback")
    };
    assert!(warns(&[]));
    assert!(!warns(&[("TWINSTANCE_CONTAINER", "true")]));
}

#[test]
fn the_log_goes_to_stderr_in_the_form_that_is_asked_for() {
    let mut program = Program::start(&["--log", "debug", "--log-format", "json"]);
    program.send("GET", "/?Action=DescribeRegions&Version=2016-11-15", "");
    program.wait_for_log("\"action\":\"DescribeRegions\"");
}

#[test]
fn what_is_logged_for_a_request_names_it() {
    let mut program = Program::start(&["--log", "debug", "--log-format", "json"]);
    let call = "Action=RunInstances&Version=2016-11-15&AWSAccessKeyId=111122223333";
    let (_, body) = program.send("POST", "/", call);
    let (_, rest) = body.split_once("<RequestID>").expect("a request id");
    let (id, _) = rest.split_once('<').expect("its end");
    let line: serde_json::Value = serde_json::from_str(&program.wait_for_log("answered")).expect("JSON");
    let spans = line["spans"].as_array().expect("spans");
    for (name, value) in [
        ("method", "POST"),
        ("path", "/"),
        ("cloud", "ec2"),
        ("action", "RunInstances"),
        ("account", "111122223333"),
        ("region", "us-east-1"),
        ("request_id", id),
    ] {
        assert!(spans.iter().any(|span| span[name] == value), "{name} in {line}");
    }
}

#[test]
fn limits_that_cannot_be_kept_are_refused() {
    for (flag, value, most) in [
        ("--limits-connections", "18446744073709551615", "limits.connections: at most 1000000"),
        ("--limits-body", "18446744073709551615", "limits.body: at most 4294967295"),
        ("--limits-depth", "100000", "limits.depth: at most 64"),
        ("--limits-header-timeout", "99999999h", "limits.header_timeout: at most 8760h"),
    ] {
        assert_eq!(complaint(&[flag, value], &[LISTEN]), format!("twinstance: {most}\n"));
    }
    let most = u64::MAX.to_string();
    let huge = ["--request-log", &most, "--request-log-bytes", &most, "--events-backlog", &most];
    let program = Program::start(&[&huge[..], &["--specification-rest", "99999999h"]].concat());
    assert_eq!(program.send("GET", "/?Action=DescribeRegions&Version=2016-11-15", "").0, 200);
}

#[test]
fn a_log_that_nobody_reads_holds_nothing_up() {
    const CALLS: usize = 15_000;
    let mut program = Program::start(&["--log", "debug"]);
    let mut stream = program.connect();
    let answers = BufReader::new(stream.try_clone().expect("the same stream"));
    let writer = std::thread::spawn(move || (0..CALLS).for_each(|_| write(&mut stream, "POST", "/", "Action=No")));
    let answered = (0..CALLS).fold(answers, |mut answers, _| {
        assert_eq!(read(&mut answers).0, 400);
        answers
    });
    writer.join().expect("all calls");
    drop(answered);
    program.wait_for_log("lines of the log were dropped: stderr was not read");
}
