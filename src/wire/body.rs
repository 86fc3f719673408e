//! Reading the body of a request, within its limits.

use flate2::read::MultiGzDecoder;
use http::header::CONTENT_ENCODING;
use http::request::Parts;
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Buf, Bytes};
use std::borrow::Cow;
use std::error::Error as StdError;
use std::io::Read;
use std::pin::{Pin, pin};
use std::time::Duration;
use tokio::time::timeout;

/// Why a body could not be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It has more bytes than this.
    #[error("The body is larger than {0} bytes.")]
    TooLarge(usize),
    /// The connection ended early, or the chunks of the body are malformed.
    #[error("The body could not be read.")]
    Malformed,
    /// Its content coding is none that is read here.
    #[error("The body has the content coding {0:?}; gzip is the only one that is read here.")]
    Coding(String),
    /// It is not what its content coding says.
    #[error("The body is not gzip, or it ends early.")]
    NotGzip,
    /// It did not arrive within this time.
    #[error("The body did not come in within {0:?}.")]
    Late(Duration),
}

impl Error {
    /// The HTTP status of the error.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Malformed | Self::NotGzip => StatusCode::BAD_REQUEST,
            Self::Coding(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Late(_) => StatusCode::REQUEST_TIMEOUT,
        }
    }
}

/// How long a client is listened to whose body is too large.
const LINGER: Duration = Duration::from_secs(1);

/// Takes what is left of a body, up to `limit` bytes.
async fn discard<B: Body>(mut body: Pin<&mut B>, limit: usize) {
    let mut taken = 0;
    while taken <= limit
        && let Some(Ok(frame)) = body.frame().await
    {
        taken += frame.data_ref().map_or(0, Buf::remaining);
    }
}

/// Reads the whole body of a request, up to `limit` bytes.
pub async fn read<B>(request: Request<B>, limit: usize, within: Duration) -> (Parts, Result<Bytes, Error>)
where
    B: Body,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    let (parts, body) = request.into_parts();
    let mut body = pin!(body);
    let read = match timeout(within, Limited::new(body.as_mut(), limit).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            // A connection that is closed with bytes unread is reset, and the client may never see the answer.
            let _ = timeout(within.min(LINGER), discard(body, limit)).await;
            Err(Error::TooLarge(limit))
        }
        Ok(Err(_)) => Err(Error::Malformed),
        Err(_) => Err(Error::Late(within)),
    };
    (parts, read)
}

/// A body without its content coding, up to `limit` bytes: no coding, or gzip. See
/// [RFC 9110, section 8.4](https://www.rfc-editor.org/rfc/rfc9110#section-8.4).
pub fn inflate<'b>(headers: &HeaderMap, body: &'b [u8], limit: usize) -> Result<Cow<'b, [u8]>, Error> {
    let codings = headers.get_all(CONTENT_ENCODING).iter();
    let mut codings = codings.flat_map(|value| value.as_bytes().split(|byte| *byte == b',')).map(<[u8]>::trim_ascii);
    let is = |coding: &[u8], names: &[&str]| names.iter().any(|name| coding.eq_ignore_ascii_case(name.as_bytes()));
    match (codings.find(|coding| !is(coding, &["", "identity"])), codings.next()) {
        (None, _) => Ok(Cow::Borrowed(body)),
        (Some(coding), None) if is(coding, &["gzip", "x-gzip"]) => {
            let mut inflated = Vec::new();
            let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
            MultiGzDecoder::new(body).take(most).read_to_end(&mut inflated).map_err(|_| Error::NotGzip)?;
            if inflated.len() > limit { Err(Error::TooLarge(limit)) } else { Ok(Cow::Owned(inflated)) }
        }
        (Some(coding), _) => Err(Error::Coding(String::from_utf8_lossy(coding).into_owned())),
    }
}
