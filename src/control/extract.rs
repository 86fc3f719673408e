//! Extractors. Unlike axum's, they answer errors in JSON.

use super::reply::Refusal;
use crate::app::App;
use crate::wire::body;
use axum::RequestExt;
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

/// The whole body, within the limits of the configuration.
pub(super) struct Body(pub Bytes);

impl FromRequest<Arc<App>> for Body {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Refusal> {
        let read =
            body::read(request.with_limited_body(), app.config.limits.body, app.config.limits.body_timeout).await;
        read.map(|(_, body)| Self(body)).map_err(|error| Refusal::new(error.status(), error))
    }
}
