//! Key pairs with real keys, so that clients can parse them.
//!
//! Keys are derived from the world's seed (ours), so they are not secret.

use crate::domain::compute::instance::Tags;
use crate::domain::compute::interface::hex_pairs;
use crate::domain::compute::key_material::{Pair, any_format, open_ssh, ppk};
use crate::domain::place::{Place, PlaceMut};
use crate::domain::scope::Cloud;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use jiff::Timestamp;
use md5::{Digest, Md5};
use rsa::pkcs1::{EncodeRsaPrivateKey, LineEnding};
use rsa::pkcs8::{EncodePrivateKey, EncodePublicKey};
use rsa::rand_core::{CryptoRng, RngCore};
use rsa::{BigUint, RsaPrivateKey};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use smol_str::SmolStr;
use ssh_key::private::RsaKeypair;
use ssh_key::public::{KeyData, RsaPublicKey};
use ssh_key::{Algorithm, HashAlg, PrivateKey, PublicKey};
use std::collections::BTreeMap;

/// The algorithm of a key pair.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyType {
    /// RSA; 2048 bits if created here.
    #[default]
    Rsa,
    Ed25519,
}

impl KeyType {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        }
    }
}

/// A key pair. The private key is not stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeyPair {
    pub id: SmolStr,
    pub name: SmolStr,
    pub key: Key,
    /// When it was created or imported.
    pub created: Timestamp,
    /// Its resource group on ECS; empty for the default one.
    pub resource_group: SmolStr,
    pub tags: Tags,
}

/// A public key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Key {
    pub key_type: KeyType,
    /// On EC2 its digest depends on whether the key was created or imported; on ECS it is that of [`rfc4716`].
    pub fingerprint: SmolStr,
    /// The key in OpenSSH format.
    pub public: SmolStr,
}

/// Errors about key pairs.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyPairError {
    #[error("no key pair has the name or the id {0}")]
    NotFound(SmolStr),
    #[error("there is a key pair of this name")]
    Duplicate,
    #[error("the key is no public key in a format and of a type that can be used")]
    Format,
}

/// Errors about key pairs that only EC2 reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwsKeyPairError {
    #[error("the name {0:?} has a space at an end")]
    NameUntrimmed(SmolStr),
    #[error("the name {0:?} has several lines")]
    NameLines(SmolStr),
    /// The name of the parameter.
    #[error("{0} has characters that are not ASCII")]
    NotAscii(&'static str),
    #[error("{0} has not the form of a key pair's id")]
    Malformed(SmolStr),
}

/// Errors about key pairs that only ECS reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaKeyPairError {
    #[error("an instance has the key pair")]
    Attached,
    #[error("nobody logs in to Windows with a key")]
    Windows,
}

/// The format of a new private key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrivateFormat {
    #[default]
    Pem,
    /// PuTTY's.
    Ppk,
}

/// The input from which a new key is derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub key_type: KeyType,
    pub format: PrivateFormat,
    pub name: SmolStr,
    pub seed: u64,
    /// The scope, the name, and the number of keys that [`KeysMade`] has counted there for that name. So a key does not
    /// depend on other calls.
    pub label: String,
}

impl Recipe {
    /// The input for the next key with this name, in PEM.
    pub fn new(at: Place<'_>, key_type: KeyType, name: &SmolStr) -> Self {
        let number = at.region.keys_made.count(name);
        let label = format!("{} key {number} {name}", at.scope);
        Self { key_type, format: PrivateFormat::default(), name: name.clone(), seed: at.seed, label }
    }
}

/// Creates a key pair: the public key, and the private key. RSA takes about a third of a second. `None` if a library
/// fails, which is not expected.
///
/// The fingerprint of an RSA key is the SHA-1 digest of the private key in PKCS#8.
pub fn make(recipe: &Recipe, mut random: impl CryptoRng + RngCore) -> Option<(Key, String)> {
    let key_type = recipe.key_type;
    let (public, fingerprint, private) = match key_type {
        KeyType::Rsa => {
            let key = RsaPrivateKey::new(&mut random, 2048).ok()?;
            let fingerprint = hex_pairs(&Sha1::digest(key.to_pkcs8_der().ok()?.as_bytes()));
            let pair = RsaKeypair::try_from(&key).ok()?;
            let public = PublicKey::new(KeyData::Rsa(pair.public.clone()), recipe.name.as_str());
            let private = match recipe.format {
                PrivateFormat::Pem => key.to_pkcs1_pem(LineEnding::LF).ok()?.to_string(),
                PrivateFormat::Ppk => ppk(&public, &Pair::Rsa(&pair))?,
            };
            (public, fingerprint, private)
        }
        KeyType::Ed25519 => {
            let key = PrivateKey::random(&mut random, Algorithm::Ed25519).ok()?;
            let pair = key.key_data().ed25519()?;
            let public = PublicKey::new(KeyData::Ed25519(pair.public), recipe.name.as_str());
            let private = match recipe.format {
                PrivateFormat::Pem => key.to_openssh(LineEnding::LF).ok()?.to_string(),
                PrivateFormat::Ppk => ppk(&public, &Pair::Ed25519(pair))?,
            };
            let fingerprint = sha256(&public);
            (public, fingerprint, private)
        }
    };
    let public = public.to_openssh().ok()?.into();
    Some((Key { key_type, fingerprint, public }, private))
}

/// Reads a public key in one of EC2's formats.
pub fn import_any_format(text: &str) -> Result<Key, KeyPairError> {
    let public = any_format(text)?;
    key(&public)
}

/// Reads a public key in OpenSSH's format.
pub fn import(text: &str) -> Result<Key, KeyPairError> {
    Ok(Key { public: text.trim().into(), ..key(&open_ssh(text)?)? })
}

/// A public key: Ed25519, or RSA of 512 to 4096 bits.
///
/// The fingerprint of an RSA key is the MD5 digest of the public key in DER.
fn key(public: &PublicKey) -> Result<Key, KeyPairError> {
    let (key_type, fingerprint) = match public.key_data() {
        KeyData::Ed25519(_) => (KeyType::Ed25519, sha256(public)),
        KeyData::Rsa(key) => (KeyType::Rsa, hex_pairs(&Md5::digest(rsa_der(key)?))),
        _ => return Err(KeyPairError::Format),
    };
    let public = public.to_openssh().map_err(|_| KeyPairError::Format)?.into();
    Ok(Key { key_type, fingerprint, public })
}

/// The DER of an RSA key's `SubjectPublicKeyInfo`. EC2's guide names 1024, 2048 and 4096 bits, and others between 512
/// and 4096 were taken when EC2 was recorded; smaller and larger ones are refused (ours).
fn rsa_der(key: &RsaPublicKey) -> Result<Vec<u8>, KeyPairError> {
    let number = |number: &ssh_key::Mpint| number.as_positive_bytes().map(BigUint::from_bytes_be);
    let (Some(n), Some(e)) = (number(&key.n), number(&key.e)) else { return Err(KeyPairError::Format) };
    if !(512..=4096).contains(&n.bits()) {
        return Err(KeyPairError::Format);
    }
    let key = rsa::RsaPublicKey::new(n, e).map_err(|_| KeyPairError::Format)?;
    Ok(key.to_public_key_der().map_err(|_| KeyPairError::Format)?.into_vec())
}

/// The fingerprint of RFC 4716, section 4: the MD5 digest of the key's binary form.
pub fn rfc4716(public: &str) -> SmolStr {
    let bytes = PublicKey::from_openssh(public.trim()).and_then(|key| key.to_bytes());
    bytes.map(|bytes| hex_pairs(&Md5::digest(bytes))).unwrap_or_default()
}

/// How many keys were created, so that the next key with the same name differs. The names that have ever been used are without
/// bound, so the counters are not: names share [`KeysMade::COUNTERS`] of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KeysMade(BTreeMap<u16, u32>);

impl KeysMade {
    pub const COUNTERS: u16 = 4096;

    /// The counter of a name. Its number must not change, since worlds are saved with it.
    fn counter(name: &str) -> u16 {
        let digest = Sha1::digest(name);
        u16::from_be_bytes([digest[0], digest[1]]) % Self::COUNTERS
    }

    fn count(&self, name: &str) -> u32 {
        self.0.get(&Self::counter(name)).copied().unwrap_or(0)
    }

    fn add(&mut self, name: &str) {
        *self.0.entry(Self::counter(name)).or_default() += 1;
    }

    /// Whether the counters leave room for more.
    pub fn leaves_room(&self) -> bool {
        self.0.values().all(|made| *made < u32::MAX / 2)
    }

    /// How many counters are used.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Adds a key pair and returns it.
pub fn add(at: &mut PlaceMut<'_>, name: SmolStr, mut key: Key, resource_group: SmolStr, tags: Tags) -> KeyPair {
    let prefix = match at.scope.cloud {
        Cloud::Aws => "key",
        Cloud::Alibaba => {
            key.fingerprint = rfc4716(&key.public);
            "ssh"
        }
    };
    let pair = KeyPair { id: at.new_id(prefix), name, key, created: at.now, resource_group, tags };
    at.region.key_pairs.insert(pair.name.clone(), pair.clone());
    pair
}

/// Counts a created key, so that the next key with this name differs.
pub fn note_made(at: &mut PlaceMut<'_>, name: &SmolStr) {
    at.region.keys_made.add(name);
}

/// The SHA-256 fingerprint in base 64. Unlike OpenSSH, EC2 pads it with `=`.
fn sha256(key: &PublicKey) -> SmolStr {
    BASE64_STANDARD.encode(key.fingerprint(HashAlg::Sha256).as_bytes()).into()
}
