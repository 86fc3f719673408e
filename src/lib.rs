//! Twinstance: AWS EC2 and Alibaba Cloud ECS on localhost, over one world.
//!
//! The world is a deterministic state machine, `(world, now, call) -> (world', outcome)`: nothing in it reads a clock or
//! makes random numbers of its own. Same seed, same calls: same bytes. The life of one request:
//!
//! ```text
//! http::Request
//!   -> routes and layers: trace span, panics, body limit            server::router, server::layers
//!   -> which API it is for                                          server::gateway
//!   -> who calls, which region, which action                        aws::protocol, alibaba::protocol
//!   -> a fault that a test asked for, throttling                    middleware
//!   -> the operation's request, from dotted names                   wire::params
//!   -> due events, then plan, then commit, under the world's lock   operation::run, world, the operation's file
//!   -> the operation's answer, or an error in the vendor's words    aws, alibaba, wire::xml
//!   -> the request log; what a fault does to the answer             middleware, server::gateway
//! http::Response
//! ```
//!
//! The rooms, each of which uses only rooms below it (`tests/tidy.rs` holds that):
//!
//! | room | what is in it |
//! |---|---|
//! | [`cli`] | the command line: serve, replay, healthcheck; the log |
//! | [`server`] | connections, routes, layers; which API a request is for; the start page |
//! | [`control`] | the emulator's own API under `/_twin/`, a file per resource |
//! | [`app`] | all that a server holds; snapshots; scenarios, which are worlds described in TOML |
//! | [`aws`], [`alibaba`] | the clouds: protocol, callers, signatures; a folder per service, a file per operation |
//! | [`config`] | the configuration: file, variables, flags |
//! | [`middleware`] | what stands around a call: faults, throttling, the request log, coverage |
//! | [`operation`] | what an operation is and how it is run; what a protocol is |
//! | [`wire`], [`world`] | parameters, XML, signatures; the world with its lock, clock and generators of ids |
//! | [`domain`] | the nouns and rules of both clouds, which know of no wire |

pub mod alibaba;
pub mod app;
pub mod aws;
pub mod cli;
pub mod config;
pub mod control;
pub mod domain;
pub mod middleware;
pub mod operation;
pub mod server;
pub mod wire;
pub mod world;
