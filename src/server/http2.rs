//! HTTP/2, which is served over TLS alone, within the limits that HTTP/1.1 has.

use super::connection::{Failure, answer};
use super::listen::{SHUTDOWN_GRACE, drained};
use super::{tls, tunnel};
use crate::app::App;
use crate::config::Limits;
use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::HOST;
use axum::http::{HeaderValue, Request, Uri};
use http_body::Frame;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::timeout;

/// Requests at a time on one connection: [as few as there should be](https://www.rfc-editor.org/rfc/rfc9113#section-6.5.2).
const STREAMS: u32 = 100;

/// How many bytes of an answer are written at a time: who has taken these, reads.
const CHUNK: usize = 16 << 10;

/// Answers the requests of a connection, until it is idle for too long or the server stops.
pub(super) async fn serve<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    app: &Arc<App>,
    stream: tls::Stream<S>,
    router: Router,
    is_tunnel: bool,
) -> Result<(), Failure> {
    let limits = app.config.limits;
    let (sender, receiver) = watch::channel(Streams::default());
    let streams = Arc::new(sender);
    let service = service_fn(move |mut request| {
        name_host(&mut request);
        if is_tunnel {
            tunnel::name_host(&mut request);
        }
        let (router, turn) = (router.clone(), Turn::new(&streams));
        async move { answer(router, request).await.map(|answer| answer.map(|body| Answer::new(body, turn))) }
    });
    let mut http = http2::Builder::new(TokioExecutor::new());
    http.timer(TokioTimer::new()).max_concurrent_streams(STREAMS).max_send_buf_size(CHUNK);
    http.max_header_list_size(u32::try_from(limits.headers).unwrap_or(u32::MAX));
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    let is_idle = tokio::select! {
        ended = &mut connection => return Ok(ended?),
        () = idle(receiver, limits) => true,
        () = drained(&app.stop) => false,
    };
    // The client is told to begin no more requests here.
    connection.as_mut().graceful_shutdown();
    if is_idle {
        return Ok(timeout(SHUTDOWN_GRACE, connection).await??);
    }
    Ok(connection.await?)
}

/// Gives a request the form that it has in HTTP/1.1: the host in its header, which signatures cover, and the path as its
/// target. A CONNECT has none.
fn name_host<B>(request: &mut Request<B>) {
    let Some(host) = request.uri().authority().cloned() else { return };
    if let Some(path) = request.uri().path_and_query().cloned() {
        *request.uri_mut() = Uri::from(path);
    }
    if !request.headers().contains_key(HOST)
        && let Ok(host) = HeaderValue::try_from(host.as_str())
    {
        request.headers_mut().insert(HOST, host);
    }
}

/// The requests of a connection that are not done.
#[derive(Clone, Copy, Debug, Default)]
struct Streams {
    /// Those for which it is the server's turn: to answer, or to have more of an answer.
    busy: usize,
    /// Those for which it is the client's: to read.
    unread: usize,
}

/// Completes once it has been the client's turn for too long: to read an answer, or to send a request.
async fn idle(mut streams: watch::Receiver<Streams>, limits: Limits) {
    loop {
        let now = *streams.borrow_and_update();
        let limit = if now.unread > 0 { limits.write_timeout } else { limits.header_timeout };
        let changed = streams.changed();
        if now.busy > 0 {
            // An error means that the connection has ended.
            if changed.await.is_err() {
                return;
            }
        } else if timeout(limit, changed).await.is_err() {
            return;
        }
    }
}

/// Whose turn it is for one request.
struct Turn {
    streams: Arc<watch::Sender<Streams>>,
    is_unread: bool,
}

impl Turn {
    /// It begins as the server's.
    fn new(streams: &Arc<watch::Sender<Streams>>) -> Self {
        streams.send_modify(|streams| streams.busy += 1);
        Self { streams: streams.clone(), is_unread: false }
    }

    fn set_unread(&mut self, is_unread: bool) {
        if self.is_unread != is_unread {
            self.leave();
            self.streams.send_modify(|streams| if is_unread { streams.unread += 1 } else { streams.busy += 1 });
            self.is_unread = is_unread;
        }
    }

    fn leave(&self) {
        self.streams.send_modify(|streams| if self.is_unread { streams.unread -= 1 } else { streams.busy -= 1 });
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.leave();
    }
}

/// The body of an answer, in pieces. It is asked for the next one when the client has room for it.
struct Answer {
    body: Body,
    /// What is left of a piece of the body.
    rest: Bytes,
    turn: Turn,
}

impl Answer {
    fn new(body: Body, turn: Turn) -> Self {
        Self { body, rest: Bytes::new(), turn }
    }
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.turn.set_unread(false);
        while self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)).transpose()?.map(Frame::into_data) {
                None => return Poll::Ready(None),
                Some(Ok(data)) => self.rest = data,
                Some(Err(trailers)) => return Poll::Ready(Some(Ok(trailers))),
            }
        }
        let length = self.rest.len().min(CHUNK);
        let piece = self.rest.split_to(length);
        self.turn.set_unread(true);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        let (rest, hint) = (self.rest.len() as u64, self.body.size_hint());
        let mut whole = http_body::SizeHint::new();
        whole.set_lower(hint.lower() + rest);
        if let Some(upper) = hint.upper() {
            whole.set_upper(upper + rest);
        }
        whole
    }
}
