//! The texts of keys: public keys in the formats that can be imported, private keys in PuTTY's format.

use super::key_pair::KeyPairError;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hmac::{Hmac, Mac};
use rsa::pkcs8::DecodePublicKey;
use sha1::{Digest, Sha1};
use ssh_key::private::{Ed25519Keypair, RsaKeypair};
use ssh_key::public::{KeyData, RsaPublicKey};
use ssh_key::{Mpint, PublicKey};

/// The most bytes of a public key that is imported, with its comment. Another emulator of EC2 has it too; for ECS it is
/// ours.
const MAX_IMPORTED: usize = 2048;

/// Reads a public key in OpenSSH's format, as in `ssh-rsa AAAA... comment`.
pub fn open_ssh(text: &str) -> Result<PublicKey, KeyPairError> {
    check_length(text)?;
    PublicKey::from_openssh(text.trim()).map_err(|_| KeyPairError::Format)
}

/// Reads a public key in one of the formats of EC2: OpenSSH's, that of RFC 4716, or the base 64 of an RSA key's
/// `SubjectPublicKeyInfo` in DER. As recorded from EC2, PEM is none of them.
pub fn any_format(text: &str) -> Result<PublicKey, KeyPairError> {
    check_length(text)?;
    let text = text.trim();
    if let Some(body) = rfc4716_body(text) {
        let bytes = base64(body)?;
        return PublicKey::from_bytes(&bytes).map_err(|_| KeyPairError::Format);
    }
    open_ssh(text).or_else(|_| spki(text))
}

fn check_length(text: &str) -> Result<(), KeyPairError> {
    if text.len() > MAX_IMPORTED { Err(KeyPairError::Format) } else { Ok(()) }
}

fn base64<'t>(lines: impl IntoIterator<Item = &'t str>) -> Result<Vec<u8>, KeyPairError> {
    let text: String = lines.into_iter().map(str::trim).collect();
    BASE64_STANDARD.decode(text).map_err(|_| KeyPairError::Format)
}

/// The lines of the key in a text of [RFC 4716](https://www.rfc-editor.org/rfc/rfc4716#section-3), without its headers: a
/// header has a colon, and goes on in the next line if it ends with a backslash. `None` if the text is no such text.
fn rfc4716_body(text: &str) -> Option<Vec<&str>> {
    let inner = text.strip_prefix("---- BEGIN SSH2 PUBLIC KEY ----")?.strip_suffix("---- END SSH2 PUBLIC KEY ----")?;
    let mut in_header = false;
    let is_body = |line: &&str| {
        let header = in_header || line.contains(':');
        in_header = header && line.trim_end().ends_with('\\');
        !header
    };
    Some(inner.lines().filter(is_body).collect())
}

fn spki(text: &str) -> Result<PublicKey, KeyPairError> {
    let der = base64(text.lines())?;
    let key = rsa::RsaPublicKey::from_public_key_der(&der).map_err(|_| KeyPairError::Format)?;
    let public = RsaPublicKey::try_from(key).map_err(|_| KeyPairError::Format)?;
    Ok(KeyData::Rsa(public).into())
}

/// A private key and its public one, in parts.
pub enum Pair<'k> {
    Rsa(&'k RsaKeypair),
    Ed25519(&'k Ed25519Keypair),
}

/// Writes a private key in PuTTY's format, version 2, without encryption. The comment is that of the public key. `None`
/// if the library fails, which is not expected.
///
/// <https://tartarus.org/~simon/putty-snapshots/htmldoc/AppendixC.html>
pub fn ppk(public: &PublicKey, pair: &Pair<'_>) -> Option<String> {
    let (algorithm, comment) = (public.algorithm().to_string(), public.comment());
    let public = public.to_bytes().ok()?;
    let private = match pair {
        Pair::Rsa(pair) => {
            let key = &pair.private;
            [&key.d, &key.p, &key.q, &key.iqmp].map(Mpint::as_bytes).map(string).concat()
        }
        Pair::Ed25519(pair) => string(&pair.private.to_bytes()),
    };
    let parts = [algorithm.as_bytes(), b"none", comment.as_bytes(), &public, &private];
    let mac_key = Sha1::digest(b"putty-private-key-file-mac-key");
    let mut mac = Hmac::<Sha1>::new_from_slice(&mac_key).ok()?;
    mac.update(&parts.map(string).concat());
    let (public, private) = (lines(&public), lines(&private));
    Some(format!(
        "PuTTY-User-Key-File-2: {algorithm}\nEncryption: none\nComment: {comment}\n\
         Public-Lines: {}\n{}Private-Lines: {}\n{}Private-MAC: {}\n",
        public.lines().count(),
        public,
        private.lines().count(),
        private,
        hex::encode(mac.finalize().into_bytes()),
    ))
}

/// A string of SSH: its length in four bytes, then its bytes.
fn string(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes(), bytes].concat()
}

/// Base 64 in lines of 64 characters.
fn lines(bytes: &[u8]) -> String {
    let mut text = String::new();
    for (n, letter) in BASE64_STANDARD.encode(bytes).chars().enumerate() {
        if n > 0 && n % 64 == 0 {
            text.push('\n');
        }
        text.push(letter);
    }
    text.push('\n');
    text
}
