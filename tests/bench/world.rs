//! A server with so many instances, filled through its API.

use crate::shared::Failure;
use crate::shared::client::Connection;
use crate::shared::servers::Server;
use crate::shared::wire::{ec2, ecs};
use twinstance::domain::geography;
use twinstance::domain::scope::Cloud;

/// How many addresses a network of 16 bits has for instances.
const ROOM: u32 = 65_531;
/// A VSwitch of the default VPC has a few more.
const ECS_ROOM: u32 = 4_000;
/// How many have the tag, and how many are stopped.
const FEW: u32 = 10;

/// A server and a connection to it.
pub struct World {
    pub server: Server,
    pub connection: Connection,
    /// How many instances it got.
    pub count: u32,
    /// What it takes in memory, in bytes, more than before.
    pub memory: f64,
    /// The subnet filled last.
    pub subnet: String,
    /// An instance with about as many before it as after it.
    pub middle: String,
}

impl World {
    /// So many instances on EC2, in launches of so many, in one region. Ten of them have a tag of their own, and ten are
    /// stopped.
    pub async fn ec2(count: u32, at_once: u32) -> Result<Self, Failure> {
        let mut world = Self::start(count).await?;
        let before = world.server.memory();
        let mut left = count;
        for network in 0.. {
            world.subnet = world.new_subnet(network).await?;
            let mut room = left.min(ROOM);
            left -= room;
            while room > 0 {
                let id = world.launch(at_once.min(room), "Name", "fill").await?;
                room -= at_once.min(room);
                if left + room >= count / 2 {
                    world.middle = id;
                }
            }
            if left == 0 {
                break;
            }
        }
        world.memory = world.server.memory() - before;
        world.launch(FEW, "Role", "few").await?;
        for _ in 0..FEW {
            let id = world.launch(1, "Name", "stopped").await?;
            world.connection.call(&ec2("StopInstances", &format!("InstanceId.1={id}"))).await?;
        }
        Ok(world)
    }

    /// So many on ECS, or as many as have room in one region.
    pub async fn ecs(count: u32) -> Result<Self, Failure> {
        let mut world = Self::start(0).await?;
        let before = world.server.memory();
        let region = geography::region(Cloud::Alibaba, "cn-hangzhou").ok_or("no region")?;
        for (zone, _) in region.zones {
            let mut room = ECS_ROOM.min(count - world.count);
            world.count += room;
            while room > 0 {
                let amount = room.min(100);
                let query = format!(
                    "RegionId=cn-hangzhou&ZoneId={zone}&Amount={amount}&InstanceType=ecs.g6.large\
                     &ImageId=aliyun_3_x64_20G_alibase_20240819.vhd&Tag.1.Key=Name&Tag.1.Value=fill"
                );
                world.connection.call(&ecs("RunInstances", &query)).await?;
                room -= amount;
            }
        }
        world.memory = world.server.memory() - before;
        Ok(world)
    }

    async fn start(count: u32) -> Result<Self, Failure> {
        let server = Server::twinstance(&["--request-log", "0"])?;
        let mut connection = Connection::open(server.address).await?;
        // Both regions are furnished, and the server has warmed up.
        connection.call(&ec2("DescribeVpcs", "MaxResults=5")).await?;
        connection.call(&ecs("DescribeVpcs", "RegionId=cn-hangzhou")).await?;
        Ok(Self { server, connection, count, memory: f64::NAN, subnet: String::new(), middle: String::new() })
    }

    async fn new_subnet(&mut self, network: u32) -> Result<String, Failure> {
        let block = format!("CidrBlock=10.{network}.0.0%2F16");
        let vpc = self.connection.ask(&ec2("CreateVpc", &block), "vpcId").await?;
        let subnet = ec2("CreateSubnet", &format!("VpcId={vpc}&AvailabilityZone=us-east-1a&{block}"));
        Ok(self.connection.ask(&subnet, "subnetId").await?)
    }

    /// Launches so many, in the subnet filled last. Returns the id of the first.
    pub async fn launch(&mut self, count: u32, key: &str, value: &str) -> Result<String, Failure> {
        let request = launch(&self.subnet, count, key, value);
        Ok(self.connection.ask(&request, "instanceId").await?)
    }
}

/// A launch of so many instances with one tag.
pub fn launch(subnet: &str, count: u32, key: &str, value: &str) -> Vec<u8> {
    let parameters = format!(
        "ImageId=ami-0abcdef1234567890&InstanceType=t3.micro&MinCount={count}&MaxCount={count}&SubnetId={subnet}\
         &TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key={key}\
         &TagSpecification.1.Tag.1.Value={value}"
    );
    ec2("RunInstances", &parameters)
}
