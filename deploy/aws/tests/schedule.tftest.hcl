mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  account_id    = "123456789012"
  image_tag     = "0123abc"
  allowed_cidrs = ["198.51.100.0/24"]
}

run "the_schedule" {
  command = plan

  assert {
    condition     = aws_scheduler_schedule.etl["4h"].schedule_expression == "cron(5 0/4 * * ? *)" && aws_scheduler_schedule.etl["4h"].schedule_expression_timezone == "UTC"
    error_message = "The ETL runs every four hours, five minutes past, UTC."
  }

  assert {
    condition     = aws_scheduler_schedule.etl["4h"].state == "ENABLED" && aws_scheduler_schedule.etl["4h"].flexible_time_window[0].mode == "OFF"
    error_message = "The schedule is on, and keeps its times."
  }

  assert {
    condition     = aws_scheduler_schedule.etl["4h"].target[0].retry_policy[0].maximum_retry_attempts > 0 && aws_scheduler_schedule.etl["4h"].target[0].retry_policy[0].maximum_event_age_in_seconds < 4 * 3600
    error_message = "A refused start is tried again, and given up before the next one is due."
  }
}

run "what_the_schedule_starts" {
  assert {
    condition     = jsondecode(aws_ecs_task_definition.etl.container_definitions)[0].command == ["run", "--triggered-by", "cron"]
    error_message = "The scheduled task is one run, and says who started it."
  }

  assert {
    condition     = aws_scheduler_schedule.etl["4h"].target[0].ecs_parameters[0].task_definition_arn == aws_ecs_task_definition.etl.arn && aws_scheduler_schedule.etl["4h"].target[0].dead_letter_config[0].arn == aws_sqs_queue.missed_starts.arn
    error_message = "The schedule starts the ETL's task and leaves what failed in the queue."
  }

  assert {
    condition     = !aws_scheduler_schedule.etl["4h"].target[0].ecs_parameters[0].network_configuration[0].assign_public_ip && !aws_ecs_service.api[0].network_configuration[0].assign_public_ip
    error_message = "Tasks have no public address."
  }
}

run "sources_of_different_cadences" {
  variables {
    sources = { coingecko = "4h", coinpaprika = "4h", kraken = "1h", csv = "24h" }
  }

  assert {
    condition = { for cadence, schedule in aws_scheduler_schedule.etl : cadence => {
      when = schedule.schedule_expression, runs = slice(jsondecode(schedule.target[0].input).containerOverrides[0].command, 3, length(jsondecode(schedule.target[0].input).containerOverrides[0].command))
      } } == {
      "1h"  = { when = "cron(5 0/1 * * ? *)", runs = ["--source", "kraken"] }
      "4h"  = { when = "cron(5 0/4 * * ? *)", runs = ["--source", "coingecko", "coinpaprika"] }
      "24h" = { when = "cron(5 0 * * ? *)", runs = ["--source", "csv"] }
    }
    error_message = "Each cadence has a schedule, which runs its sources."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.runs_missed.evaluation_periods == 2
    error_message = "The alarm watches the sources that run most often."
  }

  assert {
    condition     = aws_scheduler_schedule.etl["1h"].target[0].retry_policy[0].maximum_event_age_in_seconds < 3600
    error_message = "A refused start is given up before the next one is due."
  }
}

run "a_task_a_source" {
  variables {
    task_per_source = true
    sources         = { coingecko = "4h", coinpaprika = "4h", csv = "24h" }
  }

  assert {
    condition = { for source, schedule in aws_scheduler_schedule.etl : source => {
      when = schedule.schedule_expression, runs = jsondecode(schedule.target[0].input).containerOverrides[0].command
      } } == {
      coingecko   = { when = "cron(5 0/4 * * ? *)", runs = ["run", "--triggered-by", "cron", "--source", "coingecko"] }
      coinpaprika = { when = "cron(5 0/4 * * ? *)", runs = ["run", "--triggered-by", "cron", "--source", "coinpaprika"] }
      csv         = { when = "cron(5 0 * * ? *)", runs = ["run", "--triggered-by", "cron", "--source", "csv"] }
    }
    error_message = "Each source has a schedule and a task of its own, at its own times."
  }

  assert {
    condition     = toset([for schedule in aws_scheduler_schedule.etl : schedule.name]) == toset(["etl-coingecko", "etl-coinpaprika", "etl-csv"])
    error_message = "A schedule is named after its source."
  }
}

run "a_cadence_that_no_schedule_has" {
  command = plan

  variables {
    sources = { coingecko = "5h" }
  }

  expect_failures = [var.sources]
}

run "before_it_is_live" {
  command = plan

  variables {
    live = false
  }

  assert {
    condition     = aws_scheduler_schedule.etl["4h"].state == "DISABLED" && length(aws_ecs_service.api) == 0 && !aws_cloudwatch_metric_alarm.runs_missed.actions_enabled
    error_message = "Without images and schema nothing is started, and nobody is told that nothing ran."
  }
}
