mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  account_id    = "123456789012"
  image_tag     = "0123abc"
  allowed_cidrs = ["198.51.100.0/24"]
}

# Distinct ids, so that it shows which group a rule names.
override_resource {
  target = aws_security_group.load_balancer
  values = { id = "sg-load-balancer" }
}

override_resource {
  target = aws_security_group.api
  values = { id = "sg-api" }
}

override_resource {
  target = aws_security_group.jobs
  values = { id = "sg-jobs" }
}

override_resource {
  target = aws_security_group.database
  values = { id = "sg-database" }
}

override_resource {
  target = aws_route_table.data
  values = { id = "rtb-data" }
}

override_resource {
  target = aws_nat_gateway.this["us-east-1a"]
  values = { id = "nat-a" }
}

override_resource {
  target = aws_nat_gateway.this["us-east-1b"]
  values = { id = "nat-b" }
}

run "who_reaches_the_database" {
  assert {
    condition = toset([for rule in aws_vpc_security_group_ingress_rule.database_from_tasks : "${rule.security_group_id} from ${coalesce(rule.referenced_security_group_id, rule.cidr_ipv4, "?")} on ${rule.from_port}-${rule.to_port}"]) == toset([
      "sg-database from sg-api on 5432-5432", "sg-database from sg-jobs on 5432-5432",
    ])
    error_message = "Only tasks reach the database, on its port."
  }

  assert {
    condition     = aws_db_instance.this[0].vpc_security_group_ids == toset(["sg-database"])
    error_message = "The database has its own group and no other."
  }

  # Every ingress rule there is stands in firewall.tf; one elsewhere, or inline, would not be seen above.
  assert {
    condition = length([aws_vpc_security_group_ingress_rule.load_balancer_from_callers, aws_vpc_security_group_ingress_rule.api_from_load_balancer, aws_vpc_security_group_ingress_rule.database_from_tasks]) == sum(
      [for name in fileset(".", "*.tf") : length(regexall("resource \"aws_(vpc_)?security_group_(ingress_)?rule\"|\n  ingress", file(name)))]
    )
    error_message = "There is an ingress rule that these tests do not look at."
  }
}

run "who_reaches_the_api" {
  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.api_from_load_balancer.referenced_security_group_id == "sg-load-balancer" &&
      aws_vpc_security_group_ingress_rule.api_from_load_balancer.security_group_id == "sg-api" &&
      aws_vpc_security_group_ingress_rule.api_from_load_balancer.from_port == 8000
    )
    error_message = "Only the load balancer reaches the API's tasks."
  }

  assert {
    condition     = [for rule in aws_vpc_security_group_ingress_rule.load_balancer_from_callers : "${rule.cidr_ipv4} ${rule.from_port}"] == ["198.51.100.0/24 80"]
    error_message = "Only allowed addresses reach the load balancer, and without a certificate only on 80."
  }
}

run "the_database_has_no_way_out" {
  assert {
    condition = (
      alltrue([for association in aws_route_table_association.data : association.route_table_id == "rtb-data"]) &&
      !contains(concat([aws_route.internet.route_table_id], [for route in aws_route.nat : route.route_table_id]), "rtb-data")
    )
    error_message = "The data subnets' table has no route but the VPC's own."
  }
}

run "one_nat_gateway" {
  command = plan

  assert {
    condition     = keys(aws_nat_gateway.this) == ["us-east-1a"] && length(aws_route.nat) == 2
    error_message = "One gateway serves both zones."
  }
}

run "a_nat_gateway_in_each_zone" {
  variables {
    nat_per_zone = true
  }

  assert {
    condition     = { for zone, route in aws_route.nat : zone => route.nat_gateway_id } == { us-east-1a = "nat-a", us-east-1b = "nat-b" }
    error_message = "Each zone has its own, and uses it."
  }
}

run "subnets_do_not_overlap" {
  command = plan

  variables {
    zones = ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d", "us-east-1f"]
  }

  assert {
    condition     = length(distinct(flatten([for zone in local.subnets : values(zone)]))) == 15
    error_message = "Every subnet has its own block, with as many zones as are allowed."
  }
}

run "with_a_certificate_plain_http_only_redirects" {
  variables {
    certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/mock"
  }

  assert {
    condition     = aws_lb_listener.http.default_action[0].type == "redirect" && aws_lb_listener.http.default_action[0].redirect[0].protocol == "HTTPS"
    error_message = "Port 80 sends callers to HTTPS."
  }

  assert {
    condition     = aws_lb_listener.https[0].port == 443 && startswith(aws_lb_listener.https[0].ssl_policy, "ELBSecurityPolicy-TLS13-")
    error_message = "HTTPS is there, with a current policy."
  }
}

run "metrics_are_not_public" {
  command = plan

  assert {
    condition     = contains(flatten([for condition in aws_lb_listener_rule.no_metrics.condition : [for path in condition.path_pattern : path.values]]), "/metrics") && aws_lb_listener_rule.no_metrics.action[0].fixed_response[0].status_code == "404"
    error_message = "The load balancer does not pass /metrics on."
  }
}

run "callers_must_be_named" {
  command = plan

  variables {
    allowed_cidrs = []
  }

  expect_failures = [var.allowed_cidrs]
}
