# Two tasks that people or a pipeline start (run-task.sh): migrations before each deployment, and the database's users once,
# and again whenever a password was changed.

resource "aws_ecs_task_definition" "migrate" {
  family                   = "${var.name}-migrate"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.etl_size.cpu
  memory                   = var.etl_size.memory
  execution_role_arn       = aws_iam_role.migrate_execution.arn

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  container_definitions = jsonencode([merge(local.confined, {
    name    = "migrate"
    image   = local.migrate_image
    command = ["migrate"]
    environment = [for name, value in merge(local.dotnet, { DATABASE_URL = "${local.connection_to.writing};Username=kasparro_owner" }) :
      { name = name, value = value }
    ]
    secrets          = [{ name = "PGPASSWORD", valueFrom = aws_secretsmanager_secret.database_owner.arn }]
    logConfiguration = local.log_options["migrate"]
    stopTimeout      = 15
  })])
}

resource "aws_ecs_task_definition" "database_users" {
  family                   = "${var.name}-database-users"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512
  execution_role_arn       = aws_iam_role.database_users_execution.arn

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  container_definitions = jsonencode([merge(local.confined, {
    name  = "database-users"
    image = var.psql_image
    # Not the image's own entry point, which would start a server.
    entryPoint = ["sh", "-c"]
    command    = ["printf '%s' \"$STATEMENTS\" | psql --no-psqlrc --no-password --set=ON_ERROR_STOP=1 --file=-"]
    environment = [
      { name = "PGHOST", value = local.database_host },
      { name = "PGPORT", value = tostring(local.database_port) },
      { name = "PGDATABASE", value = local.database_name },
      { name = "PGUSER", value = local.database_admin },
      { name = "PGSSLMODE", value = "require" },
      { name = "PGCONNECT_TIMEOUT", value = "10" },
      { name = "STATEMENTS", value = file("${path.module}/../sql/database_roles.sql") },
    ]
    secrets = [
      { name = "PGPASSWORD", valueFrom = "${local.database_admin_secret}:password::" },
      { name = "OWNER_PASSWORD", valueFrom = aws_secretsmanager_secret.database_owner.arn },
      { name = "ETL_PASSWORD", valueFrom = aws_secretsmanager_secret.database_etl.arn },
      { name = "API_PASSWORD", valueFrom = aws_secretsmanager_secret.database_api.arn },
    ]
    logConfiguration = local.log_options["database-users"]
    stopTimeout      = 15
  })])
}
