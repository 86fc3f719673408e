//! Twinstance: AWS EC2 and Alibaba Cloud ECS on localhost, over one world.
//!
//! The world is a deterministic state machine, `(world, now, call) -> (world', outcome)`. The life of one request:
//!
//! ```text
//! http::Request
//!   -> the router, within its layers: span, panics, body limit     server
//!   -> which cloud, who calls, which region                        gateway, ec2::auth, ecs::auth
//!   -> a fault that a test asked for                               fault
//!   -> the operation's request, from dotted names                  params
//!   -> settle due events, then plan, then commit                   world, domain, the operation's file
//!   -> the operation's answer, or an error                         ec2, ecs, xml
//! http::Response
//! ```
//!
//! The rooms: `domain` has the nouns and rules of both clouds and knows no wire; `world` has accounts, regions and
//! what will happen by itself; `running` is the world with its clock, behind one lock; `ec2`, `sts` and `ecs` write
//! the clouds' dialects, a file per operation; `operation` says how an operation is described and run; `app` is what
//! the server holds, `control` the emulator's own API, `scenario` a world described in TOML, `document` such a text, or
//! one in JSON, as serde reads it. Around a call stand `signing` (who calls), `throttle`, `fault`, and, once it is
//! answered, `journal` (the exchange as it was) and `tally` (what was called); `snapshot`, `replay`, `webhook` and `log`
//! are what their names say. `lock` says in which order locks are taken. Only `clock` reads time, only `ids` makes randomness.

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
