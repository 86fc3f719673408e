//! A call in its stages, without a socket.

use crate::shared::Failure;
use crate::shared::wire;
use axum::body::Body;
use axum::http::Request;
use axum::http::request::Parts;
use jiff::Timestamp;
use smol_str::SmolStr;
use std::cell::Cell;
use std::hint::black_box;
use twinstance::alibaba;
use twinstance::alibaba::ecs;
use twinstance::alibaba::ecs::instances::modify_instance_spec::ModifyInstanceSpec;
use twinstance::app::App;
use twinstance::aws;
use twinstance::aws::ec2;
use twinstance::aws::ec2::capacity::update_interruptible_capacity_reservation_allocation::UpdateInterruptibleCapacityReservationAllocation as Allocation;
use twinstance::aws::ec2::credits::modify_instance_credit_specification::ModifyInstanceCreditSpecification as Credits;
use twinstance::aws::ec2::instances::describe_instances::DescribeInstances;
use twinstance::aws::ec2::instances::run_instances::RunInstances;
use twinstance::config::Config;
use twinstance::domain::notice::Notices;
use twinstance::domain::scope::{Cloud, Scope};
use twinstance::operation::{Api, Call, Change, Error, Format, Operation, Protocol, Read};
use twinstance::server::gateway;
use twinstance::wire::head::Head;
use twinstance::wire::params::Params;
use twinstance::wire::signing::Verified;
use twinstance::world::World;

/// What there is to see after so much of a call.
pub const STAGES: [&str; 7] = [
    "a copy of the request",
    "reading the parameters",
    "locking and settling the world",
    "plan and commit",
    "writing the answer",
    "who calls what, faults, counts",
    "request log and HTTP response",
];

/// An operation whose cost is looked at.
pub struct Measured {
    pub name: &'static str,
    /// Its requests, sent in turn.
    pub requests: fn() -> Vec<Vec<u8>>,
    work: fn(&Stages, &Parts, &[u8]) -> Result<(), Error>,
}

pub const OPERATIONS: [Measured; 5] = [
    Measured {
        name: "ModifyInstanceCreditSpecification",
        requests: || ["unlimited", "standard"].map(credits).into(),
        work: |stages, parts, body| stages.call::<Credits>(parts, body, change::<Credits>),
    },
    Measured {
        name: "UpdateInterruptibleCapacityReservationAllocation",
        requests: || [5, 4].map(allocation).into(),
        work: |stages, parts, body| stages.call::<Allocation>(parts, body, change::<Allocation>),
    },
    Measured {
        name: "ModifyInstanceSpec",
        requests: || [20, 10].map(bandwidth).into(),
        work: |stages, parts, body| stages.call::<ModifyInstanceSpec>(parts, body, change::<ModifyInstanceSpec>),
    },
    Measured {
        name: "DescribeInstances, one id",
        requests: || vec![wire::ec2("DescribeInstances", "InstanceId.1=i-1234567890abcdef0")],
        work: |stages, parts, body| stages.call::<DescribeInstances>(parts, body, read::<DescribeInstances>),
    },
    Measured {
        name: "RunInstances, one",
        requests: || {
            let image = "ImageId=ami-0abcdef1234567890";
            vec![wire::ec2("RunInstances", &format!("{image}&InstanceType=t3.micro&MinCount=1&MaxCount=1"))]
        },
        work: |stages, parts, body| stages.call::<RunInstances>(parts, body, change::<RunInstances>),
    },
];

fn credits(mode: &str) -> Vec<u8> {
    let item = "InstanceCreditSpecification.1";
    let parameters = format!("{item}.InstanceId=i-1234567890abcdef0&{item}.CpuCredits={mode}");
    wire::ec2("ModifyInstanceCreditSpecification", &parameters)
}

fn allocation(count: u32) -> Vec<u8> {
    let parameters = format!("CapacityReservationId=cr-1234abcd56EXAMPLE&TargetInstanceCount={count}");
    wire::ec2("UpdateInterruptibleCapacityReservationAllocation", &parameters)
}

fn bandwidth(out: u32) -> Vec<u8> {
    wire::ecs("ModifyInstanceSpec", &format!("InstanceId=i-bp67acfmxazb4ph12345&InternetMaxBandwidthOut={out}"))
}

/// Makes so many calls of an operation, as far as this stage.
pub fn make_calls(operation: usize, stage: usize, calls: u32) -> Result<(), Failure> {
    let operation = OPERATIONS.get(operation).ok_or("no such operation")?;
    let mut config = Config::example()?;
    config.scenarios.push(("load.toml".to_owned(), include_str!("load.toml").to_owned()));
    let app = App::new(config)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let stages = Stages { app, stage };
    let requests = (operation.requests)().iter().map(|raw| request(raw)).collect::<Result<Vec<_>, _>>()?;
    for request in requests.iter().cycle().take(calls as usize) {
        let (parts, body) = request.clone();
        match stage {
            0 => drop(black_box((parts, body))),
            1..=4 => (operation.work)(&stages, &parts, &body).map_err(|error| format!("{error:?}"))?,
            5 => succeeded(black_box(gateway::answer(&stages.app, &parts, &body)).reply.status)?,
            _ => {
                let request = Request::from_parts(parts, Body::from(body));
                let response = runtime.block_on(gateway::serve(&stages.app, request));
                succeeded(black_box(response).status().as_u16())?;
            }
        }
    }
    Ok(())
}

fn succeeded(status: u16) -> Result<(), Failure> {
    if status == 200 { Ok(()) } else { Err(format!("a call failed with {status}").into()) }
}

/// A request as the server has it once it is read.
fn request(raw: &[u8]) -> Result<(Parts, Vec<u8>), Failure> {
    let text = std::str::from_utf8(raw)?;
    let (head, body) = text.split_once("\r\n\r\n").ok_or("no head")?;
    let mut lines = head.lines();
    let mut line = lines.next().unwrap_or_default().split(' ');
    let (method, target) = line.next().zip(line.next()).ok_or("no request line")?;
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        request = request.header(name, value);
    }
    Ok((request.body(())?.into_parts().0, body.as_bytes().to_vec()))
}

/// A server without a socket, and how far its calls go.
struct Stages {
    app: App,
    stage: usize,
}

/// Plan and commit, or what a reading operation has instead.
type Run<O> = fn(&mut World, &Scope, Timestamp, <O as Operation>::Request) -> Result<<O as Operation>::Response, Error>;

fn change<O: Change>(
    world: &mut World,
    scope: &Scope,
    now: Timestamp,
    request: O::Request,
) -> Result<O::Response, Error> {
    let plan = O::plan(world.place(scope, None, HOST, now).ok_or(Error::Internal)?, request)?;
    Ok(O::commit(&mut world.place_mut(scope, now, &mut Notices::none()).ok_or(Error::Internal)?, plan))
}

fn read<O: Read>(world: &mut World, scope: &Scope, now: Timestamp, request: O::Request) -> Result<O::Response, Error> {
    O::read(world.place(scope, None, HOST, now).ok_or(Error::Internal)?, request)
}

const HOST: &str = "127.0.0.1:4780";

impl Stages {
    /// A call, as far as it goes, over the functions that the server calls.
    fn call<O: Operation>(&self, parts: &Parts, body: &[u8], run: Run<O>) -> Result<(), Error> {
        let head = Head::new(parts, body);
        let mut params = Params::parse(head.query, head.body);
        params.check(self.app.config.limits.parameters, self.app.config.limits.depth)?;
        let cloud = if head.acs_action().is_some() { Cloud::Alibaba } else { Cloud::Aws };
        match cloud {
            Cloud::Aws => params.retain(|name| !aws::caller::is_common(name)),
            Cloud::Alibaba => params.retain(|name| !alibaba::caller::is_common(name)),
        }
        let (request, _) = params.read::<O::Request>()?;
        if self.stage == 1 {
            black_box(&request);
            return Ok(());
        }
        let scope = Scope {
            cloud,
            account: self.app.config.account(cloud, Verified::default()),
            region: self.app.config.region(cloud),
        };
        let mut simulation = self.app.simulation.lock();
        simulation.next_sequence();
        let (world, now) = simulation.run_due_events();
        world.open(&scope);
        if self.stage == 2 {
            black_box((&request, now));
            return Ok(());
        }
        let answer = run(world, &scope, now, request)?;
        drop(simulation);
        if self.stage == 3 {
            black_box(&answer);
            return Ok(());
        }
        self.write::<O>(&head, params, scope, &answer)
    }

    fn write<O: Operation>(
        &self,
        head: &Head<'_>,
        params: Params<'_>,
        scope: Scope,
        answer: &O::Response,
    ) -> Result<(), Error> {
        let (api, version, format) = match scope.cloud {
            Cloud::Aws => (Api::Ec2, ec2::VERSIONS[0], Format::Xml),
            Cloud::Alibaba => (Api::Ecs, ecs::VERSION, Format::Json),
        };
        let call = Call {
            api,
            scope,
            access_key: SmolStr::default(),
            region_is_default: false,
            action: O::ACTION.into(),
            version: version.into(),
            format,
            query_mode: false,
            endpoint: head.endpoint(),
            request_id: self.app.request_ids.next(),
            params,
            executed: Cell::default(),
        };
        black_box(O::Protocol::render(&call, O::ACTION, answer)?);
        Ok(())
    }
}
