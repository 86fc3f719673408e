//! Web pages of other origins, host names that they may take, and the control token.

use super::{Program, file, read_body, read_head, run};
use std::io::{BufReader, Read, Write};

/// A status, the lines of the head, and the body.
pub(super) type Heard = (u16, String, String);

/// Sends a request as it is written here, with a Host unless there is one.
pub(super) fn send(program: &Program, method: &str, target: &str, headers: &[&str], body: &str) -> Heard {
    let mut stream = program.connect();
    let own_host = format!("Host: {}", program.address);
    let host = if headers.iter().any(|header| header.starts_with("Host:")) { "" } else { &*own_host };
    let lines: String =
        headers.iter().chain([&host]).filter(|line| !line.is_empty()).map(|line| format!("{line}\r\n")).collect();
    let head = format!("{method} {target} HTTP/1.1\r\n{lines}Content-Length: {}\r\n\r\n", body.len());
    stream.write_all((head + body).as_bytes()).expect("a request");
    let mut stream = BufReader::new(stream);
    let (status, head) = read_head(&mut stream);
    let body = if method == "HEAD" { String::new() } else { read_body(&mut stream, &head) };
    (status, head, body)
}

#[track_caller]
fn assert_rows(program: &Program, rows: &[(&str, &str, &[&str], u16)]) {
    for (method, target, headers, status) in rows {
        let (is, _, body) = send(program, method, target, headers, "");
        assert_eq!(is, *status, "{method} {target} {headers:?}: {body}");
    }
}

const EC2: &str = "/?Version=2016-11-15&Action=DescribeRegions";
const ECS: &str = "/?Version=2014-05-26&Format=JSON&Action=DescribeRegions";
const EVIL: &str = "Origin: http://evil.example";
const CROSS: &str = "Sec-Fetch-Site: cross-site";
const SAME_SITE: &str = "Sec-Fetch-Site: same-site";
const TYPED: &str = "Sec-Fetch-Site: none";
const SAME: &str = "Sec-Fetch-Site: same-origin";
const NAVIGATE: &str = "Sec-Fetch-Mode: navigate";

/// A program with the control API on a listener of its own, and the same program by the address of that one.
fn apart(arguments: &[&str]) -> (Program, String) {
    let mut program = Program::start(&[&["--control-listen", "127.0.0.1:0"], arguments].concat());
    let control = program.second_line().strip_prefix("twinstance control on http://").expect("an address").to_owned();
    (program, control)
}

#[test]
fn no_page_of_another_origin_is_answered_by_the_control_api() {
    let (mut alone, control) = apart(&[]);
    alone.address = control;
    for program in [&Program::start(&[]), &alone] {
        let own = format!("Origin: http://{}", program.address);
        let own_with_another_port = "Origin: http://127.0.0.1:1";
        assert_rows(
            program,
            &[
                ("GET", "/_twin/faults", &[], 200),
                ("DELETE", "/_twin/faults", &[&own], 200),
                ("DELETE", "/_twin/faults", &[&own, SAME], 200),
                ("GET", "/_twin/clock", &[TYPED, NAVIGATE], 200),
                ("GET", "/_twin/requests/stream", &[SAME], 200),
                ("GET", "/_twin/clock", &[CROSS, NAVIGATE], 403),
                ("GET", "/_twin/clock", &[SAME_SITE], 403),
                ("GET", "/_twin/clock", &["Sec-Fetch-Site: of-late"], 403),
                ("GET", "/_twin/clock", &[CROSS, &own], 403),
                ("GET", "/_twin/clock", &[CROSS, TYPED], 403),
                ("GET", "/_twin/scenario", &[EVIL], 403),
                ("GET", "/_twin/requests/stream", &[EVIL], 403),
                ("GET", "/_twin/openapi.json", &["Origin: null"], 403),
                ("GET", "/_twin/clock", &[own_with_another_port], 403),
                ("DELETE", "/_twin/faults", &["Origin: http://127.0.0.1"], 403),
                ("DELETE", "/_twin/faults", &[EVIL, &own], 403),
                ("POST", "/_twin/reset", &[EVIL, CROSS], 403),
                ("POST", "/moto-api/reset", &[CROSS], 403),
                ("POST", "/_localstack/state/reset", &[CROSS], 403),
                ("OPTIONS", "/_twin/reset", &[EVIL, "Access-Control-Request-Method: POST"], 403),
                ("GET", "/_twin/nonsense", &[CROSS], 403),
                // Whether the server answers is no secret.
                ("GET", "/_twin/health", &[CROSS, NAVIGATE], 200),
                ("HEAD", "/_twin/health", &[EVIL], 200),
                ("GET", "/_localstack/health", &[CROSS], 200),
                ("POST", "/_twin/health", &[CROSS], 403),
            ],
        );
    }
}

#[test]
fn the_control_api_answers_for_hosts_that_no_page_can_take() {
    let (mut alone, control) = apart(&[]);
    alone.address = control;
    for program in [&Program::start(&[]), &alone] {
        let rebound = ["Host: evil.example:4780", "Origin: http://evil.example:4780", SAME];
        let (status, _, body) = send(program, "POST", "/_twin/reset", &rebound, "");
        let why =
            "the control API does not answer for the host \\\"evil.example:4780\\\": control_host names those it does";
        assert_eq!((status, body), (403, format!("{{\"error\":\"{why}\"}}\n")));
        assert_rows(
            program,
            &[
                ("GET", "/_twin/clock", &["Host: localhost:1"], 200),
                ("GET", "/_twin/clock", &["Host: twin.localhost"], 200),
                ("GET", "/_twin/clock", &["Host: 10.0.0.7:4780"], 200),
                ("GET", "/_twin/clock", &["Host: [::1]:4780"], 200),
                ("GET", "/_twin/clock", &["Host: twinstance:4780"], 200),
                ("GET", "/_twin/clock", &["Host: evil.example"], 403),
                ("GET", "/_twin/clock", &["Host: localhost.evil.example"], 403),
                ("GET", "/_twin/health", &["Host: evil.example"], 403),
                ("GET", "/_localstack/health", &["Host: evil.example"], 403),
                ("POST", "/moto-api/reset", &["Host: evil.example"], 403),
                // The host of an absolute URL goes before the header.
                ("GET", "http://evil.example/_twin/clock", &["Host: localhost"], 403),
                ("GET", "http://localhost/_twin/clock", &["Host: evil.example"], 200),
            ],
        );
    }
}

#[test]
fn other_hosts_are_named_in_the_configuration() {
    let named = |arguments: &[&str], environment: &[(&str, &str)]| {
        let program = Program::with(&[&["--listen", "127.0.0.1:0"], arguments].concat(), environment);
        ["host.docker.internal", "Twin.Example:80", "evil.example"].map(|host| {
            let host = format!("Host: {host}");
            send(&program, "GET", "/_twin/clock", &[&host], "").0
        })
    };
    assert_eq!(named(&["--control-host", "host.docker.internal"], &[]), [200, 403, 403]);
    assert_eq!(
        named(&["--control-host", "host.docker.internal", "--control-host", "twin.example"], &[]),
        [200, 200, 403]
    );
    let variable = ("TWINSTANCE_CONTROL_HOST", "host.docker.internal, twin.example.");
    assert_eq!(named(&[], &[variable]), [200, 200, 403]);
    let path = file("control-host.toml", "control_host = [\"twin.example\"]\n");
    assert_eq!(named(&["--config", &path], &[]), [403, 200, 403]);
}

#[test]
fn the_control_api_asks_for_its_token() {
    let (mut alone, control) = apart(&["--control-token", "7h3-tok=n"]);
    let clouds = std::mem::replace(&mut alone.address, control);
    for program in [&Program::start(&["--control-token", "7h3-tok=n"]), &alone] {
        let token = "Authorization: Bearer 7h3-tok=n";
        assert_rows(
            program,
            &[
                ("GET", "/_twin/clock", &[token], 200),
                ("GET", "/_twin/clock", &["authorization: bearer  7h3-tok=n"], 200),
                ("POST", "/_twin/reset", &[token], 200),
                ("POST", "/_twin/reset", &[token, EVIL], 403),
                ("GET", "/_twin/clock", &[], 401),
                ("GET", "/_twin/clock", &["Authorization: Bearer 7h3-tok="], 401),
                ("GET", "/_twin/clock", &["Authorization: Bearer 7h3-tok=nn"], 401),
                ("GET", "/_twin/clock", &["Authorization: Bearer "], 401),
                ("GET", "/_twin/clock", &["Authorization: Basic 7h3-tok=n"], 401),
                ("GET", "/_twin/clock", &["Authorization: 7h3-tok=n"], 401),
                ("GET", "/_twin/clock", &[token, "Authorization: Bearer other"], 401),
                ("GET", "/_twin/requests/stream", &[], 401),
                ("GET", "/_twin/openapi.json", &[], 401),
                ("GET", "/_twin/nonsense", &[], 401),
                ("POST", "/moto-api/reset", &[], 401),
                ("POST", "/_localstack/state/reset", &[], 401),
                ("GET", "/_twin/health", &[], 200),
                ("GET", "/_localstack/health", &[], 200),
            ],
        );
        let (_, head, body) = send(program, "GET", "/_twin/clock", &["Authorization: Bearer wrong"], "");
        assert!(head.contains("\r\nwww-authenticate: bearer\r\n"), "{head}");
        assert!(body.contains("control_token") && !body.contains("7h3-tok=n"), "{body}");
        assert!(run(&["healthcheck", &program.address], &[]).status.success());
    }
    alone.address = clouds;
    assert_rows(&alone, &[("GET", EC2, &[], 200), ("GET", ECS, &[], 200)]);
}

#[test]
fn a_token_must_be_one_that_a_header_can_have() {
    for token in ["", "two words", "t\u{f6}ken", "line\nbreak"] {
        let flag = format!("--control-token={token}");
        let path = file("token.toml", &format!("control_token = {}\n", serde_json::json!(token)));
        for arguments in [&[flag.as_str()][..], &["--config", &path]] {
            let output = run(arguments, &[]);
            let text = String::from_utf8(output.stderr).expect("a text");
            let said = "twinstance: control_token: has characters that are not visible ASCII, or none\n";
            assert_eq!((output.status.code(), text.as_str()), (Some(1), said), "{token:?}");
        }
    }
    let help = run(&["--help"], &[("TWINSTANCE_CONTROL_TOKEN", "7h3-tok=n")]);
    assert!(help.status.success() && !String::from_utf8_lossy(&help.stdout).contains("7h3-tok=n"));
}

#[test]
fn a_recording_is_done_again_with_the_token_of_the_server() {
    let arguments = ["--clock", "2026-11-21T08:00:00Z", "--control-token", "7h3-tok=n"];
    let program = Program::start(&[&arguments[..], &["--control-host", "twin.example"]].concat());
    let token = "Authorization: Bearer 7h3-tok=n";
    for target in ["/_twin/reset", "http://twin.example/_twin/reset"] {
        assert_eq!(send(&program, "POST", target, &[token, "Host: twin.example"], "").0, 200);
    }
    send(&program, "GET", EC2, &[], "");
    let recording = send(&program, "GET", "/_twin/requests?format=jsonl", &[token], "").2;
    assert_eq!(recording.lines().count(), 1 + 3);
    assert!(!recording.contains("7h3-tok=n"), "{recording}");
    let path = file("token.jsonl", &recording);
    let other = Program::start(&arguments);
    let against = ["replay", &path, "--against", &other.address];
    let in_process = [&arguments[..], &["replay", &path]].concat();
    let said = |arguments: &[&str], environment: &[(&str, &str)]| {
        String::from_utf8(run(arguments, environment).stdout).expect("a text")
    };
    assert_eq!(said(&against, &[]), "");
    assert_eq!(said(&against, &[("TWINSTANCE_CONTROL_TOKEN", "7h3-tok=n")]), "3 answers are the same\n");
    assert_eq!(said(&in_process, &[]), "3 answers are the same\n");
}

#[test]
fn a_form_of_a_foreign_page_changes_nothing() {
    let (apart, _control) = apart(&["--demo"]);
    for program in [&Program::start(&["--demo"]), &apart] {
        // What browsers send for a form that a page of another site posts.
        let form = |site: &str, body: &str| {
            let headers = [
                "Content-Type: application/x-www-form-urlencoded",
                EVIL,
                "Referer: http://evil.example/",
                site,
                NAVIGATE,
                "Sec-Fetch-Dest: document",
                "Accept: text/html,application/xhtml+xml",
            ];
            send(program, "POST", "/", &headers, body)
        };
        let ec2 = "Version=2016-11-15&Action=TerminateInstances&InstanceId.1=i-1234567890abcdef0";
        let ecs = "Version=2014-05-26&Format=JSON&Action=DeleteInstance&InstanceId=i-bp67acfmxazb4p****&Force=true";
        let said = "A web page of another origin sends this request. The key cors_origins names the origins that may.";
        for site in [CROSS, SAME_SITE] {
            let (status, _, body) = form(site, ec2);
            let error = format!("<Code>UnauthorizedOperation</Code><Message>{said}</Message>");
            assert!(status == 403 && body.contains(&error), "{body}");
            let (status, _, body) = form(site, ecs);
            let body: serde_json::Value = serde_json::from_str(&body).expect("JSON");
            assert_eq!((status, &body["Code"], &body["Message"]), (403, &"Forbidden.RAM".into(), &said.into()));
            let (status, head, body) = form(site, "Action=DescribeInstances");
            assert!(status == 403 && head.contains("text/plain") && body.starts_with(said), "{body}");
        }
        let (_, _, body) = send(program, "POST", "/", &[], ec2);
        assert!(body.contains("<previousState><code>16</code>"), "{body}");
        assert_eq!(send(program, "POST", "/", &[], ecs).0, 200);
    }
}

#[test]
fn the_clouds_refuse_pages_of_other_origins() {
    let (apart, _control) = apart(&[]);
    for program in [&Program::start(&[]), &apart] {
        let own = format!("Origin: http://{}", program.address);
        for call in [EC2, ECS, "/?Version=2011-06-15&Action=GetCallerIdentity"] {
            assert_rows(
                program,
                &[
                    ("GET", call, &[], 200),
                    ("GET", call, &[TYPED, NAVIGATE], 200),
                    ("POST", call, &[SAME, &own], 200),
                    ("GET", call, &["Host: ec2.us-east-1.amazonaws.com"], 200),
                    ("GET", call, &[CROSS, NAVIGATE], 403),
                    ("GET", call, &[SAME_SITE], 403),
                    ("POST", call, &[EVIL], 403),
                    ("POST", call, &["Origin: null"], 403),
                    ("POST", call, &["Host: evil.example", EVIL, SAME], 403),
                    ("OPTIONS", call, &[EVIL, CROSS, "Access-Control-Request-Method: POST"], 403),
                    ("OPTIONS", call, &[], 405),
                ],
            );
            let head = send(program, "GET", call, &[], "").1;
            assert!(!head.contains("access-control-"), "{head}");
        }
        // The page that says what this is has nothing that it does not tell everyone.
        assert_rows(program, &[("GET", "/", &[CROSS, NAVIGATE], 200), ("GET", "/", &[EVIL], 200)]);
    }
}

#[test]
fn pages_of_configured_origins_call_the_clouds() {
    let origins = ["--cors-origins", "http://localhost:3000", "--cors-origin", "https://app.example:443"];
    let (mut apart, control) = apart(&origins);
    for program in [&Program::start(&origins), &apart] {
        for origin in ["http://localhost:3000", "https://app.example"] {
            let origin_header = format!("Origin: {origin}");
            let asks = [
                origin_header.as_str(),
                CROSS,
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization,x-amz-date",
                "Access-Control-Request-Private-Network: true",
            ];
            let (status, head, _) = send(program, "OPTIONS", "/", &asks, "");
            assert_eq!(status, 200);
            for line in [
                format!("access-control-allow-origin: {origin}"),
                "access-control-allow-methods: get,post".to_owned(),
                "access-control-allow-headers: authorization,x-amz-date".to_owned(),
                "access-control-allow-private-network: true".to_owned(),
            ] {
                assert!(head.lines().any(|is| is == line), "{line} in {head}");
            }
            for call in [EC2, ECS] {
                let (status, head, _) = send(program, "POST", call, &[&origin_header, CROSS], "");
                let allowed = format!("access-control-allow-origin: {origin}");
                assert!(status == 200 && head.lines().any(|line| line == allowed), "{head}");
                assert!(head.lines().any(|line| line == "access-control-expose-headers: *"), "{head}");
                assert!(head.lines().any(|line| line.starts_with("vary: origin")), "{head}");
            }
        }
        for call in [EC2, ECS] {
            assert_rows(
                program,
                &[
                    ("GET", call, &[], 200),
                    ("GET", call, &[EVIL], 403),
                    ("GET", call, &["Origin: http://localhost:3001"], 403),
                    ("GET", call, &["Origin: http://localhost:3000.evil.example"], 403),
                    ("GET", call, &[CROSS, NAVIGATE], 403),
                ],
            );
            let head = send(program, "OPTIONS", call, &[EVIL, "Access-Control-Request-Method: POST"], "").1;
            assert!(!head.contains("access-control-allow-origin"), "{head}");
        }
    }
    assert_rows(&Program::start(&origins), &[("GET", "/_twin/clock", &["Origin: http://localhost:3000"], 403)]);
    apart.address = control;
    assert_rows(&apart, &[("GET", "/_twin/clock", &["Origin: http://localhost:3000"], 403)]);
}

#[test]
fn all_origins_may_be_let_in() {
    let program = Program::with(&["--listen", "127.0.0.1:0"], &[("TWINSTANCE_CORS_ORIGINS", "*")]);
    for origin in ["http://evil.example", "null"] {
        let (status, head, _) = send(&program, "POST", ECS, &[&format!("Origin: {origin}"), CROSS], "");
        let allowed = format!("access-control-allow-origin: {origin}");
        assert!(status == 200 && head.lines().any(|line| line == allowed), "{head}");
    }
    assert_rows(&program, &[("GET", EC2, &[CROSS, NAVIGATE], 200), ("GET", "/_twin/clock", &[CROSS], 403)]);
}

#[test]
fn a_control_api_that_others_reach_is_warned_of_once() {
    let warnings = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut program = Program::with(arguments, environment);
        send(&program, "GET", "/_twin/clock", &[], "");
        program.terminate();
        assert_eq!(program.exit_code(), Some(0));
        let mut log = String::new();
        program.stderr.read_to_string(&mut log).expect("a text");
        log.matches("there is no control_token").count()
    };
    let everywhere = ["--listen", "0.0.0.0:0", "--signatures", "check"];
    let control = ["--listen", "127.0.0.1:0", "--control-listen", "0.0.0.0:0"];
    assert_eq!([warnings(&everywhere, &[]), warnings(&control, &[])], [1, 1]);
    assert_eq!(warnings(&[&everywhere[..], &["--control-token", "t"]].concat(), &[]), 0);
    assert_eq!(warnings(&[&everywhere[..], &["--control-listen", "127.0.0.1:0"]].concat(), &[]), 0);
    assert_eq!(warnings(&control, &[("TWINSTANCE_CONTAINER", "true")]), 0);
}
