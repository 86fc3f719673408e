//! The HTTP server: connections, routes, and which of the clouds' APIs a request is for.

pub mod gateway;
pub mod landing;
pub mod layers;
mod listen;
mod router;

pub use listen::{SHUTDOWN_GRACE, ServedApis, serve};
pub use router::router;
