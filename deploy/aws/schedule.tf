# When the ETL runs. Started twice, or while another run works, it does no harm: a source is locked by whoever works on it.

locals {
  # Five minutes past, away from the full hour at which everybody else's timers call the same APIs.
  schedule_expressions = { for hours in [1, 2, 3, 4, 6, 8, 12, 24] :
    "${hours}h" => hours == 24 ? "cron(5 0 * * ? *)" : "cron(5 0/${hours} * * ? *)"
  }

  # Sources of one cadence run side by side in one task, or each in a task of its own.
  sources_by_schedule = var.task_per_source ? { for source in keys(var.sources) : source => [source] } : {
    for cadence in distinct(values(var.sources)) : cadence => [for source, its in var.sources : source if its == cadence]
  }

  schedules = { for schedule, sources in local.sources_by_schedule : schedule => {
    cadence = var.sources[sources[0]]
    hours   = tonumber(trimsuffix(var.sources[sources[0]], "h"))
    sources = sources
  } }
}

resource "aws_scheduler_schedule_group" "this" {
  name = var.name
}

resource "aws_scheduler_schedule" "etl" {
  for_each = local.schedules

  name                         = "etl-${each.key}"
  group_name                   = aws_scheduler_schedule_group.this.name
  description                  = "An ETL run every ${each.value.cadence}, UTC: ${join(", ", each.value.sources)}"
  state                        = var.live ? "ENABLED" : "DISABLED"
  schedule_expression          = local.schedule_expressions[each.value.cadence]
  schedule_expression_timezone = "UTC"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_ecs_cluster.this.arn
    role_arn = aws_iam_role.schedule.arn

    # Where one task is for all, the task's own command runs every source that has what it needs. Else its sources are
    # named; all stay enabled, because which listings are one asset depends on all of them.
    input = length(local.schedules) == 1 ? null : jsonencode({ containerOverrides = [{
      name    = "etl"
      command = concat(["run", "--triggered-by", "cron", "--source"], each.value.sources)
    }] })

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
    # the next run is one cadence away.
    retry_policy {
      maximum_retry_attempts       = 5
      maximum_event_age_in_seconds = min(3600, each.value.hours * 1800)
    }

    dead_letter_config {
      arn = aws_sqs_queue.missed_starts.arn
    }
  }

  # A schedule that begins before its role may start tasks loses its first run.
  depends_on = [aws_iam_role_policy.schedule]
}

moved {
  from = aws_scheduler_schedule.etl
  to   = aws_scheduler_schedule.etl["4h"]
}

resource "aws_sqs_queue" "missed_starts" {
  name                      = "${var.name}-missed-starts"
  message_retention_seconds = 14 * 24 * 3600
  sqs_managed_sse_enabled   = true
}
