//! The account behind a signature: a request, signed with a secret that is known, whatever else it says. `@DATE@`, `@DAY@`
//! and `@TIME@` stand for the present time in the forms that signatures have.

use super::signatures::{SECRET, Sign, Verify, alibaba, aws, sign_alibaba, sign_aws};
use super::wire;
use axum::http::request::Parts;
use std::sync::LazyLock;
use twinstance::app::App;
use twinstance::config::Config;
use twinstance::server::gateway;
use twinstance::wire::signing::AuthError;
use twinstance::world::clock;

const MINE: &str = "111122223333";

/// A key whose secret is known, and one whose is not.
static CONFIG: LazyLock<Config> = LazyLock::new(|| {
    let keys = format!(
        "signatures = \"check\"\n[access_keys]\n\
         AKIDEXAMPLE = {{ account = \"{MINE}\", secret = \"{SECRET}\" }}\n\
         AKIDVICTIM = {{ account = \"999988887777\", secret = \"not known\" }}\n"
    );
    Config::from_toml(&keys).expect("a configuration")
});

/// The input with the present time.
fn fresh(data: &[u8]) -> Vec<u8> {
    let forms = [("@DATE@", "%Y%m%dT%H%M%SZ"), ("@DAY@", "%Y%m%d"), ("@TIME@", "%Y-%m-%dT%H:%M:%SZ")];
    let now = clock::machine_time();
    forms.iter().fold(data.to_vec(), |data, (name, form)| {
        let mut fresh = Vec::with_capacity(data.len());
        let mut rest = data.as_slice();
        while let Some(at) = rest.windows(name.len()).position(|window| window == name.as_bytes()) {
            fresh.extend_from_slice(&rest[..at]);
            fresh.extend_from_slice(now.strftime(form).to_string().as_bytes());
            rest = &rest[at + name.len()..];
        }
        [fresh.as_slice(), rest].concat()
    })
}

/// Makes a call, and checks for whom it is made.
fn call(parts: &Parts, body: &[u8]) {
    let app = App::new(CONFIG.clone()).expect("a world");
    let reply = gateway::answer(&app, parts, body);
    if let (Some(call), Some(_)) = (&reply.call, reply.executed) {
        assert_eq!(call.account, MINE, "{}", reply.reply.body);
    }
}

pub fn check(data: &[u8]) {
    let data = fresh(data);
    let Some((parts, body)) = wire::read(&data) else { return };
    call(&parts, body);
    let now = clock::machine_time();
    for (verify, sign) in [(aws as Verify, sign_aws as Sign), (alibaba, sign_alibaba)] {
        if let Err(AuthError::Mismatch(told)) = verify(&CONFIG, &parts, body, now)
            && let Some(signed) = sign(&parts, body, &told)
        {
            call(&signed, body);
        }
    }
}
