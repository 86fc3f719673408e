# Instances: with a role, in a placement group, with the options that are shown of them; with interfaces and volumes; from a
# snapshot, an image and a launch template.

terraform {
  required_providers { aws = { source = "hashicorp/aws", version = "5.100.0" } }
}
variable "url" { type = string }

# What changes in place.
variable "name" { default = "one" }
variable "profile" { default = "first" }
variable "recovery" { default = "default" }
variable "size" { default = 10 }

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "AKIAIOSFODNN7EXAMPLE"
  secret_key                  = "secret"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = false
  endpoints {
    ec2 = var.url
    iam = var.url
    sts = var.url
  }
  default_tags { tags = { Project = "instance" } }
}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}
resource "aws_iam_role" "web" {
  name               = "web"
  path               = "/servers/"
  description        = "what web servers may do"
  assume_role_policy = data.aws_iam_policy_document.trust.json
  tags               = { Name = var.name }
}
resource "aws_iam_instance_profile" "web" {
  for_each = toset(["first", "second"])
  name     = each.key
  role     = aws_iam_role.web.name
  tags     = { Name = var.name }
}
resource "aws_placement_group" "spread" {
  name     = "spread"
  strategy = "spread"
  tags     = { Name = var.name }
}
resource "aws_placement_group" "partitions" {
  name            = "partitions"
  strategy        = "partition"
  partition_count = 3
}
resource "aws_placement_group" "cluster" {
  name     = "cluster"
  strategy = "cluster"
}
resource "aws_instance" "web" {
  ami                  = "ami-0abcdef1234567890"
  instance_type        = "m5.xlarge"
  iam_instance_profile = aws_iam_instance_profile.web[var.profile].name
  placement_group      = aws_placement_group.spread.name
  hibernation          = false
  enclave_options { enabled = true }
  maintenance_options { auto_recovery = var.recovery }
  private_dns_name_options {
    hostname_type                     = "resource-name"
    enable_resource_name_dns_a_record = true
  }
  tags = { Name = var.name }
}
resource "aws_instance" "partitioned" {
  ami                        = "ami-0abcdef1234567890"
  instance_type              = "t3.micro"
  placement_group            = aws_placement_group.partitions.name
  placement_partition_number = 2
}
resource "aws_instance" "sleeper" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "m5.large"
  hibernation   = true
  root_block_device { encrypted = true }
}
data "aws_availability_zones" "all" { state = "available" }
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_subnet" "main" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = "10.0.1.0/24"
  availability_zone = data.aws_availability_zones.all.names[0]
}
resource "aws_security_group" "main" {
  name   = "main"
  vpc_id = aws_vpc.main.id
}
resource "aws_network_interface" "further" {
  subnet_id       = aws_subnet.main.id
  description     = var.name
  private_ips     = ["10.0.1.10", "10.0.1.11"]
  security_groups = [aws_security_group.main.id]
  tags            = { Name = var.name }
}
resource "aws_network_interface" "primary" {
  subnet_id         = aws_subnet.main.id
  source_dest_check = false
}
resource "aws_instance" "networked" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.medium"
  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.primary.id
  }
  root_block_device {
    volume_size = 12
    tags        = { Name = "root" }
  }
}
resource "aws_network_interface_attachment" "further" {
  instance_id          = aws_instance.networked.id
  network_interface_id = aws_network_interface.further.id
  device_index         = 1
}
resource "aws_ebs_volume" "data" {
  availability_zone = data.aws_availability_zones.all.names[0]
  size              = var.size
  type              = "gp3"
  iops              = 3500
  tags              = { Name = var.name }
}
resource "aws_volume_attachment" "data" {
  device_name = "/dev/sdg"
  volume_id   = aws_ebs_volume.data.id
  instance_id = aws_instance.networked.id
}
resource "aws_ebs_snapshot" "data" {
  volume_id   = aws_ebs_volume.data.id
  description = "of the data"
  tags        = { Name = var.name }
}
resource "aws_ebs_volume" "restored" {
  availability_zone = data.aws_availability_zones.all.names[0]
  snapshot_id       = aws_ebs_snapshot.data.id
}
resource "aws_ebs_snapshot_copy" "copy" {
  source_region      = "us-east-1"
  source_snapshot_id = aws_ebs_snapshot.data.id
}
resource "aws_ami" "registered" {
  name                = "registered"
  virtualization_type = "hvm"
  root_device_name    = "/dev/xvda"
  ena_support         = true
  ebs_block_device {
    device_name = "/dev/xvda"
    snapshot_id = aws_ebs_snapshot.data.id
    volume_size = 20
  }
}
resource "aws_ami_from_instance" "made" {
  name               = "made"
  source_instance_id = aws_instance.networked.id
  tags               = { Name = var.name }
}
resource "aws_instance" "imaged" {
  ami           = aws_ami.registered.id
  instance_type = "t3.micro"
  ebs_block_device {
    device_name = "/dev/sdf"
    volume_size = 5
    volume_type = "gp3"
    throughput  = 200
    encrypted   = true
  }
}
resource "aws_launch_template" "web" {
  name                   = "web"
  description            = var.name
  update_default_version = true
  image_id               = "ami-0abcdef1234567890"
  instance_type          = "t3.micro"
  vpc_security_group_ids = [aws_security_group.main.id]
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 9
      encrypted   = true
    }
  }
  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "required"
  }
  iam_instance_profile { name = aws_iam_instance_profile.web["first"].name }
  monitoring { enabled = true }
  tag_specifications {
    resource_type = "instance"
    tags          = { From = "template" }
  }
}
resource "aws_instance" "templated" {
  subnet_id = aws_subnet.main.id
  launch_template {
    id      = aws_launch_template.web.id
    version = "1"
  }
}
data "aws_instance" "web" {
  instance_id = aws_instance.web.id
}
output "names" { value = [data.aws_instance.web.iam_instance_profile, data.aws_instance.web.private_dns] }
