//! Replaces secrets in requests and answers by a placeholder.
//!
//! A secret is known by the name before it: of a parameter, of a header, of an element in XML or of a member in JSON or TOML.

use super::params::{form, is_name};
use quick_xml::events::{BytesText, Event};
use quick_xml::{Reader, Writer};
use serde_json::Value;
use std::borrow::Cow;

/// What stands in place of a secret. It is valid base64, so that a replayed launch accepts it as user data.
pub const REDACTED: &str = "redacted";

/// Secrets that say who calls. They are not needed to repeat a call.
const CREDENTIALS: [&str; 12] = [
    "authorization",
    "bearertoken",
    "cookie",
    "oidctoken",
    "proxyauthorization",
    "samlassertion",
    "secret",
    "secretaccesskey",
    "securitytoken",
    "sessiontoken",
    "signature",
    "webidentitytoken",
];

/// Secrets that a call is about.
const CONTENTS: [&str; 8] =
    ["keymaterial", "passwd", "password", "passworddata", "presharedkey", "privatekey", "privatekeybody", "userdata"];

/// Public, although they end like a secret.
const PUBLIC: [&str; 1] = ["publickeymaterial"];

/// A text without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redacted<'t> {
    pub text: Cow<'t, str>,
    /// Whether a call that is repeated with this text may end otherwise: something other than a credential is left out.
    pub is_incomplete: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Credential,
    Content,
}

/// Which kind of secret stands under a name, if any. One segment of a dotted name is enough, as in `UserData.Value`; so is its
/// end, as in `VncPassword` or `X-Amz-Signature`.
fn kind(name: &str) -> Option<Kind> {
    let segment = |segment: &str| {
        let segment = plain(segment);
        let ends_in = |ends: &[&str]| ends.iter().any(|end| segment.ends_with(end));
        match () {
            () if PUBLIC.contains(&&*segment) => None,
            () if ends_in(&CREDENTIALS) => Some(Kind::Credential),
            () if ends_in(&CONTENTS) => Some(Kind::Content),
            () => None,
        }
    };
    name.split('.').find_map(segment)
}

/// Whether the value of this name is a secret.
pub fn is_secret(name: &str) -> bool {
    kind(name).is_some()
}

/// A name or text in the form of the lists above.
fn plain(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether a text has the name of a secret anywhere.
fn mentions_secret(text: &str) -> bool {
    let text = plain(text);
    CREDENTIALS.iter().chain(&CONTENTS).any(|name| text.contains(name))
}

impl<'t> Redacted<'t> {
    fn unchanged(text: &'t str) -> Self {
        Self { text: Cow::Borrowed(text), is_incomplete: false }
    }

    /// A text that is left out, since it has secrets at places that are not known.
    fn left_out() -> Self {
        Self { text: Cow::Borrowed(REDACTED), is_incomplete: true }
    }

    /// Whether all of the text is left out.
    pub fn is_left_out(&self) -> bool {
        self.text == REDACTED
    }

    /// A query or a form. `is_call` says whether it is one of a known API. If not, or if a name is not one of a parameter, it
    /// may be a text of another form, in which names and values stand elsewhere.
    pub fn form(text: &'t str, is_call: bool) -> Self {
        let mut pairs = form(text.as_bytes());
        // An attribute of an instance can also be changed by its name and its value.
        let changes_secret = pairs.iter().any(|(name, value)| name == "Attribute" && is_secret(value));
        let (mut is_changed, mut is_incomplete) = (false, false);
        for (name, value) in &mut pairs {
            let kind = kind(name).or(Some(Kind::Content).filter(|_| changes_secret && name == "Value"));
            let mentions_secret = || mentions_secret(name) || mentions_secret(value);
            match kind {
                Some(kind) if !value.is_empty() => {
                    is_changed = true;
                    is_incomplete |= kind == Kind::Content;
                    *value = REDACTED.into();
                }
                None if !(is_call && is_name(name)) && mentions_secret() => return Self::left_out(),
                _ => {}
            }
        }
        if !is_changed {
            return Self::unchanged(text);
        }
        Self { text: serde_urlencoded::to_string(pairs).unwrap_or_default().into(), is_incomplete }
    }

    /// A document in JSON, XML or TOML.
    pub fn document(text: &'t str) -> Self {
        let changed = match text.trim_start().chars().next() {
            None => Some(None),
            Some('<') => xml(text, &[]),
            Some('{') => json(text, &[]),
            Some('[') => json(text, &[]).or_else(|| toml(text)),
            _ => toml(text),
        };
        match changed {
            Some(None) => Self::unchanged(text),
            Some(Some(changed)) => Self { text: changed.into(), is_incomplete: true },
            None if mentions_secret(text) => Self::left_out(),
            None => Self::unchanged(text),
        }
    }
}

/// Whether a body is a document, and no form.
pub fn is_document(body: &str) -> bool {
    body.trim_start().starts_with(['{', '[', '<'])
}

/// Codes of errors whose texts repeat what was signed.
const TELL_REQUEST: [&str; 2] = ["IncompleteSignature", "SignatureDoesNotMatch"];

/// An answer without its secrets.
pub fn reply(text: &str) -> Cow<'_, str> {
    let further: &[&str] = if TELL_REQUEST.iter().any(|code| text.contains(code)) { &["message"] } else { &[] };
    let changed = match text.chars().next() {
        Some('{') => json(text, further),
        Some('<') => xml(text, further),
        _ => None,
    };
    changed.flatten().map_or(Cow::Borrowed(text), Cow::Owned)
}

/// An Authorization header: its scheme, and the credential of a signature, which has no secret.
pub fn authorization(value: &str) -> String {
    let (scheme, fields) = value.split_once(' ').unwrap_or((REDACTED, ""));
    let credential = fields.split([',', ' ']).find(|field| field.starts_with("Credential="));
    match credential.filter(|_| scheme.starts_with("AWS4-") || scheme.starts_with("ACS3-")) {
        Some(credential) => format!("{scheme} {credential}"),
        None => scheme.to_owned(),
    }
}

/// A text in JSON without its secrets, and without the values of the names in `further`. `Some(None)` if it has none, `None`
/// if it is not JSON.
fn json(text: &str, further: &[&str]) -> Option<Option<String>> {
    /// Returns how many values are replaced.
    fn hide(value: &mut Value, is_hidden: &dyn Fn(&str) -> bool, inside: bool) -> usize {
        match value {
            Value::Object(members) => {
                members.iter_mut().map(|(name, value)| hide(value, is_hidden, inside || is_hidden(name))).sum()
            }
            Value::Array(list) => list.iter_mut().map(|value| hide(value, is_hidden, inside)).sum(),
            Value::Null | Value::Bool(_) => 0,
            value if inside && *value != "" => {
                *value = REDACTED.into();
                1
            }
            _ => 0,
        }
    }
    let mut value: Value = serde_json::from_str(text).ok()?;
    let is_hidden = |name: &str| is_secret(name) || further.contains(&&*plain(name));
    let count = hide(&mut value, &is_hidden, false);
    Some((count > 0).then(|| value.to_string()))
}

/// As [`json`], for TOML.
fn toml(text: &str) -> Option<Option<String>> {
    fn hide(value: &mut toml::Value, inside: bool) -> usize {
        match value {
            toml::Value::Table(entries) => {
                entries.iter_mut().map(|(name, value)| hide(value, inside || is_secret(name))).sum()
            }
            toml::Value::Array(list) => list.iter_mut().map(|value| hide(value, inside)).sum(),
            toml::Value::Boolean(_) => 0,
            value if inside && value.as_str() != Some("") => {
                *value = REDACTED.into();
                1
            }
            _ => 0,
        }
    }
    let mut value = toml::Value::Table(toml::from_str(text).ok()?);
    if hide(&mut value, false) == 0 {
        return Some(None);
    }
    toml::to_string(&value).ok().map(Some)
}

/// As [`json`], for XML.
fn xml(text: &str, further: &[&str]) -> Option<Option<String>> {
    let is_hidden = |name: &str| is_secret(name) || further.contains(&&*plain(name));
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(text.len()));
    // How many elements are open, the outermost secret one of them, if any, and whether the innermost has its placeholder.
    let (mut open, mut secret, mut is_shown, mut is_changed) = (0_usize, None, false, false);
    loop {
        let event = match reader.read_event().ok()? {
            Event::Eof if open > 0 => return None,
            Event::Eof => break,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if secret.is_some() => {
                if is_shown {
                    continue;
                }
                (is_shown, is_changed) = (true, true);
                Event::Text(BytesText::new(REDACTED))
            }
            event => event,
        };
        match &event {
            Event::Start(tag) => {
                (open, is_shown) = (open + 1, false);
                secret = secret.or(Some(open).filter(|_| is_hidden(tag.local_name().as_ref())));
            }
            Event::End(_) => {
                secret = secret.filter(|secret| *secret != open);
                (open, is_shown) = (open - 1, false);
            }
            _ => {}
        }
        writer.write_event(event).ok()?;
    }
    let changed = String::from_utf8(writer.into_inner()).ok()?;
    Some(Some(changed).filter(|_| is_changed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_is_secret() {
        for name in [
            "UserData",
            "UserData.Value",
            "LaunchTemplateData.UserData",
            "Password",
            "VncPassword",
            "AdminPasswd",
            "X-Amz-Signature",
            "x-amz-security-token",
            "x-acs-security-token",
            "Proxy-Authorization",
            "secretAccessKey",
            "user_data",
            "keyMaterial",
            "PrivateKeyBody",
            "Storage.S3.UploadPolicySignature",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "PublicKeyMaterial",
            "publicKeyMaterial",
            "PublicKeyBody",
            "PasswordInherit",
            "SignatureMethod",
            "SignatureNonce",
            "ClientToken",
            "NextToken",
            "AccessKeyId",
            "AWSAccessKeyId",
            "X-Amz-Credential",
            "Tag.1.Value",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn forms_keep_what_is_no_secret() {
        let form = |text, is_call| {
            let Redacted { text, is_incomplete } = Redacted::form(text, is_call);
            (text.into_owned(), is_incomplete)
        };
        let same = |text: &str| (text.to_owned(), false);
        assert_eq!(form("A=1&Version=2+3&B=%41&UserData=", true), same("A=1&Version=2+3&B=%41&UserData="));
        assert_eq!(
            form("A=1&Signature=x&SecurityToken=y", true),
            same("A=1&Signature=redacted&SecurityToken=redacted")
        );
        assert_eq!(form("A=%41&UserData=x", true), ("A=A&UserData=redacted".to_owned(), true));
        assert_eq!(form("Attribute=userData&Value=x", true), ("Attribute=userData&Value=redacted".to_owned(), true));
        assert_eq!(form("Tag.1.Key=password&Tag.1.Value=x", true), same("Tag.1.Key=password&Tag.1.Value=x"));
        for text in ["{\"Password\":\"x\"}", "A=1%0APassword:x", "--b%0D%0Aname=\"Password\"%0D%0Ax"] {
            assert_eq!(form(text, false), (REDACTED.to_owned(), true), "{text}");
        }
        assert_eq!(form("{\"Password\":\"x\"}", true), (REDACTED.to_owned(), true));
    }

    #[test]
    fn documents_are_changed_where_secrets_stand() {
        let document = |text| {
            let Redacted { text, is_incomplete } = Redacted::document(text);
            (text.into_owned(), is_incomplete)
        };
        for text in [
            "",
            "{ \"Users\" : [1.0, \"UserData\"] }",
            "# password\n[a]\nb = 'user_data' # c",
            "<a>UserData</a>",
            "[1]",
            "{",
        ] {
            assert_eq!(document(text), (text.to_owned(), false), "{text}");
        }
        for (text, changed) in [
            (
                r#"{"b":1,"UserData":["x",{"y":2,"z":true,"":""}]}"#,
                r#"{"UserData":["redacted",{"":"","y":"redacted","z":true}],"b":1}"#,
            ),
            (
                "# c\n[[a]]\nuser_data = 'x'\nat = 2026-11-21T08:00:00Z",
                "[[a]]\nat = 2026-11-21T08:00:00Z\nuser_data = \"redacted\"\n",
            ),
            (
                "<a><b/><UserData><v>x&amp;y</v>\n<w>z</w><![CDATA[c]]></UserData><d>&lt;</d></a>",
                "<a><b/><UserData><v>redacted</v>redacted<w>redacted</w>redacted</UserData><d>&lt;</d></a>",
            ),
            ("{\"Password\":", REDACTED),
            ("user_data = x", REDACTED),
            ("<a><Password>x", REDACTED),
        ] {
            assert_eq!(document(text), (changed.to_owned(), true), "{text}");
        }
    }

    #[test]
    fn answers_keep_their_form() {
        let xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<R xmlns=\"n\"><keyName a='1'>k&amp;</keyName><keyMaterial>x\ny</keyMaterial><userData/></R>";
        assert_eq!(reply(xml), xml.replace("x\ny", REDACTED));
        assert_eq!(reply(r#"{"UserData":"","A":1}"#), r#"{"UserData":"","A":1}"#);
        let keys =
            "<C><AccessKeyId>A</AccessKeyId><SecretAccessKey>x</SecretAccessKey><SessionToken>x</SessionToken></C>";
        assert_eq!(reply(keys), keys.replace(">x<", ">redacted<"));
        let keys = r#"{"C":{"AccessKeyId":"A","AccessKeySecret":"x","SecurityToken":"x"}}"#;
        assert_eq!(reply(keys), keys.replace("\"x\"", "\"redacted\""));
        let keys = r#"{"AccessKeyId":"A","SecretAccessKey":"x","SessionToken":"x"}"#;
        assert_eq!(reply(keys), keys.replace("\"x\"", "\"redacted\""));
        let mismatch = r#"{"Code":"SignatureDoesNotMatch","Message":"server string to sign is:x"}"#;
        assert_eq!(reply(mismatch), mismatch.replace("server string to sign is:x", REDACTED));
        assert_eq!(
            reply("<Code>InvalidAction</Code><Message>x</Message>"),
            "<Code>InvalidAction</Code><Message>x</Message>"
        );
        let once = reply(mismatch);
        assert_eq!(reply(&once), once);
    }

    #[test]
    fn authorizations_keep_scheme_and_credential() {
        for (value, shown) in [
            (
                "AWS4-HMAC-SHA256 Credential=AK/d/r/ec2/aws4_request, SignedHeaders=host, Signature=x",
                "AWS4-HMAC-SHA256 Credential=AK/d/r/ec2/aws4_request",
            ),
            ("AWS4-HMAC-SHA256 Signature=x,Credential=AK", "AWS4-HMAC-SHA256 Credential=AK"),
            ("ACS3-HMAC-SHA256 Credential=AK,SignedHeaders=host,Signature=x", "ACS3-HMAC-SHA256 Credential=AK"),
            ("AWS4-HMAC-SHA256 x", "AWS4-HMAC-SHA256"),
            ("Bearer x", "Bearer"),
            ("Bearer Credential=x", "Bearer"),
            ("Basic x=", "Basic"),
            ("acs AK:x", "acs"),
            ("x", REDACTED),
            ("", REDACTED),
        ] {
            assert_eq!(authorization(value), shown);
        }
    }
}
