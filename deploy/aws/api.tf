variable "api_size" {
  description = "cpu (units) and memory (MiB) of one API task, the collector included."
  type        = object({ cpu = number, memory = number })
  default     = { cpu = 512, memory = 1024 }

  validation {
    condition     = contains(try(local.fargate_sizes[var.api_size.cpu], []), var.api_size.memory)
    error_message = "Fargate has no api_size of this cpu and memory together: see fargate_sizes in cluster.tf."
  }
}

locals {
  api_port = 8000

  # How long a run may take is said with the settings of the ETL.
  api_sources = merge(local.source_settings, {
    for name, value in var.etl_settings : name => value if endswith(name, "_TIME_LIMIT")
  })

  api_environment = merge(local.dotnet, local.api_sources, {
    # Few connections a task: six tasks together stay below what the smallest instance allows.
    DATABASE_URL         = "${local.connection_to.reading};Username=kasparro_api;Maximum Pool Size=12"
    ASPNETCORE_URLS      = "http://*:${local.api_port}"
    API_SHUTDOWN_TIMEOUT = "25s"
    # The load balancer says who called: requests are limited by caller, not all together.
    API_TRUSTED_PROXIES = join(",", [for subnet in local.subnets : subnet.public])
    # Below the pool, so that a request does not wait in vain for a connection, and health checks find one.
    API_MAX_CONCURRENT = "10"
  })

  api_container = merge(local.confined, {
    name             = "api"
    image            = local.api_image
    portMappings     = [{ containerPort = local.api_port, protocol = "tcp" }]
    environment      = [for name, value in local.api_environment : { name = name, value = value }]
    secrets          = [{ name = "PGPASSWORD", valueFrom = aws_secretsmanager_secret.database_api.arn }]
    logConfiguration = local.log_options["api"]
    stopTimeout      = 30
  })
}

resource "aws_ecs_task_definition" "api" {
  family                   = "${var.name}-api"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.api_size.cpu
  memory                   = var.api_size.memory
  execution_role_arn       = aws_iam_role.api_execution.arn
  task_role_arn            = one(aws_iam_role.collector[*].arn)

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  container_definitions = jsonencode(concat([local.api_container], local.collector_containers))

  # Revisions stay: the circuit breaker and people go back to them.
  skip_destroy = true
}

resource "aws_ecs_service" "api" {
  count = var.live ? 1 : 0

  name            = "api"
  cluster         = aws_ecs_cluster.this.id
  task_definition = aws_ecs_task_definition.api.arn
  launch_type     = "FARGATE"
  desired_count   = var.api_tasks.min

  # The new tasks are ready before an old one goes; where they do not become ready, ECS goes back by itself.
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 60
  availability_zone_rebalancing      = "ENABLED"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [for subnet in aws_subnet.tasks : subnet.id]
    security_groups  = [aws_security_group.api.id]
    assign_public_ip = false
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.api.arn
    container_name   = "api"
    container_port   = local.api_port
  }

  # The apply ends when the deployment has: with an error where it was rolled back.
  wait_for_steady_state = true

  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [aws_lb_listener.http, aws_lb_listener.https, aws_iam_role_policy.api_execution]
}
