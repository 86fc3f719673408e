//! The authority that signs certificates for the hosts that clients ask for.

use super::{Error, provider, server_config};
use crate::domain::geography::{cloud_domains, is_cloud_host};
use crate::world::clock::machine_time;
use crate::world::lock::Lock;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SerialNumber, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use rustls::{OtherError, RootCertStore};
use smol_str::SmolStr;
use std::collections::VecDeque;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

/// The names by which the server is called where nobody says another: by itself, and as a service of Compose.
const LOCAL: [&str; 2] = ["localhost", "twinstance"];

/// The hosts whose certificates are kept. Beyond that the one goes that was made the earliest: it is made again if it is
/// asked for.
pub const HOSTS: usize = 64;

/// Signs certificates, all for one key, which lives as long as the server.
pub(super) struct Authority {
    /// Further names of this server.
    names: Vec<SmolStr>,
    issuer: Issuer<'static, KeyPair>,
    pem: String,
    key: KeyPair,
    /// For each host, the one that was made the latest last.
    served: Lock<VecDeque<(SmolStr, Arc<ServerConfig>)>>,
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority").finish_non_exhaustive()
    }
}

impl Authority {
    /// One with a key of its own.
    pub(super) fn new(names: &[SmolStr]) -> Result<Self, Error> {
        Self::with_key(KeyPair::generate()?, names)
    }

    /// One with this key.
    pub(super) fn with_key(key: KeyPair, names: &[SmolStr]) -> Result<Self, Error> {
        let params = authority(names)?;
        let pem = params.self_signed(&key)?.pem();
        let (issuer, key, served) = (Issuer::new(params, key), KeyPair::generate()?, Lock::default());
        Ok(Self { names: names.to_vec(), issuer, pem, key, served })
    }

    /// The one with another certificate, which was made earlier. Fails if clients that trust it would not trust what this one
    /// signs: it has another key, has expired, or lacks a name.
    pub(super) fn known_by(mut self, pem: String) -> Result<Self, Error> {
        let anchor = CertificateDer::from_pem_slice(pem.as_bytes());
        let anchor = anchor.map_err(|error| rustls::Error::Other(OtherError(Arc::new(error))))?;
        let mut roots = RootCertStore::empty();
        roots.add(anchor)?;
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build();
        let verifier = verifier.map_err(|error| rustls::Error::Other(OtherError(Arc::new(error))))?;
        let names = LOCAL.iter().map(|name| (*name).to_owned()).chain(self.names.iter().map(SmolStr::to_string));
        let leaf = self.sign(names.collect())?;
        let now = UnixTime::since_unix_epoch(Duration::from_secs(machine_time().as_second().unsigned_abs()));
        let name = ServerName::try_from(LOCAL[0]).map_err(|error| rustls::Error::Other(OtherError(Arc::new(error))))?;
        verifier.verify_server_cert(&leaf, &[], &name, &[], now)?;
        self.pem = pem;
        Ok(self)
    }

    /// Its certificate in PEM. It may sign for the host from which a client gets it, if that is a name without a dot: such a
    /// name is known when it is called, and a certificate cannot say "all without a dot".
    pub(super) fn pem(&self, host: &str) -> Result<String, Error> {
        if host.contains(['.', ':']) || LOCAL.contains(&host) || self.names.iter().any(|name| name == host) {
            return Ok(self.pem.clone());
        }
        let names: Vec<_> = self.names.iter().cloned().chain([host.into()]).collect();
        Ok(authority(&names)?.self_signed(self.issuer.key())?.pem())
    }

    /// See [`super::Tls::config`].
    pub(super) fn config(&self, host: Option<&str>, address: IpAddr) -> Result<Arc<ServerConfig>, Error> {
        // Clients that call an address name no host.
        let host = host.map_or_else(|| address.to_string(), str::to_ascii_lowercase);
        let mut served = self.served.lock();
        if let Some((_, config)) = served.iter().find(|(name, _)| *name == host) {
            return Ok(config.clone());
        }
        let names = match host.parse::<IpAddr>() {
            Ok(address) => {
                let loopback = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
                let others = loopback.into_iter().filter(|other| *other != address);
                let addresses = [address].into_iter().chain(others).map(|address| address.to_string());
                let names = LOCAL.iter().map(|name| (*name).to_owned());
                addresses.chain(names).chain(self.names.iter().map(SmolStr::to_string)).collect()
            }
            Err(_) if self.signs_for(&host) => vec![host.clone()],
            Err(_) => return Err(Error::Host(host.into())),
        };
        let key = PrivatePkcs8KeyDer::from(self.key.serialize_der());
        let config = Arc::new(server_config(vec![self.sign(names)?], key.into())?);
        if served.len() == HOSTS {
            served.pop_front();
        }
        served.push_back((host.into(), config.clone()));
        Ok(config)
    }

    /// Whether it signs for a host: for a name that only this machine or its network can give, a further name of this server,
    /// or one of the clouds'.
    fn signs_for(&self, host: &str) -> bool {
        !host.contains('.')
            || host.ends_with(".localhost")
            || is_cloud_host(host)
            || self.names.iter().any(|name| name == host)
    }

    /// A certificate for these names and addresses.
    fn sign(&self, names: Vec<String>) -> Result<CertificateDer<'static>, Error> {
        // Devices of Apple take certificates for servers only up to 825 days.
        let mut params = params(names, 800.days())?;
        params.use_authority_key_identifier_extension = true;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        Ok(params.signed_by(&self.key, &self.issuer)?.der().clone())
    }
}

/// The certificate of an authority that may only sign for addresses, local names, these ones, and those of the clouds, so
/// that whoever gets its key cannot be taken for others.
///
/// See [RFC 5280, section 4.2.1.10](https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10).
fn authority(names: &[SmolStr]) -> Result<CertificateParams, Error> {
    let mut params = params(Vec::new(), 10.years())?;
    params.distinguished_name = subject("Twinstance's own authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let hosts = names.iter().map(SmolStr::as_str).filter(|name| name.parse::<IpAddr>().is_err());
    let domains = LOCAL.into_iter().chain(cloud_domains()).map(str::to_owned).chain(hosts.map(str::to_owned));
    let permitted_subtrees = domains.map(GeneralSubtree::DnsName).collect();
    params.name_constraints = Some(NameConstraints { permitted_subtrees, excluded_subtrees: Vec::new() });
    Ok(params)
}

/// What all certificates have, valid from yesterday, since clocks differ, for this time.
fn params(names: Vec<String>, validity: Span) -> Result<CertificateParams, Error> {
    let mut params = CertificateParams::new(names)?;
    params.distinguished_name = subject("Twinstance");
    let day = |date: Date| date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
    let today = machine_time().to_zoned(TimeZone::UTC).date();
    params.not_before = day(today.saturating_sub(1.day()));
    params.not_after = day(today.saturating_add(validity));
    let mut serial = [0; 16];
    let random = provider().secure_random.fill(&mut serial);
    random.map_err(|_| rustls::Error::FailedToGetRandomBytes)?;
    // A positive number, without a zero in front.
    serial[0] = serial[0] & 0x7F | 0x40;
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    Ok(params)
}

fn subject(name: &str) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, name);
    subject
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    #[test]
    fn it_signs_for_local_hosts_and_the_clouds_alone() {
        let authority = Authority::new(&["host.docker.internal".into()]).unwrap();
        for host in [
            "localhost",
            "LocalHost",
            "a.localhost",
            "my_service-1",
            "host.docker.internal",
            "ec2.us-east-1.amazonaws.com",
            "ec2.cn-north-1.amazonaws.com.cn",
            "ecs.cn-hangzhou.aliyuncs.com",
        ] {
            assert!(authority.config(Some(host), HERE).is_ok(), "{host}");
        }
        for host in ["example.com", "amazonaws.com.example.com", "evilamazonaws.com", "docker.internal", "aliyuncs.co"]
        {
            let error = authority.config(Some(host), HERE).unwrap_err().to_string();
            assert!(error.contains(host) && error.contains("control_host"), "{error}");
        }
    }

    #[test]
    fn a_certificate_that_does_not_fit_is_refused() {
        let key = KeyPair::generate().unwrap();
        let of = |key: &str, names: &[SmolStr]| Authority::with_key(KeyPair::from_pem(key).unwrap(), names).unwrap();
        let key = key.serialize_pem();
        let own = of(&key, &[]);
        let pem = own.pem.clone();
        assert!(of(&key, &[]).known_by(pem.clone()).is_ok(), "another of the same key");
        assert!(of(&key, &["a.example".into()]).known_by(pem.clone()).is_err(), "a name is missing");
        assert!(Authority::new(&[]).unwrap().known_by(pem).is_err(), "another key");
        assert!(own.known_by("no certificate".to_owned()).is_err());
    }
}
