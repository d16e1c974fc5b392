mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  account_id    = "123456789012"
  image_tag     = "0123abc"
  allowed_cidrs = ["198.51.100.0/24"]
  database      = { engine = "aurora", instance_class = "db.r8g.large", readers = 1 }
}

run "aurora_instead_of_rds" {
  assert {
    condition     = length(aws_db_instance.this) == 0 && length(aws_rds_cluster_instance.this) == 2
    error_message = "One database: a writer and its reader."
  }

  assert {
    condition     = aws_rds_cluster.this[0].storage_encrypted && aws_rds_cluster.this[0].deletion_protection && !aws_rds_cluster.this[0].skip_final_snapshot && aws_rds_cluster.this[0].backup_retention_period >= 7
    error_message = "It is as safe as the other one."
  }

  assert {
    condition     = alltrue([for instance in aws_rds_cluster_instance.this : !instance.publicly_accessible])
    error_message = "The database has no public address."
  }

  assert {
    condition     = coalesce(aws_rds_cluster.this[0].manage_master_user_password, false) && aws_rds_cluster.this[0].master_password == null
    error_message = "RDS keeps the administrator's password; Terraform has none."
  }

  assert {
    condition     = { for parameter in aws_rds_cluster_parameter_group.this[0].parameter : parameter.name => parameter.value }["rds.force_ssl"] == "1"
    error_message = "Connections without TLS are refused."
  }

  assert {
    condition     = aws_rds_cluster_parameter_group.this[0].family == "aurora-postgresql${aws_rds_cluster.this[0].engine_version}"
    error_message = "The parameters are those of the database's version."
  }

  assert {
    condition     = toset([for group in aws_cloudwatch_log_group.database : group.name]) == toset([for name in aws_rds_cluster.this[0].enabled_cloudwatch_logs_exports : "/aws/rds/cluster/kasparro/${name}"])
    error_message = "RDS creates no log group of its own, which would keep everything."
  }

  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.database)) == toset(["cpu", "connections"]) && aws_cloudwatch_metric_alarm.database["cpu"].dimensions == tomap({ DBClusterIdentifier = "kasparro" })
    error_message = "The alarms watch the cluster."
  }
}

run "who_asks_which_host" {
  assert {
    condition     = strcontains(one([for variable in jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment : variable.value if variable.name == "DATABASE_URL"]), "Host=mock.cluster.rds.amazonaws.com,mock.cluster-ro.rds.amazonaws.com;")
    error_message = "The API knows writer and readers."
  }

  assert {
    condition     = strcontains(one([for variable in jsondecode(aws_ecs_task_definition.etl.container_definitions)[0].environment : variable.value if variable.name == "DATABASE_URL"]), "Host=mock.cluster.rds.amazonaws.com;")
    error_message = "The ETL writes."
  }

  assert {
    condition     = one([for variable in jsondecode(aws_ecs_task_definition.database_users.container_definitions)[0].environment : variable.value if variable.name == "PGHOST"]) == "mock.cluster.rds.amazonaws.com"
    error_message = "Users are made at the writer."
  }
}

run "without_readers_the_api_asks_the_writer" {
  variables {
    database = { engine = "aurora", instance_class = "db.t4g.medium" }
  }

  assert {
    condition     = strcontains(one([for variable in jsondecode(aws_ecs_task_definition.api.container_definitions)[0].environment : variable.value if variable.name == "DATABASE_URL"]), "Host=mock.cluster.rds.amazonaws.com;")
    error_message = "There is one host."
  }
}

run "aurora_has_no_small_instances" {
  command = plan

  variables {
    database = { engine = "aurora" }
  }

  expect_failures = [var.database]
}

run "rds_has_no_readers" {
  command = plan

  variables {
    database = { readers = 1 }
  }

  expect_failures = [var.database]
}
