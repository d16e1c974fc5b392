mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  account_id    = "123456789012"
  image_tag     = "0123abc"
  allowed_cidrs = ["198.51.100.0/24"]
}

run "images" {
  command = plan

  assert {
    condition     = alltrue([for repository in aws_ecr_repository.this : repository.image_tag_mutability == "IMMUTABLE" && repository.image_scanning_configuration[0].scan_on_push]) && keys(aws_ecr_repository.this) == ["api", "etl"]
    error_message = "Tags cannot be moved, and what is pushed is scanned."
  }

  assert {
    condition     = keys(aws_ecr_lifecycle_policy.this) == keys(aws_ecr_repository.this)
    error_message = "Every repository is tidied."
  }
}

run "latest_is_no_release" {
  command = plan

  variables {
    image_tag         = "latest"
    migrate_image_tag = "latest"
  }

  expect_failures = [var.image_tag, var.migrate_image_tag]
}

run "migrations_run_ahead" {
  variables {
    migrate_image_tag = "4567def"
  }

  assert {
    condition     = [for definition in [aws_ecs_task_definition.api, aws_ecs_task_definition.etl, aws_ecs_task_definition.migrate] : split(":", jsondecode(definition.container_definitions)[0].image)[1]] == ["0123abc", "0123abc", "4567def"]
    error_message = "The migration task has the next version while the others keep theirs."
  }
}

run "logs" {
  command = plan

  assert {
    condition     = alltrue([for group in concat(values(aws_cloudwatch_log_group.task), values(aws_cloudwatch_log_group.database), [aws_cloudwatch_log_group.runs]) : group.retention_in_days == 30])
    error_message = "Every log group forgets."
  }

  assert {
    condition     = toset([for name in aws_db_instance.this[0].enabled_cloudwatch_logs_exports : "/aws/rds/instance/kasparro/${name}"]) == toset([for group in aws_cloudwatch_log_group.database : group.name])
    error_message = "RDS creates no log group of its own, which would keep everything."
  }

  # A group that the first assertion does not list would be a new resource.
  assert {
    condition     = length([aws_cloudwatch_log_group.task, aws_cloudwatch_log_group.database, aws_cloudwatch_log_group.runs]) == sum([for name in fileset(".", "*.tf") : length(regexall("resource \"aws_cloudwatch_log_group\"", file(name)))])
    error_message = "There is a log group that these tests do not look at."
  }
}

run "logs_are_never_kept_for_ever" {
  command = plan

  variables {
    log_retention_days = 0
  }

  expect_failures = [var.log_retention_days]
}

run "containers_write_to_their_own_group" {
  assert {
    condition = [for definition in [aws_ecs_task_definition.api, aws_ecs_task_definition.etl, aws_ecs_task_definition.migrate, aws_ecs_task_definition.database_users] :
      jsondecode(definition.container_definitions)[0].logConfiguration.options.awslogs-group
    ] == ["/kasparro/api", "/kasparro/etl", "/kasparro/migrate", "/kasparro/database-users"]
    error_message = "Every container's output is kept, and found."
  }
}
