//! Key pairs for logging in: real ones, so that what reads them can.
//!
//! Keys that are made here follow from the world's seed, as everything does: they protect nothing (ours).

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

/// What a key pair's keys are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyType {
    /// RSA, of 2048 bits when made here.
    #[default]
    Rsa,
    /// Ed25519.
    Ed25519,
}

impl KeyType {
    /// As EC2 spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        }
    }
}

/// A key pair, of which the private half is not kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeyPair {
    /// Its id.
    pub id: SmolStr,
    /// Its name.
    pub name: SmolStr,
    /// Its public key.
    pub key: Key,
    /// When it was made or imported.
    pub created: Timestamp,
    /// The resource group of ECS it is in; empty for the default one.
    pub resource_group: SmolStr,
    /// Its tags.
    pub tags: Tags,
}

/// A public key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Key {
    /// What it is.
    pub key_type: KeyType,
    /// How the cloud prints it in short: EC2 in a way that depends on whether it was made or imported, ECS by
    /// [`rfc4716`].
    pub fingerprint: SmolStr,
    /// The key as OpenSSH writes it.
    pub public: SmolStr,
}

/// What is wrong with a key pair that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyPairError {
    #[error("no key pair has the name or the id {0}")]
    NotFound(SmolStr),
    #[error("there is a key pair of this name")]
    Duplicate,
    #[error("the key is not an OpenSSH public key of a key_type that can be used")]
    Format,
}

/// What is wrong with a key pair of ECS only.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AlibabaKeyPairError {
    #[error("an instance has the key pair")]
    Attached,
    #[error("nobody logs in to Windows with a key")]
    Windows,
}

/// All that a new key follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipe {
    /// RSA or Ed25519.
    pub key_type: KeyType,
    /// The name of the key pair.
    pub name: SmolStr,
    /// The world's seed.
    pub seed: u64,
    /// Where the key is made, under what name, and how many were made there under that name before: whatever else
    /// happens meanwhile, the same calls make the same key.
    pub label: String,
}

impl Recipe {
    /// For the next key of this name.
    pub fn new(at: Place<'_>, key_type: KeyType, name: &SmolStr) -> Self {
        let number = at.region.keys_made.get(name).copied().unwrap_or(0);
        Self { key_type, name: name.clone(), seed: at.seed, label: format!("{} key {number} {name}", at.scope) }
    }
}

/// Makes a key pair: its public key and, in PEM, its private key. This takes a third of a second for RSA; it is `None` if
/// the libraries refuse, which they do not.
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

/// Reads a public key as OpenSSH writes it: Ed25519, or RSA of 1024, 2048 or 4096 bits.
///
/// The fingerprint of an RSA key is the MD5 digest of the public key in DER.
pub fn import(text: &str) -> Result<Key, KeyPairError> {
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

/// A public key in short, as RFC 4716 says: the MD5 digest of what stands in base 64.
pub fn rfc4716(public: &str) -> SmolStr {
    let bytes = PublicKey::from_openssh(public.trim()).and_then(|key| key.to_bytes());
    bytes.map(|bytes| hex_pairs(&Md5::digest(bytes))).unwrap_or_default()
}

/// Takes in a new key pair, and returns it.
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

/// Notes that a key of this name was made, so that the next one is another.
pub fn note_made(at: &mut PlaceMut<'_>, name: &SmolStr) {
    *at.region.keys_made.entry(name.clone()).or_default() += 1;
}

/// The SHA-256 digest in base 64, as OpenSSH prints it, without the digest's name before it.
fn sha256(key: &PublicKey) -> SmolStr {
    key.fingerprint(HashAlg::Sha256).to_string().trim_start_matches("SHA256:").into()
}
