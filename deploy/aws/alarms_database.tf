variable "database_connection_alarm" {
  description = "Connections from which on an alarm is raised. db.t4g.micro takes about 80; larger instances take more."
  type        = number
  default     = 60
}

locals {
  gibibyte = 1024 * 1024 * 1024

  database_alarms = {
    storage = {
      description = "Less than 4 GiB are free. Storage grows by itself up to max_storage_gb: raise that."
      metric      = "FreeStorageSpace"
      operator    = "LessThanThreshold"
      threshold   = 4 * local.gibibyte
      periods     = 1
    }
    cpu = {
      description = "CPU above 80 % for fifteen minutes. Look: slow statements in the database's log; a larger instance_class."
      metric      = "CPUUtilization"
      operator    = "GreaterThanThreshold"
      threshold   = 80
      periods     = 3
    }
    connections = {
      description = "More connections than planned for: the next ones may be refused. Look: pg_stat_activity by application_name."
      metric      = "DatabaseConnections"
      operator    = "GreaterThanThreshold"
      threshold   = var.database_connection_alarm
      periods     = 2
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "database" {
  # Aurora's storage grows by itself.
  for_each = { for name, alarm in local.database_alarms : name => alarm if name != "storage" || !local.is_aurora }

  alarm_name        = "${var.name}-database-${each.key}"
  alarm_description = each.value.description

  namespace           = "AWS/RDS"
  metric_name         = each.value.metric
  dimensions          = local.is_aurora ? { DBClusterIdentifier = var.name } : { DBInstanceIdentifier = var.name }
  statistic           = "Average"
  comparison_operator = each.value.operator
  threshold           = each.value.threshold
  period              = 300
  evaluation_periods  = each.value.periods
  # A database that reports nothing is away.
  treat_missing_data = "breaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
