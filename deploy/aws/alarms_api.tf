locals {
  api_alarms = {
    answers-5xx = {
      description = "The API answered 5xx more than five times in five minutes. Look: the API's log, by request_id."
      metric      = "HTTPCode_Target_5XX_Count"
      statistic   = "Sum"
      threshold   = 5
      periods     = 1
      per_target  = true
    }
    unanswered-5xx = {
      description = "The load balancer had nobody to answer, or gave up waiting. Look: the service's events, unhealthy hosts."
      metric      = "HTTPCode_ELB_5XX_Count"
      statistic   = "Sum"
      threshold   = 5
      periods     = 1
      per_target  = false
    }
    unhealthy-hosts = {
      description = "A task of the API has not started for ten minutes: /health/ready says whether the database answers and is migrated."
      metric      = "UnHealthyHostCount"
      statistic   = "Maximum"
      threshold   = 0
      periods     = 2
      per_target  = true
    }
    slow-answers = {
      description = "One request in twenty takes longer than two seconds, for fifteen minutes. Look: slow statements in the database's log, its CPU."
      metric      = "TargetResponseTime"
      statistic   = "p95"
      threshold   = 2
      periods     = 3
      per_target  = true
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "api" {
  for_each = local.api_alarms

  alarm_name        = "${var.name}-api-${each.key}"
  alarm_description = each.value.description

  namespace   = "AWS/ApplicationELB"
  metric_name = each.value.metric
  dimensions = merge(
    { LoadBalancer = aws_lb.api.arn_suffix },
    each.value.per_target ? { TargetGroup = aws_lb_target_group.api.arn_suffix } : {},
  )

  statistic           = startswith(each.value.statistic, "p") ? null : each.value.statistic
  extended_statistic  = startswith(each.value.statistic, "p") ? each.value.statistic : null
  comparison_operator = "GreaterThanThreshold"
  threshold           = each.value.threshold
  period              = 300
  evaluation_periods  = each.value.periods
  # No requests, no data.
  treat_missing_data = "notBreaching"

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]
}
