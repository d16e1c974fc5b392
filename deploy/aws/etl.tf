variable "etl_size" {
  description = "cpu (units) and memory (MiB) of the ETL and the migration task."
  type        = object({ cpu = number, memory = number })
  default     = { cpu = 1024, memory = 2048 }

  validation {
    condition     = contains(try(local.fargate_sizes[var.etl_size.cpu], []), var.etl_size.memory)
    error_message = "Fargate has no etl_size of this cpu and memory together: see fargate_sizes in cluster.tf."
  }
}

variable "sources" {
  description = "The sources that run, each with its cadence: 1h, 2h, 3h, 4h, 6h, 8h, 12h or 24h. csv needs CSV_PATH=https://... in etl_settings: the image holds no files."
  type        = map(string)
  default     = { coingecko = "4h", coinpaprika = "4h" }

  validation {
    condition     = length(var.sources) > 0 && alltrue([for cadence in values(var.sources) : contains(keys(local.schedule_expressions), cadence)])
    error_message = "sources are names with a cadence of 1h, 2h, 3h, 4h, 6h, 8h, 12h or 24h."
  }
}

variable "task_per_source" {
  description = "true: each source runs in a task of its own, with all of etl_size. false: sources of one cadence share one."
  type        = bool
  default     = false
}

variable "etl_settings" {
  description = "Further settings of the ETL, as in .env.example; no secrets."
  type        = map(string)
  default     = {}

  validation {
    condition     = length([for name in keys(var.etl_settings) : name if can(regex("KEY|PASSWORD|SECRET|TOKEN|DATABASE_URL", name))]) == 0
    error_message = "etl_settings are readable by everybody who may describe a task: keys and passwords go into Secrets Manager."
  }

  validation {
    condition     = length([for name in keys(var.etl_settings) : name if can(regex("^ENABLED_SOURCES$|_CADENCE$", name))]) == 0
    error_message = "Which sources run, and how often, is said by sources."
  }
}

locals {
  # For the ETL and the API: which sources run, and how often. /health would else expect those of the defaults.
  source_settings = merge(
    { ENABLED_SOURCES = join(",", keys(var.sources)) },
    { for source, cadence in var.sources : "${upper(source)}_CADENCE" => cadence },
  )

  etl_environment = merge(local.dotnet, local.source_settings, var.etl_settings, {
    DATABASE_URL = "${local.connection_to.writing};Username=kasparro_etl"
  })

  etl_secrets = merge(
    { PGPASSWORD = aws_secretsmanager_secret.database_etl.arn },
    # A secret without a value keeps a task from starting, so there is none for a source without a key.
    { for source, secret in aws_secretsmanager_secret.source_key : "${upper(source)}_API_KEY" => secret.arn },
  )
}

resource "aws_ecs_task_definition" "etl" {
  family                   = "${var.name}-etl"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.etl_size.cpu
  memory                   = var.etl_size.memory
  execution_role_arn       = aws_iam_role.etl_execution.arn

  runtime_platform {
    cpu_architecture        = var.cpu_architecture
    operating_system_family = "LINUX"
  }

  container_definitions = jsonencode([merge(local.confined, {
    name             = "etl"
    image            = local.etl_image
    command          = ["run", "--triggered-by", "cron"]
    environment      = [for name, value in local.etl_environment : { name = name, value = value }]
    secrets          = [for name, arn in local.etl_secrets : { name = name, valueFrom = arn }]
    logConfiguration = local.log_options["etl"]
    # A CSV that is downloaded or packed is kept here while it is read.
    mountPoints = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
    # SIGTERM ends it within 10 s with nothing half-written.
    stopTimeout = 15
  })])

  volume {
    name = "tmp"
  }

  # Revisions stay: a rollback, or an operator, may want the one before.
  skip_destroy = true
}
