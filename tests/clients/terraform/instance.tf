# An instance with a role, in a placement group, with the options that are shown of it.

terraform {
  required_providers { aws = { source = "hashicorp/aws", version = "5.100.0" } }
}
variable "url" { type = string }

# What changes in place.
variable "name" { default = "one" }
variable "profile" { default = "first" }
variable "recovery" { default = "default" }

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
data "aws_instance" "web" {
  instance_id = aws_instance.web.id
}
output "names" { value = [data.aws_instance.web.iam_instance_profile, data.aws_instance.web.private_dns] }
