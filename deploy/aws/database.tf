variable "database" {
  description = "Size and safety of PostgreSQL. engine: postgres (RDS), or aurora, whose storage grows by itself (storage_gb, max_storage_gb and multi_az mean nothing there) and which takes readers: the API then reads from them."
  type = object({
    engine              = optional(string, "postgres")
    instance_class      = optional(string, "db.t4g.micro")
    readers             = optional(number, 0)
    storage_gb          = optional(number, 20)
    max_storage_gb      = optional(number, 100)
    multi_az            = optional(bool, false)
    backup_days         = optional(number, 7)
    deletion_protection = optional(bool, true)
  })
  default = {}

  validation {
    condition     = var.database.backup_days >= 1 && var.database.backup_days <= 35
    error_message = "database.backup_days is 1 to 35: 0 would turn backups off."
  }

  validation {
    condition     = contains(["postgres", "aurora"], var.database.engine)
    error_message = "database.engine is postgres or aurora."
  }

  validation {
    condition     = var.database.engine == "postgres" || !can(regex("[.](micro|small)$", var.database.instance_class))
    error_message = "Aurora has no instances of this size: database.instance_class is db.t4g.medium, db.r8g.large or larger."
  }

  validation {
    condition     = var.database.readers >= 0 && var.database.readers <= 15 && (var.database.engine == "aurora" || var.database.readers == 0)
    error_message = "database.readers is 0 to 15, and for aurora."
  }
}

variable "database_ca_path" {
  description = "Path in the images of Amazon's CA bundle. null: connections are encrypted, but the server's certificate is not checked."
  type        = string
  default     = null
}

locals {
  database_name = "kasparro"
  database_port = 5432
  database_logs = ["postgresql", "upgrade"]

  is_aurora = var.database.engine == "aurora"
  # What the tasks need of either engine.
  database_host         = one(concat(aws_db_instance.this[*].address, aws_rds_cluster.this[*].endpoint))
  database_admin        = one(concat(aws_db_instance.this[*].username, aws_rds_cluster.this[*].master_username))
  database_admin_secret = one(concat(aws_db_instance.this[*].master_user_secret[0].secret_arn, aws_rds_cluster.this[*].master_user_secret[0].secret_arn))

  # Without a password: Npgsql takes it from PGPASSWORD, which is the only part that has to be secret.
  connection_to = { for use, hosts in { writing = local.database_host, reading = local.read_hosts } : use => join(";", [
    "Host=${hosts}",
    "Port=${local.database_port}",
    "Database=${local.database_name}",
    var.database_ca_path == null ? "SSL Mode=Require" : "SSL Mode=VerifyFull;Root Certificate=${var.database_ca_path}",
  ]) }
}

locals {
  database_parameters = {
    "rds.force_ssl"              = "1"
    "log_min_duration_statement" = "2000"
    "log_lock_waits"             = "1"
    # A task that died between two statements must not hold what it locked. The ETL never waits inside a transaction.
    "idle_in_transaction_session_timeout" = "300000"
  }
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = [for subnet in aws_subnet.data : subnet.id]
}

resource "aws_db_parameter_group" "this" {
  count = local.is_aurora ? 0 : 1

  name_prefix = "${var.name}-postgres17-"
  family      = "postgres17"
  description = "${var.name}: TLS only, slow statements and lock waits in the log"

  dynamic "parameter" {
    for_each = local.database_parameters

    content {
      name  = parameter.key
      value = parameter.value
    }
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  count = local.is_aurora ? 0 : 1

  identifier = var.name

  engine                     = "postgres"
  engine_version             = "17"
  auto_minor_version_upgrade = true
  instance_class             = var.database.instance_class
  parameter_group_name       = aws_db_parameter_group.this[0].name

  db_name  = local.database_name
  username = "kasparro_admin"
  # RDS makes the password, keeps it in Secrets Manager and changes it weekly; Terraform never sees it.
  manage_master_user_password = true

  storage_type          = "gp3"
  allocated_storage     = var.database.storage_gb
  max_allocated_storage = var.database.max_storage_gb
  storage_encrypted     = true

  multi_az               = var.database.multi_az
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.database.id]
  publicly_accessible    = false
  port                   = local.database_port
  ca_cert_identifier     = "rds-ca-rsa2048-g1"

  backup_retention_period   = var.database.backup_days
  backup_window             = "02:00-02:30"
  maintenance_window        = "sun:02:40-sun:03:40"
  copy_tags_to_snapshot     = true
  deletion_protection       = var.database.deletion_protection
  delete_automated_backups  = false
  skip_final_snapshot       = false
  final_snapshot_identifier = "${var.name}-final"

  enabled_cloudwatch_logs_exports = local.database_logs

  # RDS would create them without an end.
  depends_on = [aws_cloudwatch_log_group.database]
}

moved {
  from = aws_db_instance.this
  to   = aws_db_instance.this[0]
}

moved {
  from = aws_db_parameter_group.this
  to   = aws_db_parameter_group.this[0]
}
