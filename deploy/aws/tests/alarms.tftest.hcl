mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  account_id    = "123456789012"
  image_tag     = "0123abc"
  allowed_cidrs = ["198.51.100.0/24"]
}

override_resource {
  target = aws_sns_topic.alarms
  values = { arn = "arn:aws:sns:us-east-1:123456789012:alarms" }
}

run "a_missed_run" {
  command = plan

  assert {
    condition     = aws_cloudwatch_metric_alarm.runs_missed.treat_missing_data == "breaching"
    error_message = "A run that did not take place leaves no data: that is the alarm."
  }

  # Longer than the cadence, or every good day would have an alarm; not twice as long, or it would come too late.
  assert {
    condition     = aws_cloudwatch_metric_alarm.runs_missed.period * aws_cloudwatch_metric_alarm.runs_missed.evaluation_periods > 4 * 3600 && aws_cloudwatch_metric_alarm.runs_missed.period * aws_cloudwatch_metric_alarm.runs_missed.evaluation_periods < 8 * 3600
    error_message = "The alarm waits for more than one cadence and less than two."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.runs_missed.namespace == aws_cloudwatch_log_metric_filter.run_succeeded.metric_transformation[0].namespace &&
      aws_cloudwatch_metric_alarm.runs_missed.metric_name == aws_cloudwatch_log_metric_filter.run_succeeded.metric_transformation[0].name &&
      aws_cloudwatch_log_metric_filter.run_succeeded.log_group_name == aws_cloudwatch_log_group.runs.name &&
      aws_cloudwatch_log_metric_filter.run_succeeded.pattern == "{ $.detail.containers[0].exitCode = 0 }"
    )
    error_message = "What counts good runs is what the alarm reads."
  }
}

run "a_failed_run" {
  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.run_failed.event_pattern) == {
      source      = ["aws.ecs"]
      detail-type = ["ECS Task State Change"]
      detail = {
        clusterArn = [aws_ecs_cluster.this.arn]
        taskDefinitionArn = [
          { prefix = "arn:aws:ecs:us-east-1:123456789012:task-definition/kasparro-etl:" },
          { prefix = "arn:aws:ecs:us-east-1:123456789012:task-definition/kasparro-migrate:" },
        ]
        lastStatus = ["STOPPED"]
        "$or"      = [{ containers = { exitCode = [{ anything-but = [0] }] } }, { stopCode = ["TaskFailedToStart"] }]
      }
    }
    error_message = "Every exit code but 0, and tasks that never began."
  }

  assert {
    condition     = toset([for target in [aws_cloudwatch_event_target.run_failed, aws_cloudwatch_event_target.deployment_failed] : target.arn]) == toset(["arn:aws:sns:us-east-1:123456789012:alarms"])
    error_message = "People are told."
  }
}

run "every_alarm_tells_somebody" {
  assert {
    condition = alltrue([for alarm in concat(values(aws_cloudwatch_metric_alarm.api), values(aws_cloudwatch_metric_alarm.database), [aws_cloudwatch_metric_alarm.runs_missed, aws_cloudwatch_metric_alarm.starts_lost]) :
      alarm.alarm_actions == toset(["arn:aws:sns:us-east-1:123456789012:alarms"]) && alarm.ok_actions == alarm.alarm_actions && length(alarm.alarm_description) > 40
    ])
    error_message = "Every alarm tells people when it begins and ends, and where to look."
  }

  assert {
    condition = toset([for alarm in concat(values(aws_cloudwatch_metric_alarm.api), values(aws_cloudwatch_metric_alarm.database), [aws_cloudwatch_metric_alarm.starts_lost]) : alarm.metric_name]) == toset([
      "HTTPCode_Target_5XX_Count", "HTTPCode_ELB_5XX_Count", "UnHealthyHostCount", "TargetResponseTime",
      "FreeStorageSpace", "CPUUtilization", "DatabaseConnections", "ApproximateNumberOfMessagesVisible",
    ])
    error_message = "API, database and queue are watched."
  }
}
