//! Extractors. Unlike axum's, they answer errors in JSON.

use super::reply::Refusal;
use crate::app::App;
use crate::wire::body;
use axum::body::Bytes;
use axum::extract::{self, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The query, deserialized.
pub(super) struct Query<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let read = extract::Query::from_request_parts(parts, state).await;
        read.map(|extract::Query(query)| Self(query)).map_err(|refusal| Refusal::bad(refusal.body_text()))
    }
}

/// The parameter in the path.
pub(super) struct Path(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Path {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Refusal> {
        let read = extract::Path::from_request_parts(parts, state).await;
        read.map(|extract::Path(name)| Self(name)).map_err(|refusal| Refusal::bad(refusal.body_text()))
    }
}

/// The whole body, up to `limits.body`.
pub(super) struct Body(pub Bytes);

/// The whole body, up to `limits.upload`: a scenario or a snapshot.
pub(super) struct Upload(pub Bytes);

/// No body. For a request that needs none, since one that has one means more than the request does.
pub(super) struct NoBody;

impl FromRequest<Arc<App>> for Body {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        let (_, body) = read_body(request, app.config.limits.body, app).await?;
        Ok(Self(body))
    }
}

impl FromRequest<Arc<App>> for Upload {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        let (_, body) = read_body(request, app.config.limits.upload, app).await?;
        Ok(Self(body))
    }
}

impl FromRequest<Arc<App>> for NoBody {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        let Body(body) = Body::from_request(request, app).await?;
        if body.is_empty() { Ok(Self) } else { Err(Refusal::bad("this request has no body")) }
    }
}

/// Reads a whole body, up to this number of bytes.
pub(super) async fn read_body(request: Request, limit: usize, app: &App) -> Result<(Parts, Bytes), Refusal> {
    let (parts, body) = body::read(request, limit, app.config.limits.body_timeout).await;
    body.map(|body| (parts, body)).map_err(|error| Refusal::new(error.status(), error))
}
