mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  account_id    = "123456789012"
  image_tag     = "0123abc"
  allowed_cidrs = ["198.51.100.0/24"]
}

run "the_database" {
  command = plan

  assert {
    condition     = !aws_db_instance.this[0].publicly_accessible && aws_db_instance.this[0].storage_encrypted
    error_message = "The database has no public address and its storage is encrypted."
  }

  assert {
    condition     = aws_db_instance.this[0].deletion_protection && !aws_db_instance.this[0].skip_final_snapshot && aws_db_instance.this[0].backup_retention_period >= 7
    error_message = "The database cannot be deleted by mistake, and has backups of a week."
  }

  assert {
    condition     = coalesce(aws_db_instance.this[0].manage_master_user_password, false) && aws_db_instance.this[0].password == null
    error_message = "RDS keeps the administrator's password; Terraform has none."
  }

  assert {
    condition     = contains([for parameter in aws_db_parameter_group.this[0].parameter : "${parameter.name}=${parameter.value}"], "rds.force_ssl=1")
    error_message = "Connections without TLS are refused."
  }

  assert {
    condition     = aws_db_parameter_group.this[0].family == "postgres${aws_db_instance.this[0].engine_version}"
    error_message = "The parameters are those of the database's version."
  }
}

run "multi_az_is_an_option" {
  command = plan

  variables {
    database = { multi_az = true }
  }

  assert {
    condition     = aws_db_instance.this[0].multi_az && aws_db_instance.this[0].deletion_protection
    error_message = "One setting changes nothing else."
  }
}

run "backups_cannot_be_turned_off" {
  command = plan

  variables {
    database = { backup_days = 0 }
  }

  expect_failures = [var.database]
}

run "tasks_reach_it_encrypted" {
  assert {
    condition = alltrue([for definition in [aws_ecs_task_definition.api, aws_ecs_task_definition.etl, aws_ecs_task_definition.migrate] :
      anytrue([for variable in jsondecode(definition.container_definitions)[0].environment : variable.name == "DATABASE_URL" && strcontains(variable.value, "SSL Mode=Require")])
    ])
    error_message = "Every program asks for TLS."
  }
}

run "the_servers_certificate_can_be_checked" {
  variables {
    database_ca_path = "/etc/ssl/certs/rds.pem"
  }

  assert {
    condition = alltrue([for definition in [aws_ecs_task_definition.api, aws_ecs_task_definition.etl, aws_ecs_task_definition.migrate] :
      strcontains(definition.container_definitions, "SSL Mode=VerifyFull;Root Certificate=/etc/ssl/certs/rds.pem")
    ])
    error_message = "With a CA bundle, every program checks who the server is."
  }
}
