//! A connection, from its first byte to its end: plain, encrypted, or with another in it.

use super::listen::drained;
use super::{http2, tls, tunnel};
use crate::app::App;
use crate::server::gateway::CloseConnection;
use axum::Router;
use axum::http::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::io;
use std::pin::pin;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;
use tunnel::Tunnel;

pub(super) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How an HTTP/2 connection begins. See [RFC 9113, section 3.4](https://www.rfc-editor.org/rfc/rfc9113#section-3.4).
const HTTP2_PREFACE: &[u8] = b"PRI * HTTP/2";

const NO_HTTP2: &str = "HTTP/1.1 505 HTTP Version Not Supported\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n\
    Twinstance speaks HTTP/1.1, not HTTP/2 with prior knowledge.\n";

/// What a connection is served with.
pub(super) struct Connection {
    pub app: Arc<App>,
    pub router: Router,
    /// Whether it may become a tunnel.
    pub has_tunnels: bool,
}

/// What a client speaks.
enum Opening {
    Http,
    /// HTTP/2 without a handshake.
    Http2,
    Tls,
}

impl Connection {
    /// Serves a connection to its end.
    pub async fn serve(&self, mut stream: TcpStream) -> Result<(), Failure> {
        let limits = self.app.config.limits;
        let opening = tokio::select! {
            opening = timeout(limits.header_timeout, opening(&stream)) => opening??,
            () = drained(&self.app.stop) => return Ok(()),
        };
        if let Opening::Http2 = opening {
            return refuse_http2(&self.app, &mut stream).await;
        }
        // An answer is written at once, so waiting for more data only delays it.
        stream.set_nodelay(true)?;
        let address = stream.local_addr()?.ip();
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(limits.write_timeout));
        let stream = Box::pin(stream);
        let tunnel = match opening {
            Opening::Tls => {
                let stream = tls::accept(&self.app, stream, None, address).await?;
                self.encrypted(stream, None).await?
            }
            _ => self.http1(stream, None).await?,
        };
        let Some(tunnel) = tunnel else { return Ok(()) };
        let stream = tls::accept(&self.app, tunnel.open().await?, Some(&tunnel.host), address).await?;
        self.encrypted(stream, Some(&tunnel.host)).await?;
        Ok(())
    }

    /// Serves a connection after its handshake, in the protocol that the client has chosen.
    async fn encrypted<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
        &self,
        stream: tls::Stream<S>,
        tunnel: Option<&str>,
    ) -> Result<Option<Tunnel>, Failure> {
        if !tls::speaks_http2(&stream) {
            return self.http1(stream, tunnel).await;
        }
        http2::serve(&self.app, stream, self.router.clone(), tunnel.is_some()).await?;
        Ok(None)
    }

    /// Answers the requests of a connection. Returns the tunnel that it has become, if it has. `tunnel` is the host of the
    /// tunnel that it is in, if it is in one.
    async fn http1<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
        &self,
        stream: S,
        tunnel: Option<&str>,
    ) -> Result<Option<Tunnel>, Failure> {
        let (opened, mut tunnels) = mpsc::channel(1);
        let service = service_fn(|mut request| {
            let is_tunnel = tunnel.is_none() && self.has_tunnels && tunnel::is_asked_for(&self.app, &request);
            if is_tunnel {
                // There is room: a connection becomes a tunnel once.
                let _ = opened.try_send(Tunnel::new(&mut request));
            } else if tunnel.is_some() {
                tunnel::name_host(&mut request);
            }
            let router = self.router.clone();
            async move { if is_tunnel { Ok(Response::default()) } else { answer(router, request).await } }
        });
        let limits = self.app.config.limits;
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(limits.header_timeout).max_buf_size(limits.headers);
        // A client may close its half of the connection once it has sent its request.
        http.half_close(true);
        let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service).with_upgrades());
        tokio::select! {
            ended = &mut connection => ended?,
            () = drained(&self.app.stop) => {
                connection.as_mut().graceful_shutdown();
                connection.await?;
            }
        }
        Ok(tunnels.try_recv().ok())
    }
}

/// Waits for the first bytes of a connection. Nothing is taken from the stream.
async fn opening(stream: &TcpStream) -> io::Result<Opening> {
    let mut first = [0; HTTP2_PREFACE.len()];
    let length = stream.peek(&mut first).await?;
    Ok(match &first[..length] {
        [tls::HANDSHAKE, ..] => Opening::Tls,
        first if *first == *HTTP2_PREFACE => Opening::Http2,
        _ => Opening::Http,
    })
}

async fn refuse_http2(app: &App, stream: &mut TcpStream) -> Result<(), Failure> {
    if app.call_log.admits() {
        tracing::warn!("a client speaks HTTP/2 with prior knowledge; without https Twinstance speaks HTTP/1.1");
    }
    // What is left unread when a connection is closed makes the client lose the answer.
    let _ = stream.read(&mut [0; 4096]).await?;
    Ok(stream.write_all(NO_HTTP2.as_bytes()).await?)
}

/// Answers a request. The error makes hyper close the connection instead, or in HTTP/2 the stream.
pub(super) async fn answer(router: Router, request: Request<Incoming>) -> Result<Response, CloseConnection> {
    let response = router.oneshot(request).await.unwrap_or_else(|never| match never {});
    match response.extensions().get::<CloseConnection>() {
        Some(close) => Err(*close),
        None => Ok(response),
    }
}
