# Who may open a connection to whom, one rule each:
#
#   callers -> load_balancer -> api  -> database
#                               jobs -> database
#   api, jobs -> anywhere on 443 (the sources, AWS)

resource "aws_security_group" "load_balancer" {
  name        = "${var.name}-load-balancer"
  description = "The API's load balancer"
  vpc_id      = aws_vpc.this.id
}

resource "aws_security_group" "api" {
  name        = "${var.name}-api"
  description = "Tasks of the API"
  vpc_id      = aws_vpc.this.id
}

resource "aws_security_group" "jobs" {
  name        = "${var.name}-jobs"
  description = "Tasks that run once: ETL, migrations, database users"
  vpc_id      = aws_vpc.this.id
}

resource "aws_security_group" "database" {
  name        = "${var.name}-database"
  description = "PostgreSQL"
  vpc_id      = aws_vpc.this.id
}

# What a VPC gives to whatever names no group: nothing.
resource "aws_default_security_group" "unused" {
  vpc_id = aws_vpc.this.id
}

locals {
  callers = { for pair in setproduct(var.allowed_cidrs, var.certificate_arn == null ? [80] : [80, 443]) : "${pair[0]}-${pair[1]}" => {
    cidr = pair[0]
    port = pair[1]
  } }
}

resource "aws_vpc_security_group_ingress_rule" "load_balancer_from_callers" {
  for_each = local.callers

  security_group_id = aws_security_group.load_balancer.id
  cidr_ipv4         = each.value.cidr
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
}

resource "aws_vpc_security_group_egress_rule" "load_balancer_to_api" {
  security_group_id            = aws_security_group.load_balancer.id
  referenced_security_group_id = aws_security_group.api.id
  ip_protocol                  = "tcp"
  from_port                    = local.api_port
  to_port                      = local.api_port
}

resource "aws_vpc_security_group_ingress_rule" "api_from_load_balancer" {
  security_group_id            = aws_security_group.api.id
  referenced_security_group_id = aws_security_group.load_balancer.id
  ip_protocol                  = "tcp"
  from_port                    = local.api_port
  to_port                      = local.api_port
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_https" {
  for_each = { api = aws_security_group.api.id, jobs = aws_security_group.jobs.id }

  security_group_id = each.value
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_security_group_egress_rule" "tasks_to_database" {
  for_each = { api = aws_security_group.api.id, jobs = aws_security_group.jobs.id }

  security_group_id            = each.value
  referenced_security_group_id = aws_security_group.database.id
  ip_protocol                  = "tcp"
  from_port                    = local.database_port
  to_port                      = local.database_port
}

resource "aws_vpc_security_group_ingress_rule" "database_from_tasks" {
  for_each = { api = aws_security_group.api.id, jobs = aws_security_group.jobs.id }

  security_group_id            = aws_security_group.database.id
  referenced_security_group_id = each.value
  ip_protocol                  = "tcp"
  from_port                    = local.database_port
  to_port                      = local.database_port
}
