//! Certificates and keys in files, in PEM.

use super::Error;
use super::authority::Authority;
use rcgen::KeyPair;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use smol_str::SmolStr;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

/// The authority's certificate, for clients to trust.
const CERTIFICATE: &str = "ca.pem";

/// The authority's key, for nobody else.
const KEY: &str = "ca-key.pem";

fn wrong(path: &Path, why: impl ToString) -> Error {
    Error::File { path: path.to_owned(), why: why.to_string() }
}

/// The certificates in a file: the server's first, then those that signed it. There is at least one.
pub fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, Error> {
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let chain = read.map_err(|error| wrong(path, error))?;
    if chain.is_empty() { Err(wrong(path, "it has no certificate in PEM")) } else { Ok(chain) }
}

/// The first private key in a file.
pub(super) fn key(path: &Path) -> Result<PrivateKeyDer<'static>, Error> {
    PrivateKeyDer::from_pem_file(path).map_err(|error| wrong(path, error))
}

/// The authority of a folder. What is not there yet is made, the folder too.
pub(super) fn authority(folder: &Path, names: &[SmolStr]) -> Result<Authority, Error> {
    fs::create_dir_all(folder).map_err(|error| wrong(folder, error))?;
    let (path, certificate) = (folder.join(KEY), folder.join(CERTIFICATE));
    let key = authority_key(&path, &certificate)?;
    let authority = Authority::with_key(key, names)?;
    match fs::read_to_string(&certificate) {
        Ok(pem) => {
            let unfit = |error| wrong(&certificate, format!("{error}; without this file it is made again"));
            authority.known_by(pem).map_err(unfit)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let pem = authority.pem("localhost")?;
            fs::write(&certificate, pem).map_err(|error| wrong(&certificate, error))?;
            Ok(authority)
        }
        Err(error) => Err(wrong(&certificate, error)),
    }
}

/// The key in this file. It is made if neither it nor a certificate is there.
fn authority_key(path: &Path, certificate: &Path) -> Result<KeyPair, Error> {
    if !path.exists() && !certificate.exists() {
        let made = KeyPair::generate()?.serialize_pem();
        match write_secret(path, &made) {
            Ok(()) => {}
            // Another server was faster: its key is this one's, too.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(wrong(path, error)),
        }
    }
    let text = fs::read_to_string(path).map_err(|error| wrong(path, error))?;
    KeyPair::from_pem(&text).map_err(|error| wrong(path, error))
}

/// Writes a new file that only its owner can read.
fn write_secret(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}
