//! Secrets are in no log, no stream and no recording.

use super::pages::send;
use super::{Program, Stream, file, run};
use std::io::{BufReader, Read, Write};
use twinstance::world::clock;

/// A secret, which is valid base64.
const MARK: &str = "bWFya2VyMDAx";

/// A request: its method, target, headers and body. In each, `@` stands for the secret.
type Row = (&'static str, &'static str, &'static [&'static str], &'static str);

const V4: &str = "Authorization: AWS4-HMAC-SHA256 Credential=AK/20261121/us-east-1/ec2/aws4_request, SignedHeaders=host, \
                  Signature=@";
const V3: &str = "Authorization: ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host;x-acs-date,Signature=@";
const FORM: &str = "Content-Type: application/x-www-form-urlencoded";
const JSON: &str = "Content-Type: application/json";
const AMZ_JSON: &str = "Content-Type: application/x-amz-json-1.1";
const IDENTITY: &str = "X-Amz-Target: AWSSecurityTokenServiceV20110615.GetCallerIdentity";
const EC2: &str = "/?Version=2016-11-15&Action=DescribeRegions";
const ECS: &str = "/?Version=2014-05-26&Format=JSON&Action=DescribeRegions&RegionId=cn-hangzhou";
const ECS_XML: &str = "/?Version=2014-05-26&Format=XML&Action=DescribeRegions";
const VPC: &str = "/?Version=2016-04-28&Format=JSON&Action=DescribeVpcs&RegionId=cn-hangzhou";

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // Credentials.
    ("GET", EC2, &[V4], ""),
    ("GET", ECS, &[V3], ""),
    ("GET", EC2, &["Authorization: Bearer @"], ""),
    ("GET", ECS, &["Authorization: Basic @"], ""),
    ("GET", ECS_XML, &["Authorization: acs AK:@"], ""),
    ("GET", EC2, &["Authorization: @"], ""),
    ("GET", EC2, &["X-Amz-Security-Token: @", "Cookie: session=@", "Proxy-Authorization: Basic @"], ""),
    ("GET", ECS, &["x-acs-security-token: @", "x-acs-signature: @", "x-acs-bearer-token: @", "Cookie: session=@"], ""),
    ("GET", "/?Version=2016-11-15&Action=DescribeRegions&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AK%2F20261121%2Fus-east-1%2Fec2%2Faws4_request&X-Amz-Signature=@&X-Amz-Security-Token=@", &[], ""),
    ("GET", "/?Version=2016-11-15&Action=DescribeRegions&AWSAccessKeyId=AK&Signature=@&SecurityToken=@", &[], ""),
    ("GET", "/?Version=2014-05-26&Action=DescribeRegions&AccessKeyId=AK&Signature=@&SecurityToken=@&BearerToken=@", &[], ""),
    ("POST", VPC, &[FORM], "AccessKeyId=AK&Signature=@&SecurityToken=@"),
    ("GET", "http://user:@*AT*ecs.aliyuncs.com/?Action=DescribeRegions&Format=JSON", &[], ""),
    ("POST", "/", &[FORM], "Version=2011-06-15&Action=AssumeRoleWithWebIdentity&RoleArn=a&RoleSessionName=b&WebIdentityToken=@"),
    ("POST", "/", &[FORM], "Version=2011-06-15&Action=AssumeRoleWithSAML&RoleArn=a&PrincipalArn=b&SAMLAssertion=@"),
    // User data, passwords and keys: taken, ignored and refused.
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1&UserData=@"),
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1&UserData=@!"),
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=RunInstances&ImageId=ami-0abcdef1234567890&MinCount=1&MaxCount=1&UserData=@%00"),
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=RunInstances&UserData=@&UserData.Value=@&Password=@"),
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=CreateLaunchTemplate&LaunchTemplateName=a&LaunchTemplateData.UserData=@"),
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=StopInstances&InstanceId.1=i-1234567890abcdef0"),
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=ModifyInstanceAttribute&InstanceId=i-1234567890abcdef0&UserData.Value=@"),
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=ModifyInstanceAttribute&InstanceId=i-1234567890abcdef0&Attribute=userData&Value=@"),
    ("GET", "/?Version=2016-11-15&Action=DescribeInstanceAttribute&InstanceId=i-1234567890abcdef0&Attribute=userData", &[], ""),
    ("POST", "/?Version=2014-05-26&Action=CreateInstance&RegionId=cn-hangzhou&ImageId=aliyun_2_1903_x64_20G_alibase_20231221.vhd&InstanceType=ecs.g6.large", &[FORM], "UserData=@&Password=@"),
    ("GET", "/?Version=2014-05-26&Action=ModifyInstanceAttribute&InstanceId=i-bp67acfmxazb4ph12345&UserData=@&Password=@", &[], ""),
    ("GET", "/?Version=2014-05-26&Action=ModifyInstanceAttribute&Format=JSON&InstanceId=i-bp67acfmxazb4ph12345&UserData=@!", &[], ""),
    ("GET", "/?Version=2014-05-26&Action=DescribeUserData&RegionId=cn-hangzhou&Format=JSON&InstanceId=i-bp67acfmxazb4ph12345", &[], ""),
    ("GET", "/?Version=2014-05-26&Action=DescribeUserData&RegionId=cn-hangzhou&Format=XML&InstanceId=i-bp67acfmxazb4ph12345", &[], ""),
    ("GET", "/?Version=2014-05-26&Action=ModifyInstanceVncPasswd&RegionId=cn-hangzhou&InstanceId=i-bp67acfmxazb4ph12345&VncPassword=@", &[], ""),
    ("POST", "/", &[FORM], "Version=2016-11-15&Action=CreateKeyPair&KeyName=one&KeyType=ed25519"),
    ("GET", "/?Version=2014-05-26&Action=CreateKeyPair&RegionId=cn-hangzhou&KeyPairName=one&Format=JSON", &[], ""),
    ("GET", "/?Version=2014-05-26&Action=CreateKeyPair&RegionId=cn-hangzhou&KeyPairName=two&Format=XML", &[], ""),
    // Bodies that no API knows, or in another form than its own.
    ("POST", "/", &[FORM], "Action=Nonsense&Password=@&UserData=@&Signature=@"),
    ("POST", "/", &[JSON], r#"{"Action":"Nonsense","Credentials":{"SecretAccessKey":"@","SessionToken":"@"},"Password":["@"]}"#),
    ("POST", "/", &[JSON], r#"{"Password":"@""#),
    ("POST", "/", &["Content-Type: text/plain"], "Action=Nonsense\r\nPassword=@\r\n"),
    ("POST", "/", &["Content-Type: multipart/form-data; boundary=b"], "--b\r\nContent-Disposition: form-data; name=\"Password\"\r\n\r\n@\r\n--b--\r\n"),
    ("POST", "/", &["Content-Type: text/xml"], "<Nonsense><Password>@</Password></Nonsense>"),
    ("PUT", "/", &[FORM], "UserData=@"),
    ("POST", EC2, &[JSON], r#"{"Password":"@", "UserData":"@"}"#),
    ("POST", ECS, &[JSON], r#"{"Password":"@", "UserData":"@"}"#),
    ("POST", ECS_XML, &[JSON], r#"{"Password":"@""#),
    ("POST", "/", &[AMZ_JSON, IDENTITY, V4], r#"{"SecretAccessKey":"@","SessionToken":"@"}"#),
    ("POST", "/", &[AMZ_JSON, IDENTITY], r#"{"SecretAccessKey":"@""#),
    // The control API.
    ("POST", "/_twin/reset", &["Authorization: Bearer @", "Cookie: session=@"], ""),
    ("POST", "/_twin/scenario", &[], "[[ec2.instance]]\nid = \"i-00000000000000007\"\ntype = \"t3.micro\"\nuser_data = \"@\"\n"),
    ("POST", "/_twin/scenario", &[], "user_data = @"),
    ("PUT", "/_twin/snapshots/one", &[], r#"{"user_data":"@"}"#),
];

/// All that a server tells of its requests, its log included, and the number of exchanges in it.
fn told(mut program: Program, token: &str) -> (String, usize) {
    let get = |path: &str| send(&program, "GET", path, &[token], "").2;
    let recording = get("/_twin/requests?format=jsonl");
    let number = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["number"].to_string();
    let numbers: Vec<_> = recording.lines().skip(1).map(number).collect();
    let mut told = [recording, get("/_twin/requests"), get("/_twin/coverage"), get("/_twin/metrics")].concat();
    told.extend(numbers.iter().map(|number| get(&format!("/_twin/requests/{number}"))));
    let mut stream = program.connect();
    let ask = format!("GET /_twin/requests/stream HTTP/1.1\r\nHost: localhost\r\n{token}\r\n\r\n");
    stream.write_all(ask.as_bytes()).expect("a request");
    let mut stream = Stream(BufReader::new(stream));
    told.extend(numbers.iter().map(|_| stream.next().1.to_string()));
    drop(stream);
    program.terminate();
    program.exit_code();
    program.stderr.read_to_string(&mut told).expect("a text");
    (told, numbers.len())
}

#[track_caller]
fn assert_untold(told: &str, secret: &str) {
    if let Some(at) = told.find(secret) {
        let around = |at: usize| (0..=at).rev().find(|at| told.is_char_boundary(*at)).unwrap_or(0);
        panic!("...{}...", &told[around(at.saturating_sub(1500))..around((at + 300).min(told.len()))]);
    }
}

/// Sends a request of the table, with the secret in its places.
fn ask(program: &Program, (method, target, headers, body): Row, token: &str) -> String {
    let marked = |text: &str| text.replace('@', MARK).replace("*AT*", "@");
    let mut headers: Vec<_> = headers.iter().map(|header| marked(header)).collect();
    if target.starts_with("/_twin") && !headers.iter().any(|header| header.starts_with("Authorization")) {
        headers.push(token.to_owned());
    }
    let headers: Vec<_> = headers.iter().map(String::as_str).collect();
    send(program, method, &marked(target), &headers, &marked(body)).2
}

fn start(signatures: &str) -> Program {
    let keys = format!(r#"{{"AK":{{"account":"111122223333","secret":"s","session_token":"{MARK}"}}}}"#);
    let token = format!("--control-token={MARK}");
    Program::start(&["--demo", "--log=trace", &token, "--access-keys", &keys, "--signatures", signatures])
}

#[test]
fn no_secret_is_told() {
    let token = format!("Authorization: Bearer {MARK}");
    for signatures in ["off", "check"] {
        let program = start(signatures);
        let heard: Vec<_> = ROWS.iter().map(|row| ask(&program, *row, &token)).collect();
        let with_secret = heard.iter().filter(|answer| answer.contains(MARK) || answer.contains("PRIVATE KEY"));
        let with_secret = with_secret.count();
        assert!(signatures == "check" || with_secret >= 6, "answers have secrets where they must: {heard:#?}");
        let (told, count) = told(program, &token);
        assert_eq!(count, ROWS.len(), "each exchange is in the log");
        assert!(told.contains("\"redacted\":true") && told.contains("answered"), "the log is there");
        assert_untold(&told, MARK);
        assert_untold(&told, "PRIVATE KEY");
    }
}

#[test]
fn what_was_signed_is_not_told_if_the_signature_is_wrong() {
    let token = format!("Authorization: Bearer {MARK}");
    let program = start("check");
    let date = clock::machine_time().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (when, signature) = (date.replace(':', "%3A"), "AccessKeyId=AK&SignatureMethod=HMAC-SHA1&Signature=x");
    let call = "/?Version=2014-05-26&Action=ModifyInstanceAttribute&InstanceId=i-1";
    let secrets = format!("SecurityToken={MARK}&UserData={MARK}&Password={MARK}");
    for format in ["JSON", "XML"] {
        let query = format!("{call}&Format={format}&{signature}&Timestamp={when}&SignatureNonce={format}&{secrets}");
        let answer = send(&program, "GET", &query, &[], "").2;
        assert!(answer.contains("server string to sign is:") && answer.contains(MARK), "{answer}");
        let signed = "host;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce";
        let headers = [
            format!("Authorization: ACS3-HMAC-SHA256 Credential=AK,SignedHeaders={signed},Signature=x"),
            format!("x-acs-date: {date}"),
            format!("x-acs-security-token: {MARK}"),
            format!("x-acs-signature-nonce: 3{format}"),
            "x-acs-content-sha256: 0".to_owned(),
        ];
        let headers: Vec<_> = headers.iter().map(String::as_str).collect();
        let answer = send(&program, "GET", &format!("{call}&Format={format}"), &headers, "").2;
        assert!(answer.contains("CanonicalRequest") && answer.contains(MARK), "{answer}");
    }
    let basic = format!("Authorization: Basic {MARK}");
    let malformed = format!("Authorization: AWS4-HMAC-SHA256 Credential=AK, {MARK}");
    for authorization in [basic, malformed] {
        send(&program, "GET", EC2, &[&authorization], "");
    }
    let (told, count) = told(program, &token);
    assert_eq!(count, 6);
    assert!(told.contains("SignatureDoesNotMatch"));
    assert_untold(&told, MARK);
}

#[test]
fn a_recording_without_its_secrets_is_done_again() {
    let arguments = ["--demo", "--clock", "2026-11-21T08:00:00Z"];
    let program = Program::start(&arguments);
    for row in ROWS {
        ask(&program, *row, "Accept: */*");
    }
    let snapshot = {
        send(&program, "PUT", "/_twin/snapshots/before", &[], "");
        send(&program, "GET", "/_twin/snapshots/before", &[], "").2
    };
    assert!(snapshot.contains("user_data"), "{snapshot}");
    send(&program, "PUT", "/_twin/snapshots/after", &[], &snapshot);
    send(&program, "POST", "/_twin/snapshots/after", &[], "");
    let user_data =
        "/?Version=2016-11-15&Action=DescribeInstanceAttribute&InstanceId=i-1234567890abcdef0&Attribute=userData";
    send(&program, "GET", user_data, &[], "");
    let recording = send(&program, "GET", "/_twin/requests?format=jsonl", &[], "").2;
    assert_untold(&recording, MARK);
    let path = file("secrets.jsonl", &recording);
    let other = Program::start(&arguments);
    for more in [&arguments[..], &["--against", &other.address]] {
        let output = run(&[&["replay", &path], more].concat(), &[]);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let skipped =
            recording.lines().filter(|line| line.contains("\"redacted\":true") && !line.contains("\"status\":200"));
        let (count, skipped) = (recording.lines().count() - 1, skipped.count());
        let end = format!("{skipped} calls that failed are not repeated: the recording does not have their secrets\n");
        assert!(skipped > 5 && *said == format!("{} answers are the same\n{end}", count - skipped), "{said}");
    }
}
