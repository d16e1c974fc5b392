# PostgreSQL as Amazon Aurora, where database.engine says so. A change of engine makes a new database: the data of the old one
# have to be carried over (pg_dump, or a restored snapshot).

resource "aws_rds_cluster_parameter_group" "this" {
  count = local.is_aurora ? 1 : 0

  name_prefix = "${var.name}-aurora17-"
  family      = "aurora-postgresql17"
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

resource "aws_rds_cluster" "this" {
  count = local.is_aurora ? 1 : 0

  cluster_identifier = var.name

  engine                          = "aurora-postgresql"
  engine_version                  = "17"
  db_cluster_parameter_group_name = aws_rds_cluster_parameter_group.this[0].name

  database_name   = local.database_name
  master_username = "kasparro_admin"
  # RDS makes the password, keeps it in Secrets Manager and changes it weekly; Terraform never sees it.
  manage_master_user_password = true

  storage_encrypted      = true
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.database.id]
  port                   = local.database_port

  backup_retention_period      = var.database.backup_days
  preferred_backup_window      = "02:00-02:30"
  preferred_maintenance_window = "sun:02:40-sun:03:40"
  copy_tags_to_snapshot        = true
  deletion_protection          = var.database.deletion_protection
  delete_automated_backups     = false
  skip_final_snapshot          = false
  final_snapshot_identifier    = "${var.name}-final"

  enabled_cloudwatch_logs_exports = ["postgresql"]

  # RDS would create them without an end.
  depends_on = [aws_cloudwatch_log_group.database]
}

# The first one writes; each reader takes over where it is lost.
resource "aws_rds_cluster_instance" "this" {
  count = local.is_aurora ? 1 + var.database.readers : 0

  identifier         = "${var.name}-${count.index}"
  cluster_identifier = aws_rds_cluster.this[0].id

  engine                     = aws_rds_cluster.this[0].engine
  engine_version             = aws_rds_cluster.this[0].engine_version
  auto_minor_version_upgrade = true
  instance_class             = var.database.instance_class

  db_subnet_group_name = aws_db_subnet_group.this.name
  publicly_accessible  = false
  ca_cert_identifier   = "rds-ca-rsa2048-g1"
}

locals {
  # The API asks a reader where there is one, and the writer where none answers.
  read_hosts = local.is_aurora && var.database.readers > 0 ? "${local.database_host},${one(aws_rds_cluster.this[*].reader_endpoint)}" : local.database_host
}
