# Where alarms and failures are told. Not encrypted with a key of its own: CloudWatch and EventBridge cannot write to a topic
# under the AWS-managed key, and the messages name tasks and alarms, never data.
resource "aws_sns_topic" "alarms" {
  name = "${var.name}-alarms"
}

resource "aws_sns_topic_subscription" "email" {
  count = var.alarm_email == null ? 0 : 1

  topic_arn = aws_sns_topic.alarms.arn
  protocol  = "email"
  endpoint  = var.alarm_email
}

resource "aws_sns_topic_policy" "alarms" {
  arn = aws_sns_topic.alarms.arn
  policy = jsonencode({ Version = "2012-10-17", Statement = [
    {
      Sid       = "Alarms"
      Effect    = "Allow"
      Action    = ["sns:Publish"]
      Resource  = [aws_sns_topic.alarms.arn]
      Principal = { Service = "cloudwatch.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceAccount" = var.account_id } }
    },
    {
      Sid       = "Events"
      Effect    = "Allow"
      Action    = ["sns:Publish"]
      Resource  = [aws_sns_topic.alarms.arn]
      Principal = { Service = "events.amazonaws.com" }
      Condition = { StringEquals = { "aws:SourceArn" = [
        aws_cloudwatch_event_rule.run_failed.arn,
        aws_cloudwatch_event_rule.deployment_failed.arn,
      ] } }
    },
  ] })
}
