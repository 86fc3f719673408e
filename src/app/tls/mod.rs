//! https: the certificate with which a connection is served.

mod authority;
mod files;

use crate::config::{Config, TlsSetting};
pub use authority::HOSTS;

use authority::Authority;
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{RootCertStore, ServerConfig};
use smol_str::SmolStr;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// The protocols that a client may choose from in its handshake, the preferred one first.
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// Why there is no certificate.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    #[error("https is off: --tls auto has it")]
    Off,
    #[error("tls_cert and tls_key are given together, or neither is")]
    Pair,
    #[error("{}: {why}", path.display())]
    File { path: PathBuf, why: String },
    #[error("the certificate is that of tls_cert, and who signed it is not known here")]
    Given,
    #[error("{0:?} is neither a local name nor one of the clouds': control_host names further hosts of this server")]
    Host(SmolStr),
    #[error(transparent)]
    Making(#[from] rcgen::Error),
    #[error(transparent)]
    Tls(#[from] rustls::Error),
}

/// The certificates of this server. Those that it makes itself are made when they are first asked for.
#[derive(Debug)]
pub struct Tls {
    is_on: bool,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    folder: Option<PathBuf>,
    /// Further names of this server.
    names: Vec<SmolStr>,
    made: OnceLock<Result<Certificates, Error>>,
}

#[derive(Debug)]
enum Certificates {
    /// The one of the configuration, whichever host is called.
    Given(Arc<ServerConfig>),
    /// Those that an authority of this server's own signs.
    Signed(Box<Authority>),
}

impl Tls {
    /// Nothing is read or made yet.
    pub fn new(config: &Config) -> Self {
        Self {
            is_on: config.tls == TlsSetting::Auto,
            certificate: config.tls_cert.clone(),
            key: config.tls_key.clone(),
            folder: config.tls_dir.clone(),
            names: config.control_hosts().map(|host| host.0.clone()).collect(),
            made: OnceLock::new(),
        }
    }

    /// Whether connections may be encrypted.
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// Reads the files of the configuration, if there are any, and writes those that are to be there. Fails if they cannot be
    /// used.
    pub fn read_files(&self) -> Result<(), Error> {
        if self.is_on && [&self.certificate, &self.key, &self.folder].into_iter().any(Option::is_some) {
            self.certificates()?;
        }
        Ok(())
    }

    /// What a connection is served with whose client asks for this host, or for none, at this address. Fails if the authority
    /// does not sign for the host.
    pub fn config(&self, host: Option<&str>, address: IpAddr) -> Result<Arc<ServerConfig>, Error> {
        match self.certificates()? {
            Certificates::Given(config) => Ok(config.clone()),
            Certificates::Signed(authority) => authority.config(host, address),
        }
    }

    /// The certificate of the authority in PEM, for a client that calls this host.
    pub fn authority(&self, host: &str) -> Result<String, Error> {
        match self.certificates()? {
            Certificates::Given(_) => Err(Error::Given),
            Certificates::Signed(authority) => authority.pem(host),
        }
    }

    fn certificates(&self) -> Result<&Certificates, Error> {
        if !self.is_on {
            return Err(Error::Off);
        }
        self.made.get_or_init(|| self.make()).as_ref().map_err(Error::clone)
    }

    fn make(&self) -> Result<Certificates, Error> {
        match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => {
                let (chain, key) = (files::chain(certificate)?, files::key(key)?);
                let wrong = |error: rustls::Error| Error::File { path: certificate.clone(), why: error.to_string() };
                Ok(Certificates::Given(Arc::new(server_config(chain, key).map_err(wrong)?)))
            }
            (None, None) => {
                let authority = match &self.folder {
                    Some(folder) => files::authority(folder, &self.names)?,
                    None => Authority::new(&self.names)?,
                };
                Ok(Certificates::Signed(Box::new(authority)))
            }
            _ => Err(Error::Pair),
        }
    }
}

/// The cryptography of all this.
pub fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: OnceLock<Arc<CryptoProvider>> = OnceLock::new();
    PROVIDER.get_or_init(|| Arc::new(ring::default_provider())).clone()
}

/// The authorities in a file, or without one those that the machine trusts.
pub fn roots(file: Option<&Path>) -> Result<RootCertStore, String> {
    let mut roots = RootCertStore::empty();
    if let Some(path) = file {
        for certificate in files::chain(path).map_err(|error| error.to_string())? {
            roots.add(certificate).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        return Ok(roots);
    }
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    let why = || found.errors.iter().map(|error| format!(": {error}")).collect::<String>();
    let none = || {
        format!(
            "this machine has no authorities that a webhook with https is trusted by{}; webhook_ca names them",
            why()
        )
    };
    if roots.is_empty() { Err(none()) } else { Ok(roots) }
}

/// A server with this certificate, which the key belongs to.
fn server_config(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<ServerConfig, rustls::Error> {
    let builder = ServerConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
    let mut config = builder.with_no_client_auth().with_single_cert(chain, key)?;
    config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).into();
    Ok(config)
}
