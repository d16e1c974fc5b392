# Runs that fail are told by events.tf at once. Here: runs that did not take place.

locals {
  # Of the sources that run most often. That others do not run is seen by /health, which knows each one's cadence.
  shortest_cadence = min([for schedule in local.schedules : schedule.hours]...)
}

resource "aws_cloudwatch_metric_alarm" "runs_missed" {
  alarm_name        = "${var.name}-runs-missed"
  alarm_description = "No ETL run has succeeded for ${local.shortest_cadence + 1} hours; one is due every ${local.shortest_cadence}. Look: the runs' log group, the schedule's queue, the ETL's log."

  namespace           = var.name
  metric_name         = "RunsSucceeded"
  statistic           = "Sum"
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  # An hour more than lies between two good runs. No data is what a missed run looks like.
  period              = 3600
  evaluation_periods  = local.shortest_cadence + 1
  datapoints_to_alarm = local.shortest_cadence + 1
  treat_missing_data  = "breaching"

  # Silent while the schedule is off.
  actions_enabled = var.live
  alarm_actions   = [aws_sns_topic.alarms.arn]
  ok_actions      = [aws_sns_topic.alarms.arn]
}

resource "aws_cloudwatch_metric_alarm" "starts_lost" {
  alarm_name        = "${var.name}-starts-lost"
  alarm_description = "The schedule could not start a task and gave up. The message in the queue says why (ERROR_CODE, ERROR_MESSAGE)."

  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.missed_starts.name }
  statistic           = "Maximum"
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  period              = 300
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
