//! The HTTP server: connections, routes, and which of the clouds' APIs a request is for.

mod connection;
pub mod gateway;
mod http2;
pub mod landing;
pub mod layers;
mod listen;
mod router;
mod tls;
mod tunnel;

pub use listen::{SHUTDOWN_GRACE, ServedApis, serve};
pub use router::router;
