# How tasks end. ECS says so itself, so this holds when the program was killed before it could say anything.

locals {
  family_arns = { for family in ["etl", "migrate"] : family =>
    "arn:aws:ecs:${var.region}:${var.account_id}:task-definition/${var.name}-${family}:"
  }
}

resource "aws_cloudwatch_event_rule" "run_ended" {
  name        = "${var.name}-run-ended"
  description = "Every ETL task that ended, however"
  event_pattern = jsonencode({
    source        = ["aws.ecs"]
    "detail-type" = ["ECS Task State Change"]
    detail = {
      clusterArn        = [aws_ecs_cluster.this.arn]
      taskDefinitionArn = [{ prefix = local.family_arns["etl"] }]
      lastStatus        = ["STOPPED"]
    }
  })
}

resource "aws_cloudwatch_event_target" "run_ended" {
  rule = aws_cloudwatch_event_rule.run_ended.name
  arn  = aws_cloudwatch_log_group.runs.arn

  depends_on = [aws_cloudwatch_log_resource_policy.runs]
}

# CloudWatch Logs takes no role from EventBridge, only such a policy. Streams are named by EventBridge: hence the star.
resource "aws_cloudwatch_log_resource_policy" "runs" {
  policy_name = "${var.name}-runs"
  policy_document = jsonencode({ Version = "2012-10-17", Statement = [{
    Sid       = "KeepRuns"
    Effect    = "Allow"
    Action    = ["logs:CreateLogStream", "logs:PutLogEvents"]
    Resource  = ["${aws_cloudwatch_log_group.runs.arn}:log-stream:*"]
    Principal = { Service = ["events.amazonaws.com", "delivery.logs.amazonaws.com"] }
  }] })
}

resource "aws_cloudwatch_log_metric_filter" "run_succeeded" {
  name           = "${var.name}-run-succeeded"
  log_group_name = aws_cloudwatch_log_group.runs.name
  pattern        = "{ $.detail.containers[0].exitCode = 0 }"

  metric_transformation {
    namespace = var.name
    name      = "RunsSucceeded"
    value     = "1"
    unit      = "Count"
  }
}

resource "aws_cloudwatch_event_rule" "run_failed" {
  name        = "${var.name}-run-failed"
  description = "An ETL or migration task that ended with another exit code than 0, or never began"
  event_pattern = jsonencode({
    source        = ["aws.ecs"]
    "detail-type" = ["ECS Task State Change"]
    detail = {
      clusterArn        = [aws_ecs_cluster.this.arn]
      taskDefinitionArn = [for arn in values(local.family_arns) : { prefix = arn }]
      lastStatus        = ["STOPPED"]
      "$or" = [
        { containers = { exitCode = [{ "anything-but" = [0] }] } },
        # No image, no secret, no capacity: there is no exit code then.
        { stopCode = ["TaskFailedToStart"] },
      ]
    }
  })
}

resource "aws_cloudwatch_event_target" "run_failed" {
  rule = aws_cloudwatch_event_rule.run_failed.name
  arn  = aws_sns_topic.alarms.arn

  input_transformer {
    input_paths = {
      task   = "$.detail.taskArn"
      family = "$.detail.taskDefinitionArn"
      code   = "$.detail.containers[0].exitCode"
      reason = "$.detail.stoppedReason"
    }
    input_template = <<-TEXT
      "${var.name}: a run failed with exit code <code> (2 settings, 3 some source, 4 every source or no database, none: it never began)."
      "Reason: <reason>"
      "Task: <task> of <family>"
    TEXT
  }
}

resource "aws_cloudwatch_event_rule" "deployment_failed" {
  name        = "${var.name}-deployment-failed"
  description = "A version of the API did not become ready and was rolled back"
  event_pattern = jsonencode({
    source        = ["aws.ecs"]
    "detail-type" = ["ECS Deployment State Change"]
    resources     = ["arn:aws:ecs:${var.region}:${var.account_id}:service/${aws_ecs_cluster.this.name}/api"]
    detail        = { eventName = ["SERVICE_DEPLOYMENT_FAILED"] }
  })
}

resource "aws_cloudwatch_event_target" "deployment_failed" {
  rule = aws_cloudwatch_event_rule.deployment_failed.name
  arn  = aws_sns_topic.alarms.arn
}
