//! Key pairs with real keys, so that clients can parse them.
//!
//! Keys are derived from the world's seed (ours), so they are not secret.

use crate::domain::compute::instance::Tags;
use crate::domain::compute::interface::hex_pairs;
use crate::domain::place::{Place, PlaceMut};
use crate::domain::scope::Cloud;
use jiff::Timestamp;
use md5::{Digest, Md5};
use rsa::RsaPrivateKey;
use rsa::pkcs1::{EncodeRsaPrivateKey, LineEnding};
use rsa::pkcs8::{EncodePrivateKey, EncodePublicKey};
use rsa::rand_core::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use smol_str::SmolStr;
use ssh_key::public::KeyData;
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
    #[error("the key is not an OpenSSH public key of a key_type that can be used")]
    Format,
}

/// Errors about key pairs that only ECS reports.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaKeyPairError {
    #[error("an instance has the key pair")]
    Attached,
    #[error("nobody logs in to Windows with a key")]
    Windows,
}

/// The most bytes of a public key that is imported, with its comment. Another emulator of EC2 has it too; for ECS it is
/// ours.
const MAX_IMPORTED: usize = 2048;

/// The input from which a new key is derived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub key_type: KeyType,
    pub name: SmolStr,
    pub seed: u64,
    /// The scope, the name, and the number of keys that [`KeysMade`] has counted there for that name. So a key does not
    /// depend on other calls.
    pub label: String,
}

impl Recipe {
    /// The input for the next key with this name.
    pub fn new(at: Place<'_>, key_type: KeyType, name: &SmolStr) -> Self {
        let number = at.region.keys_made.count(name);
        Self { key_type, name: name.clone(), seed: at.seed, label: format!("{} key {number} {name}", at.scope) }
    }
}

/// Creates a key pair: the public key, and the private key in PEM. RSA takes about a third of a second. `None` if a
/// library fails, which is not expected.
///
/// The fingerprint of an RSA key is the SHA-1 digest of the private key in PKCS#8.
pub fn make(recipe: &Recipe, mut random: impl CryptoRng + RngCore) -> Option<(Key, String)> {
    let key_type = recipe.key_type;
    let (mut public, fingerprint, private) = match key_type {
        KeyType::Rsa => {
            let key = RsaPrivateKey::new(&mut random, 2048).ok()?;
            let fingerprint = hex_pairs(&Sha1::digest(key.to_pkcs8_der().ok()?.as_bytes()));
            let public = ssh_key::public::RsaPublicKey::try_from(key.to_public_key()).ok()?;
            (PublicKey::from(KeyData::Rsa(public)), fingerprint, key.to_pkcs1_pem(LineEnding::LF).ok()?)
        }
        KeyType::Ed25519 => {
            let key = PrivateKey::random(&mut random, Algorithm::Ed25519).ok()?;
            let public = key.public_key().clone();
            let fingerprint = sha256(&public);
            (public, fingerprint, key.to_openssh(LineEnding::LF).ok()?)
        }
    };
    public.set_comment(recipe.name.as_str());
    let public = public.to_openssh().ok()?.into();
    Some((Key { key_type, fingerprint, public }, private.to_string()))
}

/// Reads a public key in OpenSSH format: Ed25519, or RSA of 1024, 2048 or 4096 bits.
///
/// The fingerprint of an RSA key is the MD5 digest of the public key in DER.
pub fn import(text: &str) -> Result<Key, KeyPairError> {
    if text.len() > MAX_IMPORTED {
        return Err(KeyPairError::Format);
    }
    let public = PublicKey::from_openssh(text.trim()).map_err(|_| KeyPairError::Format)?;
    let (key_type, fingerprint) = match public.key_data() {
        KeyData::Ed25519(_) => (KeyType::Ed25519, sha256(&public)),
        KeyData::Rsa(key) => {
            let key = rsa::RsaPublicKey::try_from(key).map_err(|_| KeyPairError::Format)?;
            if !matches!(rsa::traits::PublicKeyParts::size(&key), 128 | 256 | 512) {
                return Err(KeyPairError::Format);
            }
            let der = key.to_public_key_der().map_err(|_| KeyPairError::Format)?;
            (KeyType::Rsa, hex_pairs(&Md5::digest(der.as_bytes())))
        }
        _ => return Err(KeyPairError::Format),
    };
    Ok(Key { key_type, fingerprint, public: text.trim().into() })
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

/// The SHA-256 fingerprint as OpenSSH prints it, without the prefix `SHA256:`.
fn sha256(key: &PublicKey) -> SmolStr {
    key.fingerprint(HashAlg::Sha256).to_string().trim_start_matches("SHA256:").into()
}
