# Three rows of subnets: public (load balancer, NAT), tasks (reach out, are not reached), data (reach nothing).
#
# The ETL calls its sources, which no VPC endpoint leads to, so there is a NAT gateway in any case; the
# AWS APIs go through it too. Interface endpoints for them (ecr.api, ecr.dkr, logs, secretsmanager: 4 x 2 zones) would cost
# more than the gateway and replace none of it. S3 is the exception: its endpoint is free, and image layers come from there.

locals {
  nat_zones = var.nat_per_zone ? var.zones : [var.zones[0]]

  # Each zone takes its numbers from its place in the list: 0-4 public, 5-9 tasks, 10-14 data.
  subnets = { for place, zone in var.zones : zone => {
    public = cidrsubnet(var.cidr, 4, place)
    tasks  = cidrsubnet(var.cidr, 4, place + 5)
    data   = cidrsubnet(var.cidr, 4, place + 10)
  } }
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = var.name }
}

resource "aws_subnet" "public" {
  for_each = local.subnets

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value.public

  tags = { Name = "${var.name}-public-${each.key}" }
}

resource "aws_subnet" "tasks" {
  for_each = local.subnets

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value.tasks

  tags = { Name = "${var.name}-tasks-${each.key}" }
}

resource "aws_subnet" "data" {
  for_each = local.subnets

  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = each.value.data

  tags = { Name = "${var.name}-data-${each.key}" }
}

resource "aws_eip" "nat" {
  for_each = toset(local.nat_zones)

  domain = "vpc"

  tags = { Name = "${var.name}-nat-${each.key}" }
}

resource "aws_nat_gateway" "this" {
  for_each = toset(local.nat_zones)

  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id

  tags = { Name = "${var.name}-${each.key}" }

  depends_on = [aws_internet_gateway.this]
}
