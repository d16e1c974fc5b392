# When the ETL runs. Started twice, or while another run works, it does no harm: a source is locked by whoever works on it.

locals {
  # Five minutes past, away from the full hour at which everybody else's timers call the same APIs.
  schedule_expression = "cron(5 0/4 * * ? *)"
}

resource "aws_scheduler_schedule_group" "this" {
  name = var.name
}

resource "aws_scheduler_schedule" "etl" {
  name                         = "etl"
  group_name                   = aws_scheduler_schedule_group.this.name
  description                  = "One ETL run every four hours, UTC"
  state                        = var.live ? "ENABLED" : "DISABLED"
  schedule_expression          = local.schedule_expression
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_ecs_cluster.this.arn
    role_arn = aws_iam_role.schedule.arn

    ecs_parameters {
      task_definition_arn = aws_ecs_task_definition.etl.arn
      launch_type         = "FARGATE"
      task_count          = 1

      network_configuration {
        subnets          = [for subnet in aws_subnet.tasks : subnet.id]
        security_groups  = [aws_security_group.jobs.id]
        assign_public_ip = false
      }
    }

    # Retries a start that AWS refused. A run that started and failed is not repeated: the ETL retries by itself, and
    # the next run is at most four hours away.
    retry_policy {
      maximum_retry_attempts       = 5
      maximum_event_age_in_seconds = 3600
    }

    dead_letter_config {
      arn = aws_sqs_queue.missed_starts.arn
    }
  }

  # A schedule that begins before its role may start tasks loses its first run.
  depends_on = [aws_iam_role_policy.schedule]
}

resource "aws_sqs_queue" "missed_starts" {
  name                      = "${var.name}-missed-starts"
  message_retention_seconds = 14 * 24 * 3600
  sqs_managed_sse_enabled   = true
}
