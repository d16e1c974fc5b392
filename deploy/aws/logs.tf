resource "aws_cloudwatch_log_group" "task" {
  for_each = toset(["api", "etl", "migrate", "database-users"])

  name              = "/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
}

# How each task ended, as ECS reports it: the alarm on missed runs counts here, and people can look back.
resource "aws_cloudwatch_log_group" "runs" {
  name              = "/aws/events/${var.name}-runs"
  retention_in_days = var.log_retention_days
}

# RDS decides on these names.
resource "aws_cloudwatch_log_group" "database" {
  for_each = toset(local.is_aurora ? ["postgresql"] : local.database_logs)

  name              = "/aws/rds/${local.is_aurora ? "cluster" : "instance"}/${var.name}/${each.key}"
  retention_in_days = var.log_retention_days
}

locals {
  # Non-blocking: a task whose way to CloudWatch is interrupted goes on working, and loses log lines beyond 4 MB.
  log_options = { for task, group in aws_cloudwatch_log_group.task : task => {
    logDriver = "awslogs"
    options = {
      awslogs-group         = group.name
      awslogs-region        = var.region
      awslogs-stream-prefix = task
      mode                  = "non-blocking"
      max-buffer-size       = "4m"
    }
  } }
}
