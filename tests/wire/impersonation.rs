//! Who signs with one key acts as nobody else, whatever else the request says.

use crate::support::{Answer, Twin};
use axum::http::Request;
use twinstance::server::gateway;
use twinstance::wire::signing;
use twinstance::world::clock;

const CONFIG: &str = r#"
signatures = "check"

[access_keys]
MINE = { account = "111111111111", secret = "mine" }
VICTIM = { account = "222222222222", secret = "another" }
"#;

const MINE: &str = "111111111111";

const HOST: &str = "127.0.0.1:4780";

/// An API, and a call to it.
#[derive(Clone, Copy, Debug)]
struct Api {
    /// The service in a scope of AWS; none for Alibaba Cloud.
    aws: Option<&'static str>,
    version: &'static str,
    call: &'static str,
}

const APIS: [Api; 6] = [
    Api { aws: Some("ec2"), version: "2016-11-15", call: "Action=DescribeVpcs" },
    Api { aws: Some("sts"), version: "2011-06-15", call: "Action=GetCallerIdentity" },
    Api { aws: None, version: "2014-05-26", call: "Action=DescribeVpcs&RegionId=cn-hangzhou" },
    Api { aws: None, version: "2015-04-01", call: "Action=GetCallerIdentity" },
    Api { aws: None, version: "2016-04-28", call: "Action=DescribeVpcs&RegionId=cn-hangzhou" },
    Api { aws: None, version: "2015-06-12", call: "Action=DescribeEndpoints&Id=cn-hangzhou&ServiceCode=ecs" },
];

/// A request of the key MINE, and the parts of its Authorization header.
struct Signed {
    target: String,
    headers: Vec<(&'static str, String)>,
    algorithm: &'static str,
    /// The credential of MINE, and the same of VICTIM.
    credentials: [String; 2],
    others: [String; 2],
}

/// What is signed by whom and when, in which headers.
struct Terms<'a> {
    host: &'a str,
    scope: &'a str,
    signed_headers: &'a [&'static str],
    at: &'a str,
}

fn now(format: &str) -> String {
    clock::machine_time().strftime(format).to_string()
}

fn nonce() -> String {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!("nonce-{}", COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Signs a call as its API wants it, with more headers than have to be.
fn sign(api: Api, more: &str, headers: &[(&'static str, &str)]) -> Signed {
    let day = now("%Y%m%d");
    let scope = format!("{day}/us-east-1/{}/aws4_request", api.aws.unwrap_or(""));
    let (at, signed_headers): (_, &[&str]) = match api.aws {
        Some(_) => (now("%Y%m%dT%H%M%SZ"), &["host", "x-amz-date"]),
        None => (now("%Y-%m-%dT%H:%M:%SZ"), &["host", "x-acs-date", "x-acs-signature-nonce"]),
    };
    sign_for(api, more, headers, &Terms { host: HOST, scope: &scope, signed_headers, at: &at })
}

fn sign_for(api: Api, more: &str, headers: &[(&'static str, &str)], terms: &Terms<'_>) -> Signed {
    let empty = signing::sha256_hex(b"");
    let query = format!("Version={}&{}{more}", api.version, api.call);
    let mut all: Vec<(&str, String)> = vec![("host", terms.host.to_owned())];
    match api.aws {
        Some(_) => all.push(("x-amz-date", terms.at.to_owned())),
        None => all.extend([
            ("x-acs-date", terms.at.to_owned()),
            ("x-acs-signature-nonce", nonce()),
            ("x-acs-content-sha256", empty.clone()),
        ]),
    }
    all.extend(headers.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let value = |name: &str| all.iter().find(|(header, _)| *header == name).map_or("", |(_, value)| value);
    let lines: String = terms.signed_headers.iter().map(|name| format!("{name}:{}\n", value(name))).collect();
    let names = terms.signed_headers.join(";");
    let canonical = signing::canonical(signing::pairs(&[query.as_bytes()]).into_iter());
    let request = format!("GET\n/\n{canonical}\n{lines}\n{names}\n{empty}");
    let hash = signing::sha256_hex(request.as_bytes());
    let (algorithm, credentials, signature) = match api.aws {
        Some(_) => {
            let text = format!("AWS4-HMAC-SHA256\n{}\n{}\n{hash}", terms.at, terms.scope);
            let key = terms
                .scope
                .split('/')
                .fold(b"AWS4mine".to_vec(), |key, part| signing::hmac_sha256(&key, part.as_bytes()).to_vec());
            let credentials = ["MINE", "VICTIM"].map(|key| format!("Credential={key}/{}", terms.scope));
            ("AWS4-HMAC-SHA256", credentials, signing::hmac_sha256(&key, text.as_bytes()))
        }
        None => {
            let text = format!("ACS3-HMAC-SHA256\n{hash}");
            let credentials = ["MINE", "VICTIM"].map(|key| format!("Credential={key}"));
            ("ACS3-HMAC-SHA256", credentials, signing::hmac_sha256(b"mine", text.as_bytes()))
        }
    };
    let others = [format!("SignedHeaders={names}"), format!("Signature={}", hex::encode(signature))];
    Signed { target: format!("/?{query}"), headers: all, algorithm, credentials, others }
}

impl Signed {
    /// The header as it should be.
    fn plain(&self) -> String {
        format!("{} {}, {}", self.algorithm, self.credentials[0], self.others.join(", "))
    }

    /// Sends it with these Authorization headers: the answer, and the account that it acted as.
    fn send(&self, twin: &Twin, authorizations: &[&str]) -> (Answer, String) {
        let mut request = Request::builder().uri(&self.target);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        for authorization in authorizations {
            request = request.header("authorization", *authorization);
        }
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        let answered = gateway::answer(&twin.app, &parts, b"");
        let account = answered.call.map(|called| called.account.to_string()).unwrap_or_default();
        (Answer(answered.reply), account)
    }

    /// It is let in, as MINE.
    #[track_caller]
    fn passes(&self, twin: &Twin) {
        let (answer, account) = self.send(twin, &[&self.plain()]);
        assert_eq!(account, MINE, "{}", answer.ok());
        if self.target.contains("GetCallerIdentity") {
            assert!(answer.ok().contains(MINE), "{}", answer.ok());
        }
    }

    /// It is refused, as nobody's.
    #[track_caller]
    fn fails(&self, twin: &Twin, authorizations: &[&str], code: &str) {
        let (answer, account) = self.send(twin, authorizations);
        assert_eq!(answer.error().1, code, "{authorizations:?}: {}", answer.0.body);
        assert!(account == "123456789012" || account == "1234567890123456", "{account} with {authorizations:?}");
    }
}

/// Each way to write the header with a second credential, of the victim, beside the one that signs.
fn forgeries(signed: &Signed) -> Vec<String> {
    let [mine, victim] = signed.credentials.each_ref().map(String::as_str);
    let [headers, signature] = signed.others.each_ref().map(String::as_str);
    let mut forgeries = Vec::new();
    for order in [[mine, headers, signature], [headers, mine, signature], [headers, signature, mine]] {
        for at in 0..=3 {
            let mut fields = order.to_vec();
            fields.insert(at, victim);
            for between in [", ", ",", " , ", " ", "\t", ",,", ";"] {
                for begin in [" ", "", "  ", "\t", ", ", ","] {
                    for scheme in [signed.algorithm, "AWS4-HMAC-SHA512", "ACS3-RSA-SHA256", "None"] {
                        forgeries.push(format!("{scheme}{begin}{}", fields.join(between)));
                    }
                }
            }
        }
    }
    forgeries
}

#[test]
fn a_header_with_two_credentials_acts_as_nobody() {
    for api in APIS {
        let twin = Twin::new(CONFIG, "");
        sign(api, "", &[]).passes(&twin);
        let signed = sign(api, "", &[]);
        let forgeries = forgeries(&signed);
        assert!(forgeries.len() > 1000);
        for forgery in &forgeries {
            let (answer, account) = signed.send(&twin, &[forgery]);
            assert_ne!(answer.0.status, 200, "{api:?} {forgery}: {}", answer.0.body);
            assert!(account != MINE && account != "222222222222", "{api:?} {forgery}: acts as {account}");
        }
        // Whatever was tried, the signature itself has not been used.
        signed.passes(&twin);
    }
}

#[test]
fn two_headers_act_as_nobody() {
    for api in APIS {
        let twin = Twin::new(CONFIG, "");
        let signed = sign(api, "", &[]);
        let (mine, victim) = (signed.plain(), signed.plain().replace("MINE", "VICTIM"));
        let bare = signed.credentials[1].as_str();
        for headers in [[mine.as_str(), &victim], [&victim, &mine], [&mine, bare], [bare, &mine], [&mine, &mine]] {
            let (answer, account) = signed.send(&twin, &headers);
            assert_ne!(answer.0.status, 200, "{headers:?}: {}", answer.0.body);
            assert_ne!(account, "222222222222", "{headers:?}");
        }
        signed.passes(&twin);
    }
}

#[test]
fn a_key_among_the_parameters_does_not_count_beside_a_signed_header() {
    let more = "&AccessKeyId=VICTIM&AWSAccessKeyId=VICTIM&X-Amz-Credential=VICTIM%2F1%2Fus-east-1%2Fec2%2Faws4_request";
    for api in APIS {
        sign(api, more, &[]).passes(&Twin::new(CONFIG, ""));
    }
}

#[test]
fn a_scope_is_that_of_the_call() {
    let [day, at] = ["%Y%m%d", "%Y%m%dT%H%M%SZ"].map(now);
    let signed_headers = &["host", "x-amz-date"];
    for api in APIS.into_iter().filter(|api| api.aws.is_some()) {
        let twin = Twin::new(CONFIG, "");
        let service = api.aws.expect("a service");
        let scoped = |scope: &str, host: &str| {
            let mut signed = sign_for(api, "", &[], &Terms { host: HOST, scope, signed_headers, at: &at });
            signed.target = format!("http://{host}{}", signed.target);
            signed
        };
        let right = format!("{day}/us-west-2/{service}/aws4_request");
        scoped(&right, HOST).passes(&twin);
        for wrong in [
            right.replace(&day, "20150830"),
            right.replace(service, "s3"),
            right.replace(service, if service == "ec2" { "sts" } else { "ec2" }),
        ] {
            let signed = scoped(&wrong, HOST);
            signed.fails(&twin, &[&signed.plain()], "SignatureDoesNotMatch");
        }
        for region in ["0", "mars-west-1"] {
            let signed = scoped(&right.replace("us-west-2", region), HOST);
            signed.fails(&twin, &[&signed.plain()], "AuthFailure");
        }
        // The host that is signed is the one that is called.
        let signed = scoped(&right, "ec2.us-west-2.amazonaws.com");
        signed.fails(&twin, &[&signed.plain()], "IncompleteSignature");
    }
    // A host that names a region.
    let (twin, host) = (Twin::new(CONFIG, ""), "ec2.eu-west-1.amazonaws.com");
    let scoped = |region: &str| {
        let scope = format!("{day}/{region}/ec2/aws4_request");
        sign_for(APIS[0], "", &[], &Terms { host, scope: &scope, signed_headers, at: &at })
    };
    scoped("eu-west-1").passes(&twin);
    let signed = scoped("us-east-1");
    signed.fails(&twin, &[&signed.plain()], "SignatureDoesNotMatch");
}

#[test]
fn what_decides_a_call_is_signed() {
    let twin = Twin::new(CONFIG, "");
    let day = now("%Y%m%d");
    let without = |api: Api, at: &str, headers: &[(&'static str, &str)], signed_headers: &[&'static str]| {
        let scope = format!("{day}/us-east-1/{}/aws4_request", api.aws.unwrap_or(""));
        sign_for(api, "", headers, &Terms { host: HOST, scope: &scope, signed_headers, at })
    };
    let at = now("%Y%m%dT%H%M%SZ");
    for api in APIS.into_iter().filter(|api| api.aws.is_some()) {
        let signed = without(api, &at, &[], &["x-amz-date"]);
        signed.fails(&twin, &[&signed.plain()], "IncompleteSignature");
    }
    let target = [("x-amz-target", "AWSSecurityTokenServiceV20110615.GetCallerIdentity")];
    let sts = APIS[1];
    let signed = without(sts, &at, &target, &["host", "x-amz-date"]);
    let (answer, account) = signed.send(&twin, &[&signed.plain()]);
    assert!(answer.0.status == 400 && account == "123456789012", "{account}: {}", answer.0.body);
    without(sts, &at, &target, &["host", "x-amz-date", "x-amz-target"]).passes(&twin);
    let at = now("%Y-%m-%dT%H:%M:%SZ");
    let all = ["host", "x-acs-action", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"];
    for api in APIS.into_iter().filter(|api| api.aws.is_none()) {
        let action = api.call.split(['=', '&']).nth(1).expect("an action");
        let headers = [("x-acs-action", action), ("x-acs-version", api.version)];
        without(api, &at, &headers, &all).passes(&twin);
        for left_out in all {
            let signed_headers: Vec<_> = all.into_iter().filter(|name| *name != left_out).collect();
            let signed = without(api, &at, &headers, &signed_headers);
            signed.fails(&twin, &[&signed.plain()], "IncompleteSignature");
        }
    }
}

/// A V1 signs parameters and no header.
#[test]
fn headers_do_not_name_the_action_of_a_v1() {
    let twin = Twin::new(CONFIG, "");
    let call = |named: &str| {
        let at = signing::encode(&now("%Y-%m-%dT%H:%M:%SZ"));
        let query = format!(
            "AccessKeyId=MINE&SignatureMethod=HMAC-SHA1&SignatureNonce={}&Timestamp={at}&Format=JSON{named}",
            nonce()
        );
        let signed = signing::canonical(signing::pairs(&[query.as_bytes()]).into_iter());
        let mac = signing::hmac_sha1(b"mine&", format!("GET&%2F&{}", signing::encode(&signed)).as_bytes());
        let signature = {
            use base64::Engine;
            signing::encode(&base64::prelude::BASE64_STANDARD.encode(mac))
        };
        let headers = [("x-acs-action", "GetCallerIdentity"), ("x-acs-version", "2015-04-01")];
        twin.get(&format!("{query}&Signature={signature}"), &headers)
    };
    assert!(call("&Action=GetCallerIdentity&Version=2015-04-01").ok().contains(MINE));
    assert_eq!(call("&Version=2015-04-01").error().1, "MissingAction");
    assert_ne!(call("").0.status, 200);
}
