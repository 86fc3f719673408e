//! Handshakes.

use super::connection::Failure;
use super::listen::drained;
use crate::app::App;
use rustls::AlertDescription;
use rustls::server::Acceptor;
use std::io;
use std::net::IpAddr;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::time::timeout;
use tokio_rustls::LazyConfigAcceptor;

pub(super) type Stream<S> = tokio_rustls::server::TlsStream<S>;

/// The first byte of a handshake, which begins no request: the type of a record.
///
/// See [RFC 8446, section 5.1](https://www.rfc-editor.org/rfc/rfc8446#section-5.1).
pub(super) const HANDSHAKE: u8 = 0x16;

/// The alert that there is nothing by the name that the client asks for: `unrecognized_name`, fatal.
const NO_SUCH_NAME: [u8; 7] = [0x15, 3, 3, 0, 2, 2, 112];

/// The alert that the server will not go on: `handshake_failure`, fatal.
const NO_HANDSHAKE: [u8; 7] = [0x15, 3, 3, 0, 2, 2, 40];

/// Shakes hands with a client that has connected to this address, and that means this host if it does not say which.
pub(super) async fn accept<S: AsyncRead + AsyncWrite + Unpin>(
    app: &App,
    mut stream: S,
    host: Option<&str>,
    address: IpAddr,
) -> Result<Stream<S>, Failure> {
    if !app.tls.is_on() {
        if app.call_log.admits() {
            tracing::warn!("a client speaks https, which --tls off does not have: let it use http");
        }
        stream.write_all(&NO_HANDSHAKE).await?;
        return Err("https is off".into());
    }
    let handshake = async {
        let mut hello = LazyConfigAcceptor::new(Acceptor::default(), stream).await?;
        let asked = hello.client_hello().server_name().or(host).map(str::to_owned);
        match app.tls.config(asked.as_deref(), address) {
            Ok(config) => Ok(hello.into_stream(config).await?),
            Err(error) => {
                if app.call_log.admits() {
                    tracing::warn!(%error, "there is no certificate for a client");
                }
                hello.io.write_all(&NO_SUCH_NAME).await?;
                Err(error.into())
            }
        }
    };
    let shaken = tokio::select! {
        shaken = timeout(app.config.limits.header_timeout, handshake) => shaken?,
        () = drained(&app.stop) => return Err("the server stops".into()),
    };
    shaken.inspect_err(|error: &Failure| tell(app, error, host.is_some()))
}

/// Whether a client has chosen HTTP/2.
pub(super) fn speaks_http2<S>(stream: &Stream<S>) -> bool {
    stream.get_ref().1.alpn_protocol() == Some(b"h2")
}

/// Tells in the log what whoever runs the client can mend.
fn tell(app: &App, error: &Failure, is_tunnel: bool) {
    use AlertDescription::{BadCertificate, CertificateExpired, CertificateUnknown, DecryptError, UnknownCA};
    let cause = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    let told = match cause.and_then(|cause| cause.downcast_ref::<rustls::Error>()) {
        // The last for one that trusts the authority of an earlier start, which has the same name.
        Some(rustls::Error::AlertReceived(BadCertificate | CertificateUnknown | UnknownCA | DecryptError)) => {
            "a client does not trust the certificate: it is to trust what GET /_twin/ca.pem shows"
        }
        Some(rustls::Error::AlertReceived(CertificateExpired)) => "a client says that the certificate has expired",
        Some(rustls::Error::InvalidMessage(_)) if is_tunnel => {
            "a client does not speak https in a tunnel, which is for https alone"
        }
        _ => return,
    };
    if app.call_log.admits() {
        tracing::warn!(%error, "{told}");
    }
}
