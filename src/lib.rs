//! Twinstance: AWS EC2 and Alibaba Cloud ECS on localhost, over one world.
//!
//! What follows is the project's page on its architecture.
//!
#![cfg_attr(doc, doc = include_str!("../.github/docs/architecture.md"))]

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
