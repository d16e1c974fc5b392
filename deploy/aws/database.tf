variable "database" {
  description = "Size and safety of PostgreSQL."
  type = object({
    instance_class      = optional(string, "db.t4g.micro")
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
}

variable "database_ca_path" {
  description = "Path in the images of Amazon's CA bundle. null: connections are encrypted, but the server's certificate is not checked."
  type        = string
  default     = null
}

locals {
  database_name = "kasparro"
  database_port = 5432

  # Without a password: Npgsql takes it from PGPASSWORD, which is the only part that has to be secret.
  connection = join(";", [
    "Host=${aws_db_instance.this.address}",
    "Port=${local.database_port}",
    "Database=${local.database_name}",
    var.database_ca_path == null ? "SSL Mode=Require" : "SSL Mode=VerifyFull;Root Certificate=${var.database_ca_path}",
  ])
}

resource "aws_db_subnet_group" "this" {
  name       = var.name
  subnet_ids = [for subnet in aws_subnet.data : subnet.id]
}

resource "aws_db_parameter_group" "this" {
  name_prefix = "${var.name}-postgres17-"
  family      = "postgres17"
  description = "${var.name}: TLS only, slow statements and lock waits in the log"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name  = "log_min_duration_statement"
    value = "2000"
  }

  parameter {
    name  = "log_lock_waits"
    value = "1"
  }

  # A task that died between two statements must not hold what it locked. The ETL never waits inside a transaction.
  parameter {
    name  = "idle_in_transaction_session_timeout"
    value = "300000"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_db_instance" "this" {
  identifier = var.name

  engine                     = "postgres"
  engine_version             = "17"
  auto_minor_version_upgrade = true
  instance_class             = var.database.instance_class
  parameter_group_name       = aws_db_parameter_group.this.name

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

  enabled_cloudwatch_logs_exports = ["postgresql", "upgrade"]

  # RDS would create them without an end.
  depends_on = [aws_cloudwatch_log_group.database]
}
