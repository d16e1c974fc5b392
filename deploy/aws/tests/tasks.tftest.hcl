mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  account_id    = "123456789012"
  image_tag     = "0123abc"
  allowed_cidrs = ["198.51.100.0/24"]
}

run "containers" {
  variables {
    collector_image = "public.ecr.aws/aws-observability/aws-otel-collector:v0"
    source_keys     = ["coingecko"]
  }

  assert {
    condition     = length(output.tasks.definitions) + 1 == sum([for name in fileset(".", "*.tf") : length(regexall("resource \"aws_ecs_task_definition\"", file(name)))])
    error_message = "There is a task definition that these tests do not look at."
  }

  assert {
    condition = alltrue([for container in concat(
      jsondecode(aws_ecs_task_definition.api.container_definitions), jsondecode(aws_ecs_task_definition.etl.container_definitions),
      jsondecode(aws_ecs_task_definition.migrate.container_definitions), jsondecode(aws_ecs_task_definition.database_users.container_definitions),
    ) : container.readonlyRootFilesystem && container.user == "1654:1654" && !container.privileged && container.linuxParameters.capabilities.drop == ["ALL"]])
    error_message = "Every container: read-only, user 1654, no capabilities."
  }

  assert {
    condition     = [for mount in jsondecode(aws_ecs_task_definition.etl.container_definitions)[0].mountPoints : mount.containerPath if !mount.readOnly] == ["/tmp"]
    error_message = "The ETL has one place to write: a CSV that is downloaded is kept there while it is read."
  }

  assert {
    condition = alltrue([for container in concat(
      jsondecode(aws_ecs_task_definition.api.container_definitions), jsondecode(aws_ecs_task_definition.etl.container_definitions),
      jsondecode(aws_ecs_task_definition.migrate.container_definitions), jsondecode(aws_ecs_task_definition.database_users.container_definitions),
    ) : alltrue([for variable in container.environment : !can(regex("KEY|PASSWORD|PASSWD|SECRET|TOKEN", upper(variable.name))) && !can(regex("(?i)password *=|://[^/ ]*:[^/ ]*@", variable.value))])])
    error_message = "No secret is in a plain environment, by its name or inside a connection string."
  }

  assert {
    condition = { for definition in [aws_ecs_task_definition.api, aws_ecs_task_definition.etl, aws_ecs_task_definition.migrate, aws_ecs_task_definition.database_users] :
      definition.family => [for secret in jsondecode(definition.container_definitions)[0].secrets : secret.name]
      } == {
      kasparro-api            = ["PGPASSWORD"]
      kasparro-etl            = ["COINGECKO_API_KEY", "PGPASSWORD"]
      kasparro-migrate        = ["PGPASSWORD"]
      kasparro-database-users = ["PGPASSWORD", "OWNER_PASSWORD", "ETL_PASSWORD", "API_PASSWORD"]
    }
    error_message = "Passwords and the key come from Secrets Manager."
  }

  assert {
    condition = { for definition in [aws_ecs_task_definition.api, aws_ecs_task_definition.etl, aws_ecs_task_definition.migrate] :
      definition.family => one([for variable in jsondecode(definition.container_definitions)[0].environment : regex("Username=([a-z_]+)", variable.value)[0] if variable.name == "DATABASE_URL"])
    } == { kasparro-api = "kasparro_api", kasparro-etl = "kasparro_etl", kasparro-migrate = "kasparro_owner" }
    error_message = "Each program is its own user of the database."
  }

  # 0.25 to 4 vCPU, as AWS documents what Fargate sells. Written out here, not read from what is being tested.
  assert {
    condition = alltrue([for definition in [aws_ecs_task_definition.api, aws_ecs_task_definition.etl, aws_ecs_task_definition.migrate, aws_ecs_task_definition.database_users] :
      contains([
        "256/512", "256/1024", "256/2048",
        "512/1024", "512/2048", "512/3072", "512/4096",
        "1024/2048", "1024/3072", "1024/4096", "1024/5120", "1024/6144", "1024/7168", "1024/8192",
        "2048/4096", "2048/5120", "2048/6144", "2048/7168", "2048/8192", "4096/8192", "4096/16384",
      ], "${definition.cpu}/${definition.memory}")
    ])
    error_message = "Every task has a size that Fargate sells."
  }
}

run "a_size_that_fargate_does_not_sell" {
  command = plan

  variables {
    api_size = { cpu = 512, memory = 512 }
    etl_size = { cpu = 300, memory = 512 }
  }

  expect_failures = [var.api_size, var.etl_size]
}

run "a_secret_among_the_settings" {
  command = plan

  variables {
    etl_settings = { COINPAPRIKA_API_KEY = "x" }
  }

  expect_failures = [var.etl_settings]
}

run "a_key_of_a_source_that_does_not_run" {
  command = plan

  variables {
    source_keys = ["coincap"]
  }

  expect_failures = [var.source_keys]
}

run "sources_are_said_once" {
  command = plan

  variables {
    etl_settings = { ENABLED_SOURCES = "coingecko" }
  }

  expect_failures = [var.etl_settings]
}

run "keyless" {
  assert {
    condition     = [for secret in jsondecode(aws_ecs_task_definition.etl.container_definitions)[0].secrets : secret.name] == ["PGPASSWORD"]
    error_message = "Without source_keys the ETL does not wait for a key that nobody filled in."
  }
}

run "the_service" {
  command = plan

  assert {
    condition     = aws_ecs_service.api[0].deployment_circuit_breaker[0].enable && aws_ecs_service.api[0].deployment_circuit_breaker[0].rollback
    error_message = "A version that does not become ready is rolled back."
  }

  assert {
    condition     = aws_lb_target_group.api.health_check[0].path == "/health/started"
    error_message = "Traffic goes to tasks that have been ready, and a fail-over of the database replaces none."
  }

  assert {
    condition     = aws_appautoscaling_target.api[0].min_capacity == 2 && [for policy in [aws_appautoscaling_policy.cpu, aws_appautoscaling_policy.requests] : policy[0].target_tracking_scaling_policy_configuration[0].predefined_metric_specification[0].predefined_metric_type] == ["ECSServiceAverageCPUUtilization", "ALBRequestCountPerTarget"]
    error_message = "The service grows by CPU and by requests, from two tasks on."
  }

  assert {
    condition     = var.api_tasks.max * 12 <= var.database_connection_alarm * 1.2
    error_message = "All API tasks with full pools stay within what the database takes."
  }
}

run "the_pool_is_what_the_sum_above_takes_it_for" {
  assert {
    condition     = strcontains(aws_ecs_task_definition.api.container_definitions, "Maximum Pool Size=12")
    error_message = "Change the sum in the run before with the pool."
  }

  assert {
    condition     = one([for variable in jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment : variable.value if variable.name == "API_TRUSTED_PROXIES"]) == "10.20.0.0/20,10.20.16.0/20"
    error_message = "The API believes what the load balancer's subnets say of callers, and nobody else."
  }
}

run "the_api_expects_the_sources_that_the_etl_runs" {
  variables {
    sources      = { coingecko = "1h", coincap = "4h" }
    source_keys  = ["coincap"]
    etl_settings = { COINGECKO_TIME_LIMIT = "10m", COINGECKO_MAX_PAGES = "5" }
  }

  assert {
    condition = {
      for variable in jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment : variable.name => variable.value
      if can(regex("SOURCES|COINGECKO|COINCAP", variable.name))
    } == { ENABLED_SOURCES = "coincap,coingecko", COINGECKO_CADENCE = "1h", COINCAP_CADENCE = "4h", COINGECKO_TIME_LIMIT = "10m" }
    error_message = "/health on AWS judges the sources that run there, by their own intervals, and knows nothing else of them."
  }
}
