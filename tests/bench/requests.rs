//! The operations under load.
//!
//! Those that change something have two requests that undo each other and are sent in turn, so that every call
//! succeeds and changes something. RunInstances fills its subnet instead, which begins anew with every turn.

use crate::shared::Failure;
use crate::shared::client::Connection;
use crate::shared::servers::Server;
use crate::shared::wire::{control, ec2, ecs};

/// An operation under load.
pub struct Operation {
    pub name: &'static str,
    /// Whether it is one of EC2's.
    pub ec2: bool,
    /// The requests, signed for this moment.
    pub requests: fn(&Stage) -> Vec<Vec<u8>>,
}

/// What is in a server's world at the start of a turn, beside what `load.toml` puts there.
pub struct Stage {
    /// A subnet with 65,530 free addresses.
    subnet: String,
    /// The instance that is in it.
    instance: String,
}

impl Stage {
    /// Puts the world back to its start, and sets it. moto's path, which Twinstance has too.
    pub async fn set(server: &Server) -> Result<Self, Failure> {
        let mut connection = Connection::open(server.address).await?;
        connection.call(&control("POST", "/moto-api/reset", "")).await?;
        let vpc = connection.ask(&ec2("CreateVpc", "CidrBlock=10.0.0.0%2F16"), "vpcId").await?;
        let subnet = format!("VpcId={vpc}&CidrBlock=10.0.0.0%2F16");
        let subnet = connection.ask(&ec2("CreateSubnet", &subnet), "subnetId").await?;
        let instance = connection.ask(&launch(&subnet), "instanceId").await?;
        Ok(Self { subnet, instance })
    }
}

fn launch(subnet: &str) -> Vec<u8> {
    let image = "ImageId=ami-0abcdef1234567890";
    ec2("RunInstances", &format!("{image}&InstanceType=t3.micro&MinCount=1&MaxCount=1&SubnetId={subnet}"))
}

pub fn all() -> [Operation; 5] {
    [
        Operation {
            name: "ModifyInstanceCreditSpecification",
            ec2: true,
            requests: |stage| ["unlimited", "standard"].map(|mode| credits(&stage.instance, mode)).into(),
        },
        Operation {
            name: "UpdateInterruptibleCapacityReservationAllocation",
            ec2: true,
            requests: |_| [5, 4].map(allocation).into(),
        },
        Operation { name: "ModifyInstanceSpec", ec2: false, requests: |_| [20, 10].map(bandwidth).into() },
        Operation {
            name: "DescribeInstances, one id",
            ec2: true,
            requests: |stage| vec![ec2("DescribeInstances", &format!("InstanceId.1={}", stage.instance))],
        },
        Operation { name: "RunInstances, one", ec2: true, requests: |stage| vec![launch(&stage.subnet)] },
    ]
}

fn credits(instance: &str, mode: &str) -> Vec<u8> {
    let item = "InstanceCreditSpecification.1";
    ec2("ModifyInstanceCreditSpecification", &format!("{item}.InstanceId={instance}&{item}.CpuCredits={mode}"))
}

fn allocation(count: u32) -> Vec<u8> {
    let parameters = format!("CapacityReservationId=cr-1234abcd56EXAMPLE&TargetInstanceCount={count}");
    ec2("UpdateInterruptibleCapacityReservationAllocation", &parameters)
}

fn bandwidth(out: u32) -> Vec<u8> {
    ecs("ModifyInstanceSpec", &format!("InstanceId=i-bp67acfmxazb4ph12345&InternetMaxBandwidthOut={out}"))
}
